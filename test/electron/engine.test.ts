import { existsSync } from "node:fs";
import path from "node:path";
import { MessageChannel, Worker } from "node:worker_threads";
import { afterEach, expect, test } from "vitest";
import packageJson from "../../package.json" with { type: "json" };
import { portCaller } from "../../shared/rpc.ts";
import { temporaryFolder } from "../engine/files.ts";

/** Starts the built engine as the shell does, in a thread that looks like a utility process to it. */
function startEngine(library: string, packs: string): Worker {
  const worker = new Worker(path.join(import.meta.dirname, "utilityProcess.ts"), { argv: [library, packs] });
  afterEach(() => worker.terminate());
  return worker;
}

/** Gives engine and caller one end each of a port, as the shell does whenever the page loads. */
function connect(engine: Worker) {
  const { port1, port2 } = new MessageChannel();
  engine.postMessage({ data: null, ports: [port1] }, [port1]);
  afterEach(() => port2.close());
  return portCaller({
    post: (message) => port2.postMessage(message),
    onMessage: (listener) => port2.on("message", listener),
  });
}

test("the built engine answers over the port it is handed, and again over the port of a page that was reloaded", async () => {
  const folder = temporaryFolder();
  const [library, packs] = [path.join(folder, "campaigns"), path.join(folder, "packs")];
  const engine = startEngine(library, packs);
  const first = connect(engine);
  expect(await first.call("app.info", {})).toMatchObject({
    version: packageJson.version,
    host: "electron",
    dataFolder: library,
  });
  const campaign = await first.call("campaign.create", { name: "Care 2025" });
  expect(campaign).toMatchObject({ name: "Care 2025" });
  expect(existsSync(library)).toBe(true);
  const second = connect(engine);
  expect(await second.call("campaign.current", {})).toEqual(campaign);
  await expect(second.call("campaign.create", { name: " " })).rejects.toMatchObject({ code: "bad-request" });
});
