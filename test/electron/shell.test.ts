import { existsSync, mkdirSync, readFileSync, symlinkSync, writeFileSync } from "node:fs";
import path from "node:path";
import type { IpcMainInvokeEvent, WebFrameMain } from "electron";
import { afterEach, beforeEach, describe, expect, test, vi } from "vitest";
import { APP_ORIGIN, CHANNELS } from "../../electron/channels.ts";
import { ROUTE_LABELS, ROUTES } from "../../renderer/ui/route.ts";
import { temporaryFolder } from "../engine/files.ts";
import {
  app,
  chosen,
  defaultSession,
  dialog,
  electron,
  FakePort,
  FakeProcess,
  FakeWebContents,
  FakeWindow,
  forget,
  ipcMain,
  Menu,
  protocol,
  shell,
  utilityProcess,
} from "./fakeElectron.ts";

vi.mock("electron", () => electron);

const platform = process.platform;

beforeEach(() => {
  forget();
  vi.resetModules();
});

afterEach(() => {
  vi.unstubAllEnvs();
  vi.useRealTimers();
  Object.defineProperty(process, "platform", { value: platform });
  app.requestSingleInstanceLock.mockReturnValue(true);
});

/** Starts the shell with its data below a folder of this test, and gives its window. */
async function start(data = temporaryFolder()): Promise<FakeWindow> {
  vi.stubEnv("XDG_DATA_HOME", data);
  await import("../../electron/main.ts");
  await vi.waitFor(() => expect(FakeWindow.opened).toHaveLength(1));
  return FakeWindow.opened[0]!;
}

describe("the window", () => {
  test("is sandboxed, isolated, without Node and without web views", async () => {
    const { options } = await start();
    expect(options.webPreferences).toMatchObject({
      sandbox: true,
      contextIsolation: true,
      nodeIntegration: false,
      webviewTag: false,
    });
    expect(options.webPreferences?.webSecurity).toBeUndefined();
    expect(options.webPreferences?.preload).toMatch(/preload\.cjs$/);
    expect(app.enableSandbox).toHaveBeenCalled();
  });

  test("loads the app’s own page and is shown once it can be painted", async () => {
    const window = await start();
    expect(window.loadURL).toHaveBeenCalledWith(`${APP_ORIGIN}/index.html`);
    expect(window.options.show).toBe(false);
    expect(window.show).not.toHaveBeenCalled();
    window.emit("ready-to-show");
    expect(window.show).toHaveBeenCalledOnce();
  });

  /** The menus last installed: their names, and an entry by its label. */
  const menus = () => {
    const template = Menu.buildFromTemplate.mock.lastCall![0];
    const entries = template.flatMap(({ submenu }) => (Array.isArray(submenu) ? submenu : []));
    const entry = (label: string) => entries.find((one) => one.label === label)!;
    return { names: template.map(({ label, role }) => label ?? role), entry };
  };
  const choose = (entry: Electron.MenuItemConstructorOptions) => entry.click!(null as never, undefined, null as never);

  test("has the standard menus, with the app’s own on macOS", async () => {
    const window = await start();
    expect(menus().names).toEqual(["File", "editMenu", "View", "windowMenu", "Help"]);
    Object.defineProperty(process, "platform", { value: "darwin" });
    const { installMenu } = await import("../../electron/menu.ts");
    installMenu(window as never);
    expect(menus().names).toEqual(["Bellwether", "File", "editMenu", "View", "windowMenu", "Help"]);
  });

  test("goes to every screen from its menu, with a shortcut each, and prints", async () => {
    const window = await start();
    const { entry } = menus();
    for (const [index, command] of ROUTES.entries()) {
      const screen = entry(ROUTE_LABELS[command]);
      expect(screen.accelerator).toBe(`CmdOrCtrl+${index + 1}`);
      choose(screen);
      expect(window.webContents.send).toHaveBeenLastCalledWith(CHANNELS.command, command);
    }
    choose(entry("About Bellwether"));
    expect(window.webContents.send).toHaveBeenLastCalledWith(CHANNELS.command, "about");
    expect(entry("Guide").accelerator).toBe("F1");
    choose(entry("Guide"));
    expect(window.webContents.send).toHaveBeenLastCalledWith(CHANNELS.command, "guide");
    choose(entry("Print…"));
    expect(window.webContents.print).toHaveBeenCalledOnce();
  });

  test("opens where it was closed, filling the screen where it did, unless no screen shows that place any more", async () => {
    const data = temporaryFolder();
    const first = await start(data);
    expect(first.options).toMatchObject({ width: 1280, height: 820 });
    first.isMaximized.mockReturnValue(true);
    first.emit("close");
    const reopened = async () => {
      forget();
      vi.resetModules();
      const window = await start(data);
      window.emit("ready-to-show");
      return window;
    };
    const second = await reopened();
    expect(second.options).toMatchObject({ x: 40, y: 30, width: 1100, height: 700 });
    expect(second.maximize).toHaveBeenCalledOnce();
    second.getNormalBounds.mockReturnValue({ x: 3000, y: 0, width: 1100, height: 700 });
    second.emit("close");
    const third = await reopened();
    expect(third.options).toMatchObject({ width: 1280, height: 820 });
    expect(third.options.x).toBeUndefined();
    writeFileSync(path.join(data, "bellwether", "shell", "window.json"), "{ broken");
    expect((await reopened()).options).toMatchObject({ width: 1280, height: 820 });
  });

  test("is offered again when its page’s process dies, and not when it ends in order", async () => {
    const window = await start();
    window.webContents.emit("render-process-gone", {}, { reason: "clean-exit", exitCode: 0 });
    expect(dialog.showMessageBox).not.toHaveBeenCalled();
    window.webContents.emit("render-process-gone", {}, { reason: "oom", exitCode: 1 });
    await vi.waitFor(() => expect(window.webContents.reload).toHaveBeenCalledOnce());
  });

  test("closing it quits the app on every system", async () => {
    await start();
    app.emit("window-all-closed");
    expect(app.quit).toHaveBeenCalledOnce();
  });
});

