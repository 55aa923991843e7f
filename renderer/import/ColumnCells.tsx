import { Button, Group, Select, Text } from "@mantine/core";
import type { ReactElement } from "react";
import type { StagedColumn } from "../../shared/contract.ts";
import { sentence } from "../ui/format.ts";
import type { Labels, RoleGroup } from "../ui/labels.ts";
import { sureness } from "./verdicts.ts";

/** Props of one column's row. `said` is what a person chose and has not applied; undefined where they chose nothing. */
export interface ColumnCellsProps {
  readonly column: StagedColumn;
  readonly said: string | null | undefined;
  readonly labels: Labels;
  readonly change: (role: string | null | undefined) => void;
}

/** The cells of one column: its heading with samples, what it is taken for, and why. */
export function ColumnCells({ column, said, labels, change }: ColumnCellsProps): ReactElement {
  const waits = column.open && said === undefined;
  const role = said === undefined ? (column.open ? undefined : column.role) : said;
  const name = column.header === "" ? `column ${column.column}` : column.header;
  return (
    <>
      <td>{column.column}</td>
      <td>
        <div className="bw-heading">{column.header === "" ? "(no heading)" : column.header}</div>
        <Text size="sm" c="dimmed" className="bw-samples">
          {column.samples.length === 0 ? "Empty" : column.samples.slice(0, 4).join(" · ")}
        </Text>
      </td>
      <td>
        <Select
          size="sm"
          searchable
          aria-label={`What “${name}” is`}
          data-open={waits ? "" : undefined}
          placeholder="Choose what it is"
          value={role === undefined ? null : (role ?? LEAVE_OUT)}
          onChange={(value) => value !== null && change(value === LEAVE_OUT ? null : value)}
          data={optionsFor(column.role, labels)}
          allowDeselect={false}
          nothingFoundMessage="Nothing of that name"
          maxDropdownHeight={320}
          comboboxProps={{ width: 340, position: "bottom-start" }}
        />
        {waits ? (
          <Group gap={6} mt={6}>
            {column.suggestion === null ? null : (
              <Button size="compact-sm" className="bw-wrapping" onClick={() => change(column.suggestion)}>
                Yes, it is {labels.question(column.suggestion)}
              </Button>
            )}
            <Button
              size="compact-sm"
              variant="default"
              aria-label={`Leave it out: “${name}”`}
              onClick={() => change(null)}
            >
              Leave it out
            </Button>
          </Group>
        ) : null}
      </td>
      <td>
        <Why column={column} waits={waits} said={said} labels={labels} undo={() => change(undefined)} />
      </td>
    </>
  );
}

interface WhyProps extends Pick<ColumnCellsProps, "column" | "said" | "labels"> {
  readonly waits: boolean;
  readonly undo: () => void;
}

function Why({ column, waits, said, labels, undo }: WhyProps): ReactElement | null {
  if (said !== undefined) {
    const before = column.open ? "" : ` Before: ${column.role === null ? "left out" : labels.question(column.role)}.`;
    return (
      <Text size="sm">
        <strong>You changed this.</strong>
        {before}{" "}
        <Button variant="subtle" size="compact-xs" onClick={undo}>
          Take back
        </Button>
      </Text>
    );
  }
  if (waits) {
    const what = column.suggestion === null ? "Which is it?" : `Is it ${labels.question(column.suggestion)}?`;
    return (
      <Text size="sm">
        <strong>{what}</strong> It {column.reason}.
      </Text>
    );
  }
  if (column.role === null) return column.reason === "" ? null : <Text size="sm">{sentence(column.reason)}</Text>;
  return (
    <Text size="sm">
      {sureness(column.confidence)}
      {column.reason === "" ? "" : `: ${column.reason}`}
    </Text>
  );
}

type Option = RoleGroup["items"][number];

/** Everything a column may be, with what it is now where that has no name of its own. */
function optionsFor(role: string | null, labels: Labels): (Option | { group: string; items: Option[] })[] {
  const known = labels.roles.some(({ items }) => items.some(({ value }) => value === role));
  return [
    { value: LEAVE_OUT, label: "Leave out" },
    ...(role === null || known ? [] : [{ value: role, label: labels.question(role) }]),
    ...labels.roles.map(({ group, items }) => ({ group, items: [...items] })),
  ];
}

const LEAVE_OUT = "leave-out";
