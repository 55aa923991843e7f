import { session, type App } from "electron";
import { APP_ORIGIN } from "./protocol.ts";

/** Denies what a page of ours never needs: navigation, new windows, web views, permissions, and the network. */
export function lockDown(app: App): void {
  app.on("web-contents-created", (_event, contents) => {
    contents.on("will-navigate", (event) => {
      if (!isOwn(event.url)) event.preventDefault();
    });
    contents.on("will-redirect", (event) => event.preventDefault());
    contents.on("will-attach-webview", (event) => event.preventDefault());
    contents.setWindowOpenHandler(() => ({ action: "deny" }));
  });
  void app.whenReady().then(() => {
    const own = session.defaultSession;
    own.setPermissionRequestHandler((_contents, _permission, decide) => decide(false));
    own.setPermissionCheckHandler(() => false);
    own.setDevicePermissionHandler(() => false);
    own.webRequest.onBeforeRequest((details, decide) => decide({ cancel: !isLocal(details.url) }));
  });
}

function isOwn(address: string): boolean {
  return address.startsWith(`${APP_ORIGIN}/`);
}

function isLocal(address: string): boolean {
  return isOwn(address) || /^(data|blob|devtools):/.test(address);
}
