import { parentPort, workerData } from "node:worker_threads";
import { BellwetherError } from "../../shared/errors.ts";
import { toShape } from "../../shared/rpc.ts";
import { protectCube } from "./disclosure/protect.ts";
import { loadSolver } from "./disclosure/solver.ts";
import { verifyCube } from "./disclosure/verify.ts";
import { drawsOf } from "./draws.ts";
import type { JobMessage, Jobs } from "./jobs.ts";
import { composePack } from "./pack/compose.ts";

type Report = (stage: string, done: number, total: number) => void;

const run: { readonly [J in keyof Jobs]: (input: Jobs[J]["input"], report: Report) => Promise<Jobs[J]["output"]> } = {
  async protect({ cubes, secret }, report) {
    const solver = await loadSolver();
    const draws = drawsOf(secret);
    return cubes.map((cube, index) => {
      report("Protecting", index, cubes.length);
      const rounded = protectCube(cube, draws, solver);
      const [fault] = verifyCube(cube, rounded);
      if (fault !== undefined) {
        throw new BellwetherError(
          "protection-failed",
          `The protected figures of ${cube.month} failed their check (${fault}), so nothing was released.`,
        );
      }
      return rounded;
    });
  },
  compose: (definition, report) => composePack(definition, report),
};

const send = (message: JobMessage): void => parentPort?.postMessage(message);
const report: Report = (stage, done, total) => send({ type: "progress", value: { stage, done, total } });
const { job, input } = workerData as { job: keyof Jobs; input: never };

try {
  send({ type: "result", value: await run[job](input, report) });
} catch (error) {
  send({ type: "error", error: toShape(error), stack: error instanceof Error ? error.stack : undefined });
}
