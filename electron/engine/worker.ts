import { parentPort } from "node:worker_threads";
import { assertNever, cancelled } from "../../shared/errors.ts";
import { toShape } from "../../shared/rpc.ts";
import { type Coming, type JobMessage, type Jobs, openAhead, runJob, STOP, type Task } from "./jobs.ts";
import { denyNetwork } from "./noNetwork.ts";

denyNetwork(null);

/** A worker is cancelled by ending it, and those that it started with it. */
const NEVER = new AbortController().signal;

type Report = (stage: string, done: number, total: number | null) => void;

/** Each job loads what it needs and no more: everything together takes 60 MB, and a fifth of a second to load. */
const run: { readonly [J in keyof Jobs]: (input: Jobs[J]["input"], report: Report) => Promise<Jobs[J]["output"]> } = {
  async protect({ toDefend, secret }, report) {
    const { defended } = await import("./defending.ts");
    return defended(toDefend, secret, (done, total) =>
      report("Protecting the figures and trying to break them", done, total),
    );
  },
  async compose(definition, report) {
    const { composePack } = await import("./pack/compose.ts");
    const waiting = openAhead({ coming: "office", pictures: [] });
    return composePack(definition, report, {
      draw: (pictures) => waiting.worker.postMessage({ coming: "office", pictures } satisfies Coming),
      files: (_, charts, finished) =>
        runJob("office", { definition, charts }, { signal: NEVER, progress: ({ done }) => finished(done) }, waiting),
    });
  },
  async office({ definition, charts }, report) {
    const { officeFiles } = await import("./pack/office.ts");
    return officeFiles(definition, charts, (done) => report("", done, null));
  },
  async audit({ files, ...against }) {
    const { auditPack } = await import("./pack/audit/audit.ts");
    return auditPack(files, against);
  },
  async preview(definition, report) {
    const { previewPages } = await import("./pack/preview.ts");
    return previewPages(definition, report, stopIfTold);
  },
  async logo(bytes) {
    const { drawnLogo } = await import("./pack/logo.ts");
    return drawnLogo(bytes);
  },
};

/** Does ahead what a job will need. What goes wrong here goes wrong in the job again, and is told there. */
async function prepare(told: Coming): Promise<void> {
  switch (told.coming) {
    case "compose":
      return (await import("./pack/compose.ts")).prepareToCompose();
    case "office": {
      const [{ drawAhead }] = await Promise.all([import("./pack/chart-pictures.ts"), import("./pack/office.ts")]);
      return drawAhead(told.pictures);
    }
    default:
      return assertNever(told);
  }
}

const send = (message: JobMessage): void => parentPort?.postMessage(message);
const report: Report = (stage, done, total) => send({ type: "progress", value: { stage, done, total } });

let prepared: Promise<void> = Promise.resolve();
let stopped = false;
function stopIfTold(): void {
  if (stopped) throw cancelled();
}

parentPort?.on("message", (told: Task | Coming | typeof STOP) => {
  stopped = told === STOP;
  if (told === STOP) return;
  // One after the other: what draws puts a window into the global object, and takes it out again.
  if ("coming" in told) prepared = prepared.then(() => prepare(told)).catch(() => undefined);
  else void prepared.then(() => work(told));
});

async function work({ job, input }: Task): Promise<void> {
  try {
    send({ type: "result", value: await run[job](input as never, report) });
  } catch (error) {
    send({ type: "error", error: toShape(error), stack: error instanceof Error ? error.stack : undefined });
  }
}
