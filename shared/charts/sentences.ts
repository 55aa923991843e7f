import type { CoverageTable, PathRow } from "../contract.ts";
import { listed } from "../listed.ts";
import { type Month, monthLabel, parseMonth } from "../month.ts";
import { isEverybody } from "../tables.ts";
import type { Stage } from "../vocabulary.ts";
import { count, percent, points, probability } from "./format.ts";
import { type ChartSplit, STAGE_PHRASES } from "./labels.ts";
import { peopleOf } from "./people.ts";
import {
  type ChartPanel,
  type ChartPoint,
  type ChartSeries,
  isShown,
  type LineKey,
  LOW_BASE,
  pointIn,
} from "./series.ts";
import { shareInWords, shareOfPeople } from "./shareWords.ts";
import { highest, shareWords } from "./words.ts";

/** What a view says in a few plain sentences, each written from its figures, the most important first. */
export function sentencesOf(series: ChartSeries): readonly string[] {
  const month = series.months.at(-1);
  const everybody = series.panels.find((panel) => panel.key === "all");
  if (month === undefined || everybody === undefined) return [];
  const [first, ...others] = series.lines.filter((line) => pointIn(everybody, line, month)?.share != null);
  if (first === undefined) return [nobody(series, everybody, month)];
  const moves = series.lines
    .filter((line) => pointIn(everybody, line, month)?.before?.share != null)
    .flatMap((line, index) => changeSentence(series, everybody, line, month, index === 0) ?? []);
  if (moves.length > 0) return moves;
  const shares = [
    shareSentence(series, everybody, first, month),
    ...others.map((line) => besideSentence(everybody, line, month)),
  ];
  const weighted = new Set(series.lines.flatMap((line) => weightedSentence(everybody, line, month) ?? []));
  return [...shares, ...weighted, ...(highestSentence(series) ?? [])];
}

/** "In June 2025, nearly half of organisations (47%, base 671) said they were likely to hand back …". */
function shareSentence(series: ChartSeries, panel: ChartPanel, line: LineKey, month: Month): string {
  const point = pointIn(panel, line, month);
  const people = peopleOf(panel.key, series);
  return `In ${monthLabel(month)}, ${shareOf(point, people)} ${didWhat(series, line)}.${interval(point)}`;
}

/** "For NHS contracts: three in ten (30%, base 402)." */
function besideSentence(panel: ChartPanel, line: LineKey, month: Month): string {
  const point = pointIn(panel, line, month);
  return `For ${CONTRACTS[line]} contracts: ${shareOf(point, null)}.${interval(point)}`;
}

/** "nearly half of organisations (47%, base 671)". A low base is a hint and no fraction; a bound is given as it is printed. */
function shareOf(point: ChartPoint | undefined, people: string | null): string {
  if (point === undefined || point.share === null) return "not known";
  const { share, text, base, lowBase, hidden } = point;
  const of = people === null ? "" : ` of ${people}`;
  if (lowBase) return `${text}${of} (a low base of ${count(base)}, so a hint only)`;
  if (hidden !== null) return `${text}${of} (base ${count(base)})`;
  const figures = `(${text}, base ${count(base)})`;
  if (share <= 0) return people === null ? `none ${figures}` : `none of the ${people} that answered ${figures}`;
  if (share >= 1) return people === null ? `all ${figures}` : `all ${people} ${figures}`;
  return `${people === null ? shareInWords(share) : shareOfPeople(share, people)} ${figures}`;
}

function interval(point: ChartPoint | undefined): string {
  const { low = null, high = null, lowBase = false } = point ?? {};
  if (low === null || high === null || lowBase || high - low < WIDE) return "";
  return ` With this base it could lie anywhere between ${percent(low)} and ${percent(high)}.`;
}

/** An interval this wide is said in words, not only drawn. */
const WIDE = 0.2;

