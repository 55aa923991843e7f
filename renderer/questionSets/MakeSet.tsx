import { Button, Checkbox, Group, Modal, Text, TextInput } from "@mantine/core";
import { type ReactElement, useState } from "react";
import type { SheetVerdict } from "../../shared/contract.ts";
import type { QuestionSet } from "../../shared/questionSets.ts";
import { useReading, useTask } from "../host/operations.ts";
import { useChoosing } from "../import/choosing.tsx";
import { ErrorNote } from "../ui/ErrorNote.tsx";
import { counted } from "../ui/format.ts";
import { useNotify } from "../ui/notices.tsx";
import { codeFor } from "./draft.ts";
import { SetEditor } from "./SetEditor.tsx";

/** Props of making a question set from columns of a sheet. */
export interface MakeSetProps {
  readonly sheet: SheetVerdict;
  readonly stageId: string;
  readonly opened: boolean;
  readonly close: () => void;
}

/** Makes a question set of columns that are left out: choose them, mend what is proposed, save, and read the sheet again. */
export function MakeSet({ sheet, stageId, opened, close }: MakeSetProps): ReactElement {
  const [proposed, setProposed] = useState<QuestionSet | null>(null);
  const { say } = useChoosing(sheet);
  const notify = useNotify();
  const shut = () => {
    close();
    setProposed(null);
  };
  return (
    <Modal
      data-help="questions"
      opened={opened}
      onClose={shut}
      size={980}
      closeOnClickOutside={false}
      closeOnEscape={proposed === null}
      title={proposed === null ? "Which columns hold the questions?" : "The new question set"}
      closeButtonProps={{ "aria-label": "Close" }}
    >
      {proposed === null ? (
        <ChooseColumns sheet={sheet} stageId={stageId} cancel={shut} proposed={setProposed} />
      ) : (
        <SetEditor
          start={proposed}
          stored={false}
          cancel={shut}
          saved={async (set) => {
            const read = await say({});
            notify({
              text: read
                ? `“${set.title}” is saved, and ${sheet.file} was read again with it.`
                : `“${set.title}” is saved. Choose ${sheet.file} again to have it read with it.`,
            });
            shut();
          }}
        />
      )}
    </Modal>
  );
}

interface ChooseColumnsProps extends Pick<MakeSetProps, "sheet" | "stageId"> {
  readonly cancel: () => void;
  readonly proposed: (set: QuestionSet) => void;
}

function ChooseColumns({ sheet, stageId, cancel, proposed }: ChooseColumnsProps): ReactElement {
  const propose = useTask("questionSet.propose");
  const sets = useReading("questionSet.list", {});
  const [chosen, setChosen] = useState<ReadonlySet<number>>(new Set());
  const [typed, setTyped] = useState("");
  const free = sheet.columns.filter(({ role, open, samples }) => role === null && !open && samples.length > 0);
  const wanted = typed.trim().toLowerCase();
  const shown = free.filter(({ header, samples }) =>
    [header, ...samples].some((text) => text.toLowerCase().includes(wanted)),
  );

  const next = async () => {
    const columns = [...chosen].toSorted((a, b) => a - b);
    const set = await propose.run({ stageId, sheetKey: sheet.key, columns });
    if (set === null) return;
    const taken = new Set([...RESERVED, ...(sets.data ?? []).map(({ set: other }) => other.code)]);
    proposed({ ...set, code: codeFor(set.code, taken) });
  };

  if (free.length === 0) {
    return (
      <>
        <Text>Every column of this sheet that holds anything is taken already.</Text>
        <Group justify="flex-end" mt="lg">
          <Button variant="default" onClick={cancel}>
            Close
          </Button>
        </Group>
      </>
    );
  }
  return (
    <form
      onSubmit={(event) => {
        event.preventDefault();
        if (chosen.size > 0) void next();
      }}
    >
      <Text c="dimmed" mb="sm">
        These columns of {sheet.file} are left out. Choose those whose answers you want counted; their kinds and scales
        are proposed from what was answered, and you can change them.
      </Text>
      {free.length <= 10 ? null : (
        <TextInput
          mb="sm"
          aria-label="Search the columns"
          placeholder="Search headings and answers"
          value={typed}
          onChange={(event) => setTyped(event.currentTarget.value)}
        />
      )}
      <div className="bw-scroll bw-choices" role="group" aria-label="Columns that are left out">
        {shown.map(({ index, column, header, samples }) => (
          <Checkbox
            key={index}
            checked={chosen.has(index)}
            onChange={(event) => {
              const rest = new Set(chosen);
              if (event.currentTarget.checked) rest.add(index);
              else rest.delete(index);
              setChosen(rest);
            }}
            label={
              <>
                <span className="bw-row-number">{column}</span>
                {header === "" ? "(no heading)" : header}
              </>
            }
            description={samples.slice(0, 4).join(" · ")}
          />
        ))}
      </div>
      {propose.error === null ? null : <ErrorNote fault={propose.error} />}
      <Group justify="flex-end" mt="lg">
        <Text c="dimmed" role="status" mr="auto">
          {chosen.size === 0 ? "Nothing chosen yet" : `${counted(chosen.size, "column")} chosen`}
        </Text>
        <Button variant="default" onClick={cancel}>
          Cancel
        </Button>
        <Button type="submit" disabled={chosen.size === 0} loading={propose.running}>
          Propose a question set
        </Button>
      </Group>
    </form>
  );
}

const RESERVED = ["handback", "intent", "discussion", "coverage"];
