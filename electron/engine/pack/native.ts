import { answersSeries, answersSummary } from "../../../shared/charts/answers.ts";
import { HIDDEN } from "../../../shared/charts/format.ts";
import { SHORT_LINE } from "../../../shared/charts/labels.ts";
import { contextWords } from "../../../shared/charts/notes.ts";
import { isLeftover } from "../../../shared/charts/order.ts";
import { CHART_PALETTES, scaleColour } from "../../../shared/charts/palette.ts";
import { type ChartPanel, type ChartPoint, chartSeries, pointIn } from "../../../shared/charts/series.ts";
import { newestFigure, panelSummary } from "../../../shared/charts/words.ts";
import type { AnswerTable } from "../../../shared/contract.ts";
import { type Month, monthLabel, monthShort } from "../../../shared/month.ts";
import { COMMISSIONER_LABELS, COMMISSIONERS, type Commissioner } from "../../../shared/vocabulary.ts";
import { chartId, chartSubtitle, noted, stageTable } from "./chart-sketches.ts";
import type { PackChart } from "./charts.ts";
import type { PackDefinition } from "./definition.ts";
import { januaryWords } from "./fieldwork.ts";
import { CONTRACTS, sourceWords } from "./wording.ts";

/** A chart that Word and PowerPoint draw themselves from figures a reader can open: its words, categories and series. */
export interface NativeChart {
  /** Bars side by side, every answer as parts of a bar, or a line a commissioner over the months. */
  readonly form: "bars" | "stack" | "line";
  /** The chart of the pack it belongs to, and how it stands to it. */
  readonly beside: Pick<PackChart, "kind" | "about" | "by">;
  readonly place: "before" | "after" | "instead";
  readonly title: string;
  readonly subtitle: string;
  /** Source, caveats, and what is not drawn. */
  readonly source: string;
  /** For people who cannot see it. */
  readonly alt: string;
  readonly categories: readonly string[];
  readonly series: readonly NativeSeries[];
}

/** One series of a native chart. */
export interface NativeSeries {
  readonly name: string;
  /** Six hexadecimal digits: of the bar or line, of a figure in or at it. */
  readonly colour: string;
  readonly text: string;
  readonly dashed: boolean;
  /** Shares of protected tables from 0 to 1, one a category; null where hidden, which is drawn as a gap and never as 0. */
  readonly values: readonly (number | null)[];
}

/** The native charts of a pack, about intent by service type: those without a single figure are left out. */
export function nativeCharts(definition: PackDefinition): readonly NativeChart[] {
  if (definition.tables.length === 0) return [];
  const table = stageTable(definition, "intent", "service-type");
  const charts = [
    ...lineChart(definition, table),
    ...barChart(definition, table),
    ...COMMISSIONERS.flatMap((commissioner) => answersChart(definition, table, commissioner)),
  ];
  return charts.map((chart) => titled(definition, chart, charts));
}

/** A native chart in the place of one that people gave a title; two of them each say which of it they are. */
function titled({ wording }: PackDefinition, chart: NativeChart, all: readonly NativeChart[]): NativeChart {
  const title = chart.place === "instead" ? wording?.titles[chartId(chart.beside)] : undefined;
  if (title === undefined) return chart;
  const alike = all.filter(({ place, beside }) => place === "instead" && chartId(beside) === chartId(chart.beside));
  const whose = alike.length > 1 ? ` (${CONTRACTS[COMMISSIONERS[alike.indexOf(chart)] ?? "la"]})` : "";
  return { ...chart, title: `${title}${whose}` };
}

/** The native charts that stand before a chart of the pack, instead of it and after it. */
export function nativesAt(
  { kind, about, by }: NativeChart["beside"],
  natives: readonly NativeChart[],
): Readonly<Record<NativeChart["place"], readonly NativeChart[]>> {
  const own = natives.filter(({ beside }) => beside.kind === kind && beside.about === about && beside.by === by);
  const at = (place: NativeChart["place"]): readonly NativeChart[] => own.filter((chart) => chart.place === place);
  return { before: at("before"), instead: at("instead"), after: at("after") };
}

const TREND = { kind: "trend", about: "intent", by: "service-type" } as const;
const PALETTE = CHART_PALETTES.light;

