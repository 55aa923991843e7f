import { percent } from "../../../../shared/charts/format.ts";
import { SCALES, STAGES } from "../../../../shared/vocabulary.ts";
import type { PackQuestion } from "../definition.ts";
import type { Published } from "../published.ts";
import { contextPatterns, numbered, type PackWords } from "./contexts.ts";

/** Every number that a text of a pack may state, as packs print it. */
export interface Explained {
  readonly counts: ReadonlySet<string>;
  /** Counts that are bases. */
  readonly bases: ReadonlySet<string>;
  /** Shares, ends of intervals and bounds, and parts of a base where a question has no share. */
  readonly percentages: ReadonlySet<string>;
  /** Parts of published bases, which charts draw. */
  readonly parts: ReadonlySet<string>;
  /** The same as proportions, which sheets and the memories of charts hold. */
  readonly proportions: ReadonlySet<number>;
  /** Words with numbers that are no figures. */
  readonly contexts: readonly RegExp[];
  /** Words with numbers that people gave. */
  readonly given: readonly string[];
}

/** What the published figures and the pack's own words explain. */
export function explainedBy(reference: Published, questions: readonly PackQuestion[], words: PackWords): Explained {
  const counts = new Set<string>();
  const bases = new Set<string>();
  const percentages = new Set<string>();
  const parts = new Set<string>();
  const proportions = new Set<number>();
  const shareless = new Set<string>(
    questions.filter(({ options }) => !options.some(({ counted }) => counted)).map(({ code }) => code),
  );
  for (const [key, value] of reference) {
    const at = key.lastIndexOf("|");
    const figure = key.slice(at + 1);
    if (typeof value === "string") percentages.add(value.replace(/ or .*/, ""));
    if (typeof value !== "number") continue;
    if (figure === "share" || figure === "low" || figure === "high") {
      percentages.add(percent(value));
      for (const form of formsOf(value)) proportions.add(form);
      continue;
    }
    counts.add(printedCount(value));
    if (figure === "base") bases.add(printedCount(value));
    const base = reference.get(`${key.slice(0, at)}|base`);
    if (!isAnswer(figure) || typeof base !== "number" || base < words.rules.percentagesFrom) continue;
    parts.add(percent(value / base));
    if (shareless.has(key.slice(0, key.indexOf("|")))) percentages.add(percent(value / base));
    for (const form of formsOf(value / base)) proportions.add(form);
  }
  const contexts = contextPatterns(words);
  return { counts, bases, percentages, parts, proportions, contexts, given: numbered(words.given) };
}

/** A count with commas, as packs print it. */
export function printedCount(value: number): string {
  return String(value).replaceAll(/\B(?=(\d{3})+$)/g, ",");
}

/** A proportion in full, and to 4, 3 and 2 places. */
function formsOf(value: number): readonly number[] {
  return [value, ...[4, 3, 2].map((places) => Number(value.toFixed(places)))];
}

/** Whether a figure counts one answer: of a stage's scale, or to a question of a user's own. */
function isAnswer(name: string): boolean {
  return name.startsWith("answer_") || STAGES.some((stage) => SCALES[stage].inBase.some((code) => code === name));
}
