import { Button, Group, Text, Title } from "@mantine/core";
import { type ReactElement, type ReactNode, useState } from "react";
import type { ImportRecord } from "../../shared/contract.ts";
import { useReading } from "../host/operations.ts";
import { Confirm } from "../ui/Confirm.tsx";
import { Expand } from "../ui/Expand.tsx";
import { counted, monthList, names, number, when } from "../ui/format.ts";
import { RowsDrawer } from "../trace/RowsDrawer.tsx";
import { registerWords, removedWords } from "./registers.ts";
import { useUndo } from "./undo.ts";

/** Every import there was, newest first, each of which can be taken back whole. `merge` is the way to merge a copy. */
export function PastImports({ merge }: { readonly merge: ReactNode }): ReactElement | null {
  const { data } = useReading("import.list", {});
  const undo = useUndo();
  const [asking, setAsking] = useState<ImportRecord | null>(null);
  const [opened, setOpened] = useState(false);
  const [rows, setRows] = useState<number | null>(null);
  if (data === undefined) return null;
  if (data.length === 0) return <div>{merge}</div>;
  return (
    <section className="bw-card">
      <Group justify="space-between" mb="sm">
        <Title order={2}>Imported so far</Title>
        {merge}
      </Group>
      <div className="bw-wide">
        <table className="bw-table">
          <thead>
            <tr>
              <th scope="col">When</th>
              <th scope="col">Files</th>
              <th scope="col">Months and registers</th>
              <th scope="col" className="bw-number">
                Rows read
              </th>
              <th scope="col" className="bw-number">
                New
              </th>
              <th scope="col" className="bw-number">
                Set aside
              </th>
              <th scope="col">
                <span className="bw-hidden">What became of each row, and undo</span>
              </th>
            </tr>
          </thead>
          <tbody>
            {data
              .toSorted((a, b) => b.importId - a.importId)
              .map((record) => (
                <tr key={record.importId}>
                  <td style={{ whiteSpace: "nowrap" }}>{when(record.at)}</td>
                  <td style={{ overflowWrap: "anywhere" }}>
                    {record.merged === null ? null : (
                      <div>
                        <strong>Merged from {record.merged.name}</strong>
                        {record.merged.decisions === 0 ? "" : `, with ${counted(record.merged.decisions, "decision")}`}
                      </div>
                    )}
                    {record.files.length <= 3 ? (
                      record.files.join(", ")
                    ) : (
                      <Expand summary={counted(record.files.length, "file")}>
                        <ul style={{ margin: 0, paddingLeft: 20 }}>
                          {record.files.map((file) => (
                            <li key={file}>{file}</li>
                          ))}
                        </ul>
                      </Expand>
                    )}
                  </td>
                  <td>
                    {monthList(record.months)}
                    {record.registers.map((register) => (
                      <div key={`${register.file}${register.sheet ?? ""}`}>
                        {registerWords(register)}
                        {register.note === null ? null : (
                          <Text size="sm" c="var(--bw-warn)">
                            {register.note}
                          </Text>
                        )}
                      </div>
                    ))}
                  </td>
                  <td className="bw-number">
                    {number(record.rowsRead + added(record, "entries") + added(record, "setAside"))}
                  </td>
                  <td className="bw-number">{number(record.stored + added(record, "entries"))}</td>
                  <td className="bw-number">{number(record.setAside + added(record, "setAside"))}</td>
                  <td className="bw-number" style={{ whiteSpace: "nowrap" }}>
                    <Button
                      variant="default"
                      size="xs"
                      mr={6}
                      aria-label={`Rows of ${nameOf(record)}: what became of each`}
                      onClick={() => setRows(record.importId)}
                    >
                      Rows
                    </Button>
                    <Button
                      variant="default"
                      size="xs"
                      aria-label={`Undo the ${kindOf(record)} of ${nameOf(record)}`}
                      onClick={() => {
                        setAsking(record);
                        setOpened(true);
                      }}
                    >
                      Undo
                    </Button>
                  </td>
                </tr>
              ))}
          </tbody>
        </table>
      </div>
      <RowsDrawer importId={rows} close={() => setRows(null)} />
      <Confirm
        opened={opened}
        title={asking === null ? "" : `Undo this ${kindOf(asking)}?`}
        text={
          asking === null
            ? ""
            : `${removedWords(asking)} from ${nameOf(asking)} will be removed${decisionsWith(asking)}, and everything stands as it did before${whatStays(asking)}. The files themselves are not touched; you can ${kindOf(asking)} them again.`
        }
        action={asking === null ? null : `Undo the ${kindOf(asking)}`}
        cancel={() => setOpened(false)}
        confirm={() => {
          setOpened(false);
          if (asking !== null) void undo(asking.importId);
        }}
      />
    </section>
  );
}

/** What is undone, as a noun or a verb. */
function kindOf({ merged }: ImportRecord): "import" | "merge" {
  return merged === null ? "import" : "merge";
}

function nameOf({ merged, files }: ImportRecord): string {
  return merged?.name ?? names(files);
}

function decisionsWith({ merged }: ImportRecord): string {
  return merged === null || merged.decisions === 0 ? "" : `, with ${counted(merged.decisions, "decision")}`;
}

/** What people settled after a merge is theirs: it outlives the merge. */
function whatStays({ merged }: ImportRecord): string {
  return merged === null ? "" : ", save that what was settled on Check stays settled";
}

/** Rows of the registers of an import. */
function added({ registers }: ImportRecord, rows: "entries" | "setAside"): number {
  return registers.reduce((sum, register) => sum + register[rows], 0);
}
