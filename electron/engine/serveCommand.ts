import { spawn } from "node:child_process";
import { once } from "node:events";
import { existsSync, mkdtempSync, statSync } from "node:fs";
import { homedir, tmpdir } from "node:os";
import path from "node:path";
import { fileURLToPath } from "node:url";
import { BellwetherError } from "../../shared/errors.ts";
import { createEngine } from "./engine.ts";
import type { CommandContext, Given } from "./given.ts";
import { removeUploads, serve } from "./serve.ts";
import { newSession } from "./session.ts";
import { openCampaign } from "./store/campaignFile.ts";

/** Serves the app until it is interrupted; says its address on stdout, and opens it where that is asked and possible. */
export async function serveCommand(given: Given, context: CommandContext): Promise<null> {
  const { campaign, port = "0", library } = given.values;
  const folder = path.resolve(typeof library === "string" ? library : path.join(context.dataFolder, "campaigns"));
  const session =
    typeof campaign === "string"
      ? newSession(path.basename(campaign).replace(/\.evidence$/, ""), openCampaign(path.resolve(campaign), "write"))
      : null;
  const uploads = mkdtempSync(path.join(tmpdir(), "bellwether-"));
  const log = (error: unknown): void =>
    void process.stderr.write(`${error instanceof Error ? (error.stack ?? error.message) : String(error)}\n`);
  const engine = createEngine({
    version: context.version,
    host: "loopback",
    library: { folder },
    packs: typeof library === "string" ? path.join(folder, "packs") : path.join(documents(), "Bellwether"),
    ...(session === null ? {} : { session }),
    release: (paths) => void removeUploads(uploads, paths).catch(log),
    log,
  });
  const host = await serve({
    endpoint: engine,
    renderer: fileURLToPath(new URL("../renderer", import.meta.url)),
    uploads,
    port: portNumber(port),
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
  context.say("Press Ctrl+C to stop.");
  if (given.values["open"] === true && hasDisplay()) openWith(host.address);
  if (!context.signal.aborted) await once(context.signal, "abort");
  await host.close(); // ends every call in flight, which cancels its work
  await engine.close();
  return null;
}

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
