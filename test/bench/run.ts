import { spawnSync } from "node:child_process";

/**
 * `npm run bench`: the ratios of DESIGN section 9 that exist so far, each against a floor measured in the same run.
 * Nothing here passes or fails; the budgets stand beside the figures. Each bench has a process of its own, so that its
 * peak of memory is its own.
 */
const BENCHES: Readonly<Record<string, () => Promise<(log: (line: string) => void) => Promise<void>>>> = {
  read: async () => (await import("./read.bench.ts")).benchRead,
  evidence: async () => (await import("./evidence.bench.ts")).benchEvidence,
  register: async () => (await import("./register.bench.ts")).benchRegister,
  disclosure: async () => (await import("./disclosure.bench.ts")).benchDisclosure,
  pack: async () => (await import("./pack.bench.ts")).benchPack,
  kill: async () => (await import("./kill.bench.ts")).benchKill,
};

const log = (line: string): void => void process.stdout.write(`${line}\n`);
const [name = ""] = process.argv.slice(2);
const bench = BENCHES[name];
if (bench === undefined) {
  log("Bellwether bench: ratios against a floor measured in the same run\n");
  for (const each of Object.keys(BENCHES)) {
    spawnSync(process.execPath, ["--expose-gc", import.meta.filename, each], { stdio: "inherit" });
  }
} else {
  await (
    await bench()
  )(log);
}
