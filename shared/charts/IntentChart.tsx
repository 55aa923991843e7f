import type { CSSProperties, ReactElement } from "react";
import { CHART_PALETTES, type ChartScheme } from "./palette.ts";
import { chartLayout, naturalHeight } from "./layout.ts";
import { drawnAsDots, Key, keyHeight } from "./Key.tsx";
import { MonthChart, monthChartHeight } from "./MonthChart.tsx";
import { NOTES_ROOM, numberedNotes } from "./notes.ts";
import { largest, PANEL_LIMIT } from "./order.ts";
import { Panel } from "./Panel.tsx";
import { WEIGHTED_LINE } from "./PanelText.tsx";
import { answersBelow } from "./StackedAnswers.tsx";
import { type ChartPanel, type ChartSeries, isWeighted, pointIn } from "./series.ts";

/** What the chart needs: its figures, a fixed size in pixels and its surroundings. */
export interface IntentChartProps {
  readonly series: ChartSeries;
  readonly width: number;
  readonly height: number;
  readonly scheme: ChartScheme;
  /** Font of all text; the pack names the one it embeds. */
  readonly fontFamily?: string;
  /** Tooltips and keyboard access on screen; off (the default) the chart is static, for documents. */
  readonly interactive?: boolean;
}

/**
 * The main chart: one small panel a group, local authority and NHS lines over the months on one shared share axis,
 * the interval as a band, the newest figures and their base written beside and under the lines. For a question of a
 * user's own the one line of its share, where an option counts, over its answers as stacked columns. One month alone
 * stands as dots in rows.
 */
export function IntentChart(props: IntentChartProps): ReactElement {
  return drawnAsDots(props.series) ? <MonthChart {...props} /> : <Panels {...props} />;
}

function Panels(props: IntentChartProps): ReactElement {
  const { series: all, width, height, scheme, interactive = false, fontFamily = "system-ui, sans-serif" } = props;
  const { series, more } = drawn(all);
  const layout = chartLayout(series.panels.length, width, height, keyHeight(series, width, more));
  const palette = CHART_PALETTES[scheme];
  return (
    <div className="bw-chart" data-chart="" style={{ position: "relative", width, height, fontFamily }}>
      <div data-x={0} data-y={0} style={at(0, 0)}>
        <Key series={series} width={width} palette={palette} fontFamily={fontFamily} more={more} />
      </div>
      {series.panels.map((panel, index) => {
        const place = layout.places[index];
        if (place === undefined) return null;
        return (
          <div key={panel.key} data-x={place.x} data-y={place.y} data-panel={panel.key} style={at(place.x, place.y)}>
            <Panel
              panel={panel}
              series={series}
              width={layout.panel.width}
              height={layout.panel.height}
              palette={palette}
              interactive={interactive}
              fontFamily={fontFamily}
            />
          </div>
        );
      })}
    </div>
  );
}

/**
 * The height in pixels at which IntentChart looks right in a given width, or one as near as can be to what is asked for at
 * which its panels can still be read.
 */
export function intentChartHeight(series: ChartSeries, width: number, asked?: number): number {
  if (drawnAsDots(series)) return monthChartHeight(series, width);
  const { series: shown, more } = drawn(series);
  const beside = (numberedNotes(shown).length > 0 ? NOTES_ROOM : 0) + (isWeighted(shown) ? WEIGHTED_LINE : 0);
  const own = naturalHeight(shown.panels.length, width, keyHeight(shown, width, more), answersBelow(shown) + beside);
  return asked === undefined ? own : Math.max(asked, Math.round(own * LOWEST));
}

/** How much lower than their own height panels can still be read. */
const LOWEST = 0.8;

/** The panels there is room for: of many groups those with the largest base of the newest month. */
function drawn(series: ChartSeries): { readonly series: ChartSeries; readonly more: number } {
  const newest = series.months.at(-1);
  const base = (panel: ChartPanel) => Math.max(...series.lines.map((line) => pointIn(panel, line, newest)?.base ?? 0));
  const { groups, more } = largest(series.panels, PANEL_LIMIT, base);
  return { series: { ...series, panels: groups }, more };
}

function at(left: number, top: number): CSSProperties {
  return { position: "absolute", left, top };
}
