import { dialog, type BrowserWindow } from "electron";

/** Where the page's own process dies, the window would stay white: says so and loads the page again. */
export function offerReload(window: BrowserWindow): void {
  window.webContents.on("render-process-gone", (_event, { reason }) => {
    if (reason !== "clean-exit") void reload(window);
  });
}

async function reload(window: BrowserWindow): Promise<void> {
  await dialog.showMessageBox(window, {
    type: "error",
    message: "Bellwether’s window stopped working.",
    detail: "What was saved is safe. The window will be loaded again; then repeat the last step.",
    buttons: ["Load again"],
  });
  if (!window.isDestroyed()) window.webContents.reload();
}
