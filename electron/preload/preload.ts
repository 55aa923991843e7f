import { contextBridge, ipcRenderer, webUtils } from "electron";
import { type HostBridge, type HostFile, SHELL_COMMANDS } from "../../shared/host.ts";
import { APP_ORIGIN, CHANNELS } from "../channels.ts";

/** What only a window's owner can do, for the renderer: dialogs, the paths of dropped files, the file manager. */
const bridge: HostBridge = {
  kind: "electron",
  chooseFiles: () => ipcRenderer.invoke(CHANNELS.chooseFiles),
  takeFiles: async (files) => files.map(onDisk),
  chooseFolder: () => ipcRenderer.invoke(CHANNELS.chooseFolder),
  onCommand: (listener) => {
    ipcRenderer.on(CHANNELS.command, (_event, command: unknown) => {
      const known = SHELL_COMMANDS.find((one) => one === command);
      if (known !== undefined) listener(known);
    });
  },
  chooseSave: (name) => ipcRenderer.invoke(CHANNELS.chooseSave, name),
  trash: (folder) => ipcRenderer.invoke(CHANNELS.trash, folder),
  takeOpened: () => ipcRenderer.invoke(CHANNELS.takeOpened),
  reveal: (folder) => ipcRenderer.invoke(CHANNELS.reveal, folder),
};

// Any other page, such as Chromium's own page about a fault, gets nothing.
if (window.location.origin === APP_ORIGIN) {
  contextBridge.exposeInMainWorld("bellwether", bridge);

  // A MessagePort cannot cross the bridge as a value; it is handed to the page by a message of its own origin.
  ipcRenderer.on(CHANNELS.port, (event) => {
    if (event.ports.length === 1) window.postMessage(CHANNELS.port, APP_ORIGIN, event.ports);
  });
  ipcRenderer.on(CHANNELS.opened, () => window.postMessage(CHANNELS.opened, APP_ORIGIN));
}

/**
 * A dropped file's path. What is dragged straight out of a mail or a web page has none.
 * @throws Error for such a file, saying what to do
 */
function onDisk(file: File): HostFile {
  const path = webUtils.getPathForFile(file);
  if (path === "") throw new Error(`“${file.name}” is not on this computer yet. Save it first, then drop it here.`);
  return { path, name: file.name };
}