/** Everybody's share over the months; none where fewer than two months can be drawn. */
function lineChart(definition: PackDefinition, table: AnswerTable): readonly NativeChart[] {
  const series = chartSeries(table, "service-type");
  const panel = series.panels.find(({ key }) => key === "all");
  const { months } = series;
  const [first] = months;
  const last = months.at(-1);
  if (panel === undefined || first === undefined || last === undefined) return [];
  const places = months.map((month) => placesOf(panel, month));
  if (places.filter(isDrawn).length < 2) return [];
  const missing = months.flatMap((month, at) => notDrawn(places[at] ?? [], monthLabel(month)));
  const when = `${monthLabel(first)} to ${monthLabel(last)}`;
  const told = contextWords(noted(definition, "intent", series));
  return [
    {
      form: "line",
      beside: TREND,
      place: "before",
      title: movement(months, panel),
      subtitle: `${chartSubtitle("intent", definition.unit, when)}, all services`,
      source: sourceOf(
        definition,
        ["Each month looks 3 months ahead, so months overlap.", ...januaryWords(definition, months), ...told],
        missing,
      ),
      alt: `Line chart, ${when}. ${panelSummary(panel, series)}`,
      categories: months.map(monthShort),
      series: COMMISSIONERS.map((line, at) =>
        seriesOf(
          line,
          places.map((pair) => drawn(pair[at]?.point)),
        ),
      ),
    },
  ];
}

/** "Intent: local authority up from 41% in November 2024 to 43%; NHS 35%, as in November 2024". */
function movement(months: readonly Month[], panel: ChartPanel): string {
  const moves = COMMISSIONERS.flatMap((line) => {
    const shown = months.flatMap((month) => {
      const point = pointIn(panel, line, month);
      const share = drawn(point);
      return point === undefined || share === null ? [] : [{ month, text: point.text, share }];
    });
    const [then] = shown;
    const now = shown.at(-1);
    if (then === undefined || now === undefined || then === now || now.month !== months.at(-1)) return [];
    const whose = CONTRACTS[line];
    const when = monthLabel(then.month);
    if (then.text === now.text) return [`${whose} ${now.text}, as in ${when}`];
    return [`${whose} ${now.share > then.share ? "up" : "down"} from ${then.text} in ${when} to ${now.text}`];
  });
  return moves.length === 0 ? "Intent to hand back contracts over the months" : `Intent: ${moves.join("; ")}`;
}

/** The leading month's shares by service type, local authority beside NHS; with one month only, in the place of its marks. */
function barChart(definition: PackDefinition, table: AnswerTable): readonly NativeChart[] {
  const { month, unit } = definition;
  const series = chartSeries({ ...table, rows: table.rows.filter((row) => row.month === month) }, "service-type");
  const rows = series.panels.map(({ key, label, ...panel }) => ({
    label,
    key,
    places: placesOf({ key, label, ...panel }, month),
  }));
  const shown = rows.filter(({ places }) => isDrawn(places));
  if (shown.length === 0) return [];
  const missing = rows.flatMap(({ label, places }) => notDrawn(places, label));
  const groups = rows.map(({ label, places }) => {
    const figures = places.map(
      ({ line, point }) => `${SHORT_LINE[line]}${point === undefined ? "not shown" : newestFigure(point, "intent")}`,
    );
    return `${label} ${figures.join(", ")}`;
  });
  const title = range(shown, monthLabel(month));
  return [
    {
      form: "bars",
      beside: TREND,
      place: chartSeries(table, "service-type").months.length > 1 ? "after" : "instead",
      title,
      subtitle: chartSubtitle("intent", unit, monthLabel(month)),
      source: sourceOf(
        definition,
        [],
        missing,
        rows.flatMap(({ label, places }) => lowIn(places, label)),
      ),
      alt: `Bar chart, two bars for each group, ${monthLabel(month)}. ${title}. ${groups.join("; ")}.`,
      categories: shown.map(({ label }) => label),
      series: COMMISSIONERS.map((line, at) =>
        seriesOf(
          line,
          shown.map(({ places }) => drawn(places[at]?.point)),
        ),
      ),
    },
  ];
}

/** From the lowest to the highest share of local authority contracts among service types with a sound base. */
function range(
  rows: readonly { readonly key: string; readonly label: string; readonly places: readonly Place[] }[],
  when: string,
): string {
  const sound = rows.flatMap(({ key, label, places: [la] }) => {
    const share = drawn(la?.point);
    const usable = key !== "all" && !isLeftover(key) && share !== null && la?.point?.lowBase === false;
    return usable ? [{ label, share, text: la.point.text }] : [];
  });
  const ranked = sound.toSorted((a, b) => a.share - b.share);
  const [low] = ranked;
  const high = ranked.at(-1);
  if (low === undefined || high === undefined || low.text === high.text) {
    return `Intent to hand back contracts by service type, ${when}`;
  }
  return `Local authority contracts, ${when}: intent from ${low.text} (${low.label}) to ${high.text} (${high.label})`;
}

