import { existsSync } from "node:fs";
import { fileURLToPath } from "node:url";
import { Worker } from "node:worker_threads";
import type { Progress } from "../../shared/contract.ts";
import { BellwetherError, cancelled, type ErrorShape } from "../../shared/errors.ts";
import type { DefendedSet } from "./defending.ts";
import type { ToDefend } from "./disclosure/defend.ts";
import type { PackFault } from "./pack/audit/audit.ts";
import type { WantedPicture } from "./pack/chart-pictures.ts";
import type { PackChart } from "./pack/charts.ts";
import type { PackDefinition, PackFile } from "./pack/definition.ts";
import type { PreviewedPage } from "./pack/preview.ts";
import type { WorkContext } from "./importing.ts";

/** Work that would hold up the engine, each job in a fresh worker thread: input and output by name. */
export interface Jobs {
  protect: { input: { toDefend: ToDefend; secret: string }; output: DefendedSet };
  compose: { input: PackDefinition; output: readonly PackFile[] };
  office: {
    input: { readonly definition: PackDefinition; readonly charts: readonly PackChart[] };
    output: readonly PackFile[];
  };
  audit: {
    input: {
      readonly files: readonly PackFile[];
      /** Null where only the pack is at hand. */
      readonly definition: PackDefinition | null;
      readonly needles: readonly string[];
    };
    output: readonly PackFault[];
  };
  preview: { input: PackDefinition; output: readonly PreviewedPage[] };
  logo: { input: Uint8Array; output: Uint8Array };
}

/** What a worker is told to do. */
export interface Task<J extends keyof Jobs = keyof Jobs> {
  readonly job: J;
  readonly input: Jobs[J]["input"];
}

/** What a worker is told that waits for a job, so that it loads, or draws, meanwhile what that will need. */
export type Coming =
  | { readonly coming: "compose" }
  | { readonly coming: "office"; readonly pictures: readonly WantedPicture[] };

/** What a worker that stays is told where nobody waits for its work any more. */
export const STOP = "stop";

/** What a worker sends: progress, then one result or one error. */
export type JobMessage =
  | { readonly type: "progress"; readonly value: Progress }
  | { readonly type: "result"; readonly value: unknown }
  | { readonly type: "error"; readonly error: ErrorShape; readonly stack?: string | undefined };

/** A worker that waits for its one job. It holds nothing up, and ends if it is not needed. */
export interface WaitingWorker {
  readonly worker: Worker;
  /** Whether its heap is held small: a job that needs more is run again without. */
  readonly isTight: boolean;
  /** What ended it before its job; null while it waits. */
  readonly fault: unknown;
  close(): void;
}

/** Starts a worker for a job that is to come. */
export function openAhead(coming: Coming): WaitingWorker {
  const waiting = openWorker(TIGHT_MEGABYTES);
  waiting.worker.postMessage(coming);
  return waiting;
}

/**
 * Starts a worker.
 * @param megabytes the most that its heap may grow to; null for what the machine has
 */
export function openWorker(megabytes: number | null = null): WaitingWorker {
  const worker = new Worker(workerFile(), {
    resourceLimits: {
      maxYoungGenerationSizeMb: YOUNG_MEGABYTES,
      ...(megabytes === null ? {} : { maxOldGenerationSizeMb: megabytes }),
    },
  });
  worker.unref();
  const waiting = { worker, isTight: megabytes !== null, fault: null as unknown, close: () => void worker.terminate() };
  worker.on("error", (error) => (waiting.fault = error));
  return waiting;
}

/**
 * The heap that makers and readers of packs begin with. Left to itself V8 lets a heap grow before it collects it: held to twice
 * what a pack of six months needs, a pack takes 100 to 150 MB less, and no longer. A larger one is made again without.
 */
const TIGHT_MEGABYTES = 140;

/** Composing makes much that is soon thrown away: a small nursery keeps a pack 100 MB smaller, and takes no longer. */
const YOUNG_MEGABYTES = 8;

/**
 * Runs a job in a worker of its own, so that nothing of one pack touches the next and cancel takes effect at once.
 * @param waiting one that was started for it
 * @throws BellwetherError `cancelled`, or what the job throws
 */
export function runJob<J extends keyof Jobs>(
  job: J,
  input: Jobs[J]["input"],
  context: WorkContext,
  waiting: WaitingWorker = openWorker(TIGHT.has(job) ? TIGHT_MEGABYTES : null),
): Promise<Jobs[J]["output"]> {
  return new Promise((resolve, reject) => {
    if (context.signal.aborted) {
      waiting.close();
      reject(cancelled());
      return;
    }
    const { worker } = waiting;
    const stop = (): void => finish(() => reject(cancelled()));
    const finish = (settle: () => void): void => {
      context.signal.removeEventListener("abort", stop);
      void worker.terminate();
      settle();
    };
    context.signal.addEventListener("abort", stop, { once: true });
    worker.on("message", (message: JobMessage) => {
      if (message.type === "progress") context.progress(message.value);
      else if (message.type === "result") finish(() => resolve(message.value as Jobs[J]["output"]));
      else if (message.error.code === "internal")
        finish(() => reject(new Error(message.stack ?? message.error.message)));
      else finish(() => reject(BellwetherError.fromShape(message.error)));
    });
    const fail = (error: unknown): void =>
      finish(() => {
        if (waiting.isTight && isOutOfMemory(error) && !context.signal.aborted)
          resolve(runJob(job, input, context, openWorker()));
        else reject(error instanceof Error ? error : new Error(String(error)));
      });
    if (waiting.fault !== null) {
      fail(waiting.fault);
      return;
    }
    worker.on("error", fail);
    worker.ref();
    worker.postMessage({ job, input } satisfies Task<J>);
    worker.on("exit", () => finish(() => reject(new Error(`The worker for ${job} ended early`))));
  });
}

const TIGHT: ReadonlySet<keyof Jobs> = new Set(["compose", "office", "audit"]);

function isOutOfMemory(error: unknown): boolean {
  return error instanceof Error && "code" in error && error.code === "ERR_WORKER_OUT_OF_MEMORY";
}

/** The built worker: beside this file in a build; from source, where the build puts it. */
function workerFile(): string {
  const beside = fileURLToPath(new URL(/* @vite-ignore */ "worker.js", import.meta.url));
  return existsSync(beside) ? beside : fileURLToPath(new URL("../../build/engine/worker.js", import.meta.url));
}
