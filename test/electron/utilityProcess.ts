import { EventEmitter } from "node:events";
import { parentPort, type MessagePort } from "node:worker_threads";

// Makes a worker thread look like Electron's utility process to the built engine, and then runs the engine in it:
// `process.parentPort`, whose messages carry ports, and ports whose messages come as events with `data`.

/** A port as Electron's MessagePortMain: an emitter of `{ data }` that is silent until it is started. */
class PortMain extends EventEmitter {
  readonly #port: MessagePort;

  constructor(port: MessagePort) {
    super();
    this.#port = port;
  }

  start(): void {
    this.#port.on("message", (data: unknown) => this.emit("message", { data, ports: [] }));
  }

  postMessage(message: unknown): void {
    this.#port.postMessage(message);
  }
}

const electronParentPort = new EventEmitter();
Object.assign(process, { parentPort: electronParentPort });
const builtEngine: string = "../../build/engine/main.js";
await import(builtEngine);
parentPort?.on("message", ({ data, ports }: { data: unknown; ports: readonly MessagePort[] }) => {
  electronParentPort.emit("message", { data, ports: ports.map((port) => new PortMain(port)) });
});
