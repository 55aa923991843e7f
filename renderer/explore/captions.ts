import { listed } from "../../shared/listed.ts";
import { lower } from "../../shared/charts/people.ts";
import type { ChartSeries } from "../../shared/charts/series.ts";
import { basisWords, subjectWords } from "../../shared/charts/words.ts";
import type { CollectionWindow, WordingBreak } from "../../shared/contract.ts";
import { type Month, monthLabel, monthShort, parseMonth } from "../../shared/month.ts";
import { COMMISSIONER_LABELS, SERVICE_TYPE_LABELS } from "../../shared/vocabulary.ts";
import { FRAME_NAMES } from "../../shared/tables.ts";
import { day } from "../ui/format.ts";
import type { View } from "./view.ts";

/** What stands beside the figures of every view: where they come from. */
export interface Around {
  /** The campaign's name. */
  readonly campaign: string;
  readonly windows: readonly CollectionWindow[];
  readonly breaks: readonly WordingBreak[];
}

/** Measure, population and period: "Likely to hand back …: share of organisations that answered, January to June 2025." */
export function subtitleOf(series: ChartSeries, view: View): string {
  const { about, unit, months, matched, hasShare } = series;
  const who = matched ? `the same ${unit}s in both months compared` : `${unit}s that answered`;
  const what = hasShare && view.chart !== "answers" ? "share" : "every answer";
  const wording = typeof about === "string" ? "" : ` Asked: “${about.wording}”`;
  const period = view.chart === "months" ? spanOf(months) : spanOf(months.slice(-1));
  return `${subjectWords(series)}: ${what} of ${who}${populationOf(view)}${period}.${wording}`;
}

/** ", January 2025 to June 2025"; one month alone; empty without any. */
export function spanOf(months: readonly Month[]): string {
  const [first, last] = [months[0], months.at(-1)];
  if (first === undefined || last === undefined) return "";
  return first === last ? `, ${monthLabel(first)}` : `, ${monthLabel(first)} to ${monthLabel(last)}`;
}

/** ", homecare and extra care only" where other services are not counted. */
export function populationOf({ serviceTypes, by }: Pick<View, "serviceTypes" | "by">): string {
  if (serviceTypes.length === 0 || by === "service-type") return "";
  return `, ${listed(serviceTypes.map((type) => lower(SERVICE_TYPE_LABELS[type])))} only`;
}

/** Source and caveats under a chart of answers, a sentence or more each. */
export function captionOf(series: ChartSeries, view: View, around: Around): readonly string[] {
  const { about, unit } = series;
  const base =
    typeof about === "string"
      ? `Base: ${unit}s that answered and hold such contracts; “Don’t know” is in the base.`
      : basisWords(about, unit);
  return [
    sourceOf(around, series.months, series.protected),
    base,
    view.frame === null || !series.hasShare
      ? series.hasShare
        ? "Intervals are indicative: the sample chose itself."
        : "The sample chose itself: the figures are about those who answered."
      : `Intervals allow for how many of the ${FRAME_NAMES[view.frame]} answered; they stay indicative, as the sample chose itself. Weights bring the answers to its make-up by service type and region; the unweighted share stands beside.`,
    ...(about === "intent" ? ["Each answer looks 3 months ahead, so months overlap and are never added up."] : []),
    ...(series.matched ? ["Whether chance could explain a change: McNemar’s exact test."] : []),
    ...breakWords(around.breaks, series),
    safety(series.protected),
  ];
}

/** Whether figures are exact, or what was done so that they may be published. */
export function safety(isProtected: boolean): string {
  return isProtected
    ? "All figures are rounded to 5 so that tables still add up. Groups with too few responses are not shown."
    : "Exact figures, for use inside the association only.";
}

/**
 * Where the figures come from, and when the answers of the newest month were given. Published figures go without these days:
 * the last one may be one member's alone.
 */
export function sourceOf({ campaign, windows }: Around, months: readonly Month[], isProtected: boolean): string {
  const source = `Source: ${campaign}, Capacity Tracker and member surveys, England`;
  const window = isProtected ? undefined : windows.find(({ month }) => month === months.at(-1));
  const name = parseMonth(window?.month ?? "");
  if (window === undefined || name === null || window.first === null || window.last === null) return `${source}.`;
  const days = window.first === window.last ? `on ${day(window.first)}` : `${day(window.first)} to ${day(window.last)}`;
  return `${source}; ${monthLabel(name)} answered ${days}.`;
}

/** Where the wording changed; published figures do not quote what stood in members’ files. */
function breakWords(
  breaks: readonly WordingBreak[],
  { months, lines, protected: isProtected }: ChartSeries,
): readonly string[] {
  const seen = breaks.filter(
    ({ month, commissioner }) =>
      months.some((shown) => shown === month && shown !== months[0]) &&
      (commissioner === null || lines.includes(commissioner)),
  );
  return [...Map.groupBy(seen, ({ month, source }) => `${month} ${source}`).values()].flatMap((of) => {
    const [first] = of;
    const month = parseMonth(first?.month ?? "");
    if (first === undefined || month === null) return [];
    const whose = of.flatMap(({ commissioner }) => (commissioner === null ? [] : [COMMISSIONER_LABELS[commissioner]]));
    const quoted = isProtected ? "" : ` (“${first.after}” in the place of “${first.before}”)`;
    return [
      `From ${monthShort(month)} the ${first.source} asked${whose.length === 0 ? "" : ` about ${whose.join(" and ")} contracts`} in other words${quoted}, so the months before compare badly.`,
    ];
  });
}
