import { EventEmitter } from "node:events";
import type * as Electron from "electron";
import { vi } from "vitest";

/**
 * What the shell uses of Electron, made to be looked at. Every part `implements` or `satisfies` a pick of the real
 * types, so that it stops compiling where Electron's API differs. (Events go through plain emitters; their names and
 * arguments are checked where the shell itself is compiled.)
 */
export class FakeWebContents
  extends EventEmitter
  implements Pick<Electron.WebContents, "setWebRTCIPHandlingPolicy" | "reload" | "send" | "print">
{
  postMessage = vi.fn<(channel: string, message: unknown, transfer?: readonly FakePort[]) => void>();
  send = vi.fn<Electron.WebContents["send"]>();
  print = vi.fn<Electron.WebContents["print"]>();
  setWindowOpenHandler = vi.fn<Electron.WebContents["setWindowOpenHandler"]>();
  setWebRTCIPHandlingPolicy = vi.fn<Electron.WebContents["setWebRTCIPHandlingPolicy"]>();
  reload = vi.fn<Electron.WebContents["reload"]>();
}

type WindowPart = Pick<
  Electron.BrowserWindow,
  | "show"
  | "focus"
  | "restore"
  | "isMinimized"
  | "isMaximized"
  | "maximize"
  | "getNormalBounds"
  | "isDestroyed"
  | "loadURL"
>;

/** One window, remembered in `opened` with the options it was made with. */
export class FakeWindow extends EventEmitter implements WindowPart {
  static opened: FakeWindow[] = [];
  static fromWebContents(contents: unknown): FakeWindow | null {
    return FakeWindow.opened.find(({ webContents }) => webContents === contents) ?? null;
  }
  readonly options: Electron.BrowserWindowConstructorOptions;
  readonly webContents = new FakeWebContents();
  show = vi.fn<WindowPart["show"]>();
  focus = vi.fn<WindowPart["focus"]>();
  restore = vi.fn<WindowPart["restore"]>();
  isMinimized = vi.fn<WindowPart["isMinimized"]>(() => false);
  isMaximized = vi.fn<WindowPart["isMaximized"]>(() => false);
  maximize = vi.fn<WindowPart["maximize"]>();
  getNormalBounds = vi.fn<WindowPart["getNormalBounds"]>(() => ({ x: 40, y: 30, width: 1100, height: 700 }));
  isDestroyed = vi.fn<WindowPart["isDestroyed"]>(() => false);
  loadURL = vi.fn<WindowPart["loadURL"]>(async () => undefined);

  constructor(options: Electron.BrowserWindowConstructorOptions = {}) {
    super();
    this.options = options;
    FakeWindow.opened.push(this);
  }
}

/** One end of a channel; `peer` is the other. */
export class FakePort {
  peer: FakePort | null = null;
}

class FakeChannel implements Record<keyof Electron.MessageChannelMain, FakePort> {
  readonly port1 = new FakePort();
  readonly port2 = new FakePort();

  constructor() {
    this.port1.peer = this.port2;
    this.port2.peer = this.port1;
  }
}

/** One started engine, remembered in `started`. */
export class FakeProcess extends EventEmitter implements Pick<Electron.UtilityProcess, "kill"> {
  static started: FakeProcess[] = [];
  kill = vi.fn<Electron.UtilityProcess["kill"]>(() => true);
  postMessage = vi.fn<(message: unknown, transfer?: readonly FakePort[]) => void>();
}

/** Electron's `app`, already ready. */
export const app = Object.assign(new EventEmitter(), {
  commandLine: { appendSwitch: vi.fn<Electron.CommandLine["appendSwitch"]>() },
  enableSandbox: vi.fn<Electron.App["enableSandbox"]>(),
  addRecentDocument: vi.fn<Electron.App["addRecentDocument"]>(),
  getPath: vi.fn<Electron.App["getPath"]>((name) => `/paths/${name}`),
  quit: vi.fn<Electron.App["quit"]>(),
  requestSingleInstanceLock: vi.fn<Electron.App["requestSingleInstanceLock"]>(() => true),
  setAppUserModelId: vi.fn<Electron.App["setAppUserModelId"]>(),
  setPath: vi.fn<Electron.App["setPath"]>(),
  whenReady: vi.fn<Electron.App["whenReady"]>(async () => undefined),
}) satisfies Pick<
  Electron.App,
  | "addRecentDocument"
  | "enableSandbox"
  | "getPath"
  | "quit"
  | "requestSingleInstanceLock"
  | "setAppUserModelId"
  | "setPath"
  | "whenReady"
> & { commandLine: Pick<Electron.CommandLine, "appendSwitch"> };

/** The session every window has. */
export const defaultSession = Object.assign(new EventEmitter(), {
  setPermissionRequestHandler: vi.fn<Electron.Session["setPermissionRequestHandler"]>(),
  setPermissionCheckHandler: vi.fn<Electron.Session["setPermissionCheckHandler"]>(),
  setDevicePermissionHandler: vi.fn<Electron.Session["setDevicePermissionHandler"]>(),
  webRequest: {
    onBeforeRequest: vi.fn<(listener: BeforeRequest | null) => void>(),
  },
}) satisfies Pick<
  Electron.Session,
  "setPermissionRequestHandler" | "setPermissionCheckHandler" | "setDevicePermissionHandler"
