import type { PackFile } from "../definition.ts";
import { matchedByData } from "../matched.ts";
import { type Datasets, datasetsOf, impossible } from "./datasets.ts";
import { checkClaims } from "./claims.ts";
import type { CertifiedCase, CertifiedPair } from "./format.ts";
import { partOf, type PublishedQuestion, type PublishedRow } from "./packFigures.ts";

/** How an answer is seen where two months are set side by side; whoever did not answer a month was away. */
const SEEN = ["counted", "other", "not_applicable", "blank"] as const;
const AWAY = "away";

/** Rounded figures are less than this from what was counted; of single months those that had to move further, less than twice this. */
const STEP = 5;

/** What came of checking the datasets behind what is published of the same organisations in two months. */
export interface CheckedPairs {
  readonly faults: readonly string[];
  readonly claims: number;
  readonly datasets: number;
}

/**
 * Checks the datasets of two months set side by side: each gives, counted again, what the pack publishes of both months and of
 * the same organisations in them; between them they leave open what everybody of a kind answered in either month; and every
 * pair that the pack shows has them.
 * @param moved whether the pack says that some figures had to move further than the next multiple of 5
 */
export function checkPairs(
  pairs: readonly CertifiedPair[],
  cases: readonly CertifiedCase[],
  questions: readonly PublishedQuestion[],
  files: readonly PackFile[],
  moved: boolean,
): CheckedPairs {
  const shown = shownPairs(files);
  const faults: string[] = [];
  let [claims, datasets] = [0, 0];
  for (const pair of pairs) {
    const [before = "", month = ""] = pair.months;
    const name = `${pair.question}, the same organisations in ${before} and ${month}`;
    const question = questions.find(({ set, code }) => set === pair.questionSet && code === pair.question);
    const made = datasetsOf(pair);
    const checked = checkClaims(pair, made);
    claims += checked.claims;
    datasets += 1 + pair.bases.length + pair.others.length;
    const [proved] = checked.held;
    const found = [
      ...impossible(pair, made),
      ...(proved === undefined ? [] : [`in all of its datasets ${proved}, so that could be proved`]),
      ...optionFaults(pair),
      ...(question === undefined ? [] : figureFaults(pair, made, question, moved ? STEP * 2 : STEP)),
      ...pairFaults(pair, made, shown.get(`${pair.question} ${before} ${month}`)),
    ];
    faults.push(...found.slice(0, 5).map((fault) => `${name}: ${fault}`));
  }
  if (!cases.some(({ elsewhere }) => elsewhere?.includes(true) === true)) faults.push(...missing(pairs, shown));
  return { faults, claims, datasets };
}

/** A pair that a pack shows: its figures, by name. */
type ShownPair = Readonly<Record<"base" | "earlier" | "later" | "gained" | "lost", number>>;

/** By question and months, the pairs that the data file shows. */
function shownPairs(files: readonly PackFile[]): ReadonlyMap<string, ShownPair> {
  const published = matchedByData(files);
  const pairs = new Map<string, ShownPair>();
  for (const [key, gained] of published) {
    const [question = "", month = "", , before = "", name] = key.split("|");
    if (name !== "gained" || typeof gained !== "number") continue;
    const figure = (of: string, other: string, what: string): number =>
      Number(published.get([question, of, "matched", other, what].join("|")));
    pairs.set(`${question} ${before} ${month}`, {
      base: figure(month, before, "base"),
      earlier: figure(before, month, "counted"),
      later: figure(month, before, "counted"),
      gained,
      lost: figure(month, before, "lost"),
    });
  }
  return pairs;
}

/** Pairs that are shown without datasets about both of their months. */
function missing(pairs: readonly CertifiedPair[], shown: ReadonlyMap<string, ShownPair>): readonly string[] {
  return [...shown.keys()].flatMap((key) => {
    const asked = pairs.filter(({ question, months }) => `${question} ${months.join(" ")}` === key).flatMap(askedMonth);
    return new Set(asked).size === 2 ? [] : [`No datasets are about ${key.replaceAll(" ", ", ")}, of both months`];
  });
}

/** Which of the two months its sides ask about; none where they ask about neither. */
function askedMonth({ options, sides }: CertifiedPair): readonly number[] {
  return [0, 1].filter((month) =>
    options.every((option, index) => {
      const answers = option.split("|");
      const answer = answers[month] === AWAY ? answers[1 - month] : answers[month];
      return sides[index] === (answer === "counted" ? 1 : 0);
    }),
  );
}

