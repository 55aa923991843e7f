import type { ReactElement, ReactNode } from "react";
import { percent } from "./format.ts";
import { fitted, textWidth } from "./layout.ts";
import type { ChartPalette, ChartScheme } from "./palette.ts";
import { shareTicks } from "./rows.ts";

/** What every chart of rows needs beside its figures: a fixed size in pixels and its surroundings. */
export interface RowChartProps<Series> {
  readonly series: Series;
  readonly width: number;
  readonly height: number;
  readonly scheme: ChartScheme;
  /** Font of all text; a document names the one it embeds. */
  readonly fontFamily?: string;
  /** Values by pointer and keyboard; off (the default) the chart is static, for documents. */
  readonly interactive?: boolean;
}

/** Props of the drawing that holds a chart of rows. */
export interface RowFrameProps {
  readonly width: number;
  readonly height: number;
  readonly fontFamily: string | undefined;
  readonly interactive: boolean;
  /** What it shows, for people who cannot see it. */
  readonly summary: string;
  readonly children: ReactNode;
}

/** The one drawing of a chart of rows, placed as the panels of the main chart are, so that it can be saved alike. */
export function RowFrame({ width, height, fontFamily, interactive, summary, children }: RowFrameProps): ReactElement {
  const words = interactive ? ({ role: "group", "aria-label": summary } as const) : { "aria-hidden": true };
  return (
    <div
      className="bw-chart"
      data-chart=""
      style={{ position: "relative", width, height, fontFamily: fontFamily ?? "system-ui, sans-serif" }}
    >
      <div data-x={0} data-y={0}>
        <svg width={width} height={height} viewBox={`0 0 ${width} ${height}`} {...words}>
          {children}
        </svg>
      </div>
    </div>
  );
}

/** Props of what belongs to one row, or to one part of it. */
export interface RowGroupProps {
  readonly interactive: boolean;
  /** Its figures in words, by pointer and keyboard. */
  readonly words: string;
  /** Where it lies: the pointer finds it anywhere between. */
  readonly box: { readonly x: number; readonly y: number; readonly width: number; readonly height: number };
  /** The group and the month it is about, by which a figure can be traced. */
  readonly group: string;
  readonly month: string;
  readonly children: ReactNode;
}

/** One row: reached by Tab and told in words where the chart is interactive. */
export function RowGroup({ interactive, words, box, group, month, children }: RowGroupProps): ReactElement {
  if (!interactive) return <g>{children}</g>;
  return (
    <g data-panel={group} tabIndex={0} role="img" aria-label={words} className="bw-row">
      <title>{words}</title>
      <rect {...box} fill="transparent" data-month={month} />
      {children}
    </g>
  );
}

/** Props of the rows of a chart. */
export interface RowsProps<Row> {
  readonly rows: readonly Row[];
  /** The top of the first row and the height of each, in pixels. */
  readonly top: number;
  readonly height: number;
  readonly width: number;
  readonly interactive: boolean;
  readonly palette: ChartPalette;
  /** Groups left to the table. */
  readonly more: number;
  /** What a row is about: its key in the list, the group and month by which it is traced, and its figures in words. */
  readonly about: (row: Row) => {
    readonly key: string;
    readonly group: string;
    readonly month: string;
    readonly words: string;
  };
  /** Draws a row around its middle. */
  readonly children: (row: Row, middle: number) => ReactNode;
}

/** Rows of one height under each other, and how many groups are left to the table. */
export function Rows<Row>(props: RowsProps<Row>): ReactElement {
  const { rows, top, height, width, interactive, palette, more, about, children } = props;
  return (
    <>
      {rows.map((row, index) => {
        const { key, ...told } = about(row);
        const y = top + index * height;
        return (
          <RowGroup key={key} {...told} interactive={interactive} box={{ x: 0, y, width, height }}>
            {children(row, top + (index + 0.5) * height)}
          </RowGroup>
        );
      })}
      <MoreRows more={more} y={top + rows.length * height + 18} palette={palette} />
    </>
  );
}