/** Of the same members, how the share moved and whether chance alone could explain it. */
function changeSentence(
  series: ChartSeries,
  panel: ChartPanel,
  line: LineKey,
  month: Month,
  leads: boolean,
): string | null {
  if (!series.matched) return null;
  const point = pointIn(panel, line, month);
  const before = point?.before ?? null;
  if (point === undefined || point.share === null || before === null || before.share === null) return null;
  const people = peopleOf("all", series);
  const whose = line === "own" ? "" : ` about ${CONTRACTS[line]} contracts`;
  const start = leads ? `Among the same ${people} the share${whose}` : `That${whose}`;
  const moved = points(before.share, point.share);
  const step = `${moved} ${/^.1$/.test(moved) ? "point" : "points"}`;
  const how =
    moved === "0"
      ? `${start} stayed at ${point.text}`
      : `${start} went from ${percent(before.share)} in ${monthLabel(before.month)} to ${point.text} (${step})`;
  const { change } = point;
  if (change === undefined || change === null) return `${how}.`;
  return `${how}. ${moversWords(change)}`;
}

/** "Of the 497 in the base of both, 29 turned to it and 39 away, which chance alone could explain (p 0.28)." */
export function moversWords({ pairs, gained, lost, p }: NonNullable<ChartPoint["change"]>): string {
  const of = `Of the ${count(pairs)} in the base of both months`;
  if (gained + lost === 0) return `${of} nobody changed their mind.`;
  const chance = p < SIGNIFICANT ? "more than chance would explain" : "which chance alone could explain";
  return `${of}, ${count(gained)} turned to it and ${count(lost)} away, ${chance} (p ${probability(p)}).`;
}

/** Below this a change is called more than chance. */
const SIGNIFICANT = 0.05;

function weightedSentence(panel: ChartPanel, line: LineKey, month: Month): string | null {
  const point = pointIn(panel, line, month);
  const weighted = point?.weighted;
  if (point === undefined || weighted === undefined || point.share === null) return null;
  if (weighted === null) {
    return "No weights bring these answers to the make-up of the list: too many of its groups have no answers.";
  }
  const whose = line === "own" ? "" : ` for ${CONTRACTS[line]} contracts`;
  return `Weighted to the list by service type and region it is ${percent(weighted.share)}${whose} (design effect ${weighted.designEffect.toFixed(1)}, effective base ${count(Math.round(weighted.effectiveBase))}).`;
}

/** The group that stands out, where one clearly does among those with a sound base. */
function highestSentence(series: ChartSeries): readonly string[] | null {
  const [line] = series.lines;
  const top = series.split === "none" || line === undefined ? null : highest(series);
  const share = top?.point.share;
  if (top === null || line === undefined || share == null || share === 0) return null;
  const people = peopleOf(top.panel.key, series);
  const contracts = series.lines.length > 1 && line !== "own" ? ` for ${CONTRACTS[line]} contracts` : "";
  const others = series.panels.some(
    (panel) => panel.key !== "all" && pointIn(panel, line, top.point.month)?.lowBase === true,
  );
  const aside = others ? ", low bases aside," : "";
  return [
    `Highest${contracts}${aside} among ${people}: ${shareInWords(share)} (${top.point.text}, base ${count(top.point.base)}).`,
  ];
}

function nobody(series: ChartSeries, panel: ChartPanel, month: Month): string {
  const found = series.lines.flatMap((line) => pointIn(panel, line, month) ?? []);
  if (found.some(({ hidden }) => hidden !== null))
    return `Too few ${series.unit}s answered in ${monthLabel(month)} for a figure to be published.`;
  if (found.some(isShown)) return `Every answer of ${monthLabel(month)} stands in the chart as a part of the base.`;
  return `Nobody to whom the question applies answered it in ${monthLabel(month)}.`;
}

function didWhat({ about }: ChartSeries, line: LineKey): string {
  if (typeof about !== "string") return `answered ${shareWords(about)} to “${about.label}”`;
  const contracts = line === "own" ? "their" : CONTRACTS[line];
  return SAID[about](contracts);
}

/** What a stage's share counts, as a sentence goes on after "half of organisations". */
const SAID: Readonly<Record<Stage, (contracts: string) => string>> = {
  ...STAGE_PHRASES,
  intent: (contracts) => `said they were likely to hand back ${contracts} contracts in the next 3 months`,
};

const CONTRACTS: Readonly<Record<LineKey, string>> = { la: "local authority", nhs: "NHS", own: "their" };