describe("a second start", () => {
  test("quits at once where Bellwether already runs, and opens nothing", async () => {
    app.requestSingleInstanceLock.mockReturnValue(false);
    vi.stubEnv("XDG_DATA_HOME", temporaryFolder());
    await import("../../electron/main.ts");
    await app.whenReady();
    expect(app.quit).toHaveBeenCalledOnce();
    expect(FakeWindow.opened).toEqual([]);
    expect(FakeProcess.started).toEqual([]);
  });

  test("brings the first window forward, and leaves its size alone unless it was minimised", async () => {
    const window = await start();
    app.emit("second-instance", {}, ["bellwether"], "/");
    expect(window.focus).toHaveBeenCalledOnce();
    expect(window.restore).not.toHaveBeenCalled();
    window.isMinimized.mockReturnValue(true);
    app.emit("second-instance", {}, ["bellwether"], "/");
    expect(window.restore).toHaveBeenCalledOnce();
  });

  test("does nothing once the window is closed", async () => {
    const window = await start();
    window.emit("closed");
    app.emit("second-instance", {}, ["bellwether"], "/");
    expect(window.focus).not.toHaveBeenCalled();
  });
});

describe("where things are kept", () => {
  test("the library and the shell’s own files lie in the local data folder, made before Electron is told", async () => {
    const data = temporaryFolder();
    await start(data);
    const [, [library = "", packs] = []] = utilityProcess.fork.mock.lastCall!;
    expect(library).toBe(path.join(data, "bellwether", "campaigns"));
    expect(packs).toBe(path.join("/paths/documents", "Bellwether"));
    expect(app.setPath).toHaveBeenCalledWith("userData", path.join(data, "bellwether", "shell"));
    expect(app.getPath).not.toHaveBeenCalledWith("appData");
  });

  test("on Windows that is Local, never Roaming", async () => {
    const data = temporaryFolder();
    vi.stubEnv("LOCALAPPDATA", path.join(data, "Local"));
    vi.stubEnv("APPDATA", path.join(data, "Roaming"));
    mkdirSync(path.join(data, "Local"));
    Object.defineProperty(process, "platform", { value: "win32" });
    await start(data);
    const library = utilityProcess.fork.mock.lastCall?.[1]?.[0] ?? "";
    expect(library.startsWith(path.join(data, "Local"))).toBe(true);
    expect(app.setPath.mock.calls.flat().join()).not.toContain("Roaming");
  });
});

