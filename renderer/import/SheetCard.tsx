import { Button, Group, Text, Title } from "@mantine/core";
import { type ReactElement, useState } from "react";
import type { SheetVerdict } from "../../shared/contract.ts";
import { useTask } from "../host/operations.ts";
import { MakeSet } from "../questionSets/MakeSet.tsx";
import { ErrorNote } from "../ui/ErrorNote.tsx";
import { Expand } from "../ui/Expand.tsx";
import { counted, sentence } from "../ui/format.ts";
import type { Labels } from "../ui/labels.ts";
import { ChoosingState, useChoosing } from "./choosing.tsx";
import { Columns } from "./Columns.tsx";
import { DateOrder } from "./DateOrder.tsx";
import { Parts } from "./Parts.tsx";
import { Rows } from "./Rows.tsx";
import { SaveMapping } from "./SaveMapping.tsx";
import { useImportSession } from "./session.tsx";
import { Since } from "./Since.tsx";
import { sheetWords, CERTAIN, shownVerdict, sourceWords, VERDICTS } from "./verdicts.ts";
import { listed } from "../../shared/listed.ts";

/** Props of one sheet's verdict. */
export interface SheetCardProps {
  readonly sheet: SheetVerdict;
  readonly stageId: string;
  readonly labels: Labels;
}

/** One sheet: what it was taken for and why, what still has to be said, its collections, and the details behind folds. */
export function SheetCard({ sheet, stageId, labels }: SheetCardProps): ReactElement {
  const verdict = shownVerdict(sheet);
  const { icon: Icon, words, color } = VERDICTS[verdict];
  const { setStaged } = useImportSession();
  const leave = useTask("import.leaveOut");
  const [making, setMaking] = useState(false);
  const leaveOut = async () => {
    const rest = await leave.run({ stageId, file: sheet.file });
    if (rest !== null) setStaged(rest);
  };
  return (
    <section className="bw-card" aria-label={sheetWords(sheet)} data-verdict={verdict}>
      <Group justify="space-between" align="flex-start" className="bw-card-head">
        <div style={{ minWidth: 0 }}>
          <Title order={3} style={{ overflowWrap: "anywhere" }}>
            {sheet.file}
          </Title>
          <Text>
            {sourceWords(sheet)}
            {sheet.sheet === null ? "" : `, sheet “${sheet.sheet}”`}
          </Text>
          <Text size="sm" c="dimmed">
            {[...(sheet.reasons.length === 0 ? [] : [sentence(sheet.reasons.join("; "))]), certainty(sheet)].join(" ")}
          </Text>
        </div>
        <Group gap={6} c={color} wrap="nowrap" style={{ whiteSpace: "nowrap" }}>
          <Icon size={20} aria-hidden />
          <Text fw={650}>{words}</Text>
        </Group>
      </Group>
      {sheet.dateOrder === null ? null : <DateOrder sheet={sheet} open={sheet.dateOrder} />}
      {verdict === "unknown" ? <Unknown sheet={sheet} make={() => setMaking(true)} /> : null}
      {sheet.parts.length === 0 ? null : <Parts sheet={sheet} />}
      {sheet.since === null ? null : <Since since={sheet.since} labels={labels} />}
      <Notes sheet={sheet} />
      <UnknownWordings sheet={sheet} labels={labels} />
      <Warnings sheet={sheet} />
      <Columns sheet={sheet} labels={labels} />
      {sheet.parts.length === 0 ? null : <Rows sheet={sheet} stageId={stageId} labels={labels} />}
      <Group gap="xs" mt="md">
        <Button variant="default" size="xs" onClick={() => setMaking(true)}>
          Make a question set of other columns…
        </Button>
        <SaveMapping sheet={sheet} stageId={stageId} />
        <Button
          variant="default"
          size="xs"
          aria-label={`Leave this file out: ${sheet.file}`}
          loading={leave.running}
          onClick={() => void leaveOut()}
        >
          Leave this file out
        </Button>
      </Group>
      {leave.error === null ? null : <ErrorNote fault={leave.error} />}
      <MakeSet sheet={sheet} stageId={stageId} opened={making} close={() => setMaking(false)} />
    </section>
  );
}

