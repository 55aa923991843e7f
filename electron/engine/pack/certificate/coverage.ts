import { type CertifiedCase, nameOf } from "./format.ts";
import type { PublishedQuestion } from "./packFigures.ts";

/** Questions and months of a pack that no case is about, for one reader or the other: in words. */
export function coverage(cases: readonly CertifiedCase[], questions: readonly PublishedQuestion[]): readonly string[] {
  return questions.flatMap(({ set, code, months }) => {
    const own = cases.filter(({ questionSet, question }) => questionSet === set && question === code);
    const holds = (reader: CertifiedCase["reader"], ...all: readonly string[]): boolean =>
      own.some(
        (each) => each.reader === reader && all.every((month) => (each.months as readonly string[]).includes(month)),
      );
    const known = [...months.keys()];
    return known.flatMap((month, index) => {
      const next = known[index + 1];
      return [
        ...(holds("list", month) ? [] : [`No case is about ${code} in ${month} for who knows the list of respondents`]),
        ...(next === undefined || holds("unchanged", month, next)
          ? []
          : [`No case is about ${code} in ${month} and ${next} for who takes it that nobody changed their mind`]),
      ];
    });
  });
}

/**
 * The first dataset of every case may be the truth, and there is one truth: cases of the same month have the same respondents
 * in it, and of the same question the same answers. Gives in words which do not.
 */
export function agreement(cases: readonly CertifiedCase[]): readonly string[] {
  const faults: string[] = [];
  const known = new Map<string, { readonly by: string; readonly tally: string }>();
  const compare = (what: string, by: string, tally: ReadonlyMap<string, number>): void => {
    const sorted = JSON.stringify([...tally].toSorted(([a], [b]) => (a < b ? -1 : 1)));
    const before = known.get(what);
    if (before === undefined) known.set(what, { by, tally: sorted });
    else if (before.tally !== sorted) faults.push(`${by}: its ${what} are others than those of ${before.by}`);
  };
  for (const each of cases) {
    const { questionSet, question, months, strata, first, options } = each;
    months.forEach((month, occasion) => {
      const [respondents, answers] = [new Map<string, number>(), new Map<string, number>()];
      const add = (tally: Map<string, number>, stratum: number, n: number, option = ""): void => {
        const place = strata[stratum]?.places[occasion] ?? null;
        if (place === null) return;
        const key = JSON.stringify([...place, option]);
        tally.set(key, (tally.get(key) ?? 0) + n);
      };
      strata.forEach(({ size }, stratum) => add(respondents, stratum, size));
      for (const [stratum, option, n] of first) if (n !== 0) add(answers, stratum, n, options[option]);
      compare(`respondents of ${questionSet} in ${month}`, nameOf(each), respondents);
      compare(`answers to ${question} in ${month}, first dataset,`, nameOf(each), answers);
    });
  }
  return faults;
}
