import { realpathSync, statSync } from "node:fs";
import path from "node:path";
import { dialog, ipcMain, shell, type BrowserWindow, type IpcMainInvokeEvent } from "electron";
import { z } from "zod";
import type { HostFile } from "../shared/host.ts";
import { APP_ORIGIN, CHANNELS } from "./channels.ts";

const nothing = z.undefined();
const folderSchema = z
  .string()
  .min(1)
  .max(4096)
  .refine((folder) => path.isAbsolute(folder));

const nameSchema = z
  .string()
  .min(1)
  .max(200)
  .refine((name) => path.basename(name) === name && !/[\\/]/.test(name));

/** What the bridge knows beside its window: where the library lies, and the files the system asked to have opened. */
export interface BridgePlaces {
  readonly library: string;
  readonly takeOpened: () => readonly string[];
}

/** Answers the preload of one window: dialogs, the bin and the file manager. Senders and what they send are checked. */
export function answerBridge(window: BrowserWindow, { library, takeOpened }: BridgePlaces): void {
  answer(window, CHANNELS.chooseSave, nameSchema, (name) => chooseSave(window, name));
  answer(window, CHANNELS.trash, folderSchema, (folder) => trash(folder, path.join(library, "Bin")));
  answer(window, CHANNELS.takeOpened, nothing, async () => takeOpened().map(hostFile));
  answer(window, CHANNELS.chooseFiles, nothing, () => chooseFiles(window));
  answer(window, CHANNELS.chooseFolder, nothing, () => chooseFolder(window));
  answer(window, CHANNELS.reveal, folderSchema, reveal);
}

function answer<T>(
  window: BrowserWindow,
  channel: string,
  schema: z.ZodType<T>,
  work: (argument: T) => Promise<unknown>,
): void {
  ipcMain.handle(channel, async (event, argument: unknown) => {
    if (!isOwnPage(window, event)) throw new Error("Refused: not the app’s own window");
    return work(schema.parse(argument));
  });
}

/** True for the top frame of the window while it shows the app's own page. */
function isOwnPage(window: BrowserWindow, { sender, senderFrame }: IpcMainInvokeEvent): boolean {
  return (
    sender === window.webContents &&
    senderFrame !== null &&
    senderFrame.parent === null &&
    senderFrame.origin === APP_ORIGIN &&
    senderFrame.url.startsWith(`${APP_ORIGIN}/`)
  );
}

async function chooseFiles(window: BrowserWindow): Promise<readonly HostFile[]> {
  const { filePaths } = await dialog.showOpenDialog(window, {
    title: "Choose this month’s files",
    properties: ["openFile", "multiSelections"],
    filters: [
      {
        name: "Spreadsheets, mappings and campaigns",
        extensions: ["xlsx", "xlsm", "csv", "tsv", "txt", "ods", "json", "evidence"],
      },
      { name: "All files", extensions: ["*"] },
    ],
  });
  return filePaths.map(hostFile);
}

function hostFile(file: string): HostFile {
  return { path: file, name: path.basename(file) };
}

/** Asks where a copy goes. The dialog itself asks before anything is replaced. */
async function chooseSave(window: BrowserWindow, name: string): Promise<string | null> {
  const { filePath } = await dialog.showSaveDialog(window, {
    title: "Save a copy of the campaign",
    defaultPath: name,
    filters: [{ name: "Bellwether campaign", extensions: ["evidence"] }],
  });
  return filePath === "" ? null : filePath;
}

/** Hands a folder of the library's own bin on to the system's. @throws Error for any other place */
async function trash(folder: string, bin: string): Promise<void> {
  if (path.dirname(realpathSync(folder)) !== realpathSync(bin)) throw new Error("Refused: not in the library’s bin");
  await shell.trashItem(realpathSync(folder));
}

async function chooseFolder(window: BrowserWindow): Promise<string | null> {
  const { filePaths } = await dialog.showOpenDialog(window, {
    title: "Choose a folder",
    properties: ["openDirectory", "createDirectory"],
  });
  return filePaths[0] ?? null;
}

/**
 * Opens a folder. Of a file only its place is shown, and of a folder that is named like a program too (on macOS a
 * program is a folder, and opening it runs it): nothing is ever run.
 * @throws Error where there is nothing at that place, or the file manager says it cannot open it
 */
async function reveal(target: string): Promise<void> {
  const place = realpathSync(target);
  if (!statSync(place).isDirectory() || path.extname(place) !== "") {
    shell.showItemInFolder(place);
    return;
  }
  const fault = await shell.openPath(place);
  if (fault !== "") throw new Error(fault);
}
