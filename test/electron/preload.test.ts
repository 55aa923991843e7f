import { readFileSync } from "node:fs";
import path from "node:path";
import { beforeEach, expect, test, vi } from "vitest";
import type { HostBridge } from "../../shared/host.ts";
import { CHANNELS } from "../../electron/channels.ts";
import { contextBridge, electron, forget, ipcRenderer, webUtils } from "./fakeElectron.ts";

vi.mock("electron", () => electron);

beforeEach(() => {
  forget();
  vi.resetModules();
});

/** Runs the preload in a page of this origin. Gives what the page is given: its bridge, and what is posted to it. */
async function preload(origin = "app://bellwether") {
  const postMessage = vi.fn<(message: unknown, origin: string, ports: readonly unknown[]) => void>();
  vi.stubGlobal("window", { location: { origin }, postMessage });
  await import("../../electron/preload/preload.ts");
  return { bridge: contextBridge.exposeInMainWorld.mock.lastCall?.[1] as HostBridge, postMessage };
}

test("the page is given exactly the bridge of shared/host.ts, under one name", async () => {
  const { bridge } = await preload();
  const members: Record<keyof HostBridge, string> = {
    kind: "string",
    chooseFiles: "function",
    takeFiles: "function",
    chooseFolder: "function",
    onCommand: "function",
    chooseSave: "function",
    trash: "function",
    takeOpened: "function",
    reveal: "function",
  };
  expect(contextBridge.exposeInMainWorld.mock.calls.map(([name]) => name)).toEqual(["bellwether"]);
  expect(Object.fromEntries(Object.entries(bridge).map(([name, value]) => [name, typeof value]))).toEqual(members);
  expect(bridge.kind).toBe("electron");
});

test("the bridge asks on its own channels, and hands on nothing but what is meant", async () => {
  const { bridge } = await preload();
  await (bridge.chooseFiles as (...extra: unknown[]) => unknown)("extra");
  await (bridge.chooseFolder as (...extra: unknown[]) => unknown)("extra");
  await (bridge.chooseSave as (...extra: unknown[]) => unknown)("Mine.evidence", "extra");
  await (bridge.trash as (...extra: unknown[]) => unknown)("/bin/1", "extra");
  await (bridge.takeOpened as (...extra: unknown[]) => unknown)("extra");
  await (bridge.reveal as (...extra: unknown[]) => unknown)("/packs/1", "extra");
  expect(ipcRenderer.invoke.mock.calls).toEqual([
    [CHANNELS.chooseFiles],
    [CHANNELS.chooseFolder],
    [CHANNELS.chooseSave, "Mine.evidence"],
    [CHANNELS.trash, "/bin/1"],
    [CHANNELS.takeOpened],
    [CHANNELS.reveal, "/packs/1"],
  ]);
});

test("what is chosen in a menu reaches the page, and nothing that no menu has", async () => {
  const { bridge } = await preload();
  const heard: string[] = [];
  bridge.onCommand!((command) => heard.push(command));
  for (const command of ["check", "about", "format-disk", 7, undefined])
    ipcRenderer.emit(CHANNELS.command, {}, command);
  expect(heard).toEqual(["check", "about"]);
});

test("dropped files give their paths and names", async () => {
  const { bridge } = await preload();
  webUtils.getPathForFile.mockImplementation((file) => `/data/${file.name}`);
  const files = [new File([], "January.xlsx"), new File([], "b.csv")];
  expect(await bridge.takeFiles(files)).toEqual([
    { path: "/data/January.xlsx", name: "January.xlsx" },
    { path: "/data/b.csv", name: "b.csv" },
  ]);
});

test("a file dragged out of a mail, which lies nowhere yet, is refused with what to do", async () => {
  const { bridge } = await preload();
  webUtils.getPathForFile.mockReturnValue("");
  await expect(bridge.takeFiles([new File([], "Fwd.csv")])).rejects.toThrow("“Fwd.csv” is not on this computer yet");
});

test("the engine’s port is handed to the app’s own origin alone", async () => {
  const { postMessage } = await preload();
  const port = {};
  ipcRenderer.emit(CHANNELS.port, { ports: [port] });
  expect(postMessage).toHaveBeenCalledExactlyOnceWith(CHANNELS.port, "app://bellwether", [port]);
});

test.each([[[]], [[{}, {}]]])("a port message with other than one port is dropped", async (ports) => {
  const { postMessage } = await preload();
  ipcRenderer.emit(CHANNELS.port, { ports });
  expect(postMessage).not.toHaveBeenCalled();
});

test("no other channel is listened to", async () => {
  await preload();
  expect(ipcRenderer.eventNames()).toEqual([CHANNELS.port, CHANNELS.opened]);
});

test.each(["null", "https://example.com", "app://other", "chrome-error://chromewebdata", "file://"])(
  "a page of %s is given neither bridge nor port",
  async (origin) => {
    const { postMessage } = await preload(origin);
    ipcRenderer.emit(CHANNELS.port, { ports: [{}] });
    expect(contextBridge.exposeInMainWorld).not.toHaveBeenCalled();
    expect(postMessage).not.toHaveBeenCalled();
  },
);

test("the built preload needs nothing but Electron, as a sandbox demands", () => {
  const built = readFileSync(path.join(import.meta.dirname, "../../build/preload/preload.cjs"), "utf8");
  expect([...built.matchAll(/require\(["'`](.+?)["'`]\)/g)].map(([, name]) => name)).toEqual(["electron"]);
  expect(built).not.toMatch(/^\s*(import|export)\s/m);
});
