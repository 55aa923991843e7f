import { existsSync } from "node:fs";
import { fileURLToPath } from "node:url";
import { Worker } from "node:worker_threads";
import type { Progress } from "../../shared/contract.ts";
import { BellwetherError, cancelled, type ErrorShape } from "../../shared/errors.ts";
import type { Defended, ToDefend } from "./disclosure/defend.ts";
import type { PackDefinition, PackFile } from "./pack/definition.ts";
import type { WorkContext } from "./importing.ts";

/** Work that would hold up the engine, each job in a fresh worker thread: input and output by name. */
export interface Jobs {
  protect: { input: { toDefend: ToDefend; secret: string }; output: Defended };
  compose: { input: PackDefinition; output: readonly PackFile[] };
}

/** What a worker sends: progress, then one result or one error. */
export type JobMessage =
  | { readonly type: "progress"; readonly value: Progress }
  | { readonly type: "result"; readonly value: unknown }
  | { readonly type: "error"; readonly error: ErrorShape; readonly stack?: string | undefined };

/**
 * Runs a job in a worker of its own, so that nothing of one pack touches the next and cancel takes effect at once.
 * @throws BellwetherError `cancelled`, or what the job throws
 */
export function runJob<J extends keyof Jobs>(
  job: J,
  input: Jobs[J]["input"],
  context: WorkContext,
): Promise<Jobs[J]["output"]> {
  return new Promise((resolve, reject) => {
    if (context.signal.aborted) {
      reject(cancelled());
      return;
    }
    const worker = new Worker(workerFile(), { workerData: { job, input } });
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
    worker.on("error", (error) => finish(() => reject(error)));
    worker.on("exit", () => finish(() => reject(new Error(`The worker for ${job} ended early`))));
  });
}

/** The built worker: beside this file in a build; from source, where the build puts it. */
function workerFile(): string {
  const beside = fileURLToPath(new URL(/* @vite-ignore */ "worker.js", import.meta.url));
  return existsSync(beside) ? beside : fileURLToPath(new URL("../../build/engine/worker.js", import.meta.url));
}
