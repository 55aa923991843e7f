import { contextBridge, ipcRenderer, webUtils } from "electron";
import type { HostBridge } from "../../shared/host.ts";
import { CHANNELS } from "../channels.ts";

/** What only a window's owner can do, for the renderer: dialogs, the paths of dropped files, the file manager. */
const bridge: HostBridge = {
  kind: "electron",
  chooseFiles: () => ipcRenderer.invoke(CHANNELS.chooseFiles),
  takeFiles: (files) =>
    Promise.resolve(files.map((file) => ({ path: webUtils.getPathForFile(file), name: file.name }))),
  chooseFolder: () => ipcRenderer.invoke(CHANNELS.chooseFolder),
  reveal: (folder) => ipcRenderer.invoke(CHANNELS.reveal, folder),
};

contextBridge.exposeInMainWorld("bellwether", bridge);

// A MessagePort cannot cross the bridge as a value; it is handed to the page by a message of its own origin.
ipcRenderer.on(CHANNELS.port, (event) => {
  window.postMessage(CHANNELS.port, window.location.origin === "null" ? "*" : window.location.origin, event.ports);
});
