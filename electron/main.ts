import { mkdirSync } from "node:fs";
import { homedir } from "node:os";
import path from "node:path";
import { app, BrowserWindow } from "electron";
import { dataFolder } from "../shared/dataFolder.ts";
import { answerBridge } from "./bridge.ts";
import { APP_ORIGIN, CHANNELS } from "./channels.ts";
import { openJournal } from "./engine/journal.ts";
import { startEngine } from "./engineProcess.ts";
import { listenForFiles } from "./openedFiles.ts";
import { lockDown } from "./lockDown.ts";
import { installMenu } from "./menu.ts";
import { keepPlace, lastPlace } from "./windowState.ts";
import { offerReload } from "./offerReload.ts";
import { registerAppScheme, serveApp } from "./protocol.ts";

/** The desktop shell: one window on the built renderer, one engine process behind it. Everything else is the engine's. */
const local = dataFolder(process.platform, process.env, homedir());
// Electron refuses a folder that is not there.
mkdirSync(path.join(local, "shell"), { recursive: true });
app.setPath("userData", path.join(local, "shell"));
app.setAppUserModelId("uk.bellwether.desktop");
registerAppScheme();
lockDown(app, openJournal(path.join(local, "logs")).note);

let window: BrowserWindow | null = null;
const library = path.join(local, "campaigns");
const files = listenForFiles(app, process.argv.slice(1), () => window?.webContents.postMessage(CHANNELS.opened, null));

if (app.requestSingleInstanceLock()) {
  app.on("second-instance", () => {
    if (window?.isMinimized() === true) window.restore();
    window?.show();
    window?.focus();
  });
  app.on("window-all-closed", () => app.quit());
  void app.whenReady().then(open);
} else {
  app.quit();
}

function open(): void {
  serveApp(path.join(import.meta.dirname, "../renderer"));
  const place = path.join(local, "shell", "window.json");
  const { bounds, maximised } = lastPlace(place);
  const opened = new BrowserWindow({
    ...bounds,
    minWidth: 900,
    minHeight: 600,
    show: false,
    title: "Bellwether",
    webPreferences: {
      preload: path.join(import.meta.dirname, "../preload/preload.cjs"),
      sandbox: true,
      contextIsolation: true,
      nodeIntegration: false,
      webviewTag: false,
      spellcheck: false,
    },
  });
  window = opened;
  installMenu(opened);
  keepPlace(opened, place);
  answerBridge(opened, { library, takeOpened: files.take });
  startEngine(opened, {
    program: path.join(import.meta.dirname, "../engine/main.js"),
    library,
    packs: path.join(app.getPath("documents"), "Bellwether"),
  });
  offerReload(opened);
  opened.once("ready-to-show", () => {
    if (maximised) opened.maximize();
    opened.show();
  });
  opened.on("closed", () => {
    window = null;
  });
  void opened.loadURL(`${APP_ORIGIN}/index.html`);
}
