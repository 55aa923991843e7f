import type { CoverageTable } from "../contract.ts";
import { type Month, monthLabel, parseMonth } from "../month.ts";
import { groupOfRow } from "../tables.ts";
import type { Unit } from "../vocabulary.ts";
import { groupCell, monthCell, numberCell } from "./figureCells.ts";
import type { FigureTable } from "./figureTable.ts";
import { count, percent } from "./format.ts";
import { type ChartSplit, groupLabel, type GroupKey, SPLIT_HEADS } from "./labels.ts";
import { isLeftover, largest, ROW_LIMIT } from "./order.ts";

/** How many of one group answered in one month. */
export interface CoverageBar {
  readonly key: GroupKey;
  readonly label: string;
  readonly month: Month;
  readonly responded: number;
  /** Those on the list; null without one. */
  readonly known: number | null;
  readonly share: number | null;
  /** Those who answered and are not on the list. */
  readonly outside: number;
}

/** Who answered, by group, in one month: what CoverageChart draws. */
export interface CoverageSeries {
  readonly split: ChartSplit;
  readonly unit: Unit;
  readonly frame: CoverageTable["frame"];
  /** Null where nobody answered in any month. */
  readonly month: Month | null;
  /** Everybody first, then by the response rate (without a list by how many answered); what there is room for. */
  readonly rows: readonly CoverageBar[];
  /** All groups and months, newest first, for the table. */
  readonly all: readonly CoverageBar[];
  /** Groups left to the table. */
  readonly more: number;
  /** Labels of groups with nobody on the list and no answers. */
  readonly leftOut: readonly string[];
}

/** The response rates of one month, the newest where none is named. */
export function coverageSeries(table: CoverageTable, split: ChartSplit, chosen?: Month): CoverageSeries {
  const bars = table.rows.flatMap((row): CoverageBar[] => {
    const month = parseMonth(row.month);
    if (month === null) return [];
    const key = groupOfRow(row, split);
    const { responded, known, share, outside = 0 } = row;
    return [{ key, label: groupLabel(key, split), month, responded, known, share, outside }];
  });
  const months = [...new Set(bars.map(({ month }) => month))].sort();
  const month = chosen ?? months.at(-1) ?? null;
  const wanted = inOrder(
    bars.filter((bar) => bar.month === month),
    split,
  );
  const shown = wanted.filter(({ responded, known, outside }) => responded + (known ?? 0) + outside > 0);
  const { groups, more } = largest(shown, ROW_LIMIT, ({ known, responded }) => known ?? responded);
  return {
    split,
    unit: table.unit,
    frame: table.frame,
    month,
    rows: groups,
    all: wanted.flatMap(({ key }) =>
      months.toReversed().flatMap((at) => bars.find((bar) => bar.key === key && bar.month === at) ?? []),
    ),
    more,
    leftOut: wanted.filter((bar) => !shown.includes(bar)).map(({ label }) => label),
  };
}

/** The chart as alternative text: type, subject and the figures of every group. */
export function coverageSummary(series: CoverageSeries): string {
  if (series.month === null || series.rows.length === 0) return "No figures yet.";
  const rows = series.rows.map((bar) => coverageBarWords(bar, series));
  return `Bars of who answered, one for each group, ${monthLabel(series.month)}, ${frameWords(series)}. ${rows.join(" ")}`;
}

/** One group's figures in words. */
export function coverageBarWords(
  { label, responded, known, share, outside }: CoverageBar,
  { unit }: Pick<CoverageSeries, "unit">,
): string {
  const beyond = outside === 0 ? "" : `, and ${count(outside)} not on the list`;
  if (known === null) return `${label}: ${count(responded)} ${unit}s answered.`;
  const rate = share === null ? "" : `${percent(share)}, `;
  return `${label}: ${rate}${count(responded)} of ${count(known)} ${unit}s answered${beyond}.`;
}

/** What the answers are compared with. */
function frameWords({ frame, unit }: Pick<CoverageSeries, "frame" | "unit">): string {
  if (frame === undefined) return `${unit}s that answered; there is no list to compare with`;
  return `of the ${unit}s ${frame === "members" ? "on the member list" : "in the CQC directory"}`;
}

/** The numbers of the chart, every month. */
export function coverageFigures(series: CoverageSeries): FigureTable {
  const listed = series.frame !== undefined;
  return {
    columns: [
      { key: "group", label: SPLIT_HEADS[series.split], numeric: false },
      { key: "month", label: "Month", numeric: false },
      ...(listed ? [{ key: "share", label: "Response rate", numeric: true }] : []),
      { key: "responded", label: "Answered", numeric: true },
      ...(listed
        ? [
            { key: "known", label: "On the list", numeric: true },
            { key: "outside", label: "Answered, not on the list", numeric: true },
          ]
        : []),
    ],
    rows: series.all.map(({ key, label, month, share, responded, known, outside }) => ({
      key: `${key} ${month}`,
      cells: [
        groupCell(label),
        monthCell(month),
        ...(listed ? [share === null ? { text: "–", value: null } : numberCell(share, percent)] : []),
        numberCell(responded),
        ...(listed ? [numberCell(known), numberCell(outside)] : []),
      ],
    })),
  };
}

function inOrder(bars: readonly CoverageBar[], split: ChartSplit): readonly CoverageBar[] {
  const rank = ({ key, share, known, responded }: CoverageBar): number => {
    if (key === "all") return Number.POSITIVE_INFINITY;
    if (split === "size") return 0;
    return (isLeftover(key) ? -1e9 : 0) + (known === null ? responded : (share ?? -1));
  };
  return bars.toSorted((a, b) => Math.sign(rank(b) - rank(a)) || 0);
}
