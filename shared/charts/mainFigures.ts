import type { Month } from "../month.ts";
import {
  answerCell,
  baseCell,
  earlierCell,
  EMPTY,
  groupCell,
  intervalCell,
  monthCell,
  numberCell,
  placed,
  shareCell,
} from "./figureCells.ts";
import type { FigureCell, FigureColumn, FigureTable } from "./figureTable.ts";
import { count, percent, probability } from "./format.ts";
import { LINE_LABELS, SPLIT_HEADS } from "./labels.ts";
import { type ChartPanel, type ChartSeries, isWeighted, type LineKey, missingText, pointIn } from "./series.ts";
import { shareWords } from "./words.ts";

/** The numbers of the main chart, in its order, newest month first; of a user's own question every answer. */
export function mainFigures(series: ChartSeries): FigureTable {
  const { about, unit, lines } = series;
  const options = typeof about === "string" ? [] : about.options;
  const people = unit === "organisation" ? "Organisations" : "Locations";
  return {
    columns: [
      { key: "group", label: SPLIT_HEADS[series.split], numeric: false },
      { key: "month", label: "Month", numeric: false },
      ...lines.flatMap((line) => columnsOf(series, line)),
      ...options.map(({ code, label }) => ({ key: `n ${code}`, label, over: `${people} by answer`, numeric: true })),
      ...sumColumns(series),
    ],
    rows: series.panels.flatMap((panel) =>
      series.months.toReversed().map((month) => ({
        key: `${panel.key} ${month}`,
        cells: [
          groupCell(groupText(panel, lines, month)),
          monthCell(month),
          ...lines.flatMap((line) => cellsOf(panel, series, line, month)),
          ...sumCells(series, panel, month),
        ],
      })),
    ),
  };
}

/** The name of a group, of a merged one with those it adds up in a month. */
function groupText(panel: ChartPanel, lines: readonly LineKey[], month: Month): string {
  const merges = new Set(lines.flatMap((line) => pointIn(panel, line, month)?.merges ?? []));
  return merges.size === 0 ? panel.label : `${panel.label}: ${[...merges].join(", ")}`;
}

function columnsOf(series: ChartSeries, line: LineKey): readonly FigureColumn[] {
  const { about, unit, matched, hasShare } = series;
  const over = typeof about === "string" ? LINE_LABELS[line] : hasShare ? `Answered ${shareWords(about)}` : "All";
  const column = (key: string, label: string): FigureColumn => ({ key: `${line} ${key}`, label, over, numeric: true });
  const base = column("base", `Base, ${unit}s`);
  if (!hasShare) return [base];
  const weighted = isWeighted(series)
    ? [
        column("weighted", "Weighted share"),
        column("weighted interval", "Weighted 95% interval"),
        column("design effect", "Design effect"),
        column("effective base", "Effective base"),
      ]
    : [];
  const change = hasChange(series)
    ? [column("gained", "Moved towards"), column("lost", "Moved away"), column("p", "p, McNemar")]
    : [];
  const beside = matched ? column("earlier", "Earlier") : column("interval", "95% interval");
  return [column("share", "Share"), beside, base, ...weighted, ...change];
}

function cellsOf(panel: ChartPanel, series: ChartSeries, line: LineKey, month: Month): readonly FigureCell[] {
  const { about, hasShare, matched } = series;
  const point = pointIn(panel, line, month);
  const options = typeof about === "string" ? [] : about.options;
  if (point === undefined) {
    const columns = columnsOf(series, line).length + options.length;
    return Array.from({ length: columns }, (_, index) =>
      index === 0 ? { text: missingText(series), value: null } : EMPTY,
    );
  }
  const at = placed(series, line, panel.key, month);
  const answers = options.map(({ code }) => answerCell(point, code, at));
  if (!hasShare) return [baseCell(point, at), ...answers];
  const { weighted, change } = point;
  const weightedCells = [
    numberCell(weighted?.share, percent),
    intervalCell({ low: weighted?.low ?? null, high: weighted?.high ?? null }),
    numberCell(weighted?.designEffect, (value) => value.toFixed(2)),
    numberCell(weighted?.effectiveBase, (value) => value.toFixed(0)),
  ];
  const changeCells = [numberCell(change?.gained), numberCell(change?.lost), numberCell(change?.p, probability)];
  return [
    shareCell(point, at),
    matched ? earlierCell(point, at) : intervalCell(point),
    baseCell(point, at),
    ...(isWeighted(series) ? weightedCells : []),
    ...(hasChange(series) ? changeCells : []),
    ...answers,
  ];
}

/** What was given to a number question, added up; and of true figures who gave a number, of protected ones how they are rounded. */
function sumColumns(series: ChartSeries): readonly FigureColumn[] {
  if (!hasSum(series)) return [];
  const column = (key: string, label: string): FigureColumn => ({ key, label, over: "Numbers given", numeric: true });
  return [column("sum", "Sum"), series.protected ? column("rounded", "Rounded to") : column("given", "Gave a number")];
}

function sumCells(series: ChartSeries, panel: ChartPanel, month: Month): readonly FigureCell[] {
  if (!hasSum(series)) return [];
  const sum = pointIn(panel, "own", month)?.sum;
  if (sum?.hidden !== undefined) return [{ text: missingText(series), value: null }, EMPTY];
  return [numberCell(sum?.value, count), numberCell(series.protected ? sum?.roundedTo : sum?.given, count)];
}

function hasSum({ panels }: ChartSeries): boolean {
  return panels.some(({ own }) => own.some(({ sum }) => sum !== undefined));
}

function hasChange({ panels, lines }: ChartSeries): boolean {
  return panels.some((panel) => lines.some((line) => panel[line].some(({ change }) => change != null)));
}
