import { SimpleGrid, Text, Title } from "@mantine/core";
import type { ReactElement } from "react";
import { chartSeries, type ChartPoint } from "../../shared/charts/series.ts";
import { moversWords } from "../../shared/charts/sentences.ts";
import { count, percent, points } from "../../shared/charts/format.ts";
import type { AnswerTable } from "../../shared/contract.ts";
import { monthLabel } from "../../shared/month.ts";
import { type Commissioner, COMMISSIONERS } from "../../shared/vocabulary.ts";

/** Props of the headline figures: the intent table without a split, the same of matched organisations, and the leading month. */
export interface HeadlinesProps {
  readonly table: AnswerTable;
  readonly matched: AnswerTable | null;
  readonly month: string;
}

/** The two headline figures, local authority beside NHS, with their base and interval. */
export function Headlines({ table, matched, month }: HeadlinesProps): ReactElement {
  const panel = chartSeries(table, "none").panels[0];
  const same = matched === null ? undefined : chartSeries(matched, "none").panels[0];
  const people = table.unit === "organisation" ? "organisations" : "locations";
  return (
    <SimpleGrid cols={2} spacing="lg">
      {COMMISSIONERS.map((commissioner) => {
        const own = panel?.[commissioner] ?? [];
        const index = own.findIndex((point) => point.month === month);
        const before = index > 0 ? own[index - 1] : undefined;
        return (
          <Headline
            key={commissioner}
            commissioner={commissioner}
            point={own[index]}
            before={before}
            same={same?.[commissioner].find((point) => point.month === month)}
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
  /** The same organisations in this month and the one before. */
  readonly same: ChartPoint | undefined;
  readonly people: string;
}

function Headline({ commissioner, point, before, same, people }: HeadlineProps): ReactElement {
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
            of {count(point.base)} {point.base === 1 ? people.slice(0, -1) : people} {point.base === 1 ? "is" : "are"}{" "}
            likely or very likely to hand back {contracts} contracts in the next 3 months
            {point.lowBase ? " (low base: a hint only)" : ""}.
          </Text>
          {before === undefined || before.share === null ? null : (
            <Text mt={6} data-change={commissioner}>
              <strong>{changeWords(points(before.share, point.share))}</strong> since {monthLabel(before.month)} (
              {before.text}, base {count(before.base)}).{sameWords(same)}
            </Text>
          )}
          <Text c="dimmed" size="sm" mt={6}>
            95% interval {percent(point.low)} to {percent(point.high)}, indicative: the sample chose itself.
          </Text>
        </>
      )}
    </section>
  );
}

function changeWords(change: string): string {
  if (change === "0") return "No change";
  return `${change.startsWith("+") ? "Up" : "Down"} ${change.slice(1)} ${change.slice(1) === "1" ? "point" : "points"}`;
}

/** Whether the same organisations moved as well, and whether chance alone could explain it. */
function sameWords(same: ChartPoint | undefined): string {
  const change = same?.change ?? null;
  return change === null ? "" : ` ${moversWords(change)}`;
}