/** What can be done with a sheet in which no question was found. */
function Unknown({ sheet, make }: Pick<SheetCardProps, "sheet"> & { readonly make: () => void }): ReactElement {
  const { say, task } = useChoosing(sheet);
  const members = sheet.looksLikeMembers;
  return (
    <section className="bw-ask" aria-label="No question found">
      <Text fw={600}>
        {members
          ? "This looks like a member list: it asks nothing, and names organisations."
          : "No column here asks a question that Bellwether knows."}
      </Text>
      <Text>
        {members
          ? "Keep it as a register of your members. If it is a survey after all: make a question set of its columns, or say below which columns hold answers to the hand-back questions."
          : "Make a question set of its columns; or say below which columns hold answers to the hand-back questions, and in which row the headings are. A list of your members can be kept as a register."}
      </Text>
      <Group mt="sm" gap="xs">
        <Button
          variant={members ? "filled" : "default"}
          data-open={members ? "" : undefined}
          disabled={task.running}
          onClick={() => void say({ kind: "member-list" })}
        >
          Use it as a member list
        </Button>
        <Button variant="default" data-open={members ? undefined : ""} onClick={make}>
          Make a question set of its columns…
        </Button>
      </Group>
      <ChoosingState task={task} />
    </section>
  );
}

/** How sure it is of the questions; nothing while a column waits to be decided about. */
function certainty({ confidence, columns, parts }: SheetVerdict): string {
  if (parts.length === 0 || columns.some(({ open }) => open)) return "";
  return confidence >= CERTAIN ? "Every question is certain." : "Not every question is certain: see Columns.";
}

/** What was noticed and may matter, and the sheets that were not used. */
function Notes({ sheet }: { readonly sheet: SheetVerdict }): ReactElement | null {
  const notes = [
    ...sheet.notes.map(sentence),
    ...(sheet.ignoredSheets.length === 0
      ? []
      : [`Not used, because they hold no responses: ${listed(sheet.ignoredSheets.map((name) => `“${name}”`))}.`]),
  ];
  if (notes.length === 0) return null;
  return (
    <Expand summary={`${counted(notes.length, "note")} on the file`} open={notes.length <= 2}>
      <ul className="bw-plain">
        {notes.map((note) => (
          <li key={note}>{note}</li>
        ))}
      </ul>
    </Expand>
  );
}

/** What the field's own rules would note: stored all the same. */
function Warnings({ sheet: { warnings } }: { readonly sheet: SheetVerdict }): ReactElement | null {
  if (warnings.length === 0) return null;
  return (
    <Expand summary={`${counted(warnings.length, "warning")}: these rows are stored all the same, and listed in Check`}>
      <ul className="bw-plain">
        {warnings.map(({ rule, text, reason }) => (
          <li key={rule}>
            {text}
            <Text size="sm" c="dimmed">
              {reason}
            </Text>
          </li>
        ))}
      </ul>
    </Expand>
  );
}

function UnknownWordings({
  sheet,
  labels,
}: {
  readonly sheet: SheetVerdict;
  readonly labels: Labels;
}): ReactElement | null {
  const { unknownWordings: unknown } = sheet;
  if (unknown.length === 0) return null;
  return (
    <Expand
      open={unknown.length <= 3}
      summary={`${counted(unknown.length, "wording")} not understood: kept, and asked about in Check`}
    >
      <ul className="bw-plain">
        {unknown.slice(0, 50).map(({ question, wording, rows }) => (
          <li key={`${question}${wording}`}>
            “{wording}” in {labels.question(question)}, {counted(rows, "row")}
          </li>
        ))}
        {unknown.length > 50 ? <li>and {unknown.length - 50} more</li> : null}
      </ul>
    </Expand>
  );
}
