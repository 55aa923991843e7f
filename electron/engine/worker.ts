import { parentPort } from "node:worker_threads";
import { BellwetherError, cancelled } from "../../shared/errors.ts";
import { toShape } from "../../shared/rpc.ts";
import { defend, type Defended, type ToDefend } from "./disclosure/defend.ts";
import { isNextTo } from "./disclosure/matched.ts";
import { withSums } from "./disclosure/magnitudes/defend.ts";
import { verifySums } from "./disclosure/magnitudes/verify.ts";
import { loadSolver } from "./disclosure/solver.ts";
import { verifyCube } from "./disclosure/verify.ts";
import { drawsOf } from "./draws.ts";
import { type JobMessage, type Jobs, runJob, STOP, type Task } from "./jobs.ts";
import { denyNetwork } from "./noNetwork.ts";
import { auditPack } from "./pack/audit/audit.ts";
import { withPictures } from "./pack/chart-pictures.ts";
import { holdsBoards, withoutBoards } from "./measures/cube.ts";
import { drawnLogo } from "./pack/logo.ts";
import { previewPages } from "./pack/preview.ts";
import { composePack } from "./pack/compose.ts";

denyNetwork(null);

/** A worker is cancelled by ending it, and those that it started with it. */
const NEVER = new AbortController().signal;

type Report = (stage: string, done: number, total: number | null) => void;

const run: { readonly [J in keyof Jobs]: (input: Jobs[J]["input"], report: Report) => Promise<Jobs[J]["output"]> } = {
  async protect({ toDefend, secret }, report) {
    const solver = await loadSolver();
    const counts = defend(toDefend, drawsOf(secret), solver, (done, total) =>
      report("Protecting the figures and trying to break them", done, total),
    );
    const defended = withSums(counts, toDefend, drawsOf(secret), solver);
    for (const collection of defended.collections) {
      const { month, cube } = collection;
      const counted = toDefend.open.find((open) => open.cube.month === month)?.cube;
      // Boards may have been left out of it, so that nothing can be proved.
      const exact = counted === undefined || holdsBoards(cube) ? counted : withoutBoards(counted);
      const [fault] =
        exact === undefined
          ? ["its true counts are missing"]
          : [
              ...verifyCube(exact, cube),
              ...verifySums(collection, toDefend.questions),
              ...pairFaults(toDefend, defended, month),
            ];
      if (fault === undefined) continue;
      throw new BellwetherError(
        "protection-failed",
        `The protected figures of ${month} failed their check (${fault}), so nothing was released.`,
      );
    }
    return defended;
  },
  compose: (definition, report) =>
    composePack(definition, report, (charts, wanted, drawn) =>
      runJob("pictures", { charts, wanted }, { signal: NEVER, progress: ({ done, total }) => drawn(done, total ?? 0) }),
    ),
  audit: ({ files, ...against }) => auditPack(files, against),
  preview: (definition, report) => previewPages(definition, report, stopIfTold),
  logo: (bytes) => drawnLogo(bytes),
  pictures: ({ charts, wanted }, report) =>
    withPictures(charts, wanted, (done, total) => report("Drawing charts as pictures", done, total)),
};

/** Pairs of a month that are not next to what the same organisations truly answered. */
function pairFaults({ frozen, questions }: ToDefend, { collections }: Defended, month: string): readonly string[] {
  const now = collections.find((collection) => collection.month === month);
  return (now?.pairs ?? []).flatMap((pair) => {
    const before = [...frozen, ...collections].find((collection) => collection.month === pair.before);
    const question = questions.find(({ code }) => code === pair.question);
    const right =
      now !== undefined && before !== undefined && question !== undefined && isNextTo(pair, [before, now], question);
    return right ? [] : [`${pair.question} beside ${pair.before} is not next to the true numbers`];
  });
}

const send = (message: JobMessage): void => parentPort?.postMessage(message);
const report: Report = (stage, done, total) => send({ type: "progress", value: { stage, done, total } });

let stopped = false;
function stopIfTold(): void {
  if (stopped) throw cancelled();
}

parentPort?.on("message", (task: Task | typeof STOP) => {
  stopped = task === STOP;
  if (task !== STOP) void work(task);
});

async function work({ job, input }: Task): Promise<void> {
  try {
    send({ type: "result", value: await run[job](input as never, report) });
  } catch (error) {
    send({ type: "error", error: toShape(error), stack: error instanceof Error ? error.stack : undefined });
  }
}
