import { SimpleGrid, Text, Title } from "@mantine/core";
import type { ReactElement } from "react";
import { chartSeries, type ChartPoint } from "../../shared/charts/series.ts";
import { count, percent } from "../../shared/charts/format.ts";
import type { AnswerTable } from "../../shared/contract.ts";
import { monthLabel } from "../../shared/month.ts";
import { type Commissioner, COMMISSIONERS } from "../../shared/vocabulary.ts";

/** Props of the headline figures: the intent table without a split, and the month that leads. */
export interface HeadlinesProps {
  readonly table: AnswerTable;
  readonly month: string;
}

/** The two headline figures, local authority beside NHS, with their base and interval. */
export function Headlines({ table, month }: HeadlinesProps): ReactElement {
  const panel = chartSeries(table, "none").panels[0];
  const people = table.unit === "organisation" ? "organisations" : "locations";
  return (
    <SimpleGrid cols={2} spacing="lg">
      {COMMISSIONERS.map((commissioner) => {
        const points = panel?.[commissioner] ?? [];
        const index = points.findIndex((point) => point.month === month);
        const before = index > 0 ? points[index - 1] : undefined;
        return (
          <Headline
            key={commissioner}
            commissioner={commissioner}
            point={points[index]}
            before={before}
            people={people}
          />
        );
      })}
    </SimpleGrid>
  );
}

interface HeadlineProps {
  readonly commissioner: Commissioner;
  readonly point: ChartPoint | undefined;
  readonly before: ChartPoint | undefined;
  readonly people: string;
}

function Headline({ commissioner, point, before, people }: HeadlineProps): ReactElement {
  const contracts = commissioner === "la" ? "local authority" : "NHS";
  return (
    <section className={`bw-card bw-${commissioner}`}>
      <Title order={2}>{commissioner === "la" ? "Local authority contracts" : "NHS contracts"}</Title>
      {point === undefined || point.share === null ? (
        <Text c="dimmed" mt="sm">
          Nobody answered this question in this month.
        </Text>
      ) : (
        <>
          <p className="bw-figure bw-series" style={{ margin: "14px 0 8px" }} data-figure={commissioner}>
            {point.text}
          </p>
          <Text>
            of {count(point.base)} {people} are likely or very likely to hand back {contracts} contracts in the next 3
            months
            {point.lowBase ? " (low base: a hint only)" : ""}.
          </Text>
          <Text c="dimmed" size="sm" mt={6}>
            95% interval {percent(point.low)} to {percent(point.high)}, indicative: the sample chose itself.
            {before === undefined || before.share === null
              ? ""
              : ` In ${monthLabel(before.month)}: ${before.text}, base ${count(before.base)}.`}
          </Text>
        </>
      )}
    </section>
  );
}
