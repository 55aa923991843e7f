import { mkdtempSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import path from "node:path";
import { composeBrief } from "../../electron/engine/briefing.ts";
import { openFromLibrary } from "../../electron/engine/library.ts";
import { makeSampleOnce, SAMPLE_ID } from "../../electron/engine/sample/campaign.ts";

const quietly = { signal: new AbortController().signal, progress: () => undefined };

/** A whole pack of the sample campaign: protect, compose, audit and write. */
export async function benchPack(log: (line: string) => void): Promise<void> {
  const folder = mkdtempSync(path.join(tmpdir(), "bellwether-bench-"));
  try {
    await makeSampleOnce({ folder }, quietly);
    const session = openFromLibrary({ folder }, SAMPLE_ID);
    const start = performance.now();
    await composeBrief(
      session,
      { month: null, title: null, out: path.join(folder, "pack"), zip: false, plan: null, appVersion: "bench" },
      quietly,
    );
    const whole = (performance.now() - start) / 1000;
    await session.close();
    const peak = Math.round(process.resourceUsage().maxRSS / 1024);
    log(
      `a pack of the sample campaign (6 charts, 6 months, page, workbook, data; protected and audited): ${whole.toFixed(1)} s, peak ${peak} MB [budget 8 s, 700 MB]`,
    );
  } finally {
    rmSync(folder, { recursive: true, force: true });
  }
}