/** "Of 133 organisations that said in March 2025 …": what became of those who said so, and of the others; by commissioner. */
export function pathSentences(rows: readonly PathRow[], people: string): readonly string[] {
  const whole = rows.filter((row) => isEverybody(row));
  const month = newestFollowed(whole);
  if (month === null) return [`Nobody was asked again yet: a path needs two months with the same ${people}.`];
  return (["la", "nhs"] as const).flatMap((commissioner) => {
    const of = (said: PathRow["said"]): PathRow | undefined =>
      whole.find((row) => row.month === month && row.commissioner === commissioner && row.said === said);
    const [likely, others] = [of("likely"), of("not_likely")];
    if (likely === undefined || likely.share === null) return [];
    const until = parseMonth(likely.until);
    const time = likely.complete || until === null ? "within 3 months" : "so far";
    const contrast =
      others === undefined || others.share === null
        ? ""
        : `; of those who had not said so, ${percent(others.share)} (base ${count(others.followed)})`;
    const name = parseMonth(month);
    return [
      `Of the ${people} that said in ${name === null ? month : monthLabel(name)} they were likely to hand back ${CONTRACTS[commissioner]} contracts, ${followedWords(likely)} had discussed it or handed back ${time}${contrast}.`,
    ];
  });
}

/** "In June 2025, 47% of organisations … local authority contracts, 12% discussed it and 5% did so." by commissioner. */
export function stageSentences(stages: readonly ChartSeries[]): readonly string[] {
  const month = stages[0]?.months.at(-1);
  const people = stages[0] === undefined ? "" : peopleOf("all", stages[0]);
  if (month === undefined) return [];
  return (["la", "nhs"] as const).flatMap((line) => {
    const said = stages.flatMap((series) => {
      const everybody = series.panels.find(({ key }) => key === "all");
      const point =
        everybody === undefined || !series.lines.includes(line) ? undefined : pointIn(everybody, line, month);
      if (point === undefined || point.share === null || typeof series.about !== "string") return [];
      return [`${point.text} ${DID[series.about]} (${point.lowBase ? "low " : ""}base ${count(point.base)})`];
    });
    if (said.length === 0) return [];
    return [`Of ${people} with ${CONTRACTS[line]} contracts in ${monthLabel(month)}, ${listed(said)}.`];
  });
}

/** "one in five (20%, base 120)"; few of them give a hint and no fraction. */
function followedWords({ share, followed }: PathRow): string {
  if (share === null || followed < LOW_BASE)
    return `${percent(share)} (a low base of ${count(followed)}, so a hint only)`;
  return `${shareInWords(share)} (${percent(share)}, base ${count(followed)})`;
}

const DID: Readonly<Record<Stage, string>> = {
  intent: "were likely to hand some back in the next 3 months",
  discussion: "had discussed it",
  handback: "had handed some back",
};

/** "In June 2025, three quarters of the 900 organisations on the list answered (75%)." */
export function coverageSentences(
  { rows, frame, unit }: CoverageTable,
  month: Month | undefined,
  split: ChartSplit,
): readonly string[] {
  const all = rows.find((row) => row.month === month && isEverybody(row));
  if (all === undefined || month === undefined) return [];
  if (all.known === null || all.share === null || frame === undefined) {
    const answered = `${count(all.responded)} ${all.responded === 1 ? unit : `${unit}s`} answered about ${monthLabel(month)}.`;
    const unlisted = split === "source" || split === "icb" || split === "local-authority";
    return [
      unlisted
        ? `${answered} No list is split this way, so how many could have is not known.`
        : `${answered} Nothing says how many could have: import the CQC directory or the member list.`,
    ];
  }
  const list = frame === "directory" ? "in the CQC directory" : "on the member list";
  const outside =
    all.outside === undefined || all.outside === 0 ? [] : [`${count(all.outside)} more answered and are not on it.`];
  return [
    `About ${monthLabel(month)}, ${shareInWords(all.share)} of the ${count(all.known)} ${unit}s ${list} answered (${percent(all.share)}, ${count(all.responded)}).`,
    ...outside,
  ];
}

/** The newest month whose three months are all in; else the newest of which anybody was heard of again. */
function newestFollowed(rows: readonly PathRow[]): string | null {
  const followed = rows.filter((row) => row.said === "likely" && row.followed > 0);
  const months = (list: readonly PathRow[]): string | null =>
    list
      .map((row) => row.month)
      .toSorted()
      .at(-1) ?? null;
  return months(followed.filter((row) => row.complete)) ?? months(followed);
}
