import type { Key, ReactElement, ReactNode } from "react";
import { Area, CartesianGrid, ComposedChart, Line, Tooltip, XAxis, YAxis } from "recharts";
import { percent } from "./format.ts";
import { Mark } from "./Mark.tsx";
import { NoteMarks } from "./NoteMarks.tsx";
import { breaksOf, NOTES_ROOM, numberedNotes } from "./notes.ts";
import type { ChartPalette } from "./palette.ts";
import { EmptyPlot, PanelBase, PanelTitle, WEIGHTED_LINE } from "./PanelText.tsx";
import { PanelLabels, type Plot, scales } from "./PanelLabels.tsx";
import { PanelTooltip } from "./PanelTooltip.tsx";
import { monthDomain, type PanelRow, panelRows, shareTicks, tickLabels } from "./rows.ts";
import { type ChartPanel, type ChartSeries, isShown, isWeighted, type LineKey, pointsOf } from "./series.ts";
import { Segments } from "./Segments.tsx";
import { answersBelow, StackedAnswers } from "./StackedAnswers.tsx";
import { panelSummary } from "./words.ts";

/** Props of one panel of the chart, in pixels. */
export interface PanelProps {
  readonly panel: ChartPanel;
  readonly series: ChartSeries;
  readonly width: number;
  readonly height: number;
  readonly palette: ChartPalette;
  readonly interactive: boolean;
  readonly fontFamily: string;
}

/** One group's lines over the months, with its name above and the newest base below; answers stacked where they are known. */
export function Panel({ panel, series, width, height, palette, interactive, fontFamily }: PanelProps): ReactElement {
  const rows = panelRows(panel, series);
  const empty = !pointsOf(panel, series).some(isShown);
  const below = answersBelow(series);
  const words = MARGIN.bottom + (isWeighted(series) ? WEIGHTED_LINE : 0);
  const margin = marginOf(series, words + below);
  const plot = plotOf(width, height, margin);
  const stack = below === 0 ? plot : { ...plot, top: height - margin.bottom + 8, bottom: height - words };
  const labels = tickLabels(series.months, plot.right - plot.left);
  const dots = dotsFit(series, plot);
  return (
    <ComposedChart
      width={width}
      height={height}
      data={rows}
      margin={margin}
      accessibilityLayer={interactive}
      title={interactive ? `${panel.label}: left and right arrow keys move between months` : panel.label}
      desc={panelSummary(panel, series)}
      style={{ fontFamily }}
    >
      {empty ? null : <CartesianGrid vertical={false} stroke={palette.grid} />}
      <XAxis
        dataKey="x"
        type="number"
        domain={[...monthDomain(series)]}
        ticks={[...labels.keys()]}
        interval={0}
        height={18}
        axisLine={{ stroke: palette.axis }}
        tickLine={false}
        tick={({ x, y, payload }: Tick) => (
          <text x={x} y={Number(y) + 8} fontSize={11} textAnchor="middle" fill={palette.muted} className="bw-ink">
            {labels.get(Number(payload.value)) ?? ""}
          </text>
        )}
      />
      <YAxis
        type="number"
        domain={[0, series.top]}
        ticks={[...shareTicks(series.top)]}
        interval={0}
        width={AXIS}
        axisLine={false}
        tickLine={false}
        tick={({ x, y, payload }: Tick) => (
          <text x={x} y={Number(y) + 4} fontSize={11} textAnchor="end" fill={palette.muted} className="bw-ink">
            {percent(Number(payload.value))}
          </text>
        )}
      />
      {series.matched || !series.hasShare
        ? null
        : series.lines.flatMap((key) => partsOf(series, key).map((part) => band(key, part, palette)))}
      {series.lines.flatMap((key) => partsOf(series, key).map((part) => line(key, part, palette, series, dots)))}
      {series.matched ? <Segments panel={panel} lines={series.lines} palette={palette} /> : null}
      <PanelTitle label={panel.label} ink={palette.ink} width={width} />
      {empty ? null : <NoteMarks panel={panel} series={series} palette={palette} plot={plot} />}
      {empty ? <EmptyPlot panel={panel} series={series} palette={palette} plot={plot} /> : null}
      {empty ? null : <StackedAnswers panel={panel} series={series} palette={palette} box={stack} />}
      <PanelLabels panel={panel} series={series} palette={palette} plot={plot} />
      <PanelBase panel={panel} series={series} palette={palette} y={height - 6} />
      {interactive ? (
        <Tooltip
          isAnimationActive={false}
          cursor={{ stroke: palette.axis, strokeDasharray: "2 2" }}
          allowEscapeViewBox={{ x: true, y: true }}
          wrapperStyle={{ zIndex: 20, pointerEvents: "none" }}
          content={({ active, label }): ReactNode =>
            active === true ? <PanelTooltip panel={panel} series={series} at={Number(label)} palette={palette} /> : null
          }
        />
      ) : null}
    </ComposedChart>
  );
}

