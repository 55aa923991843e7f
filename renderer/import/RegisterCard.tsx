import { Button, Group, Text, Title } from "@mantine/core";
import type { ReactElement } from "react";
import type { RegisterVerdict } from "../../shared/contract.ts";
import { useTask } from "../host/operations.ts";
import { ErrorNote } from "../ui/ErrorNote.tsx";
import { Expand } from "../ui/Expand.tsx";
import { counted, number, sentence } from "../ui/format.ts";
import { type Labels, registerLabels } from "../ui/labels.ts";
import { AsOf } from "./AsOf.tsx";
import { ChoosingState, useChoosing } from "./choosing.tsx";
import { Columns } from "./Columns.tsx";
import { entriesWords, REGISTER_WORDS } from "./registers.ts";
import { useImportSession } from "./session.tsx";
import { sheetWords, VERDICTS } from "./verdicts.ts";
import { listed } from "../../shared/listed.ts";

/** Props of one register's verdict. */
export interface RegisterCardProps {
  readonly register: RegisterVerdict;
  readonly stageId: string;
  readonly labels: Labels;
}

/** One register: what it is, which day it tells about, how many it lists, and what was set aside and why. */
export function RegisterCard({ register, stageId, labels }: RegisterCardProps): ReactElement {
  const { icon: Icon, words, color } = VERDICTS[register.verdict];
  const { setStaged } = useImportSession();
  const { say, task } = useChoosing(register);
  const leave = useTask("import.leaveOut");
  const leaveOut = async () => {
    const rest = await leave.run({ stageId, file: register.file });
    if (rest !== null) setStaged(rest);
  };
  const members = register.kind === "member-list";
  return (
    <section className="bw-card" aria-label={sheetWords(register)} data-verdict={register.verdict} data-register>
      <Group justify="space-between" align="flex-start" className="bw-card-head">
        <div style={{ minWidth: 0 }}>
          <Title order={3} style={{ overflowWrap: "anywhere" }}>
            {register.file}
          </Title>
          <Text>
            {REGISTER_WORDS[register.kind]}
            {register.sheet === null ? "" : `, sheet “${register.sheet}”`}
          </Text>
        </div>
        <Group gap={6} c={color} wrap="nowrap" style={{ whiteSpace: "nowrap" }}>
          <Icon size={20} aria-hidden />
          <Text fw={650}>{words}</Text>
        </Group>
      </Group>
      <AsOf key={register.asOf} register={register} />
      {register.namesNobody ? (
        <section className="bw-ask" aria-label="Nobody is named">
          <Text fw={600}>No column tells who a member is.</Text>
          <Text>Say below which column is the CQC provider id, the CQC location id, the ODS code or the name.</Text>
        </section>
      ) : null}
      {register.warning === null ? null : (
        <section className="bw-ask" aria-label="Worth a look">
          <Text>{register.warning}</Text>
        </section>
      )}
      <Counts register={register} />
      <Notes register={register} />
      {members ? <Columns sheet={register} labels={registerLabels(labels)} /> : null}
      <Group gap="xs" mt="md">
        <Button
          variant="default"
          size="xs"
          disabled={task.running}
          onClick={() => void say({ kind: members ? "survey" : "member-list" })}
        >
          {members ? "It is a survey, not a member list" : "It is a member list, not the CQC’s directory"}
        </Button>
        <Button
          variant="default"
          size="xs"
          aria-label={`Leave this file out: ${register.file}`}
          loading={leave.running}
          onClick={() => void leaveOut()}
        >
          Leave this file out
        </Button>
      </Group>
      <ChoosingState task={task} />
      {leave.error === null ? null : <ErrorNote fault={leave.error} />}
    </section>
  );
}

/** Rows read = listed + set aside, and why rows were set aside. */
function Counts({ register }: { readonly register: RegisterVerdict }): ReactElement {
  const { rowsRead, providers, setAside, reasons, otherReasons } = register;
  const of = providers === 0 ? "" : ` of ${counted(providers, "provider")}`;
  return (
    <>
      <Text mt="sm">
        <strong>{entriesWords(register)}</strong>
        {of}; {counted(rowsRead, "row")} read, {number(setAside)} set aside.
      </Text>
      {setAside === 0 ? null : (
        <Expand
          summary={`Why ${counted(setAside, "row")} ${setAside === 1 ? "is" : "are"} set aside`}
          open={!(setAside > 100)}
        >
          <ul className="bw-plain">
            {reasons.map(({ reason, rows }) => (
              <li key={reason}>
                {counted(rows, "row")}: {reason}
              </li>
            ))}
            {otherReasons === 0 ? null : <li>{counted(otherReasons, "row")}: other reasons of the same kinds.</li>}
          </ul>
        </Expand>
      )}
    </>
  );
}

/** What was noticed and may matter, and the sheets that were not used. */
function Notes({ register }: { readonly register: RegisterVerdict }): ReactElement | null {
  const { ignoredSheets } = register;
  const notes = [
    ...register.notes.map(sentence),
    ...(ignoredSheets.length === 0 ? [] : [`Not used: ${listed(ignoredSheets.map((name) => `“${name}”`))}.`]),
  ];
  if (notes.length === 0) return null;
  return (
    <Expand summary={`${counted(notes.length, "note")} on the file`} open={notes.length <= 3}>
      <ul className="bw-plain">
        {notes.map((note) => (
          <li key={note}>{note}</li>
        ))}
      </ul>
    </Expand>
  );
}
