import { createElement, type FunctionComponent, type ReactElement } from "react";
import { AnswersChart, answersChartHeight } from "../../shared/charts/AnswersChart.tsx";
import { answersFigures, answersSeries, answersSummary } from "../../shared/charts/answers.ts";
import { changeFigures, changeSeries, changeSummary } from "../../shared/charts/change.ts";
import { ChangeChart, changeChartHeight } from "../../shared/charts/ChangeChart.tsx";
import { coverageFigures, coverageSeries, coverageSummary } from "../../shared/charts/coverage.ts";
import { CoverageChart, coverageChartHeight } from "../../shared/charts/CoverageChart.tsx";
import { IntentChart, intentChartHeight } from "../../shared/charts/IntentChart.tsx";
import { mainFigures } from "../../shared/charts/mainFigures.ts";
import { pathFigures, pathSeries, pathSummary } from "../../shared/charts/path.ts";
import { peopleOf } from "../../shared/charts/people.ts";
import { PathChart, pathChartHeight } from "../../shared/charts/PathChart.tsx";
import { coverageSentences, pathSentences, sentencesOf, stageSentences } from "../../shared/charts/sentences.ts";
import { type ChartSeries, chartSeries, withFigures } from "../../shared/charts/series.ts";
import { stagesFigures, stagesSeries, stagesSummary } from "../../shared/charts/stages.ts";
import { StagesChart, stagesChartHeight } from "../../shared/charts/StagesChart.tsx";
import { chartSummary, finding, subjectWords } from "../../shared/charts/words.ts";
import type { AnswerTable, CoverageTable, Input, Output, PathTable } from "../../shared/contract.ts";
import { distinctMonths, type Month, monthLabel } from "../../shared/month.ts";
import { isAnswerTable } from "../../shared/tables.ts";
import { notesWithin } from "../../shared/timeline.ts";
import { STAGES } from "../../shared/vocabulary.ts";
import { FRAME_NAMES } from "../../shared/tables.ts";
import { type Around, captionOf, populationOf, safety, sourceOf, spanOf, subtitleOf } from "./captions.ts";
import type { Drawn, Shown } from "./shown.ts";
import { sortedFigures } from "./sortedFigures.ts";
import { changed, monthsIn, type View } from "./view.ts";

type Table = Output<"table.get">;

/** The tables a view is made of, in the order in which `shownOf` takes them. */
export function queriesOf(view: View): readonly [Input<"table.get">, ...Input<"table.get">[]] {
  const { measure, by, commissioner, unit, matched, against, frame } = view;
  const plain = { by, unit };
  const asked = { ...plain, commissioner, serviceTypes: [...counted(view)] };
  if (measure === "coverage") return [{ measure, ...plain, ...(frame === null ? {} : { frame }) }];
  if (measure === "path") return [{ measure, ...asked }];
  if (measure === "stages") {
    const [first, ...rest] = STAGES.map((stage) => ({ measure: stage, ...asked, protected: view.protected }));
    if (first === undefined) throw new Error("No stages");
    return [first, ...rest];
  }
  const compared = matched ? { matched, ...(against === null ? {} : { against }) } : {};
  const weights = frame === null ? {} : { frame, weighted: true };
  return [{ measure, ...asked, protected: view.protected, ...compared, ...weights }];
}

/** The view as it would be published. */
export function published(view: View): View {
  return changed(view, { protected: true });
}

/** Every month that tables have, and the one they are compared with, earliest first. */
export function monthsOf(tables: readonly Table[]): readonly Month[] {
  return distinctMonths(
    tables.flatMap((table) => [
      ...table.rows.map(({ month }) => month),
      ...(isAnswerTable(table) ? table.rows.flatMap(({ comparedWith }) => comparedWith ?? []) : []),
    ]),
  );
}

/** What a view shows of its tables, its figures in the order the view asks for. */
export function shownOf(view: View, tables: readonly Table[], around: Around): Shown {
  const shown = unsorted(view, tables, around);
  return { ...shown, figures: sortedFigures(shown.figures, view.sort) };
}

