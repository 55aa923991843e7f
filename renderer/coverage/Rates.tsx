import { Group, Text, Title } from "@mantine/core";
import { type ReactElement, useMemo, useState } from "react";
import { percent } from "../../shared/charts/format.ts";
import { IntentChart, intentChartHeight } from "../../shared/charts/IntentChart.tsx";
import { groupLabel } from "../../shared/charts/labels.ts";
import { withFigures } from "../../shared/charts/series.ts";
import { chartSummary } from "../../shared/charts/words.ts";
import type { CoverageTable, FrameInfo } from "../../shared/contract.ts";
import { distinctMonths, monthLabel } from "../../shared/month.ts";
import { MeasuredChart, type MeasuredChartProps } from "../explore/MeasuredChart.tsx";
import { Choice } from "../ui/choices.tsx";
import { day, monthText, number } from "../ui/format.ts";
import { FRAME_NAMES } from "../../shared/tables.ts";
import { rateSeries } from "./series.ts";

/** Props of the response rates against a list. */
export interface RatesProps {
  readonly table: CoverageTable;
  readonly info: FrameInfo;
  readonly split: "service-type" | "region";
  readonly setSplit: (split: "service-type" | "region") => void;
  readonly stale: boolean;
}

/** The response rate by service type or region, month by month, as a chart or the same numbers as a table. */
export function Rates({ table, info, split, setSplit, stale }: RatesProps): ReactElement {
  const [as, setAs] = useState<"chart" | "table">("chart");
  const shown = useMemo(() => rateChart(table, split), [table, split]);
  const last = distinctMonths(table.rows.map(({ month }) => month)).at(-1);
  const all = table.rows.find((row) => row.month === last && (row.serviceType ?? row.region ?? "all") === "all");
  return (
    <figure
      className={`bw-card${stale ? " bw-stale" : ""}`}
      style={{ margin: 0 }}
      aria-labelledby="rate"
      aria-busy={stale}
    >
      <Group justify="space-between" align="flex-start" wrap="nowrap">
        <div>
          <Title order={2} id="rate">
            {last === undefined || all === undefined
              ? "Response rate"
              : `${monthLabel(last)}: ${number(all.responded)} of ${number(all.known ?? 0)} organisations answered${all.share === null ? "" : `, ${percent(all.share)}`}`}
          </Title>
          <Text c="dimmed" mt={2} mb="md">
            {`Response rate: organisations of the ${FRAME_NAMES[info.frame]} of ${day(info.asOf)} with a standing response.`}
            {all === undefined || (all.outside ?? 0) === 0
              ? ""
              : ` ${number(all.outside ?? 0)} more answered and ${all.outside === 1 ? "is" : "are"} not in it.`}
          </Text>
        </div>
        <Group gap="sm" wrap="nowrap">
          <Choice
            label="Split by"
            value={split}
            options={[
              ["service-type", "Service type"],
              ["region", "Region"],
            ]}
            choose={setSplit}
          />
          <Choice
            label="Show as"
            value={as}
            options={[
              ["chart", "Chart"],
              ["table", "Table"],
            ]}
            choose={setAs}
          />
        </Group>
      </Group>
      {as === "chart" ? <MeasuredChart shown={shown} /> : <RateTable table={table} split={split} />}
      <Text component="figcaption" c="dimmed" size="sm" mt="md">
        Base: organisations in the list, in the list’s own groups. All months are compared with the newest list.
      </Text>
    </figure>
  );
}

function rateChart(table: CoverageTable, split: RatesProps["split"]): MeasuredChartProps["shown"] {
  const { series, leftOut } = withFigures(rateSeries(table, split));
  return {
    series,
    summary: chartSummary(series),
    leftOut: leftOut.length === 0 ? null : `No answers in any month: ${leftOut.join(", ")}.`,
    chart: (drawn) => {
      const height = intentChartHeight(series, drawn.width);
      return { element: <IntentChart {...drawn} series={series} height={height} />, height };
    },
  };
}

function RateTable({ table, split }: Pick<RatesProps, "table" | "split">): ReactElement {
  const groups = [...Map.groupBy(table.rows, (row) => row.serviceType ?? row.region ?? "all")];
  const ordered = [...groups.filter(([key]) => key === "all"), ...groups.filter(([key]) => key !== "all")];
  return (
    <table className="bw-table">
      <thead>
        <tr>
          <th scope="col">{split === "region" ? "Region" : "Service type"}</th>
          <th scope="col">Month</th>
          <th scope="col" className="bw-number">
            Organisations answered
          </th>
          <th scope="col" className="bw-number">
            In the list
          </th>
          <th scope="col" className="bw-number">
            Response rate
          </th>
          <th scope="col" className="bw-number">
            Answered, not in the list
          </th>
        </tr>
      </thead>
      {ordered.map(([key, rows]) => (
        <tbody key={key}>
          {rows.toReversed().map((row, index) => (
            <tr key={row.month} data-row={`${key} ${row.month}`}>
              {index === 0 ? (
                <th scope="rowgroup" rowSpan={rows.length}>
                  {groupLabel(key, split)}
                </th>
              ) : null}
              <td>{monthText(row.month)}</td>
              <td className="bw-number">{number(row.responded)}</td>
              <td className="bw-number">{row.known === null ? "–" : number(row.known)}</td>
              <td className="bw-number">
                <strong>{row.share === null ? "–" : percent(row.share)}</strong>
              </td>
              <td className="bw-number">{number(row.outside ?? 0)}</td>
            </tr>
          ))}
        </tbody>
      ))}
    </table>
  );
}
