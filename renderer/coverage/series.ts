import { percent } from "../../shared/charts/format.ts";
import { type GroupKey, groupLabel } from "../../shared/charts/labels.ts";
import type { ChartPanel, ChartPoint, ChartSeries } from "../../shared/charts/series.ts";
import type { CoverageTable } from "../../shared/contract.ts";
import { distinctMonths, parseMonth } from "../../shared/month.ts";

type Row = CoverageTable["rows"][number];

/** The response rates of a table as the charts draw shares: everybody first, then in the order of the table. */
export function rateSeries(table: CoverageTable, split: "service-type" | "region"): ChartSeries {
  const groups = Map.groupBy(table.rows, (row): GroupKey => row.serviceType ?? row.region ?? "all");
  const panels = [...groups]
    .map(([key, rows]): ChartPanel => ({
      key,
      label: groupLabel(key, split),
      merges: [],
      la: [],
      nhs: [],
      own: rows.flatMap((row) => pointOf(row) ?? []),
    }))
    .filter((panel) => panel.own.some(({ base }) => base !== 0));
  return {
    about: {
      code: "coverage.rate",
      label: "Response rate",
      wording: "",
      options: [{ code: "answered", label: "Answered", counted: true }],
    },
    lines: ["own"],
    hasShare: true,
    plain: true,
    split,
    unit: table.unit,
    protected: false,
    matched: false,
    months: distinctMonths(table.rows.map(({ month }) => month)),
    panels: [...panels.filter(({ key }) => key === "all"), ...panels.filter(({ key }) => key !== "all")],
    top: 1,
  };
}

function pointOf({ month: text, share, known }: Row): ChartPoint | null {
  const month = parseMonth(text);
  if (month === null) return null;
  return {
    month,
    share,
    low: null,
    high: null,
    base: known,
    text: share === null ? "–" : percent(share),
    hidden: null,
    lowBase: false,
    before: null,
    counts: null,
    answers: null,
  };
}