/** What is wrong with the answers that a pair reckons with, and with who is said to have given them. */
function optionFaults({ options, strata, first, ...pair }: CertifiedPair): readonly string[] {
  const all = [...SEEN, AWAY].flatMap((then) =>
    [...SEEN, AWAY].flatMap((now) => (then === AWAY && now === AWAY ? [] : [`${then}|${now}`])),
  );
  if (JSON.stringify(options) !== JSON.stringify(all)) return ["its answers are not those of two months"];
  if (askedMonth({ options, strata, first, ...pair }).length !== 1) return ["its sides ask about neither month"];
  const every = [first, ...pair.bases.map(({ changes }) => changes), ...pair.others.map(({ changes }) => changes)];
  const wrong = every.flat().find(([stratum, option]) => {
    const answers = options[option]?.split("|") ?? [];
    return [0, 1].some((month) => (answers[month] === AWAY) !== (strata[stratum]?.places[month] === null));
  });
  return wrong === undefined ? [] : [`somebody of stratum ${wrong[0]} answered a month they were away in, or did not`];
}

/** Figures of a single month that a dataset does not give. */
function figureFaults(
  pair: CertifiedPair,
  datasets: Datasets,
  { months, options, counted }: PublishedQuestion,
  step: number,
): readonly string[] {
  const seen = new Map<string, readonly string[]>([
    [partOf(options), ["counted", "other"]],
    [partOf(counted), ["counted"]],
    ["not_applicable", ["not_applicable"]],
    ["blank", ["blank"]],
  ]);
  return pair.months.flatMap((month, occasion) =>
    (months.get(month) ?? []).flatMap((row) =>
      row.counts.flatMap(([part, n]) => {
        const answers = seen.get(part);
        // What is merged is a sum of rounded figures, which its own cases check.
        if (n === null || answers === undefined || row.merges !== null) return [];
        const isCounted = (option: string): boolean => answers.includes(option.split("|")[occasion] ?? "");
        const [least, most] = range(pair, datasets, (stratum) => isIn(pair, stratum, occasion, row), isCounted);
        if (Math.max(Math.abs(n - least), Math.abs(n - most)) < step) return [];
        return [
          `the pack says ${n} of ${part} of ${row.split} ${row.key} in ${month}, and a dataset is not next to it`,
        ];
      }),
    ),
  );
}

/** Figures of the same organisations that a dataset does not give. */
function pairFaults(pair: CertifiedPair, datasets: Datasets, shown: ShownPair | undefined): readonly string[] {
  if (shown === undefined) return [];
  const base = ["counted", "other"];
  const stated: readonly (readonly [n: number, then: readonly string[], now: readonly string[]])[] = [
    [shown.base, base, base],
    [shown.earlier, ["counted"], base],
    [shown.later, base, ["counted"]],
    [shown.gained, ["other"], ["counted"]],
    [shown.lost, ["counted"], ["other"]],
  ];
  return stated.flatMap(([n, then, now]) => {
    const isCounted = (option: string): boolean => {
      const [earlier = "", later = ""] = option.split("|");
      return then.includes(earlier) && now.includes(later);
    };
    const [least, most] = range(pair, datasets, () => true, isCounted);
    return Math.max(Math.abs(n - least), Math.abs(n - most)) < STEP
      ? []
      : [`the pack says ${n} of those ${then.join(" or ")}, then ${now.join(" or ")}, and a dataset is not next to it`];
  });
}

/** Whether those of a stratum are counted in a row of a month. */
function isIn({ strata }: CertifiedPair, stratum: number, occasion: number, { split, key }: PublishedRow): boolean {
  const place = strata[stratum]?.places[occasion] ?? null;
  if (place === null) return false;
  const own = split === "service-type" ? place[0] : split === "region" ? place[1] : place[2];
  return key === "all" || own === key;
}

/** The fewest and the most that any dataset has of some answers in some strata. */
function range(
  { strata, options }: CertifiedPair,
  { whole, changed }: Datasets,
  isInside: (stratum: number) => boolean,
  isCounted: (option: string) => boolean,
): readonly [least: number, most: number] {
  const inside = strata.map((_, stratum) => isInside(stratum));
  const takes = options.map(isCounted);
  const counts = (cell: number): boolean =>
    inside[Math.floor(cell / options.length)] === true && takes[cell % options.length] === true;
  const sums = whole.map((dataset) => dataset.reduce((sum, n, cell) => (counts(cell) ? sum + n : sum), 0));
  const others = changed.map(
    ({ base, changes }) => (sums[base] ?? 0) + changes.reduce((sum, [cell, by]) => (counts(cell) ? sum + by : sum), 0),
  );
  const all = [...sums, ...others];
  return [Math.min(...all), Math.max(...all)];
}
