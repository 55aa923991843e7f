import type { ReactElement } from "react";
import { count, percent, points } from "../../shared/charts/format.ts";
import { type ChartPanel, type ChartPoint, type ChartSeries, pointIn } from "../../shared/charts/series.ts";
import { type Month, monthLabel, monthShort } from "../../shared/month.ts";
import { COMMISSIONER_LABELS, COMMISSIONERS } from "../../shared/vocabulary.ts";

/** The numbers of the chart as a table, in the chart's order, newest month first. */
export function FigureTable({ series }: { readonly series: ChartSeries }): ReactElement {
  const group = series.split === "region" ? "Region" : "Service type";
  const columns = series.matched ? ["Share", "Earlier", "Base"] : ["Share", "95% interval", "Base"];
  return (
    <table className="bw-table bw-figures">
      <thead>
        <tr>
          <th scope="col" rowSpan={2}>
            {group}
          </th>
          <th scope="col" rowSpan={2}>
            Month
          </th>
          {COMMISSIONERS.map((commissioner) => (
            <th key={commissioner} scope="colgroup" colSpan={3}>
              {COMMISSIONER_LABELS[commissioner]}
            </th>
          ))}
        </tr>
        <tr>
          {COMMISSIONERS.flatMap((commissioner) =>
            columns.map((column) => (
              <th key={`${commissioner}-${column}`} scope="col" className="bw-number">
                {column}
              </th>
            )),
          )}
        </tr>
      </thead>
      {series.panels.map((panel) => (
        <Group key={panel.key} panel={panel} months={series.months.toReversed()} matched={series.matched} />
      ))}
    </table>
  );
}

interface GroupProps {
  readonly panel: ChartPanel;
  readonly months: readonly Month[];
  readonly matched: boolean;
}

function Group({ panel, months, matched }: GroupProps): ReactElement {
  return (
    <tbody>
      {months.map((month, index) => (
        <tr key={month} data-row={`${panel.key} ${month}`}>
          {index === 0 ? (
            <th scope="rowgroup" rowSpan={months.length}>
              {panel.label}
              {panel.merges.length === 0 ? null : (
                <small style={{ display: "block", fontWeight: 400 }}>{panel.merges.join(", ")}</small>
              )}
            </th>
          ) : null}
          <td>{monthLabel(month)}</td>
          {COMMISSIONERS.map((commissioner) => (
            <Cells key={commissioner} point={pointIn(panel, commissioner, month)} matched={matched} />
          ))}
        </tr>
      ))}
    </tbody>
  );
}

function Cells({
  point,
  matched,
}: {
  readonly point: ChartPoint | undefined;
  readonly matched: boolean;
}): ReactElement {
  if (point === undefined) return <td colSpan={3}>No answers</td>;
  return (
    <>
      <td className="bw-number">
        <strong>{point.text}</strong>
      </td>
      <td className="bw-number">{matched ? earlier(point) : interval(point)}</td>
      <td className="bw-number">
        {count(point.base)}
        {point.lowBase ? " low" : ""}
      </td>
    </>
  );
}

function interval({ low, high }: ChartPoint): string {
  return low === null || high === null ? "" : `${percent(low)} to ${percent(high)}`;
}

function earlier({ before, share }: ChartPoint): string {
  if (before === null || share === null) return "";
  return `${percent(before.share)} in ${monthShort(before.month)} (${points(before.share, share)})`;
}
