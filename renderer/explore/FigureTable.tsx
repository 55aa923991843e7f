import type { ReactElement } from "react";
import { count, percent, points } from "../../shared/charts/format.ts";
import { LINE_LABELS } from "../../shared/charts/labels.ts";
import {
  type ChartPanel,
  type ChartPoint,
  type ChartSeries,
  type LineKey,
  pointIn,
} from "../../shared/charts/series.ts";
import { shareWords } from "../../shared/charts/words.ts";
import { ONE_ANSWER } from "../../shared/contract.ts";
import { type Month, monthLabel, monthShort } from "../../shared/month.ts";
import type { Trace } from "./traced.ts";

/** Props of the figures; `trace` opens who is behind one. */
export interface FigureTableProps {
  readonly series: ChartSeries;
  readonly trace?: Trace;
}

/** The numbers of the chart as a table, in the chart's order, newest month first; of a user's own question every answer. */
export function FigureTable({ series, trace }: FigureTableProps): ReactElement {
  const group = series.split === "region" ? "Region" : "Service type";
  const { about } = series;
  const base = `Base, ${series.unit}s`;
  const shares = ["Share", series.matched ? "Earlier" : "95% interval", base];
  const columns = series.hasShare ? shares : [base];
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
        <Group key={panel.key} panel={panel} series={series} trace={trace} />
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
  readonly trace: Trace | undefined;
}

function Group({ panel, series, trace }: GroupProps): ReactElement {
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
            <Cells key={line} panel={panel} line={line} month={month} series={series} trace={trace} />
          ))}
        </tr>
      ))}
    </tbody>
  );
}

interface CellsProps extends GroupProps {
  readonly line: LineKey;
  readonly month: Month;
}

function Cells({ panel, line, month, series, trace }: CellsProps): ReactElement {
  const { matched, about, hasShare } = series;
  const point = pointIn(panel, line, month);
  const options = typeof about === "string" ? [] : about.options;
  if (point === undefined) return <td colSpan={(hasShare ? 3 : 1) + options.length}>No answers</td>;
  const whose = `${panel.label}, ${monthLabel(month)}${line === "own" ? "" : `, ${LINE_LABELS[line]}`}`;
  const behind = (option: string, text: string, what: string, before = false): ReactElement => (
    <Behind
      text={text}
      label={`${text}, who is behind it: ${what}, ${whose}`}
      {...(trace === undefined ? {} : { open: () => trace({ line, group: panel.key, month, option, before }) })}
    />
  );
  return (
    <>
      {hasShare ? (
        <>
          <td className="bw-number">
            <strong>{behind("counted", point.text, "share")}</strong>
          </td>
          <td className="bw-number">
            {matched ? behind("counted", earlier(point), "earlier share", true) : interval(point)}
          </td>
        </>
      ) : null}
      <td className="bw-number">
        {behind("base", count(point.base), "base")}
        {point.lowBase ? " low" : ""}
      </td>
      {options.map(({ code, label }) => (
        <td key={code} className="bw-number">
          {behind(`${ONE_ANSWER}${code}`, count(point.counts?.[code] ?? null), label)}
        </td>
      ))}
    </>
  );
}

interface BehindProps {
  readonly text: string;
  readonly label: string;
  readonly open?: () => void;
}

/** A figure that leads to who is behind it, where that may be seen. */
function Behind({ text, label, open }: BehindProps): ReactElement {
  if (open === undefined || text === "") return <>{text}</>;
  return (
    <button type="button" className="bw-behind" aria-label={label} onClick={open}>
      {text}
    </button>
  );
}

function interval({ low, high }: ChartPoint): string {
  return low === null || high === null ? "" : `${percent(low)} to ${percent(high)}`;
}

function earlier({ before, share }: ChartPoint): string {
  if (before === null || before.share === null || share === null) return "";
  return `${percent(before.share)} in ${monthShort(before.month)} (${points(before.share, share)})`;
}
