import { Group, NativeSelect, SegmentedControl, Skeleton, Text, TextInput, Title } from "@mantine/core";
import { useDebouncedValue } from "@mantine/hooks";
import { type ReactElement, useState } from "react";
import type { FigureQuery, FigureRow, TableQuestion } from "../../shared/contract.ts";
import { monthLabel, parseMonth } from "../../shared/month.ts";
import { COMMISSIONERS, SERVICE_TYPE_LABELS, STAGES } from "../../shared/vocabulary.ts";
import { ErrorNote } from "../ui/ErrorNote.tsx";
import { counted } from "../ui/format.ts";
import { Late } from "../ui/Late.tsx";
import { usePages } from "../ui/pages.ts";
import { VirtualTable } from "../ui/VirtualTable.tsx";
import { choicesOf, groupText, labelsOf, subjectText } from "./figures.ts";
import type { OpenResponse } from "./TraceDrawer.tsx";
import { placeText, sourceText } from "./words.ts";

/** Props of those behind a figure. `question` explains a question of a user's own set. */
export interface FigureTraceProps {
  readonly figure: FigureQuery;
  readonly question: TableQuestion | null;
  readonly open: OpenResponse;
}

/** Who is behind a figure, by name, with answer and place; another figure of the same group can be chosen. */
export function FigureTrace({ figure: asked, question, open }: FigureTraceProps): ReactElement {
  const [figure, setFigure] = useState(asked);
  const [typed, setTyped] = useState("");
  const [search] = useDebouncedValue(typed, 200);
  const pages = usePages("trace.figure", { ...figure, search });
  const isStage = STAGES.some((stage) => stage === figure.measure);
  const labels = labelsOf(figure, question);
  const byLocation = figure.unit === "location";
  const { first, error } = pages;
  return (
    <>
      <Title order={3} size="h2">
        {groupText(figure)}, {monthLabel(parseMonth(figure.month) ?? ("" as never))}
      </Title>
      <Text c="dimmed" mb="sm">
        {subjectText(figure, question)}
        {figure.matched ? ": the same organisations in both months compared" : ""}
        {figure.before && first !== undefined
          ? `, as they answered in ${monthLabel(parseMonth(first.month) ?? ("" as never))}`
          : ""}
      </Text>
      <Group align="flex-end" mb="sm">
        {isStage ? (
          <div role="group" aria-label="Contracts">
            <SegmentedControl
              value={figure.commissioner ?? "la"}
              data={COMMISSIONERS.map((value) => ({ value, label: value === "la" ? "Local authority" : "NHS" }))}
              onChange={(value) => {
                const commissioner = COMMISSIONERS.find((candidate) => candidate === value);
                if (commissioner !== undefined) setFigure({ ...figure, commissioner });
              }}
            />
          </div>
        ) : null}
        <NativeSelect
          label="Figure"
          value={figure.option}
          data={choicesOf(figure, question)}
          onChange={(event) => setFigure({ ...figure, option: event.currentTarget.value })}
        />
        <TextInput
          label="Search"
          placeholder="Name, id or answer"
          value={typed}
          onChange={(event) => setTyped(event.currentTarget.value)}
          data-autofocus
        />
      </Group>
      {error !== null ? (
        <ErrorNote fault={error} />
      ) : first === undefined ? (
        <Late>
          <Skeleton h={360} />
        </Late>
      ) : (
        <div className={pages.stale ? "bw-stale" : ""}>
          <Text fw={650} role="status">
            {counted(first.total, byLocation ? "location" : "organisation")}
            {search === "" ? "" : ` with “${search}”`}
          </Text>
          {first.total === 0 ? null : (
            <VirtualTable
              label="Who is behind this figure"
              columns={COLUMNS}
              count={first.total}
              height={62}
              most={Math.max(280, window.innerHeight - 310)}
              keyOf={(index) => pages.at(index)?.member ?? index}
              row={(index) => <Cells row={pages.at(index)} label={labels} byLocation={byLocation} open={open} />}
              onView={pages.onView}
            />
          )}
        </div>
      )}
    </>
  );
}

const COLUMNS = [
  { key: "organisation", header: "Organisation", width: 230 },
  { key: "answer", header: "Answer", width: 170 },
  { key: "groups", header: "Service type and region", width: 170 },
  { key: "place", header: "Where it is written", width: 220 },
] as const;

interface CellsProps {
  readonly row: FigureRow | undefined;
  readonly label: (option: string) => string;
  readonly byLocation: boolean;
  readonly open: OpenResponse;
}

function Cells({ row, label, byLocation, open }: CellsProps): ReactElement {
  if (row === undefined) return <td colSpan={COLUMNS.length}>…</td>;
  const name = byLocation ? (row.location ?? row.member) : row.organisation;
  const beside = byLocation ? row.organisation : row.location === name ? null : row.location;
  const said = label(row.option);
  return (
    <>
      <td>
        <button
          type="button"
          className="bw-link"
          data-open-response={row.responseId}
          onClick={() => open(row.responseId)}
        >
          {name}
        </button>
        {beside === null ? null : (
          <Text size="xs" c="dimmed" component="div">
            {beside}
          </Text>
        )}
      </td>
      <td>
        {said}
        {row.written === null || row.written.trim().toLowerCase() === said.toLowerCase() ? null : (
          <Text size="xs" c="dimmed" component="div" className="bw-written" title={row.written}>
            “{row.written}”
          </Text>
        )}
      </td>
      <td>
        {SERVICE_TYPE_LABELS[row.serviceType]}
        <Text size="xs" c="dimmed" component="div">
          {row.region === "not_stated" ? "Region not stated" : row.region}
        </Text>
      </td>
      <td>
        {placeText(row)}
        <Text size="xs" c="dimmed" component="div">
          {sourceText(row)}
        </Text>
      </td>
    </>
  );
}
