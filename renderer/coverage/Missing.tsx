import { Button, Group, NativeSelect, Text, TextInput } from "@mantine/core";
import { useDebouncedValue } from "@mantine/hooks";
import { IconEyeOff } from "@tabler/icons-react";
import { type ReactElement, useState } from "react";
import type { FrameInfo, MissingRow } from "../../shared/contract.ts";
import { SERVICE_TYPE_LABELS } from "../../shared/vocabulary.ts";
import { useTask } from "../host/operations.ts";
import { download } from "../ui/download.ts";
import { ErrorNote } from "../ui/ErrorNote.tsx";
import { counted, monthText } from "../ui/format.ts";
import { useNotify } from "../ui/notices.tsx";
import { Card } from "../ui/Page.tsx";
import { usePages } from "../ui/pages.ts";
import { VirtualTable } from "../ui/VirtualTable.tsx";
import { FRAME_NAMES } from "../../shared/tables.ts";

/** Props of those who have not answered: the list compared with, and the months there are. */
export interface MissingProps {
  readonly info: FrameInfo;
  readonly months: readonly string[];
}

/** Who has not answered about a month, by name, with a file to chase them by. */
export function Missing({ info, months }: MissingProps): ReactElement {
  const [chosen, setChosen] = useState<string | null>(null);
  const month = chosen ?? months.at(-1) ?? "";
  const [typed, setTyped] = useState("");
  const [search] = useDebouncedValue(typed, 200);
  const pages = usePages("coverage.missing", { month, frame: info.frame, search });
  const total = pages.first?.total ?? 0;
  return (
    <Card title="Who has not answered">
      <Group justify="space-between" mb="sm">
        <span className="bw-badge">
          <IconEyeOff size={16} aria-hidden />
          Internal: names organisations. Never in a pack.
        </span>
        <Chase month={month} info={info} />
      </Group>
      <Group align="flex-end" mb="sm">
        <NativeSelect
          label="Month"
          value={month}
          data={months.toReversed().map((value) => ({ value, label: monthText(value) }))}
          onChange={(event) => setChosen(event.currentTarget.value)}
        />
        <TextInput
          label="Search"
          placeholder="Name, id or contact"
          value={typed}
          onChange={(event) => setTyped(event.currentTarget.value)}
        />
      </Group>
      {pages.error === null ? null : <ErrorNote fault={pages.error} />}
      {pages.first === undefined ? null : (
        <>
          <Text fw={650} role="status">
            {counted(total, "organisation")} of the {FRAME_NAMES[info.frame]} {total === 1 ? "has" : "have"} not
            answered about {monthText(month)}
            {search === "" ? "" : `, with “${search}”`}
          </Text>
          {total === 0 ? null : (
            <VirtualTable
              label="Who has not answered"
              columns={COLUMNS}
              count={total}
              height={54}
              most={440}
              keyOf={(index) => pages.at(index)?.member ?? index}
              row={(index) => <Cells row={pages.at(index)} />}
              onView={pages.onView}
            />
          )}
        </>
      )}
    </Card>
  );
}

const COLUMNS = [
  { key: "name", header: "Organisation", width: 240 },
  { key: "contact", header: "Contact", width: 190 },
  { key: "ids", header: "Ids", width: 170 },
  { key: "group", header: "Service type and region", width: 190 },
  { key: "last", header: "Last answered", width: 120 },
] as const;

function Cells({ row }: { readonly row: MissingRow | undefined }): ReactElement {
  if (row === undefined) return <td colSpan={COLUMNS.length}>…</td>;
  return (
    <>
      <td>{row.name}</td>
      <td>{row.contact ?? "–"}</td>
      <td>{row.ids.length === 0 ? "–" : row.ids.join(", ")}</td>
      <td>
        {SERVICE_TYPE_LABELS[row.serviceType]}
        <Text size="xs" c="dimmed" component="div">
          {row.region === "not_stated" ? "Region not stated" : row.region}
        </Text>
      </td>
      <td>{row.lastAnswered === null ? "Not before" : monthText(row.lastAnswered)}</td>
    </>
  );
}

function Chase({ month, info }: { readonly month: string; readonly info: FrameInfo }): ReactElement {
  const chase = useTask("coverage.chase");
  const notify = useNotify();
  const save = async () => {
    const file = await chase.run({ month, frame: info.frame });
    if (file === null) return;
    download(file.name, new Blob([file.text], { type: "text/csv" }));
    notify({ text: `${file.name} saved. It names organisations: for chasing them only, not to be published.` });
  };
  return (
    <div>
      <Button variant="default" loading={chase.running} onClick={() => void save()}>
        Save chase list…
      </Button>
      {chase.error === null ? null : <ErrorNote fault={chase.error} />}
    </div>
  );
}
