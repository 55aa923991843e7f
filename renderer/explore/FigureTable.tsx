import type { ReactElement } from "react";
import { count, percent, points } from "../../shared/charts/format.ts";
import { LINE_LABELS } from "../../shared/charts/labels.ts";
import { type ChartPanel, type ChartPoint, type ChartSeries, pointIn } from "../../shared/charts/series.ts";
import { shareWords } from "../../shared/charts/words.ts";
import { monthLabel, monthShort } from "../../shared/month.ts";

/** The numbers of the chart as a table, in the chart's order, newest month first; of a user's own question every answer. */
export function FigureTable({ series }: { readonly series: ChartSeries }): ReactElement {
  const group = series.split === "region" ? "Region" : "Service type";
  const { about } = series;
  const shares = series.matched ? ["Share", "Earlier", "Base"] : ["Share", "95% interval", "Base"];
  const columns = series.hasShare ? shares : ["Base"];
  const options = typeof about === "string" ? [] : about.options;
  const table = (
    <table className="bw-table bw-figures">
      <thead>
        <tr>
          <th scope="col" rowSpan={2}>
            {group}
          </th>
          <th scope="col" rowSpan={2}>
            Month
          </th>
          {series.lines.map((line) => (
            <th key={line} scope="colgroup" colSpan={columns.length}>
              {typeof about === "string"
                ? LINE_LABELS[line]
                : series.hasShare
                  ? `Answered ${shareWords(about)}`
                  : "All"}
            </th>
          ))}
          {options.length === 0 ? null : (
            <th scope="colgroup" colSpan={options.length}>
              {series.unit === "organisation" ? "Organisations" : "Locations"} by answer
            </th>
          )}
        </tr>
        <tr>
          {series.lines.flatMap((line) =>
            columns.map((column) => (
              <th key={`${line}-${column}`} scope="col" className="bw-number">
                {column}
              </th>
            )),
          )}
          {options.map(({ code, label }) => (
            <th key={code} scope="col" className="bw-number" style={{ overflowWrap: "anywhere" }}>
              {label}
            </th>
          ))}
        </tr>
      </thead>
      {series.panels.map((panel) => (
        <Group key={panel.key} panel={panel} series={series} />
      ))}
    </table>
  );
  if (options.length === 0) return table;
  return (
    <div role="region" aria-label="Every answer by group and month" tabIndex={0} style={{ overflowX: "auto" }}>
      {table}
    </div>
  );
}

interface GroupProps {
  readonly panel: ChartPanel;
  readonly series: ChartSeries;
}

function Group({ panel, series }: GroupProps): ReactElement {
  const months = series.months.toReversed();
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
          {series.lines.map((line) => (
            <Cells key={line} point={pointIn(panel, line, month)} series={series} />
          ))}
        </tr>
      ))}
    </tbody>
  );
}

function Cells({
  point,
  series: { matched, about, hasShare },
}: {
  readonly point: ChartPoint | undefined;
  readonly series: ChartSeries;
}): ReactElement {
  const options = typeof about === "string" ? [] : about.options;
  if (point === undefined) return <td colSpan={(hasShare ? 3 : 1) + options.length}>No answers</td>;
  return (
    <>
      {hasShare ? (
        <>
          <td className="bw-number">
            <strong>{point.text}</strong>
          </td>
          <td className="bw-number">{matched ? earlier(point) : interval(point)}</td>
        </>
      ) : null}
      <td className="bw-number">
        {count(point.base)}
        {point.lowBase ? " low" : ""}
      </td>
      {options.map(({ code }) => (
        <td key={code} className="bw-number">
          {count(point.counts?.[code] ?? null)}
        </td>
      ))}
    </>
  );
}

function interval({ low, high }: ChartPoint): string {
  return low === null || high === null ? "" : `${percent(low)} to ${percent(high)}`;
}

function earlier({ before, share }: ChartPoint): string {
  if (before === null || before.share === null || share === null) return "";
  return `${percent(before.share)} in ${monthShort(before.month)} (${points(before.share, share)})`;
}
