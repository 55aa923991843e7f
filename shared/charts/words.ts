import { type Month, monthLabel } from "../month.ts";
import { COMMISSIONER_LABELS, COMMISSIONERS } from "../vocabulary.ts";
import { count } from "./format.ts";
import { STAGE_PHRASES } from "./labels.ts";
import { type ChartPanel, type ChartPoint, type ChartSeries, pointIn } from "./series.ts";

/** The chart's title: its main finding in the newest month, with figures, in sentence case. */
export function finding(series: ChartSeries): string {
  const month = series.months.at(-1);
  const everybody = series.panels.find((panel) => panel.key === "all");
  if (month === undefined || everybody === undefined) return "Nothing to show yet";
  const la = pointIn(everybody, "la", month);
  const nhs = pointIn(everybody, "nhs", month);
  if (la?.share == null && nhs?.share == null) return `Too few answers to state a figure for ${monthLabel(month)}`;
  const phrase = STAGE_PHRASES[series.stage];
  const people = series.unit === "organisation" ? "organisations" : "locations";
  const parts: string[] = [];
  if (la?.share != null) parts.push(`${la.text} of ${people} ${phrase("local authority")}`);
  if (nhs?.share != null)
    parts.push(parts.length > 0 ? `${nhs.text} NHS` : `${nhs.text} of ${people} ${phrase("NHS")}`);
  return `${monthLabel(month)}: ${parts.join(", ")}`;
}

/** The group with the highest local authority share of the newest month, of those whose base is not low. */
export function highest(series: ChartSeries): { readonly panel: ChartPanel; readonly point: ChartPoint } | null {
  let found: { readonly panel: ChartPanel; readonly point: ChartPoint } | null = null;
  for (const panel of series.panels) {
    if (panel.key === "all" || panel.key === "not_stated" || panel.merges.length > 0) continue;
    const point = pointIn(panel, "la", series.months.at(-1));
    if (point === undefined || point.share === null || point.lowBase) continue;
    if (found === null || point.share > (found.point.share ?? 0)) found = { panel, point };
  }
  return found;
}

/** One panel in words, for people who cannot see it: every month's figure and base of both commissioners. */
export function panelSummary(panel: ChartPanel): string {
  const lines = COMMISSIONERS.map((commissioner) => {
    const figures = panel[commissioner].map((point) => `${monthLabel(point.month)} ${figure(point)}`);
    return `${COMMISSIONER_LABELS[commissioner]}: ${figures.join("; ") || "no answers"}.`;
  });
  return `${panel.label}. ${lines.join(" ")}`;
}

/** The whole chart as alternative text: type, subject, main finding and the newest figures of each panel. */
export function chartSummary(series: ChartSeries): string {
  const month = series.months.at(-1);
  if (month === undefined) return "No figures yet.";
  const groups = series.panels.map((panel) => `${panel.label} ${newest(panel, month)}`);
  const span = series.months.length > 1 && series.months[0] !== undefined ? `${monthLabel(series.months[0])} to ` : "";
  return `Line charts, one for each group, ${span}${monthLabel(month)}. ${finding(series)}. ${groups.join("; ")}.`;
}

function newest(panel: ChartPanel, month: Month): string {
  const la = pointIn(panel, "la", month);
  const nhs = pointIn(panel, "nhs", month);
  return `LA ${la === undefined ? "no answers" : figure(la)}, NHS ${nhs === undefined ? "no answers" : figure(nhs)}`;
}

function figure(point: ChartPoint): string {
  if (point.hidden !== null && point.share === null) return "not shown";
  if (point.share === null) return "no answers";
  return `${point.text} (base ${count(point.base)}${point.lowBase ? ", low" : ""})`;
}
