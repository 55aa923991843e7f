import { MessageChannelMain, utilityProcess, type BrowserWindow } from "electron";
import { CHANNELS } from "./channels.ts";

/** Where the engine's program is and the folders it works in. */
export interface EngineProgram {
  readonly program: string;
  readonly library: string;
  readonly packs: string;
}

/** How often a dying engine is started again before it is left alone. */
const MOST_RESTARTS = 5;

/**
 * Starts the engine in a utility process and gives window and engine one end each of a port, anew whenever the page
 * loads. An engine that dies is started again; the page sees a new port and tells the user.
 */
export function startEngine(window: BrowserWindow, { program, library, packs }: EngineProgram): void {
  let restarts = 0;
  let closing = false;
  let engine = start();
  window.webContents.on("did-finish-load", connect);
  window.on("closed", () => {
    closing = true;
    engine.kill();
  });

  function start(): Electron.UtilityProcess {
    const child = utilityProcess.fork(program, [library, packs], { serviceName: "Bellwether engine" });
    child.on("exit", () => {
      if (closing || restarts >= MOST_RESTARTS) return;
      restarts += 1;
      engine = start();
      connect();
    });
    return child;
  }

  function connect(): void {
    if (window.isDestroyed()) return;
    const { port1, port2 } = new MessageChannelMain();
    engine.postMessage(null, [port1]);
    window.webContents.postMessage(CHANNELS.port, null, [port2]);
  }
}
