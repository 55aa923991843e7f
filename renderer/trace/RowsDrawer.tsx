import { Group, NativeSelect, Skeleton, Text, TextInput } from "@mantine/core";
import { useDebouncedValue } from "@mantine/hooks";
import { IconArrowBackUp, IconCircleCheck, IconEqual, IconHandStop, IconListCheck } from "@tabler/icons-react";
import { type ReactElement, useState } from "react";
import { type Output, ROW_FATES, type TracedRow } from "../../shared/contract.ts";
import { ErrorNote } from "../ui/ErrorNote.tsx";
import { monthText, number } from "../ui/format.ts";
import { Late } from "../ui/Late.tsx";
import { usePages } from "../ui/pages.ts";
import { VirtualTable } from "../ui/VirtualTable.tsx";
import { type OpenResponse, TraceDrawer } from "./TraceDrawer.tsx";

/** Props of the drawer of an import's rows; null is closed. */
export interface RowsDrawerProps {
  readonly importId: number | null;
  readonly close: () => void;
}

/** What became of each row of an import, and from there to its response. */
export function RowsDrawer({ importId, close }: RowsDrawerProps): ReactElement {
  return (
    <TraceDrawer
      title="What became of each row"
      opened={importId !== null}
      close={close}
      start={(open) => (importId === null ? null : <Rows importId={importId} open={open} />)}
    />
  );
}

function Rows({ importId, open }: { readonly importId: number; readonly open: OpenResponse }): ReactElement {
  const [file, setFile] = useState<string | null>(null);
  const [fate, setFate] = useState<TracedRow["fate"] | "all">("all");
  const [typed, setTyped] = useState("");
  const [search] = useDebouncedValue(typed, 200);
  const pages = usePages("trace.rows", { importId, file, fate, search });
  const { first, error } = pages;
  const of = first === undefined ? null : fatesOf(first.counts);
  const files = first?.files ?? (file === null ? [] : [file]);
  return (
    <>
      {first === undefined || of === null ? null : (
        <p style={{ margin: "0 0 12px" }} role="status">
          <strong>{number(first.counts.read)} rows read</strong> ={" "}
          {ROW_FATES.filter((name) => name !== "listed" || of.listed > 0)
            .map((name) => `${number(of[name])} ${FATES[name].many}`)
            .join(" + ")}
          .
        </p>
      )}
      <Group align="flex-end" mb="sm">
        {files.length < 2 && file === null ? null : (
          <NativeSelect
            label="File"
            value={file ?? ""}
            data={[{ value: "", label: "All files" }, ...files.map((name) => ({ value: name, label: name }))]}
            onChange={({ currentTarget: { value } }) => setFile(value === "" ? null : value)}
            maw={320}
          />
        )}
        <NativeSelect
          label="Rows"
          value={fate}
          data={[
            { value: "all", label: "All rows" },
            ...ROW_FATES.map((name) => ({
              value: name,
              label: `${FATES[name].word}${of === null ? "" : ` (${number(of[name])})`}`,
            })),
          ]}
          onChange={({ currentTarget: { value } }) => setFate(ROW_FATES.find((name) => name === value) ?? "all")}
        />
        <TextInput
          label="Search"
          placeholder="Name, id or reason"
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
      ) : first.total === 0 ? (
        <Text c="dimmed">No such rows.</Text>
      ) : (
        <div className={pages.stale ? "bw-stale" : ""}>
          <VirtualTable
            label="What became of each row"
            columns={COLUMNS}
            count={first.total}
            height={44}
            most={Math.max(280, window.innerHeight - 310)}
            keyOf={(index) => index}
            row={(index) => <Cells row={pages.at(index)} open={open} />}
            onView={pages.onView}
          />
        </div>
      )}
    </>
  );
}

/** How many rows of each fate there are. */
function fatesOf(counts: Output<"trace.rows">["counts"]): Readonly<Record<TracedRow["fate"], number>> {
  const { stands, superseded, unchanged, setAside, listed } = counts;
  return { stands, superseded, unchanged, "set-aside": setAside, listed };
}

const COLUMNS = [
  { key: "row", header: "Row", width: 230 },
  { key: "fate", header: "Became", width: 130 },
  { key: "name", header: "Who", width: 200 },
  { key: "detail", header: "Why", width: 240 },
] as const;

function Cells({ row, open }: { readonly row: TracedRow | undefined; readonly open: OpenResponse }): ReactElement {
  if (row === undefined) return <td colSpan={COLUMNS.length}>…</td>;
  const { icon: Icon, word } = FATES[row.fate];
  const { responseId, instead } = row;
  return (
    <>
      <td>
        Row {row.row}
        <Text size="xs" c="dimmed" component="div">
          {row.file}
          {row.sheet === null ? "" : `, ${row.sheet}`}
          {row.month === null ? "" : `, ${monthText(row.month)}`}
        </Text>
      </td>
      <td>
        <span className="bw-fate" data-fate={row.fate}>
          <Icon size={15} aria-hidden />
          {word}
        </span>
      </td>
      <td>
        {responseId === null ? (
          (row.name ?? "–")
        ) : (
          <button type="button" className="bw-link" data-open-response={responseId} onClick={() => open(responseId)}>
            {row.name ?? "Response"}
          </button>
        )}
      </td>
      <td>
        {row.detail ?? "–"}
        {instead === null ? null : (
          <div>
            <button type="button" className="bw-link" data-open-response={instead} onClick={() => open(instead)}>
              Show it
            </button>
          </div>
        )}
      </td>
    </>
  );
}

const FATES = {
  stands: { icon: IconCircleCheck, word: "Stands", many: "that stand" },
  superseded: { icon: IconArrowBackUp, word: "Superseded", many: "superseded" },
  unchanged: { icon: IconEqual, word: "Same again", many: "held already" },
  "set-aside": { icon: IconHandStop, word: "Set aside", many: "set aside" },
  listed: { icon: IconListCheck, word: "In the register", many: "in a register" },
} as const;