describe("app://", () => {
  /** Serves a small built renderer and asks it for an address. */
  async function ask(address: string): Promise<Response> {
    const folder = path.join(temporaryFolder(), "renderer");
    mkdirSync(path.join(folder, "assets"), { recursive: true });
    writeFileSync(path.join(folder, "index.html"), '<meta name="csp-nonce" content="__NONCE__"><b>__NONCE__</b>');
    writeFileSync(path.join(folder, "assets/index-a1.js"), "let __NONCE__;");
    writeFileSync(path.join(folder, "assets/.secret.js"), "no");
    writeFileSync(path.join(folder, "../outside.js"), "no");
    writeFileSync(path.join(folder, "../outside.html"), "no");
    const { serveApp } = await import("../../electron/protocol.ts");
    serveApp(folder);
    const [scheme, handler] = protocol.handle.mock.lastCall!;
    expect(scheme).toBe("app");
    // Electron's Request is the one of this Node, but for the address, which only Electron lets begin with app:.
    return handler({ url: address } as unknown as Parameters<typeof handler>[0]);
  }

  test("is a standard, secure scheme without special leave", async () => {
    await start();
    expect(protocol.registerSchemesAsPrivileged).toHaveBeenCalledExactlyOnceWith([
      { scheme: "app", privileges: { standard: true, secure: true, supportFetchAPI: true } },
    ]);
  });

  test.each(["app://bellwether/index.html", "app://bellwether/", "app://bellwether", "app://bellwether/?a=1"])(
    "%s gives the page, its nonce filled in and named in its policy",
    async (address) => {
      const response = await ask(address);
      const policy = response.headers.get("content-security-policy") ?? "";
      const nonce = /'nonce-([\w-]{22})'/.exec(policy)?.[1];
      expect(response.status).toBe(200);
      expect(response.headers.get("content-type")).toBe("text/html; charset=utf-8");
      expect(policy).toContain("default-src 'none'");
      expect(await response.text()).toBe(`<meta name="csp-nonce" content="${nonce}"><b>${nonce}</b>`);
    },
  );

  test("gives each page a nonce of its own", async () => {
    const [one, two] = [await ask("app://bellwether/"), await ask("app://bellwether/")];
    expect(await one.text()).not.toBe(await two.text());
  });

  test("gives assets as they are, with their type", async () => {
    const response = await ask("app://bellwether/assets/index-a1.js");
    expect(await response.text()).toBe("let __NONCE__;");
    expect(response.headers.get("content-type")).toBe("text/javascript; charset=utf-8");
    expect(response.headers.get("x-content-type-options")).toBe("nosniff");
  });

  test.each([
    "app://bellwether/missing.js",
    "app://bellwether/assets",
    "app://bellwether/assets/",
    "app://bellwether/assets/.secret.js",
    "app://bellwether/index.html/",
    "app://other/index.html",
    "app://bellwether.evil/index.html",
    "app://bellwether:80/index.html",
    "app://bellwether/../outside.js",
    "app://bellwether/..%2foutside.js",
    "app://bellwether/..%2Foutside.html",
    "app://bellwether/%2e%2e/outside.js",
    "app://bellwether/%2e%2e%2foutside.js",
    "app://bellwether/%252e%252e%252foutside.js",
    "app://bellwether/assets/../../outside.js",
    "app://bellwether/assets/..%5c..%5coutside.js",
    "app://bellwether/assets/..\\..\\outside.js",
    "app://bellwether//outside.js",
    "app://bellwether/..;/outside.js",
    "app://bellwether/%c0%ae%c0%ae/outside.js",
    "app://bellwether/assets/index-a1.js%00.html",
    "app://bellwether/C:/outside.js",
    "app://bellwether//etc/passwd",
    "app://bellwether/file:///etc/passwd",
  ])("%s is not found", async (address) => {
    const response = await ask(address);
    expect(response.status).toBe(404);
    expect(await response.text()).toBe("");
  });
});

