import { mkdtempSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import path from "node:path";
import { killed, prepare, stateAfter, stateOnceDone, WORKS } from "../kill/killing.ts";

const KILLS = 25;

/** Kills the engine at every kind of work, many times, at moments drawn at random; says how many struck and what was wrong. */
export async function benchKill(log: (line: string) => void): Promise<void> {
  const folder = mkdtempSync(path.join(tmpdir(), "bellwether-kill-"));
  const prepared = path.join(folder, "prepared");
  try {
    await prepare(prepared);
    const before = stateAfter(prepared);
    for (const work of WORKS) {
      const states = { before, after: await stateOnceDone(prepared, path.join(folder, work), work) };
      let struck = 0;
      const faults: string[] = [];
      for (let kill = 0; kill < KILLS; kill += 1) {
        const moment = { lines: Math.floor(Math.random() * 12), later: Math.floor(Math.random() * 40) };
        const at = path.join(folder, `${work} ${kill}`);
        const result = await killed(prepared, at, work, moment, states);
        if (result.struck) struck += 1;
        if (result.fault !== null) faults.push(`${JSON.stringify(moment)}: ${result.fault}`);
        rmSync(at, { recursive: true, force: true });
      }
      log(`kill ${work}: ${KILLS} runs, ${struck} struck at work, ${faults.length} left something wrong (must be 0)`);
      for (const fault of faults) log(`  ${fault}`);
    }
  } finally {
    rmSync(folder, { recursive: true, force: true });
  }
}
