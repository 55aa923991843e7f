import type { Key, ReactElement, ReactNode } from "react";
import { Area, CartesianGrid, ComposedChart, Line, Tooltip, XAxis, YAxis } from "recharts";
import { monthNumber } from "../month.ts";
import { percent } from "./format.ts";
import { Mark } from "./Mark.tsx";
import type { ChartPalette } from "./palette.ts";
import { EmptyPlot, PanelBase, PanelTitle } from "./PanelText.tsx";
import { PanelLabels, type Plot } from "./PanelLabels.tsx";
import { PanelTooltip } from "./PanelTooltip.tsx";
import { type PanelRow, panelRows, shareTicks, tickLabels } from "./rows.ts";
import { type ChartPanel, type ChartSeries, isShown, type LineKey, pointsOf } from "./series.ts";
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
  const rows = panelRows(panel, series.months);
  const first = monthNumber(series.months[0] ?? ("2025-01" as never));
  const last = monthNumber(series.months.at(-1) ?? ("2025-01" as never));
  const empty = !pointsOf(panel, series).some(isShown);
  const below = answersBelow(series);
  const margin = { ...(series.matched ? WIDE_MARGIN : MARGIN), bottom: MARGIN.bottom + below };
  const plot = plotOf(width, height, margin);
  const stack = below === 0 ? plot : { ...plot, top: height - margin.bottom + 8, bottom: height - MARGIN.bottom };
  const labels = tickLabels(series.months, plot.right - plot.left);
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
        domain={[first - 0.35, last + 0.35]}
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
      {series.matched || !series.hasShare ? null : series.lines.map((key) => band(key, palette))}
      {series.lines.map((key) => line(key, palette, series))}
      {series.matched ? <Segments panel={panel} lines={series.lines} palette={palette} /> : null}
      <PanelTitle label={panel.label} ink={palette.ink} />
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

function band(key: LineKey, palette: ChartPalette): ReactElement {
  return (
    <Area
      key={`${key}-band`}
      dataKey={(row: PanelRow) => row[key]?.band ?? undefined}
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
function line(name: LineKey, palette: ChartPalette, { matched, hasShare }: ChartSeries): ReactElement {
  const unseen = matched || !hasShare;
  const { line: color } = palette[name];
  return (
    <Line
      key={name}
      dataKey={(row: PanelRow) => row[name]?.share ?? (hasShare ? undefined : 0)}
      name={name}
      type="linear"
      stroke={unseen ? "none" : color}
      strokeWidth={2.25}
      {...(name === "nhs" ? { strokeDasharray: "5 3" } : {})}
      isAnimationActive={false}
      activeDot={false}
      className={`bw-line bw-${name}`}
      dot={({ cx, cy, payload, key }: Dot) =>
        unseen || cx == null || cy == null || payload[name]?.share == null ? (
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

/** The plot's edges: recharts puts the axes inside the margins. */
function plotOf(width: number, height: number, margin: { readonly [side in keyof typeof MARGIN]: number }): Plot {
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
/** Room for the change beside the share. */
const WIDE_MARGIN = { ...MARGIN, right: 92 } as const;