describe("what is denied", () => {
  /** The contents of some window, as the app sees it made. */
  async function contents(): Promise<FakeWebContents> {
    await start();
    const made = new FakeWebContents();
    app.emit("web-contents-created", {}, made);
    return made;
  }

  const happens = (from: FakeWebContents, event: string, details: object) => {
    const preventDefault = vi.fn<() => void>();
    from.emit(event, { ...details, preventDefault });
    return preventDefault.mock.calls.length > 0 ? "prevented" : "allowed";
  };

  test.each([
    ["https://example.com/", "prevented"],
    ["file:///etc/passwd", "prevented"],
    ["javascript:alert(1)", "prevented"],
    ["app://other/index.html", "prevented"],
    ["app://bellwether.evil/", "prevented"],
    [`${APP_ORIGIN}/index.html`, "allowed"],
  ])("navigating to %s is %s", async (url, outcome) => {
    expect(happens(await contents(), "will-navigate", { url })).toBe(outcome);
  });

  test("redirects, web views and pages within the page", async () => {
    const made = await contents();
    expect(happens(made, "will-redirect", { url: `${APP_ORIGIN}/index.html` })).toBe("prevented");
    expect(happens(made, "will-attach-webview", {})).toBe("prevented");
    expect(happens(made, "will-frame-navigate", { isMainFrame: false })).toBe("prevented");
    expect(happens(made, "will-frame-navigate", { isMainFrame: true })).toBe("allowed");
  });

  test.each([
    [`${APP_ORIGIN}/index.html`, false],
    ["https://example.com/", false],
    ["http://www.gov.uk/", false],
    ["https://www.gov.uk.evil.com/", false],
    ["https://me:secret@www.gov.uk/", false],
    ["https://www.gov.uk:8443/", false],
    ["file:///etc/passwd", false],
    ["https://www.gov.uk/guidance/care", true],
  ])("no new window for %s; asked whether the browser is to open it: %s", async (url, asked) => {
    const window = await start();
    app.emit("web-contents-created", {}, window.webContents);
    const handler = window.webContents.setWindowOpenHandler.mock.lastCall![0];
    expect(handler({ url } as Parameters<typeof handler>[0])).toEqual({ action: "deny" });
    await Promise.resolve();
    expect(dialog.showMessageBox).toHaveBeenCalledTimes(asked ? 1 : 0);
    await vi.waitFor(() => expect(shell.openExternal).toHaveBeenCalledTimes(asked ? 1 : 0));
    if (!asked) return;
    dialog.showMessageBox.mockResolvedValueOnce({ response: 1, checkboxChecked: false });
    handler({ url } as Parameters<typeof handler>[0]);
    await vi.waitFor(() => expect(dialog.showMessageBox).toHaveBeenCalledTimes(2));
    expect(shell.openExternal).toHaveBeenCalledOnce();
  });

  test("every permission but that to copy from our own page, asked for or looked up, and every device", async () => {
    await start();
    await vi.waitFor(() => expect(defaultSession.setDevicePermissionHandler).toHaveBeenCalled());
    const decide = vi.fn<(granted: boolean) => void>();
    const request = defaultSession.setPermissionRequestHandler.mock.lastCall![0]!;
    request(null as never, "notifications", decide, null as never);
    expect(decide).toHaveBeenCalledExactlyOnceWith(false);
    const check = defaultSession.setPermissionCheckHandler.mock.lastCall![0]!;
    expect(check(null, "media", APP_ORIGIN, null as never)).toBe(false);
    const copying = "clipboard-sanitized-write";
    const page = (url: string) => ({ getURL: () => url }) as Electron.WebContents;
    request(page(`${APP_ORIGIN}/index.html`), copying, decide, null as never);
    expect(decide).toHaveBeenLastCalledWith(true);
    request(page("https://example.com/"), copying, decide, null as never);
    expect(decide).toHaveBeenLastCalledWith(false);
    request(page(`${APP_ORIGIN}/index.html`), "clipboard-read", decide, null as never);
    expect(decide).toHaveBeenLastCalledWith(false);
    expect(
      [APP_ORIGIN, `${APP_ORIGIN}/`, "https://example.com"].map((origin) =>
        check(null, copying, origin, null as never),
      ),
    ).toEqual([true, true, false]);
    const device = defaultSession.setDevicePermissionHandler.mock.lastCall![0]!;
    expect(device(null as never)).toBe(false);
  });

  test.each([
    ["https://example.com/a.zip", true],
    ["file:///etc/passwd", true],
    ["blob:https://example.com/1", true],
    ["blob:app://bellwether/1", false],
  ])("the download of %s: refused %s", async (url, refused) => {
    await start();
    const preventDefault = vi.fn<() => void>();
    await vi.waitFor(() => expect(defaultSession.listenerCount("will-download")).toBe(1));
    defaultSession.emit("will-download", { preventDefault }, { getURL: () => url });
    expect(preventDefault).toHaveBeenCalledTimes(refused ? 1 : 0);
  });

  test.each([
    ["https://example.com/a.js", true],
    ["http://127.0.0.1:8080/", true],
    ["ws://example.com/", true],
    ["wss://example.com/", true],
    ["ftp://example.com/", true],
    ["file:///etc/passwd", true],
    ["app://other/index.html", true],
    ["blob:https://example.com/1", true],
    ["https://example.com/?app://bellwether/", true],
    ["devtools://evil/", true],
    [`${APP_ORIGIN}/index.html`, false],
    [`blob:${APP_ORIGIN}/0a1b`, false],
    ["data:image/png;base64,AA==", false],
    ["devtools://devtools/bundled/inspector.html", false],
  ])("of requests, %s is cancelled: %s", async (url, cancel) => {
    const data = temporaryFolder();
    await start(data);
    await vi.waitFor(() => expect(defaultSession.webRequest.onBeforeRequest).toHaveBeenCalled());
    const decide = vi.fn<(response: object) => void>();
    defaultSession.webRequest.onBeforeRequest.mock.lastCall![0]!({ url, resourceType: "image" } as never, decide);
    expect(decide).toHaveBeenCalledExactlyOnceWith({ cancel });
    const log = path.join(data, "bellwether", "logs", "bellwether.log");
    const noted = existsSync(log) ? readFileSync(log, "utf8") : "";
    expect(noted).toMatch(cancel ? /network refused: the window asked for image by \w+\n$/ : /^$/);
    expect(noted).not.toContain("example.com");
  });

  test("no name is looked up on any network, and WebRTC has no way out", async () => {
    const made = await contents();
    expect(app.commandLine.appendSwitch).toHaveBeenCalledWith("host-resolver-rules", "MAP * ~NOTFOUND");
    expect(made.setWebRTCIPHandlingPolicy).toHaveBeenCalledWith("disable_non_proxied_udp");
  });
});

