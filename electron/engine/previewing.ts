import { BellwetherError, cancelled } from "../../shared/errors.ts";
import type { PagePreview } from "../../shared/packs.ts";
import { definitionOf, type PackRequest, provable } from "./composing.ts";
import { needles } from "./forbidden.ts";
import type { WorkContext } from "./importing.ts";
import { type JobMessage, openWorker, STOP, type Task, type WaitingWorker } from "./jobs.ts";
import { findNeedles } from "./pack/audit/needles.ts";
import { type PackDefinition, textFile } from "./pack/definition.ts";
import type { PreviewedPage } from "./pack/preview.ts";
import type { Session } from "./session.ts";
import { keptWording, strangeWords, worded, wordingGround } from "./wording.ts";

/** Draws the pages of packs in a worker that stays warm, one after the other. */
export interface Previewer {
  /** @throws BellwetherError `cancelled`, at once */
  pages(definition: PackDefinition, context: WorkContext): Promise<readonly PreviewedPage[]>;
  close(): void;
}

/** Makes a previewer; its worker starts with the first pages, and ends where none were asked for in five minutes. */
export function createPreviewer(): Previewer {
  let warm: WaitingWorker | null = null;
  let last: Promise<unknown> = Promise.resolve();
  let idle: NodeJS.Timeout | undefined;
  const close = (): void => {
    clearTimeout(idle);
    warm?.close();
    warm = null;
  };
  const drawn = async (definition: PackDefinition, context: WorkContext): Promise<readonly PreviewedPage[]> => {
    if (context.signal.aborted) throw cancelled();
    clearTimeout(idle);
    warm ??= openWorker();
    try {
      return await ask(warm, definition, context);
    } catch (error) {
      if (!(error instanceof BellwetherError)) close();
      throw error;
    } finally {
      idle = setTimeout(close, KEPT_WARM).unref();
    }
  };
  return {
    pages(definition, context) {
      const made = last.then(() => drawn(definition, context));
      last = made.catch(() => undefined);
      return new Promise((resolve, reject) => {
        if (context.signal.aborted) reject(cancelled());
        context.signal.addEventListener("abort", () => reject(cancelled()), { once: true });
        made.then(resolve, reject);
      });
    },
    close,
  };
}

/** Milliseconds. */
const KEPT_WARM = 300_000;

/** Has a worker draw pages; one that is told to stop says so at its next step, and is ready for the next. */
function ask(
  { worker }: WaitingWorker,
  input: PackDefinition,
  { signal, progress }: WorkContext,
): Promise<readonly PreviewedPage[]> {
  return new Promise((resolve, reject) => {
    const stop = (): void => worker.postMessage(STOP);
    const finish = (settle: () => void): void => {
      signal.removeEventListener("abort", stop);
      worker.off("message", hear);
      worker.off("error", fail);
      worker.off("exit", ended);
      worker.unref();
      settle();
    };
    const hear = (message: JobMessage): void => {
      if (message.type === "progress") progress(message.value);
      else if (message.type === "result") finish(() => resolve(message.value as readonly PreviewedPage[]));
      else if (message.error.code === "internal")
        finish(() => reject(new Error(message.stack ?? message.error.message)));
      else finish(() => reject(BellwetherError.fromShape(message.error)));
    };
    const fail = (error: unknown): void => finish(() => reject(error instanceof Error ? error : new Error("worker")));
    const ended = (): void => finish(() => reject(cancelled()));
    signal.addEventListener("abort", stop, { once: true });
    worker.on("message", hear);
    worker.on("error", fail);
    worker.on("exit", ended);
    worker.ref();
    worker.postMessage({ job: "preview", input } satisfies Task<"preview">);
  });
}

/**
 * What the pages of a pack would be made of, as it would be composed now, and what its check would find in people's words.
 * @throws BellwetherError `audit-failed` where a reader could prove something; as `definitionOf`
 */
export async function toPreview(
  session: Session,
  request: Omit<PackRequest, "codeFor">,
  context: WorkContext,
): Promise<{ readonly definition: PackDefinition; readonly warnings: PagePreview["warnings"] }> {
  const { definition, protection } = await definitionOf(session, { ...request, codeFor: null }, context);
  if (protection.attack.proofs.length > 0) throw provable(protection.attack);
  return {
    definition: worded(definition, keptWording(session.campaign)),
    warnings: await warningsOf(session, definition),
  };
}

async function warningsOf({ campaign }: Session, definition: PackDefinition): Promise<string[]> {
  const comments = Object.values(definition.plan?.comments ?? {});
  const words = [definition.title ?? "", ...comments].join("\n");
  const told = comments.length === 0 ? null : strangeWords(wordingGround(definition).strange(comments.join("\n")));
  const [found] = await findNeedles([textFile("words", words)], needles(campaign));
  return [
    ...(told === null ? [] : [`In your comments: ${told} The pack will be refused.`]),
    ...(found === undefined ? [] : [`No pack may hold “${found.needle}”: it names a member or a file.`]),
  ];
}