/** The height of a chart whose rows begin at `top`: at least one row, and the line of the groups left to the table. */
export function rowsHeight(
  { rows, more }: { readonly rows: readonly unknown[]; readonly more: number },
  top: number,
  height: number,
): number {
  return top + Math.max(1, rows.length) * height + 8 + (more > 0 ? MORE_ROOM : 0);
}

/** Where a share stands between two edges, the highest one at the right. */
export function shareScale(left: number, right: number, top: number): (share: number) => number {
  return (share) => left + (share / top) * (right - left);
}

/** A group's name to the left of its row: in two lines where one is too short, then cut. */
export function RowLabel({
  label,
  y,
  width,
  strong,
  ink,
}: {
  readonly label: string;
  /** The middle of the row. */
  readonly y: number;
  readonly width: number;
  readonly strong: boolean;
  readonly ink: string;
}): ReactElement {
  const lines = inLines(label, width);
  const text = lines.join(" ");
  return (
    <text x={0} fontSize={LABEL} fontWeight={strong ? 650 : 400} fill={ink} className="bw-ink">
      {text === label ? null : <title>{label}</title>}
      {lines.map((line, index) => (
        <tspan key={line} x={0} y={y + 4.5 + (index - (lines.length - 1) / 2) * 15}>
          {line}
        </tspan>
      ))}
    </text>
  );
}

/** Room for the names of groups: as wide as the longest, at most about a third of the chart. */
export function labelWidth(labels: readonly string[], width: number): number {
  const longest = Math.max(60, ...labels.map((label) => textWidth(label, LABEL) * 1.08));
  return Math.ceil(Math.min(longest, Math.max(96, width * 0.27), 250)) + 14;
}

/** Light lines and percentages over rows that share one axis of shares. */
export function ShareAxis({
  x,
  top,
  from,
  to,
  palette,
  sparse = false,
}: {
  readonly x: (share: number) => number;
  /** The highest share. */
  readonly top: number;
  readonly from: number;
  readonly to: number;
  readonly palette: ChartPalette;
  /** Only the ends are written, where there is little room. */
  readonly sparse?: boolean;
}): ReactElement {
  const ticks = shareTicks(top);
  return (
    <g>
      {ticks.map((tick, index) => (
        <g key={tick}>
          <path d={`M${x(tick)} ${from}V${to}`} stroke={tick === 0 ? palette.axis : palette.grid} strokeWidth={1} />
          {sparse && index > 0 && index < ticks.length - 1 ? null : (
            <text x={x(tick)} y={from - 5} fontSize={11} textAnchor="middle" fill={palette.muted} className="bw-ink">
              {percent(tick)}
            </text>
          )}
        </g>
      ))}
    </g>
  );
}

/** What stands in a chart without any figure. */
export function NoRows({ words, palette }: { readonly words: string; readonly palette: ChartPalette }): ReactElement {
  return (
    <text x={0} y={24} fontSize={LABEL} fill={palette.muted} className="bw-ink">
      {words}
    </text>
  );
}

/** How many groups are left to the table, under the rows. */
export function MoreRows({
  more,
  y,
  palette,
}: {
  readonly more: number;
  readonly y: number;
  readonly palette: ChartPalette;
}): ReactElement | null {
  if (more === 0) return null;
  return (
    <text x={0} y={y} fontSize={11.5} fill={palette.muted} className="bw-ink">
      {`The groups with the most answers; ${more} more in the table.`}
    </text>
  );
}

/** Room for the line that says how many groups are left to the table, in pixels. */
export const MORE_ROOM = 24;

/** Words in at most two lines of a width, the second one cut where it must be. */
function inLines(label: string, width: number): readonly string[] {
  const room = width - 14;
  if (textWidth(label, LABEL) <= room) return [label];
  const words = label.split(" ");
  let first = words[0] ?? "";
  let index = 1;
  for (; index < words.length; index += 1) {
    const longer = `${first} ${words[index] ?? ""}`;
    if (textWidth(longer, LABEL) > room) break;
    first = longer;
  }
  const rest = words.slice(index).join(" ");
  return rest === "" ? [fitted(first, LABEL, room)] : [first, fitted(rest, LABEL, room)];
}

const LABEL = 13;
