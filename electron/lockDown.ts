import { BrowserWindow, session, type App } from "electron";
import { APP_ORIGIN } from "./channels.ts";
import { openOutside } from "./externalLinks.ts";

/**
 * Denies what a page of ours never needs: navigation, new windows, web views, permissions but that to copy, downloads of
 * what it did not make, and the network. A link to a site that Bellwether names opens in the person's own browser.
 * To be called before the app is ready.
 * @param note where a request that was refused is noted
 */
export function lockDown(app: App, note: (line: string) => void): void {
  app.enableSandbox();
  // No name resolves: also for what passes by webRequest, such as prefetching and WebRTC.
  app.commandLine.appendSwitch("host-resolver-rules", "MAP * ~NOTFOUND");
  app.on("web-contents-created", (_event, contents) => {
    contents.on("will-navigate", (event) => {
      if (!isOwn(event.url)) event.preventDefault();
    });
    contents.on("will-frame-navigate", (event) => {
      if (!event.isMainFrame) event.preventDefault();
    });
    contents.on("will-redirect", (event) => event.preventDefault());
    contents.on("will-attach-webview", (event) => event.preventDefault());
    contents.setWindowOpenHandler(({ url }) => {
      const window = BrowserWindow.fromWebContents(contents);
      if (window !== null) void openOutside(window, url);
      return { action: "deny" };
    });
    contents.setWebRTCIPHandlingPolicy("disable_non_proxied_udp");
  });
  void app.whenReady().then(() => {
    const own = session.defaultSession;
    // The page may put a chart or a table on the clipboard when the person asks for it; it may never read it.
    own.setPermissionRequestHandler((contents, permission, decide) =>
      decide(permission === COPYING && isOwn(contents.getURL())),
    );
    own.setPermissionCheckHandler(
      (_contents, permission, origin) => permission === COPYING && isOwn(origin.endsWith("/") ? origin : `${origin}/`),
    );
    own.setDevicePermissionHandler(() => false);
    // What the page made itself (a mapping to keep) may be saved where the person says; nothing else is fetched.
    own.on("will-download", (event, item) => {
      if (!item.getURL().startsWith(`blob:${APP_ORIGIN}/`)) event.preventDefault();
    });
    own.webRequest.onBeforeRequest(({ url, resourceType }, decide) => {
      const cancel = !isLocal(url);
      // Of the address only its kind: the rest may hold what somebody typed.
      if (cancel) note(`network refused: the window asked for ${resourceType} by ${/^[a-z]*/.exec(url)?.[0] ?? ""}`);
      decide({ cancel });
    });
  });
}

/** Writing text, pages and images to the clipboard, cleaned by the browser, on a person's click. */
const COPYING = "clipboard-sanitized-write";

function isOwn(address: string): boolean {
  return address.startsWith(`${APP_ORIGIN}/`);
}

/** The app's own files, what its pages made themselves, and the developer tools built into Electron. */
function isLocal(address: string): boolean {
  return (
    isOwn(address) || address.startsWith(`blob:${APP_ORIGIN}/`) || /^(data:|devtools:\/\/devtools\/)/.test(address)
  );
}
