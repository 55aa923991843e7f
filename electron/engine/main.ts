import path from "node:path";
import packageJson from "../../package.json" with { type: "json" };
import type { RpcReply, RpcRequest } from "../../shared/rpc.ts";
import { servePort } from "../../shared/rpc.ts";
import { createEngine } from "./engine.ts";
import { openJournal } from "./journal.ts";
import { denyNetwork } from "./noNetwork.ts";

/**
 * The engine in Electron's utility process. The shell starts it with the library and packs folders as arguments and
 * hands it one end of the renderer's port; a new port (a reloaded window) takes the place of the old one.
 */
interface EnginePort {
  on(event: "message", listener: (event: { data: unknown }) => void): void;
  postMessage(message: unknown): void;
  start(): void;
}
interface ParentPort {
  on(event: "message", listener: (event: { ports: EnginePort[] }) => void): void;
}

const [library = "", packs = ""] = process.argv.slice(2);
const journal = openJournal(path.join(path.dirname(library), "logs"));
journal.note("the engine started");
denyNetwork(journal);
process.on("uncaughtExceptionMonitor", (error) => journal.fault(error));
const engine = createEngine({
  version: packageJson.version,
  host: "electron",
  library: { folder: library },
  packs,
  journal,
  log: (error) => process.stderr.write(`${error instanceof Error ? (error.stack ?? error.message) : String(error)}\n`),
});

const parent = (process as { parentPort?: ParentPort }).parentPort;
parent?.on("message", ({ ports: [port] }) => {
  if (port === undefined) return;
  servePort(
    {
      post: (message: RpcRequest | RpcReply) => port.postMessage(message),
      onMessage: (listener) => port.on("message", (event) => listener(event.data)),
    },
    engine,
  );
  port.start();
});