describe("what the page may ask of the window’s owner", () => {
  type Sender = { sender?: FakeWebContents; frame?: Partial<WebFrameMain> | null };
  const ownFrame = { parent: null, origin: APP_ORIGIN, url: `${APP_ORIGIN}/index.html` };

  /** Sends a message as the preload does; `from` says what differs from the window's own top frame. */
  async function ask(channel: string, argument?: unknown, from: Sender = {}, window?: FakeWindow): Promise<unknown> {
    const own = window ?? (await start());
    const handler = ipcMain.handle.mock.calls.find(([name]) => name === channel)![1];
    const event = {
      sender: from.sender ?? own.webContents,
      senderFrame: from.frame === null ? null : { ...ownFrame, ...from.frame },
    };
    return handler(event as unknown as IpcMainInvokeEvent, argument) as unknown;
  }

  test("is answered on six channels and no other", async () => {
    await start();
    expect(ipcMain.handle.mock.calls.map(([channel]) => channel).sort()).toEqual(
      [
        CHANNELS.chooseFiles,
        CHANNELS.chooseFolder,
        CHANNELS.chooseSave,
        CHANNELS.reveal,
        CHANNELS.takeOpened,
        CHANNELS.trash,
      ].sort(),
    );
  });

  test.each<[string, Sender]>([
    ["another window", { sender: new FakeWebContents() }],
    ["a frame within the page", { frame: { parent: {} as WebFrameMain } }],
    ["another origin", { frame: { origin: "https://example.com", url: "https://example.com/" } }],
    ["a page that only looks like ours", { frame: { origin: "app://bellwether.evil", url: "app://bellwether.evil/" } }],
    ["an opaque origin at our address", { frame: { origin: "null" } }],
    ["a frame that is gone", { frame: null }],
  ])("is refused to %s", async (_who, from) => {
    await expect(ask(CHANNELS.chooseFiles, undefined, from)).rejects.toThrow("Refused");
    const window = FakeWindow.opened[0]!;
    await expect(ask(CHANNELS.chooseFolder, undefined, from, window)).rejects.toThrow("Refused");
    await expect(ask(CHANNELS.reveal, temporaryFolder(), from, window)).rejects.toThrow("Refused");
    await expect(ask(CHANNELS.trash, temporaryFolder(), from, window)).rejects.toThrow("Refused");
    await expect(ask(CHANNELS.takeOpened, undefined, from, window)).rejects.toThrow("Refused");
    expect(shell.trashItem).not.toHaveBeenCalled();
    expect(dialog.showOpenDialog).not.toHaveBeenCalled();
    expect(shell.openPath).not.toHaveBeenCalled();
  });

  test.each([
    [CHANNELS.chooseFiles, "unexpected"],
    [CHANNELS.chooseFolder, {}],
    [CHANNELS.chooseSave, "../../start-up.evidence"],
    [CHANNELS.chooseSave, ""],
    [CHANNELS.trash, "relative/folder"],
    [CHANNELS.takeOpened, "unexpected"],
    [CHANNELS.reveal, undefined],
    [CHANNELS.reveal, 7],
    [CHANNELS.reveal, ""],
    [CHANNELS.reveal, "relative/folder"],
    [CHANNELS.reveal, "https://example.com/"],
    [CHANNELS.reveal, `/${"x".repeat(5000)}`],
  ])("%s refuses %j", async (channel, argument) => {
    await expect(ask(channel, argument)).rejects.toMatchObject({ name: "ZodError" });
    expect(shell.openPath).not.toHaveBeenCalled();
    expect(dialog.showOpenDialog).not.toHaveBeenCalled();
  });

  test("choosing files gives their paths and names; cancelling gives none", async () => {
    dialog.showOpenDialog.mockResolvedValueOnce(chosen(["/data/January.xlsx", "/data/members.csv"]));
    expect(await ask(CHANNELS.chooseFiles)).toEqual([
      { path: "/data/January.xlsx", name: "January.xlsx" },
      { path: "/data/members.csv", name: "members.csv" },
    ]);
    const [window, options] = dialog.showOpenDialog.mock.lastCall!;
    expect(window).toBe(FakeWindow.opened[0]);
    expect(options.properties).toEqual(["openFile", "multiSelections"]);
    expect(await ask(CHANNELS.chooseFiles, undefined, {}, FakeWindow.opened[0])).toEqual([]);
  });

  test("choosing a folder gives its path; cancelling gives null", async () => {
    dialog.showOpenDialog.mockResolvedValueOnce(chosen(["/packs/new"]));
    expect(await ask(CHANNELS.chooseFolder)).toBe("/packs/new");
    expect(await ask(CHANNELS.chooseFolder, undefined, {}, FakeWindow.opened[0])).toBeNull();
  });

  test("saving a copy asks where, under the name proposed; cancelling gives null", async () => {
    dialog.showSaveDialog.mockResolvedValueOnce({ canceled: false, filePath: "/shared/Mine.evidence" });
    expect(await ask(CHANNELS.chooseSave, "Mine.evidence")).toBe("/shared/Mine.evidence");
    expect(dialog.showSaveDialog.mock.lastCall![1].defaultPath).toBe("Mine.evidence");
    expect(await ask(CHANNELS.chooseSave, "Mine.evidence", {}, FakeWindow.opened[0])).toBeNull();
  });

  test("the system’s bin takes what is in the library’s own bin, and nothing else", async () => {
    const data = temporaryFolder();
    const bin = path.join(data, "bellwether", "campaigns", "Bin");
    mkdirSync(path.join(bin, "mine", "Backups"), { recursive: true });
    symlinkSync(data, path.join(bin, "link"));
    const window = await start(data);
    await ask(CHANNELS.trash, path.join(bin, "mine"), {}, window);
    expect(shell.trashItem).toHaveBeenCalledExactlyOnceWith(path.join(bin, "mine"));
    for (const other of [bin, data, path.join(bin, "mine", "Backups"), path.join(bin, "link")]) {
      await expect(ask(CHANNELS.trash, other, {}, window)).rejects.toThrow("Refused");
    }
    expect(shell.trashItem).toHaveBeenCalledOnce();
  });

  test("campaign files that are double-clicked, before or while Bellwether runs, are told and taken once", async () => {
    const folder = temporaryFolder();
    const [one, two, three] = ["one", "two", "three"].map((name) => path.join(folder, `${name}.evidence`));
    for (const file of [one!, two!, three!]) writeFileSync(file, "");
    const before = process.argv;
    process.argv = ["bellwether", one!, "--flag", path.join(folder, "gone.evidence"), __filename];
    const window = await start();
    process.argv = before;
    expect(await ask(CHANNELS.takeOpened, undefined, {}, window)).toEqual([{ path: one, name: "one.evidence" }]);
    const preventDefault = vi.fn<() => void>();
    app.emit("open-file", { preventDefault }, two);
    app.emit("second-instance", {}, ["bellwether", "three.evidence"], folder);
    expect(preventDefault).toHaveBeenCalledOnce();
    expect(window.webContents.postMessage.mock.calls.map(([channel]) => channel)).toEqual([
      CHANNELS.opened,
      CHANNELS.opened,
    ]);
    const taken = (await ask(CHANNELS.takeOpened, undefined, {}, window)) as { name: string }[];
    expect(taken.map(({ name }) => name)).toEqual(["two.evidence", "three.evidence"]);
    expect(await ask(CHANNELS.takeOpened, undefined, {}, window)).toEqual([]);
  });

  test("revealing a folder opens it", async () => {
    const folder = temporaryFolder();
    await ask(CHANNELS.reveal, folder);
    expect(shell.openPath).toHaveBeenCalledExactlyOnceWith(folder);
  });

  test("revealing never runs anything: of files, programs and links to programs only the place is shown", async () => {
    const folder = temporaryFolder();
    const script = path.join(folder, "run.cmd");
    const program = path.join(folder, "Calculator.app");
    const link = path.join(folder, "innocent");
    writeFileSync(script, "");
    mkdirSync(program);
    symlinkSync(program, link);
    const window = await start();
    for (const target of [script, program, link]) await ask(CHANNELS.reveal, target, {}, window);
    expect(shell.showItemInFolder.mock.calls.flat()).toEqual([script, program, program]);
    expect(shell.openPath).not.toHaveBeenCalled();
    expect(shell.openExternal).not.toHaveBeenCalled();
  });

  test("revealing says so where nothing is there or the file manager cannot", async () => {
    const folder = temporaryFolder();
    const window = await start();
    await expect(ask(CHANNELS.reveal, path.join(folder, "gone"), {}, window)).rejects.toThrow("ENOENT");
    shell.openPath.mockResolvedValueOnce("No application is set");
    await expect(ask(CHANNELS.reveal, folder, {}, window)).rejects.toThrow("No application is set");
  });
});

