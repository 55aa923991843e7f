import { dialog, MessageChannelMain, utilityProcess, type BrowserWindow, type UtilityProcess } from "electron";
import { CHANNELS } from "./channels.ts";

/** Where the engine's program is and the folders it works in. */
export interface EngineProgram {
  readonly program: string;
  readonly library: string;
  readonly packs: string;
}

/** An engine that stops more often than this within a minute is not started again. */
const MOST_RESTARTS = 5;
const MINUTE = 60_000;

/**
 * Starts the engine in a utility process and gives window and engine one end each of a port, anew whenever the page
 * loads. An engine that dies is started again; the page sees a new port and tells the user.
 */
export function startEngine(window: BrowserWindow, { program, library, packs }: EngineProgram): void {
  let deaths: readonly number[] = [];
  let closing = false;
  let engine: UtilityProcess | null = start();
  window.webContents.on("did-finish-load", connect);
  window.on("closed", () => {
    closing = true;
    engine?.kill();
  });

  function start(): UtilityProcess {
    const child = utilityProcess.fork(program, [library, packs], { serviceName: "Bellwether engine" });
    child.on("exit", () => {
      if (closing) return;
      deaths = [...deaths.filter((time) => Date.now() - time < MINUTE), Date.now()];
      engine = deaths.length > MOST_RESTARTS ? null : start();
      if (engine === null) void sayItKeepsStopping(window);
      else connect();
    });
    return child;
  }

  function connect(): void {
    if (engine === null) return;
    const { port1, port2 } = new MessageChannelMain();
    engine.postMessage(null, [port1]);
    window.webContents.postMessage(CHANNELS.port, null, [port2]);
  }
}

async function sayItKeepsStopping(window: BrowserWindow): Promise<void> {
  await dialog.showMessageBox(window, {
    type: "error",
    message: "Bellwether’s engine keeps stopping.",
    detail: "What was saved is safe. Close Bellwether and open it again. If it stays so, restart the computer.",
    buttons: ["OK"],
  });
}