function unsorted(view: View, tables: readonly Table[], around: Around): Shown {
  const months = monthsIn(view, monthsOf(tables));
  const [first] = tables;
  if (first?.measure === "coverage") return coverageShown(view, within(first, months), months, around);
  if (first?.measure === "path") return pathShown(view, within(first, months), months, around);
  const answers = tables.filter(isAnswerTable).map((table) => within(table, months));
  if (view.measure === "stages") return stagesShown(view, answers, around);
  const [table] = answers;
  if (table === undefined) throw new Error("A view without its table");
  return answersShown(view, table, around);
}

function answersShown(view: View, table: AnswerTable, around: Around): Shown {
  const told = forward(table);
  const series = seriesOf(view, told, around);
  const words = {
    title: finding(series),
    name: nameOf(subjectWords(series), series.months),
    sentences: sentencesOf(series),
    subtitle: subtitleOf(series, view),
    caption: captionOf(series, view, around),
    protected: series.protected,
    series,
    all: [series],
  };
  if (view.chart === "answers") {
    const answers = answersSeries(narrowed(told, view), view.by);
    return {
      ...words,
      figures: answersFigures(answers),
      summary: answersSummary(answers),
      chart: answers.rows.length === 0 ? null : drawing(AnswersChart, answersChartHeight, answers),
      leftOut: leftOutWords(answers.leftOut, answers.more, series.protected),
    };
  }
  if (view.chart === "change") {
    const change = changeSeries(narrowed(told, view), view.by);
    if (change.rows.length > 0) {
      return {
        ...words,
        figures: changeFigures(change),
        summary: changeSummary(change),
        chart: drawing(ChangeChart, changeChartHeight, change),
        leftOut: leftOutWords(change.leftOut, change.more, series.protected),
      };
    }
  }
  // Of matched months the first has its own mark, though it is told only as what the next is compared with.
  const drawn = withFigures(told === table ? series : seriesOf(view, table, around));
  return {
    ...words,
    figures: mainFigures(series),
    summary: chartSummary(series),
    chart: drawn.series.panels.length === 0 ? null : drawing(IntentChart, intentChartHeight, drawn.series),
    leftOut: leftOutWords(drawn.leftOut, 0, series.protected),
  };
}

function stagesShown(view: View, tables: readonly AnswerTable[], around: Around): Shown {
  const stages = stagesSeries(
    tables.map((table) => narrowed(table, view)),
    view.by,
  );
  const all = tables.map((table) => seriesOf(view, table, around));
  const [series] = all;
  if (series === undefined) throw new Error("No stages to show");
  const month = series.months.at(-1);
  return {
    title: month === undefined ? "Nothing to show yet" : `From words to deeds, ${monthLabel(month)}`,
    name: nameOf("Intent, discussion and hand-back", series.months.slice(-1)),
    sentences: stageSentences(all),
    subtitle: `Intent, discussion and hand-back: share of ${series.unit}s that answered${populationOf(view)}${spanOf(series.months.slice(-1))}.`,
    caption: [
      sourceOf(around, series.months, series.protected),
      "Each share has a base of its own: three questions, never added up or blended.",
      "Intent is about the next 3 months; discussions and hand-backs are about the month itself.",
      safety(series.protected),
    ],
    figures: stagesFigures(stages),
    summary: stagesSummary(stages),
    chart: stages.rows.length === 0 ? null : drawing(StagesChart, stagesChartHeight, stages),
    leftOut: leftOutWords(stages.leftOut, stages.more, series.protected),
    series: null,
    all,
    protected: series.protected,
  };
}

function coverageShown(view: View, table: CoverageTable, months: readonly Month[], around: Around): Shown {
  const coverage = coverageSeries(table, view.by);
  const month = months.at(-1);
  const list = table.frame === undefined ? "" : ` of the ${FRAME_NAMES[table.frame]}`;
  const sentences = coverageSentences(table, month, view.by);
  return {
    title: month === undefined ? "Nobody has answered yet" : `Who answered, ${monthLabel(month)}`,
    name: nameOf("Who answered", months.slice(-1)),
    sentences,
    subtitle: `Response rate: ${table.unit}s${list} with a standing response${spanOf(months.slice(-1))}.`,
    caption: [
      sourceOf(around, months, false),
      ...(table.frame === undefined
        ? []
        : ["Base: those on the list, in the list’s own groups; every month is compared with the newest list."]),
      safety(false),
    ],
    figures: coverageFigures(coverage),
    summary: coverageSummary(coverage),
    chart: coverage.rows.length === 0 ? null : drawing(CoverageChart, coverageChartHeight, coverage),
    leftOut: leftOutWords(coverage.leftOut, coverage.more, false),
    series: null,
    all: [],
    protected: false,
  };
}

