import { Button, Group, SegmentedControl, Text } from "@mantine/core";
import { type ReactElement, useRef, useState } from "react";
import type { SheetVerdict, StagedColumn } from "../../shared/contract.ts";
import { Expand } from "../ui/Expand.tsx";
import { counted, number } from "../ui/format.ts";
import type { Labels } from "../ui/labels.ts";
import { useNotify } from "../ui/notices.tsx";
import { VirtualTable } from "../ui/VirtualTable.tsx";
import { ChoosingState, useChoosing } from "./choosing.tsx";
import { ColumnCells } from "./ColumnCells.tsx";
import { HeadingRow } from "./HeadingRow.tsx";
import { type ColumnDraft, sheetName, useImportSession } from "./session.tsx";

/** Props of the columns of a sheet. */
export interface ColumnsProps {
  readonly sheet: Pick<SheetVerdict, "key" | "file" | "sheet" | "columns" | "headerRows">;
  readonly labels: Labels;
}

/** Every column of a sheet and what it is taken for; what a person changes is collected and applied at once. */
export function Columns({ sheet, labels }: ColumnsProps): ReactElement {
  const counts = countsOf(sheet.columns);
  const summary = useRef<HTMLElement>(null);
  const text = [
    ...(counts.open === 0 ? [] : [`${number(counts.open)} to decide`]),
    `${number(counts.taken)} taken`,
    `${number(counts.out)} left out`,
  ].join(", ");
  return (
    <Expand summary={`Columns: ${text}`} open={counts.open > 0} summaryRef={summary}>
      <Editor sheet={sheet} labels={labels} applied={() => summary.current?.focus()} />
      <HeadingRow sheet={sheet} />
    </Expand>
  );
}

type Filter = "all" | "taken" | "out" | "open";

function Editor({ sheet, labels, applied }: ColumnsProps & { readonly applied: () => void }): ReactElement {
  const { drafts, setDraft } = useImportSession();
  const draft = drafts[sheetName(sheet)] ?? NO_DRAFT;
  const [filter, setFilter] = useState<Filter>("all");
  const { say, task } = useChoosing(sheet);
  const notify = useNotify();
  const counts = countsOf(sheet.columns);
  const shown = sheet.columns
    .filter((column) => filter === "all" || filterOf(column) === filter)
    .toSorted((a, b) => Number(b.open) - Number(a.open) || a.index - b.index);
  const changes = Object.keys(draft).length;

  const change = (column: StagedColumn, role: string | null | undefined) => {
    const { [column.index]: _before, ...rest } = draft;
    const same = role === undefined || (!column.open && role === column.role);
    setDraft(sheet, same ? rest : { ...rest, [column.index]: role });
  };
  const apply = async () => {
    if (!(await say({ columns: draft }))) return;
    setDraft(sheet, NO_DRAFT);
    notify({ text: `${sheet.file} was read again with ${counted(changes, "change")} to its columns.` });
    applied();
  };

  return (
    <div>
      <div role="group" aria-label="Which columns to show">
        <SegmentedControl
          size="xs"
          mb={6}
          value={filter}
          onChange={(value) => setFilter(FILTERS.find(([known]) => known === value)?.[0] ?? "all")}
          data={FILTERS.filter(([value]) => value !== "open" || counts.open > 0).map(([value, label]) => ({
            value,
            label: `${label} ${number(value === "all" ? sheet.columns.length : counts[value])}`,
          }))}
        />
      </div>
      {shown.length === 0 ? (
        <Text c="dimmed">No columns here.</Text>
      ) : (
        <VirtualTable
          label={`Columns of ${sheet.file}`}
          columns={HEADINGS}
          count={shown.length}
          height={58}
          most={560}
          keyOf={(index) => shown[index]?.index ?? index}
          row={(index) => {
            const column = shown[index];
            return column === undefined ? (
              <td>…</td>
            ) : (
              <ColumnCells
                column={column}
                said={draft[column.index]}
                labels={labels}
                change={(role) => change(column, role)}
              />
            );
          }}
        />
      )}
      {task.running || task.error !== null ? <ChoosingState task={task} /> : null}
      {changes === 0 || task.running ? null : (
        <Group gap="sm" mt="xs" mb="xs">
          <Button onClick={() => void apply()}>Read again with these columns</Button>
          <Button variant="default" onClick={() => setDraft(sheet, NO_DRAFT)}>
            Forget the changes
          </Button>
          <Text c="dimmed" role="status">
            {counted(changes, "change")}, not applied yet
          </Text>
        </Group>
      )}
    </div>
  );
}

function filterOf(column: StagedColumn): Exclude<Filter, "all"> {
  if (column.open) return "open";
  return column.role === null ? "out" : "taken";
}

function countsOf(columns: readonly StagedColumn[]): Record<Exclude<Filter, "all">, number> {
  const counts = { taken: 0, out: 0, open: 0 };
  for (const column of columns) counts[filterOf(column)] += 1;
  return counts;
}

const NO_DRAFT: ColumnDraft = {};
const FILTERS: readonly (readonly [Filter, string])[] = [
  ["all", "All"],
  ["open", "To decide"],
  ["taken", "Taken"],
  ["out", "Left out"],
];
const HEADINGS = [
  { key: "letter", header: "Column", width: 80 },
  { key: "heading", header: "Heading, and some of its answers", width: 345 },
  { key: "role", header: "Taken for", width: 305 },
  { key: "why", header: "Why", width: 190 },
];
