import { Text, Title } from "@mantine/core";
import { type ReactElement, useState } from "react";
import type { ChartSeries } from "../../shared/charts/series.ts";
import { basisWords, finding, highest, subjectWords } from "../../shared/charts/words.ts";
import type { FigureQuery } from "../../shared/contract.ts";
import { monthLabel } from "../../shared/month.ts";
import { FigureDrawer } from "../trace/FigureDrawer.tsx";
import type { Traced } from "./traced.ts";
import { FigureTable } from "./FigureTable.tsx";
import { MeasuredChart } from "./MeasuredChart.tsx";

/** Props of the main figure. */
export interface FigureProps {
  readonly series: ChartSeries;
  readonly as: "chart" | "table";
}

/** The main figure: its finding as the title, what is measured under it, the chart or the same numbers as a table. */
export function Figure({ series, as }: FigureProps): ReactElement {
  const top = series.split === "none" ? null : highest(series);
  const [asked, setAsked] = useState<FigureQuery | null>(null);
  const trace = series.protected ? undefined : (figure: Traced) => setAsked(queryOf(series, figure));
  return (
    <figure className="bw-card" style={{ margin: 0 }} aria-labelledby="finding">
      <Title order={2} id="finding">
        {finding(series)}
      </Title>
      <Text c="dimmed" mt={2} mb="md">
        {top === null
          ? ""
          : `Highest${typeof series.about === "string" ? " for local authority contracts" : ""}: ${top.panel.label}, ${top.point.text}. `}
        {subtitle(series)}
      </Text>
      {as === "chart" ? (
        <MeasuredChart series={series} {...(trace === undefined ? {} : { trace })} />
      ) : (
        <FigureTable series={series} {...(trace === undefined ? {} : { trace })} />
      )}
      <Text component="figcaption" c="dimmed" size="sm" mt="md">
        {caveat(series)} {behind(series, as)}
      </Text>
      <FigureDrawer
        figure={asked}
        question={typeof series.about === "string" ? null : series.about}
        close={() => setAsked(null)}
      />
    </figure>
  );
}

function queryOf({ about, unit, split, matched }: ChartSeries, { line, ...figure }: Traced): FigureQuery {
  return {
    measure: typeof about === "string" ? about : about.code,
    commissioner: line === "own" ? null : line,
    unit,
    by: split,
    matched,
    before: false,
    ...figure,
  };
}

/** How to find who is behind a figure, or why nobody can here. */
function behind({ protected: isProtected }: ChartSeries, as: FigureProps["as"]): string {
  if (isProtected)
    return "Who is behind a figure is not shown here: published figures are rounded and stand for nobody by name. Switch to exact figures to see it.";
  return as === "chart"
    ? "Click a month of a panel, or press Enter on it, to see who is behind its figures."
    : "Choose any figure to see who is behind it.";
}

function subtitle(series: ChartSeries): string {
  const { about, unit, months, matched, hasShare } = series;
  const [first, last] = [months[0], months.at(-1)];
  const span =
    first === undefined || last === undefined
      ? ""
      : first === last
        ? `, ${monthLabel(first)}`
        : `, ${monthLabel(first)} to ${monthLabel(last)}`;
  const who = matched ? `the same ${unit}s in both months compared` : `${unit}s that answered`;
  const what = hasShare ? "share" : "every answer";
  const wording = typeof about === "string" ? "" : ` Asked: “${about.wording}”`;
  return `${subjectWords(series)}: ${what} of ${who}${span}.${wording}`;
}

function caveat(series: ChartSeries): string {
  const { about, unit } = series;
  const base =
    typeof about === "string"
      ? `Base: ${unit}s that answered and hold such contracts; “Don’t know” is in the base.`
      : basisWords(about, unit);
  const sample = series.hasShare
    ? "Intervals are indicative: the sample chose itself."
    : "The sample chose itself: the figures are about those who answered.";
  const overlap =
    about === "intent" ? " Each answer looks 3 months ahead, so months overlap and are never added up." : "";
  const rounding = series.protected
    ? " All figures are rounded to 5 so that tables still add up. Groups with too few responses are not shown."
    : " Exact figures, for use inside the association only.";
  return `${base} ${sample}${overlap}${rounding}`;
}
