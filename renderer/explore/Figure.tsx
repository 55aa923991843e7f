import { Text, Title } from "@mantine/core";
import { type ReactElement, useState } from "react";
import type { FigurePlace } from "../../shared/charts/figureTable.ts";
import type { FigureQuery } from "../../shared/contract.ts";
import { FigureDrawer } from "../trace/FigureDrawer.tsx";
import { FigureTable } from "./FigureTable.tsx";
import { MeasuredChart } from "./MeasuredChart.tsx";
import type { Shown } from "./shown.ts";
import { isAnswers, type View } from "./view.ts";

/** Props of the figure a view shows. */
export interface FigureProps {
  readonly shown: Shown;
  readonly view: View;
  readonly setSort: (sort: View["sort"]) => void;
}

/** A figure: its finding as the title, what it says in sentences, the chart or the same numbers as a table, its caveats. */
export function Figure({ shown, view, setSort }: FigureProps): ReactElement {
  const [asked, setAsked] = useState<FigureQuery | null>(null);
  const { series } = shown;
  const traceable = !shown.protected && view.measure !== "coverage" && view.measure !== "path";
  const trace = traceable ? (figure: FigurePlace) => setAsked(queryOf(view, figure)) : undefined;
  const about = series === null || typeof series.about === "string" ? null : series.about;
  return (
    <figure className="bw-card" style={{ margin: 0 }} aria-labelledby="finding">
      <Title order={2} id="finding">
        {shown.title}
      </Title>
      {shown.sentences.length === 0 ? null : (
        <Text mt={4} data-sentences>
          {shown.sentences.join(" ")}
        </Text>
      )}
      <Text c="dimmed" size="sm" mt={2} mb="sm">
        {shown.subtitle}
      </Text>
      {view.as === "chart" ? (
        <MeasuredChart shown={shown} {...(trace === undefined ? {} : { trace })} />
      ) : (
        <FigureTable
          figures={shown.figures}
          sort={view.sort}
          setSort={setSort}
          {...(trace === undefined ? {} : { trace })}
        />
      )}
      <Text component="figcaption" c="dimmed" size="sm" mt="md">
        {shown.caption.join(" ")} {behind(shown, view, traceable)}
      </Text>
      <FigureDrawer figure={asked} question={about} close={() => setAsked(null)} />
    </figure>
  );
}

function queryOf(
  { measure, unit, by, matched, against, serviceTypes }: View,
  { line, before = false, ...place }: FigurePlace,
): FigureQuery {
  return {
    measure: isAnswers(measure) ? measure : "intent",
    commissioner: line === "own" ? null : line,
    unit,
    by,
    matched,
    ...(against === null ? {} : { against }),
    serviceTypes: by === "service-type" ? [] : [...serviceTypes],
    before,
    ...place,
  };
}

/** How to find who is behind a figure, or why nobody can here. */
function behind({ protected: isProtected, series }: Shown, { as, measure }: View, traceable: boolean): string {
  if (isProtected)
    return "Who is behind a figure is not shown here: published figures are rounded and stand for nobody by name. Switch to exact figures to see it.";
  if (!traceable || measure === "stages") return "";
  if (as === "table") return "Choose any figure to see who is behind it.";
  return series === null ? "" : "Click a month of a panel, or press Enter on it, to see who is behind its figures.";
}