/** Every answer about one commissioner's contracts in the leading month, a bar a group. */
function answersChart(
  definition: PackDefinition,
  table: AnswerTable,
  commissioner: Commissioner,
): readonly NativeChart[] {
  const { month, unit } = definition;
  const own = { ...table, rows: table.rows.filter((row) => row.commissioner === commissioner) };
  const series = answersSeries(own, "service-type", month);
  const bars = series.all.flatMap(({ label, key, bars: [bar] }) => (bar === undefined ? [] : [{ key, label, bar }]));
  const shown = bars.filter(({ bar }) => bar.answers !== null);
  if (shown.length === 0) return [];
  const missing = bars
    .filter(({ bar }) => bar.answers === null)
    .flatMap(({ label, bar }) => notDrawn([{ line: commissioner, point: bar.point }], label));
  const low = bars.flatMap(({ label, bar: { point } }) => lowIn([{ line: commissioner, point }], label));
  const everybody = shown.find(({ key }) => key === "all")?.bar.point;
  const whose = CONTRACTS[commissioner];
  const said = everybody === undefined ? "every answer" : `${everybody.text} likely or very likely`;
  return [
    {
      form: "stack",
      beside: { kind: "answers", about: "intent", by: "service-type" },
      place: "instead",
      title: `${whose.slice(0, 1).toUpperCase()}${whose.slice(1)} contracts, ${monthLabel(month)}: ${said}`,
      subtitle: chartSubtitle("intent", unit, monthLabel(month), "answers"),
      source: sourceOf(definition, ["The smallest parts are drawn without their figure."], missing, low),
      alt: answersSummary({ ...series, rows: series.all }),
      categories: shown.map(({ label }) => label),
      series: series.options.map(({ code, label }, place) => {
        const { fill, text } = scaleColour(PALETTE, code, place);
        return {
          name: label,
          colour: hex(fill),
          text: hex(text),
          dashed: false,
          values: shown.map(({ bar }) => rounded(bar.answers?.[place]?.share ?? null)),
        };
      }),
    },
  ];
}

/** Whether there is anything to draw. */
function isDrawn(places: readonly Place[]): boolean {
  return places.some(({ point }) => drawn(point) !== null);
}

function seriesOf(line: Commissioner, values: readonly (number | null)[]): NativeSeries {
  const { line: colour, text } = PALETTE[line];
  return { name: COMMISSIONER_LABELS[line], colour: hex(colour), text: hex(text), dashed: line === "nhs", values };
}

/** The share that is drawn; null where it is hidden, and for a bound ("90% or more"), which is no figure to draw. */
function drawn(point: ChartPoint | undefined): number | null {
  return point === undefined || / or (?:more|less)$/.test(point.text) ? null : point.share;
}

/** What is not drawn of a group or month as tables print it: "Shared Lives [c]", "Homecare, NHS 90% or more". */
function notDrawn(points: readonly Place[], label: string): readonly string[] {
  const missing = points.filter(({ point }) => drawn(point) === null);
  const texts = new Set(missing.map(({ point }) => point?.text ?? HIDDEN));
  const [only] = texts;
  if (missing.length === points.length && texts.size === 1) return [`${label} ${only}`];
  return missing.map(({ line, point }) => `${label}, ${CONTRACTS[line]} ${point?.text ?? HIDDEN}`);
}

/** Whose figures rest on a low base: "Day service", "Homecare, NHS". */
function lowIn(points: readonly Place[], label: string): readonly string[] {
  const low = points.filter(({ point }) => point?.lowBase === true && drawn(point) !== null);
  if (low.length === points.length) return [label];
  return low.map(({ line }) => `${label}, ${CONTRACTS[line]}`);
}

/** A commissioner's figure of a group and month, where the table has one. */
interface Place {
  readonly line: Commissioner;
  readonly point: ChartPoint | undefined;
}

function placesOf(panel: ChartPanel, month: Month): readonly Place[] {
  return COMMISSIONERS.map((line) => ({ line, point: pointIn(panel, line, month) }));
}

/** A part of a base to four places: what a sheet can show of it, and more than is printed. */
function rounded(share: number | null): number | null {
  return share === null ? null : Number(share.toFixed(4));
}

function hex(colour: string): string {
  return colour.replace("#", "").toUpperCase();
}

function sourceOf(
  definition: PackDefinition,
  caveats: readonly string[],
  missing: readonly string[],
  low: readonly string[] = [],
): string {
  return [
    `Source: ${sourceWords(definition)}. Rounded to 5.`,
    "The sample chose itself: the figures are about those who answered.",
    ...caveats,
    ...(low.length === 0 ? [] : [`Low base, a hint only: ${low.join("; ")}.`]),
    ...(missing.length === 0
      ? []
      : [`Not drawn: ${missing.join("; ")}. ${HIDDEN} is hidden to protect those who answered, never zero.`]),
  ].join(" ");
}
