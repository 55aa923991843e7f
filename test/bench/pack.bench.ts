import { spawn } from "node:child_process";
import { mkdtempSync, readFileSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import path from "node:path";
import { composeBrief } from "../../electron/engine/briefing.ts";
import { fileOf, openFromLibrary } from "../../electron/engine/library.ts";
import { makeSampleOnce, SAMPLE_ID } from "../../electron/engine/sample/campaign.ts";

const quietly = { signal: new AbortController().signal, progress: () => undefined };

/** A whole pack of the sample campaign in every format: with its figures to protect, and with those protected before. */
export async function benchPack(log: (line: string) => void): Promise<void> {
  const folder = mkdtempSync(path.join(tmpdir(), "bellwether-bench-"));
  try {
    const library = { folder };
    await makeSampleOnce(library, quietly);
    const session = openFromLibrary(library, SAMPLE_ID);
    const composed = async (name: string): Promise<string> => {
      const start = performance.now();
      const out = path.join(folder, name);
      await composeBrief(
        session,
        { month: null, title: null, out, zip: false, plan: null, appVersion: "bench" },
        quietly,
      );
      return ((performance.now() - start) / 1000).toFixed(1);
    };
    const [whole, again] = [await composed("first"), await composed("second")];
    await session.close();
    log("a pack of the sample campaign (12 charts, 11 tables, 6 months, all formats):");
    log(`  composed, checked and written ${again} s [budget 8 s]; with its figures to be protected first ${whole} s`);
    const peak = await peakOf(["brief", "--campaign", fileOf(library, SAMPLE_ID), "--out", path.join(folder, "third")]);
    log(`  peak of the whole on the command line: ${peak === null ? "not known here" : `${peak} MB`} [budget 700 MB]`);
  } finally {
    rmSync(folder, { recursive: true, force: true });
  }
}

/** The most memory that a command holds, in megabytes, as Linux tells it; null elsewhere. */
async function peakOf(command: readonly string[]): Promise<number | null> {
  if (process.platform !== "linux") return null;
  const cli = path.join(import.meta.dirname, "../../build/engine/cli.js");
  const child = spawn(process.execPath, [cli, ...command], { stdio: "ignore" });
  let peak = 0;
  const look = setInterval(() => {
    try {
      const status = readFileSync(`/proc/${child.pid}/status`, "utf8");
      peak = Math.max(peak, Number(/VmHWM:\s+(\d+)/.exec(status)?.[1] ?? 0));
    } catch {
      // It has ended.
    }
  }, 20);
  await new Promise((resolve) => child.on("exit", resolve));
  clearInterval(look);
  return Math.round(peak / 1024);
}
