import { Group, NativeSelect, SegmentedControl, Text, TextInput } from "@mantine/core";
import { useDebouncedValue } from "@mantine/hooks";
import { IconSearch } from "@tabler/icons-react";
import { type ReactElement, useMemo, useState } from "react";
import type { PreviewRow, SheetVerdict, StagedPart } from "../../shared/contract.ts";
import { ErrorNote } from "../ui/ErrorNote.tsx";
import { Expand } from "../ui/Expand.tsx";
import { monthText, number } from "../ui/format.ts";
import type { Labels } from "../ui/labels.ts";
import { VirtualTable } from "../ui/VirtualTable.tsx";
import { RowCells, rowColumns } from "./RowCells.tsx";
import { useRowPages } from "./rowPages.ts";
import { useImportSession } from "./session.tsx";

/** Props of the preview of a sheet's rows. */
export interface RowsProps {
  readonly sheet: SheetVerdict;
  readonly stageId: string;
  readonly labels: Labels;
}

/** Every row of a sheet with what would become of it, before it is stored. */
export function Rows(props: RowsProps): ReactElement {
  const aside = props.sheet.parts.reduce((sum, part) => sum + part.setAside, 0);
  const all = props.sheet.parts.reduce((sum, part) => sum + part.rowsRead, 0);
  return (
    <Expand summary={`Rows: look at ${number(all)}${aside === 0 ? "" : `, ${number(aside)} set aside`}`} lazy>
      <Browser {...props} />
    </Expand>
  );
}

type Fate = PreviewRow["fate"] | "all";

function Browser({ sheet, stageId, labels }: RowsProps): ReactElement | null {
  const { revision } = useImportSession();
  const [chosen, setChosen] = useState("");
  const [fate, setFate] = useState<Fate>("all");
  const [typed, setTyped] = useState("");
  const [search] = useDebouncedValue(typed.trim(), 200);
  const part = sheet.parts.find(({ key }) => key === chosen) ?? sheet.parts[0];
  const asked = useMemo(
    () => ({ stageId, sheetKey: sheet.key, part: part?.key ?? "", fate, search }),
    [stageId, sheet.key, part?.key, fate, search],
  );
  const expected = part === undefined ? 0 : (FATES.find((known) => known.fate === fate)?.of(part) ?? 0);
  const pages = useRowPages(asked, revision);
  const columns = useMemo(
    () => (part === undefined ? null : rowColumns(part, sheet.columns, labels)),
    [part, sheet.columns, labels],
  );
  if (part === undefined || columns === null) return null;
  return (
    <div>
      <Group gap="sm" mb={6}>
        {sheet.parts.length === 1 ? null : (
          <NativeSelect
            size="xs"
            aria-label="Collection"
            value={part.key}
            onChange={(event) => setChosen(event.currentTarget.value)}
            data={sheet.parts.map((one) => ({ value: one.key, label: partWords(one) }))}
          />
        )}
        <div role="group" aria-label="Which rows to show">
          <SegmentedControl
            size="xs"
            value={fate}
            onChange={(value) => setFate(FATES.find(({ fate: known }) => known === value)?.fate ?? "all")}
            data={FATES.map(({ fate: value, label, of }) => ({ value, label: `${label} ${number(of(part))}` }))}
          />
        </div>
        <TextInput
          size="xs"
          w={230}
          aria-label="Search the rows"
          placeholder="Organisation or answer"
          leftSection={<IconSearch size={15} aria-hidden />}
          value={typed}
          maxLength={200}
          onChange={(event) => setTyped(event.currentTarget.value)}
        />
        <Text size="sm" c="dimmed" role="status">
          {search === "" || pages.total === null ? "" : `${number(pages.total)} found`}
        </Text>
      </Group>
      {pages.error !== null ? (
        <ErrorNote fault={pages.error} />
      ) : pages.total === 0 ? (
        <Text c="dimmed" my="sm">
          {search === "" ? "No rows of this kind." : `No row says “${search}”.`}
        </Text>
      ) : (
        <VirtualTable
          key={JSON.stringify([asked, revision])}
          label={`Rows of ${sheet.file}`}
          columns={columns.headings}
          count={pages.total ?? (search === "" ? expected : 0)}
          height={42}
          most={420}
          keyOf={(index) => index}
          onView={pages.onView}
          row={(index) => <RowCells row={pages.at(index)} questions={columns.questions} labels={labels} />}
        />
      )}
    </div>
  );
}

/** "January 2025, hand-back questions". */
function partWords({ month, questionSetTitle }: StagedPart): string {
  return `${month === null ? "Month not known" : monthText(month)}, ${questionSetTitle ?? "hand-back questions"}`;
}

const FATES: readonly { readonly fate: Fate; readonly label: string; readonly of: (part: StagedPart) => number }[] = [
  { fate: "all", label: "All", of: (part) => part.rowsRead },
  { fate: "new", label: "New", of: (part) => part.added },
  { fate: "changed", label: "Changed", of: (part) => part.changed },
  { fate: "unchanged", label: "Same", of: (part) => part.unchanged },
  { fate: "set-aside", label: "Set aside", of: (part) => part.setAside },
];
