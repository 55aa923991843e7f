/**
 * `npm run bench`: the ratios of DESIGN section 9 that exist so far, each against a floor measured in the same run.
 * Nothing here passes or fails; the budgets stand beside the figures.
 */
import { benchEvidence } from "./evidence.bench.ts";
import { benchPack } from "./pack.bench.ts";
import { benchRead } from "./read.bench.ts";

const log = (line: string): void => void process.stdout.write(`${line}\n`);
log("Bellwether bench: ratios against a floor measured in the same run\n");
await benchRead(log);
await benchEvidence(log);
await benchPack(log);
