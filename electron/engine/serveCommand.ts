import { spawn } from "node:child_process";
import { once } from "node:events";
import { existsSync, mkdtempSync, statSync } from "node:fs";
import { homedir, tmpdir } from "node:os";
import path from "node:path";
import { fileURLToPath } from "node:url";
import { BellwetherError } from "../../shared/errors.ts";
import { createEngine } from "./engine.ts";
import type { CommandContext, Given } from "./given.ts";
import { openJournal } from "./journal.ts";
import { openSession } from "./library.ts";
import { removeUploads, serve } from "./serve.ts";

/** Serves the app until it is interrupted; says its address on stdout, and opens it where that is asked and possible. */
export async function serveCommand(given: Given, context: CommandContext): Promise<null> {
  const { campaign, port = "0", library } = given.values;
  const folder = path.resolve(typeof library === "string" ? library : path.join(context.dataFolder, "campaigns"));
  const session =
    typeof campaign === "string"
      ? openSession(path.basename(campaign).replace(/\.evidence$/, ""), path.resolve(campaign))
      : null;
  const uploads = mkdtempSync(path.join(tmpdir(), "bellwether-"));
  const log = (error: unknown): void =>
    void process.stderr.write(`${error instanceof Error ? (error.stack ?? error.message) : String(error)}\n`);
  const journal = openJournal(path.join(typeof library === "string" ? folder : context.dataFolder, "logs"));
  journal.note("the loopback host started");
  const engine = createEngine({
    version: context.version,
    host: "loopback",
    library: { folder },
    packs: typeof library === "string" ? path.join(folder, "packs") : path.join(documents(), "Bellwether"),
    ...(session === null ? {} : { session }),
    journal,
    release: (paths) => void removeUploads(uploads, paths).catch(log),
    log,
  });
  const rested = new AbortController();
  const host = await serve({
    endpoint: engine,
    renderer: fileURLToPath(new URL("../renderer", import.meta.url)),
    uploads,
    port: portNumber(port),
    idle: { after: IDLE_MINUTES * 60_000, end: () => rested.abort() },
    reveal,
  }).catch((error: unknown) => {
    throw new BellwetherError(
      "bad-request",
      `Port ${String(port)} cannot be used. Leave --port out to take a free one.`,
      {},
      { cause: error },
    );
  });
  context.say(`Bellwether is running at ${host.address}`);
  context.say(`Press Ctrl+C to stop. It stops by itself once no page of it was open for ${IDLE_MINUTES} minutes.`);
  if (given.values["open"] === true && hasDisplay()) openWith(host.address);
  const stop = AbortSignal.any([context.signal, rested.signal]);
  if (!stop.aborted) await once(stop, "abort");
  await host.close(); // ends every call in flight, which cancels its work
  await engine.close();
  return null;
}

/** An open page asks every few minutes; so long after the last one was closed the host ends. */
const IDLE_MINUTES = 60;

function portNumber(text: string | boolean): number {
  const port = Number(text);
  if (!Number.isInteger(port) || port < 0 || port > 65535)
    throw new BellwetherError("bad-request", `“${String(text)}” is not a port.`);
  return port;
}

function documents(): string {
  const folder = path.join(homedir(), "Documents");
  return existsSync(folder) ? folder : homedir();
}

/** Shows a pack's folder; a zip's folder is the one it lies in. */
async function reveal(target: string): Promise<void> {
  const stat = statSync(target, { throwIfNoEntry: false });
  if (stat === undefined) throw new BellwetherError("not-found", `${target} is no longer there.`);
  if (hasDisplay()) openWith(stat.isDirectory() ? target : path.dirname(target));
}

function hasDisplay(): boolean {
  return (
    process.platform !== "linux" || process.env["DISPLAY"] !== undefined || process.env["WAYLAND_DISPLAY"] !== undefined
  );
}

function openWith(target: string): void {
  const [command, ...args] =
    process.platform === "darwin"
      ? ["open", target]
      : process.platform === "win32"
        ? ["explorer", target]
        : ["xdg-open", target];
  const child = spawn(command ?? "", args, { detached: true, stdio: "ignore" });
  child.on("error", () => undefined);
  child.unref();
}