describe("the engine", () => {
  const newest = () => FakeProcess.started.at(-1)!;
  /** The two ends most lately handed out: what the engine got and what the page got. */
  const ends = (window: FakeWindow): [FakePort | undefined, FakePort | undefined] => [
    newest().postMessage.mock.lastCall?.[1]?.[0],
    window.webContents.postMessage.mock.lastCall?.[2]?.[0],
  ];

  test("is started from the built program", async () => {
    await start();
    const [program, args, options] = utilityProcess.fork.mock.lastCall!;
    expect(program).toMatch(/engine[/\\]main\.js$/);
    expect(args).toHaveLength(2);
    expect(options).toEqual({ serviceName: "Bellwether engine" });
  });

  test("and the page get one end each of a new port whenever the page loads", async () => {
    const window = await start();
    expect(window.webContents.postMessage).not.toHaveBeenCalled();
    window.webContents.emit("did-finish-load");
    const [engineEnd, pageEnd] = ends(window);
    expect(window.webContents.postMessage).toHaveBeenCalledExactlyOnceWith(CHANNELS.port, null, [pageEnd]);
    expect(engineEnd).toBeInstanceOf(FakePort);
    expect(engineEnd?.peer).toBe(pageEnd);
    window.webContents.emit("did-finish-load");
    expect(newest().postMessage).toHaveBeenCalledTimes(2);
    expect(ends(window)[1]).not.toBe(pageEnd);
    expect(FakeProcess.started).toHaveLength(1);
  });

  test("is started again when it dies, and the page gets a port to the new one", async () => {
    const window = await start();
    window.webContents.emit("did-finish-load");
    newest().emit("exit", 1);
    expect(FakeProcess.started).toHaveLength(2);
    expect(window.webContents.postMessage).toHaveBeenCalledTimes(2);
    const [engineEnd, pageEnd] = ends(window);
    expect(engineEnd?.peer).toBe(pageEnd);
  });

  test("is left alone, with a word to the user, after the sixth death within a minute", async () => {
    const window = await start();
    for (let death = 1; death <= 6; death += 1) newest().emit("exit", 1);
    expect(FakeProcess.started).toHaveLength(6);
    expect(dialog.showMessageBox.mock.lastCall?.[1].message).toContain("keeps stopping");
    const sent = window.webContents.postMessage.mock.calls.length;
    window.webContents.emit("did-finish-load");
    expect(window.webContents.postMessage).toHaveBeenCalledTimes(sent);
  });

  test("is started again however often it dies over a day", async () => {
    await start();
    vi.useFakeTimers();
    for (let death = 1; death <= 20; death += 1) {
      newest().emit("exit", 1);
      vi.advanceTimersByTime(20_000);
    }
    expect(FakeProcess.started).toHaveLength(21);
    expect(dialog.showMessageBox).not.toHaveBeenCalled();
  });

  test("is killed when the window closes, and not started again", async () => {
    const window = await start();
    const engine = newest();
    window.emit("closed");
    expect(engine.kill).toHaveBeenCalledOnce();
    engine.emit("exit", 0);
    expect(FakeProcess.started).toHaveLength(1);
  });
});