> & { webRequest: Partial<Record<keyof Electron.WebRequest, unknown>> };

type BeforeRequest = (
  details: Electron.OnBeforeRequestListenerDetails,
  callback: (response: Electron.CallbackResponse) => void,
) => void;

/** The rest of the main process. */
export const protocol = {
  registerSchemesAsPrivileged: vi.fn<Electron.Protocol["registerSchemesAsPrivileged"]>(),
  handle: vi.fn<Electron.Protocol["handle"]>(),
} satisfies Pick<Electron.Protocol, "registerSchemesAsPrivileged" | "handle">;

export const ipcMain = {
  handle: vi.fn<Electron.IpcMain["handle"]>(),
} satisfies Pick<Electron.IpcMain, "handle">;

/** What a dialog that was answered with these paths gives. */
export const chosen = (filePaths: string[]): Electron.OpenDialogReturnValue => ({
  canceled: filePaths.length === 0,
  filePaths,
});

export const dialog = {
  showOpenDialog: vi.fn<
    (window: FakeWindow, options: Electron.OpenDialogOptions) => Promise<Electron.OpenDialogReturnValue>
  >(async () => chosen([])),
  showSaveDialog: vi.fn<
    (window: FakeWindow, options: Electron.SaveDialogOptions) => Promise<Electron.SaveDialogReturnValue>
  >(async () => ({ canceled: true, filePath: "" })),
  showMessageBox: vi.fn<
    (window: FakeWindow, options: Electron.MessageBoxOptions) => Promise<Electron.MessageBoxReturnValue>
  >(async () => ({ response: 0, checkboxChecked: false })),
} satisfies Record<"showOpenDialog" | "showSaveDialog" | "showMessageBox", (...given: never[]) => unknown> &
  Partial<Record<keyof Electron.Dialog, unknown>>;

export const shell = {
  openPath: vi.fn<Electron.Shell["openPath"]>(async () => ""),
  showItemInFolder: vi.fn<Electron.Shell["showItemInFolder"]>(),
  openExternal: vi.fn<Electron.Shell["openExternal"]>(),
  trashItem: vi.fn<Electron.Shell["trashItem"]>(async () => undefined),
} satisfies Pick<Electron.Shell, "openPath" | "showItemInFolder" | "openExternal" | "trashItem">;

/** One screen of 1920 by 1080. */
export const screen = {
  getAllDisplays: vi.fn<() => Pick<Electron.Display, "workArea">[]>(() => [
    { workArea: { x: 0, y: 0, width: 1920, height: 1040 } },
  ]),
} satisfies Partial<Record<keyof Electron.Screen, unknown>>;

const menu = {} as Electron.Menu;
export const Menu = {
  buildFromTemplate: vi.fn<typeof Electron.Menu.buildFromTemplate>(() => menu),
  setApplicationMenu: vi.fn<typeof Electron.Menu.setApplicationMenu>(),
} satisfies Pick<typeof Electron.Menu, "buildFromTemplate" | "setApplicationMenu">;

export const utilityProcess = {
  fork: vi.fn<typeof Electron.utilityProcess.fork>(() => {
    const started = new FakeProcess();
    FakeProcess.started.push(started);
    return started as unknown as Electron.UtilityProcess;
  }),
} satisfies Pick<typeof Electron.utilityProcess, "fork">;

/** What the preload has. */
export const contextBridge = {
  exposeInMainWorld: vi.fn<Electron.ContextBridge["exposeInMainWorld"]>(),
} satisfies Pick<Electron.ContextBridge, "exposeInMainWorld">;

export const ipcRenderer = Object.assign(new EventEmitter(), {
  invoke: vi.fn<Electron.IpcRenderer["invoke"]>(async () => null),
}) satisfies Pick<Electron.IpcRenderer, "invoke">;

export const webUtils = {
  getPathForFile: vi.fn<Electron.WebUtils["getPathForFile"]>(),
} satisfies Pick<Electron.WebUtils, "getPathForFile">;

/** The module, as `import { … } from "electron"` sees it. Its names must be names of Electron's. */
export const electron = {
  app,
  BrowserWindow: FakeWindow,
  contextBridge,
  dialog,
  ipcMain,
  ipcRenderer,
  Menu,
  MessageChannelMain: FakeChannel,
  protocol,
  screen,
  session: { defaultSession },
  shell,
  utilityProcess,
  webUtils,
} satisfies Partial<Record<keyof typeof Electron, unknown>>;

/** Forgets all that happened, and takes off the listeners. */
export function forget(): void {
  vi.clearAllMocks();
  for (const emitter of [app, defaultSession, ipcRenderer]) emitter.removeAllListeners();
  FakeWindow.opened = [];
  FakeProcess.started = [];
}