/** The parts of a line between changes of its question's wording. */
function partsOf(series: ChartSeries, key: LineKey): readonly number[] {
  return Array.from({ length: breaksOf(series, key).length + 1 }, (_, part) => part);
}

function band(key: LineKey, part: number, palette: ChartPalette): ReactElement {
  return (
    <Area
      key={`${key}-band-${part}`}
      dataKey={(row: PanelRow) => (row[key]?.part === part ? (row[key].band ?? undefined) : undefined)}
      type="linear"
      stroke="none"
      fill={palette[key].line}
      fillOpacity={0.13}
      isAnimationActive={false}
      activeDot={false}
      dot={false}
      tooltipType="none"
      legendType="none"
      className="bw-band"
    />
  );
}

/** A line. Unseen where pairs of months or answers alone are drawn: it then only serves the axes and the tooltip. */
function line(
  name: LineKey,
  part: number,
  palette: ChartPalette,
  { matched, hasShare, months }: ChartSeries,
  dots: boolean,
): ReactElement {
  const unseen = matched || !hasShare;
  const { line: color } = palette[name];
  return (
    <Line
      key={`${name}-${part}`}
      dataKey={(row: PanelRow) =>
        hasShare ? (row[name]?.part === part ? (row[name].share ?? undefined) : undefined) : 0
      }
      name={name}
      type="linear"
      stroke={unseen ? "none" : color}
      strokeWidth={2.25}
      {...(name === "nhs" ? { strokeDasharray: "5 3" } : {})}
      isAnimationActive={false}
      activeDot={false}
      className={`bw-line bw-${name}`}
      dot={({ cx, cy, payload, key }: Dot) =>
        unseen ||
        cx == null ||
        cy == null ||
        payload[name]?.share == null ||
        payload[name].part !== part ||
        (!dots && payload.month !== months.at(-1)) ? (
          <g key={key} />
        ) : (
          <Mark
            key={key}
            line={name}
            x={cx}
            y={cy}
            color={color}
            surface={palette.surface}
            hollow={payload[name].lowBase}
          />
        )
      }
    />
  );
}

/** Whether every month has room for its mark; else only the newest has one. */
function dotsFit(series: ChartSeries, plot: Plot): boolean {
  const { x } = scales(series, plot);
  const places = series.months.map((month) => x({ month }));
  return places.every((place, index) => index === 0 || place - (places[index - 1] ?? 0) >= MARK_ROOM);
}

/** Room around a plot: for numbers of notes above it, changes and weighted shares beside it, words under it. */
function marginOf(series: ChartSeries, bottom: number): Margin {
  const { top, left } = MARGIN;
  const right = MARGIN.right + (series.matched ? 22 : 0) + (isWeighted(series) ? 10 : 0);
  return { left, right, bottom, top: top + (numberedNotes(series).length > 0 ? NOTES_ROOM : 0) };
}

/** The plot's edges: recharts puts the axes inside the margins. */
function plotOf(width: number, height: number, margin: Margin): Plot {
  return {
    left: margin.left + AXIS,
    right: width - margin.right,
    top: margin.top,
    bottom: height - margin.bottom - 18,
  };
}

interface Tick {
  readonly x: number | string;
  readonly y: number | string;
  readonly payload: { readonly value: unknown };
}

interface Dot {
  readonly cx?: number | undefined;
  readonly cy?: number | undefined;
  readonly key?: Key | null | undefined;
  readonly payload: PanelRow;
}

const AXIS = 40;
const MARGIN = { top: 28, right: 70, bottom: 22, left: 0 } as const;
type Margin = { readonly [side in keyof typeof MARGIN]: number };
/** Marks closer than this would touch. */
const MARK_ROOM = 7.5;
