import { statSync } from "node:fs";
import path from "node:path";
import { dialog, ipcMain, shell, type BrowserWindow, type IpcMainInvokeEvent } from "electron";
import { z } from "zod";
import type { HostFile } from "../shared/host.ts";
import { CHANNELS } from "./channels.ts";
import { APP_ORIGIN } from "./protocol.ts";

const folderSchema = z.string().min(1).max(4096);

/** Answers the preload of one window: dialogs and the file manager. Senders and what they send are checked. */
export function answerBridge(window: BrowserWindow): void {
  const own = <T>(work: (argument: unknown) => Promise<T>) => {
    return (event: IpcMainInvokeEvent, argument: unknown): Promise<T> => {
      if (event.sender !== window.webContents || event.senderFrame?.url.startsWith(`${APP_ORIGIN}/`) !== true) {
        throw new Error("Refused: not the app’s own window");
      }
      return work(argument);
    };
  };
  ipcMain.handle(
    CHANNELS.chooseFiles,
    own(() => chooseFiles(window)),
  );
  ipcMain.handle(
    CHANNELS.chooseFolder,
    own(() => chooseFolder(window)),
  );
  ipcMain.handle(
    CHANNELS.reveal,
    own(async (argument) => reveal(folderSchema.parse(argument))),
  );
}

async function chooseFiles(window: BrowserWindow): Promise<readonly HostFile[]> {
  const { filePaths } = await dialog.showOpenDialog(window, {
    title: "Choose this month’s files",
    properties: ["openFile", "multiSelections"],
    filters: [
      { name: "Spreadsheets", extensions: ["csv", "tsv", "txt", "xlsx", "xlsm"] },
      { name: "All files", extensions: ["*"] },
    ],
  });
  return filePaths.map((file) => ({ path: file, name: path.basename(file) }));
}

async function chooseFolder(window: BrowserWindow): Promise<string | null> {
  const { filePaths } = await dialog.showOpenDialog(window, {
    title: "Choose an empty folder for the pack",
    properties: ["openDirectory", "createDirectory"],
  });
  return filePaths[0] ?? null;
}

/** Opens a folder; of a file, only its place is shown: nothing is ever run. */
async function reveal(target: string): Promise<void> {
  const stat = statSync(target, { throwIfNoEntry: false });
  if (stat?.isDirectory() === true) await shell.openPath(target);
  else if (stat !== undefined) shell.showItemInFolder(target);
}