function pathShown(view: View, table: PathTable, months: readonly Month[], around: Around): Shown {
  const path = pathSeries(narrowed(table, view), view.by);
  return {
    title: "What became of those who said they were likely to hand contracts back",
    name: nameOf("From intent to hand-back", months),
    sentences: pathSentences(
      table.rows,
      peopleOf("all", { split: view.by, unit: table.unit, services: counted(view) }),
    ),
    subtitle: `Of the same ${table.unit}s: who discussed or handed back within the next 3 months${populationOf(view)}${spanOf(path.month === null ? months : [path.month])}.`,
    caption: [
      sourceOf(around, months, false),
      `Base: those who answered about discussions or hand-backs in at least one of the 3 months after. A discussion or hand-back in a month they did not answer about is not seen, so shares are the least there were.`,
      "Intervals are indicative: the sample chose itself.",
      safety(false),
    ],
    figures: pathFigures(path),
    summary: pathSummary(path),
    chart: path.rows.length === 0 ? null : drawing(PathChart, pathChartHeight, path),
    leftOut: leftOutWords(path.leftOut, path.more, false, "Nobody heard of again"),
    series: null,
    all: [],
    protected: false,
  };
}

/** The name of a file: what it shows and when. */
function nameOf(subject: string, months: readonly Month[]): string {
  return `${subject.replace(/[^\p{L}\p{N} ,-]+/gu, "").trim()}${spanOf(months)}`;
}

/** The series of a table as a view narrows it, with what happened meanwhile beside it. */
function seriesOf(view: View, table: AnswerTable, { breaks }: Around): ChartSeries {
  const series = chartSeries(narrowed(table, view), view.by);
  const lines = series.lines.filter(
    (line) => line === "own" || view.commissioner === null || line === view.commissioner,
  );
  return { ...series, lines, notes: notesWithin(series.months), breaks };
}

/** Matched figures forward in time: a month stands beside an earlier one, as which it is told. */
function forward(table: AnswerTable): AnswerTable {
  if (table.matched !== true) return table;
  return {
    ...table,
    rows: table.rows.filter(({ month, comparedWith }) => comparedWith !== undefined && comparedWith < month),
  };
}

/** Only the rows of some months. */
function within<T extends Table>(table: T, months: readonly Month[]): T {
  const shown = new Set<string>(months);
  return { ...table, rows: table.rows.filter(({ month }) => shown.has(month)) };
}

/** Split by service type, the chosen ones and everybody; otherwise the engine has counted the chosen ones only. */
function narrowed<T extends AnswerTable | PathTable>(table: T, { by, serviceTypes }: View): T {
  if (by !== "service-type" || serviceTypes.length === 0) return table;
  const kept = new Set<string | undefined>([...serviceTypes, "all"]);
  return { ...table, rows: table.rows.filter((row) => kept.has(row.serviceType)) };
}

/** The service types that the engine has counted alone; none for all. */
function counted({ by, serviceTypes }: View): View["serviceTypes"] {
  return by === "service-type" ? [] : serviceTypes;
}

function drawing<S>(
  Chart: FunctionComponent<Drawn & { readonly series: S; readonly height: number }>,
  heightOf: (series: S, width: number) => number,
  series: S,
): NonNullable<Shown["chart"]> {
  return (drawn): { element: ReactElement; height: number } => {
    const height = heightOf(series, drawn.width);
    return { element: createElement(Chart, { ...drawn, series, height }), height };
  };
}

function leftOutWords(
  labels: readonly string[],
  more: number,
  isProtected: boolean,
  none = isProtected ? "Not shown in any month" : "No answers",
): string | null {
  const without = labels.length === 0 ? "" : `${none}: ${labels.join(", ")}.`;
  const rest = more === 0 ? "" : `${more} more groups stand in the table.`;
  const words = [without, rest].filter((text) => text !== "").join(" ");
  return words === "" ? null : words;
}
