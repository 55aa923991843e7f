import type { TableQuestion } from "../contract.ts";
import { type Month, monthLabel } from "../month.ts";
import { COMMISSIONER_LABELS, STAGE_LABELS, type Unit } from "../vocabulary.ts";
import { count, percent } from "./format.ts";
import { SHORT_LINE, STAGE_PHRASES } from "./labels.ts";
import { contextWords } from "./notes.ts";
import { listed } from "../listed.ts";
import { peopleOf } from "./people.ts";
import { type ChartPanel, type ChartPoint, type ChartSeries, missingText, pointIn } from "./series.ts";

/** The chart's title: its main finding in the newest month, with figures, in sentence case. */
export function finding(series: ChartSeries): string {
  const month = series.months.at(-1);
  const everybody = series.panels.find((panel) => panel.key === "all");
  if (month === undefined || everybody === undefined) return "Nothing to show yet";
  const people = `${series.matched ? "the same " : ""}${peopleOf("all", series)}`;
  const tooFew = `Too few answers to state a figure for ${monthLabel(month)}`;
  const { about } = series;
  if (typeof about !== "string") {
    const found = ownFinding(about, pointIn(everybody, "own", month), people);
    return found === null ? tooFew : `${about.label}, ${monthLabel(month)}: ${found}`;
  }
  const la = pointIn(everybody, "la", month);
  const nhs = pointIn(everybody, "nhs", month);
  if (la?.share == null && nhs?.share == null) return tooFew;
  const phrase = STAGE_PHRASES[about];
  const parts: string[] = [];
  if (la?.share != null) parts.push(`${la.text} of ${people} ${phrase("local authority")}${lowMark(la)}`);
  if (nhs?.share != null) {
    const figure = parts.length > 0 ? `${nhs.text} NHS` : `${nhs.text} of ${people} ${phrase("NHS")}`;
    parts.push(`${figure}${lowMark(nhs)}`);
  }
  return `${monthLabel(month)}: ${parts.join(", ")}`;
}

function lowMark({ lowBase, base }: ChartPoint): string {
  return lowBase ? ` (low base, ${count(base)})` : "";
}

/** The share of a question of a user's own, or where none of its options counts the answer given most. */
function ownFinding(question: TableQuestion, point: ChartPoint | undefined, people: string): string | null {
  if (point === undefined) return null;
  if (point.share !== null) return `${point.text} of ${people} answered ${shareWords(question)}${lowMark(point)}`;
  const { answers } = point;
  if (answers === null || question.options.some(({ counted }) => counted)) return null;
  const most = Math.max(...answers.map(({ n }) => n));
  const top = answers.filter(({ n }) => n === most);
  const labels = top.map(({ code }) => labelOf(question, code));
  const each = top.length > 1 ? " each" : "";
  return `${percent(top[0]?.share ?? null)} of ${people}${each} answered ${quoted(labels, "and")}, the most common answer${top.length > 1 ? "s" : ""}`;
}

/** What the share of a question counts: “Yes”, or “Very likely” or “Likely”. */
export function shareWords({ options }: Pick<TableQuestion, "options">): string {
  return quoted(
    options.filter(({ counted }) => counted).map(({ label }) => label),
    "or",
  );
}

/** What is in the base of a question of a user's own, and what its share counts, in plain words. */
export function basisWords(question: Pick<TableQuestion, "options">, unit: Unit): string {
  const all = quoted(
    question.options.map(({ label }) => label),
    "or",
  );
  const base = `Base: ${unit}s that answered ${all}; “not applicable” and no answer stand beside it.`;
  return question.options.some(({ counted }) => counted)
    ? `${base} The share counts ${shareWords(question)}.`
    : `${base} No answer counts towards a share: every answer is given as a part of the base.`;
}

/** What a chart is about, before its population and period. */
export function subjectWords({ about }: Pick<ChartSeries, "about">): string {
  return typeof about === "string" ? STAGE_LABELS[about] : about.label;
}

function labelOf({ options }: TableQuestion, code: string): string {
  return options.find((option) => option.code === code)?.label ?? code;
}

/** “A”, “B” or “C”. */
function quoted(labels: readonly string[], last: "and" | "or"): string {
  return listed(
    labels.map((label) => `“${label}”`),
    last,
  );
}

/**
 * The group with the highest (local authority) share of the newest month as it is printed, of those whose base is not low;
 * null where fewer than two have such a base, where two are printed alike, and where it is a bound.
 */
export function highest(series: ChartSeries): { readonly panel: ChartPanel; readonly point: ChartPoint } | null {
  const [line] = series.lines;
  if (line === undefined) return null;
  const sound = series.panels.flatMap((panel) => {
    if (panel.key === "all" || panel.key === "not_stated" || panel.merges.length > 0) return [];
    const point = pointIn(panel, line, series.months.at(-1));
    return point === undefined || point.share === null || point.lowBase ? [] : [{ panel, point, share: point.share }];
  });
  const [top, second] = sound.toSorted((a, b) => b.share - a.share);
  if (top === undefined || second === undefined) return null;
  return top.point.hidden !== null || top.point.text === second.point.text ? null : top;
}

/** One panel in words, for people who cannot see it: every month's figures and base of every line. */
export function panelSummary(
  panel: ChartPanel,
  { about, lines, ...series }: Pick<ChartSeries, "about" | "lines" | "protected">,
): string {
  const words = lines.map((line) => {
    const figures = panel[line].map((point) => `${monthLabel(point.month)} ${newestFigure(point, about)}`);
    const whose = line === "own" ? "" : `${COMMISSIONER_LABELS[line]}: `;
    return `${whose}${figures.join("; ") || missingText(series)}.`;
  });
  return `${panel.label}. ${words.join(" ")}`;
}

/** The whole chart as alternative text: type, subject, main finding and the newest figures of each panel. */
export function chartSummary(series: ChartSeries): string {
  const month = series.months.at(-1);
  if (month === undefined) return "No figures yet.";
  const groups = series.panels.map((panel) => `${panel.label} ${newest(panel, month, series)}`);
  const span = series.months.length > 1 && series.months[0] !== undefined ? `${monthLabel(series.months[0])} to ` : "";
  const { about, hasShare } = series;
  const columns = hasShare ? "Line charts over stacked columns of every answer" : "Stacked columns of every answer";
  const type =
    series.months.length === 1 && hasShare
      ? "Dot plot, one row for each group"
      : `${typeof about === "string" ? "Line charts" : columns}, one for each group`;
  const context = contextWords(series).map((words) => ` ${words}`);
  return `${type}, ${span}${monthLabel(month)}. ${finding(series)}. ${groups.join("; ")}.${context.join("")}`;
}

function newest(panel: ChartPanel, month: Month, series: ChartSeries): string {
  const { lines, about } = series;
  return lines
    .map((line) => {
      const point = pointIn(panel, line, month);
      return `${SHORT_LINE[line]}${point === undefined ? missingText(series) : newestFigure(point, about)}`;
    })
    .join(", ");
}

/** One figure in words, "48% (base 120)"; of a user's own question every answer. */
export function newestFigure(point: ChartPoint, about: ChartSeries["about"]): string {
  const { answers, share } = point;
  if (point.hidden !== null && share === null) return "not shown";
  const base = `(base ${count(point.base)}${point.lowBase ? ", low" : ""})`;
  if (typeof about === "string" || answers === null) return share === null ? "no answers" : `${point.text} ${base}`;
  const every = answers.map((answer) => `${labelOf(about, answer.code)} ${percent(answer.share)}`).join(", ");
  return `${share === null ? "" : `${point.text} `}${base}: ${every}`;
}
