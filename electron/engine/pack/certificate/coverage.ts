import { type CertifiedCase, isOwn, nameOf } from "./format.ts";
import type { PublishedQuestion } from "./packFigures.ts";

/** Questions and months of a pack that no case is about, for one reader or the other: in words. */
export function coverage(cases: readonly CertifiedCase[], questions: readonly PublishedQuestion[]): readonly string[] {
  return questions.flatMap(({ set, code, months }) => {
    const own = cases.filter(({ questionSet, question }) => questionSet === set && question === code);
    const holds = (reader: CertifiedCase["reader"], ...all: readonly string[]): boolean =>
      own.some(
        (each) =>
          each.reader === reader &&
          all.every((month) => each.months.some((known, occasion) => known === month && isOwn(each, occasion))),
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
      if (!isOwn(each, occasion)) return;
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

/** Respondents of a month of a question set: where each was. */
export interface Standing {
  readonly questionSet: string;
  readonly month: string;
  readonly places: readonly (readonly [serviceType: string, region: string, icb: string])[];
}

/** Months of which the respondents of a case are not those that a release froze: in words. */
export function standing(cases: readonly CertifiedCase[], frozen: readonly Standing[]): readonly string[] {
  const known = Map.groupBy(frozen, ({ questionSet, month }) => `${questionSet} ${month}`);
  return cases.flatMap((each) =>
    each.months.flatMap((month, occasion) => {
      const tally = tallied(
        each.strata.flatMap(({ size, places }) => {
          const place = places[occasion] ?? null;
          return place === null ? [] : [[place, size] as const];
        }),
      );
      const own = known.get(`${each.questionSet} ${month}`) ?? [];
      if (own.some(({ places }) => tallied(places.map((place) => [place, 1] as const)) === tally)) return [];
      return [`${nameOf(each)}: its respondents of ${month} are not those that were frozen`];
    }),
  );
}

function tallied(places: readonly (readonly [place: readonly string[], n: number])[]): string {
  const tally = new Map<string, number>();
  for (const [place, n] of places) tally.set(JSON.stringify(place), (tally.get(JSON.stringify(place)) ?? 0) + n);
  return JSON.stringify([...tally].toSorted(([a], [b]) => (a < b ? -1 : 1)));
}
