import type { CSSProperties, ReactElement } from "react";
import { CHART_PALETTES, type ChartScheme } from "./palette.ts";
import { chartLayout, naturalHeight } from "./layout.ts";
import { Key, keyHeight } from "./Key.tsx";
import { Panel } from "./Panel.tsx";
import { answersBelow } from "./StackedAnswers.tsx";
import type { ChartSeries } from "./series.ts";

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
 * user's own the one line of its share, where an option counts, over its answers as stacked columns.
 */
export function IntentChart(props: IntentChartProps): ReactElement {
  const { series, width, height, scheme, interactive = false, fontFamily = "system-ui, sans-serif" } = props;
  const layout = chartLayout(series.panels.length, width, height, keyHeight(series, width));
  const palette = CHART_PALETTES[scheme];
  return (
    <div className="bw-chart" data-chart="" style={{ position: "relative", width, height, fontFamily }}>
      <div data-x={0} data-y={0} style={at(0, 0)}>
        <Key series={series} width={width} palette={palette} fontFamily={fontFamily} />
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

/** The height in pixels at which IntentChart looks right in a given width. */
export function intentChartHeight(series: ChartSeries, width: number): number {
  return naturalHeight(series.panels.length, width, keyHeight(series, width), answersBelow(series));
}

function at(left: number, top: number): CSSProperties {
  return { position: "absolute", left, top };
}
