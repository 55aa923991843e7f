import { Button, Group, Modal, Skeleton, Stack, Text, TextInput } from "@mantine/core";
import { useDebouncedValue } from "@mantine/hooks";
import { type ReactElement, useState } from "react";
import type { FreeText } from "../../shared/quotes.ts";
import { useReading } from "../host/operations.ts";
import { ErrorNote } from "../ui/ErrorNote.tsx";
import { counted, monthText } from "../ui/format.ts";
import { Late } from "../ui/Late.tsx";

/** Props of choosing an answer. */
export interface AnswersProps {
  readonly opened: boolean;
  readonly close: () => void;
  readonly choose: (answer: FreeText) => void;
}

/** The campaign's answers in free text, to make a quote of one. */
export function Answers({ opened, close, choose }: AnswersProps): ReactElement {
  return (
    <Modal
      data-help="beside"
      opened={opened}
      onClose={close}
      size={860}
      title="Which answer?"
      closeButtonProps={{ "aria-label": "Close" }}
    >
      {opened ? <List choose={choose} /> : null}
    </Modal>
  );
}

const SHOWN = 50;

function List({ choose }: Pick<AnswersProps, "choose">): ReactElement {
  const [search, setSearch] = useState("");
  const [sought] = useDebouncedValue(search.trim(), 250);
  const { data, error, again } = useReading("quote.answers", { search: sought, limit: SHOWN });
  return (
    <Stack>
      <TextInput
        label="Words in it"
        value={search}
        maxLength={200}
        onChange={(event) => setSearch(event.currentTarget.value)}
        data-autofocus
      />
      {error !== null ? (
        <ErrorNote fault={error} again={again} />
      ) : data === undefined ? (
        <Late>
          <Skeleton h={120} />
        </Late>
      ) : data.total === 0 ? (
        <Text c="dimmed">
          {sought === ""
            ? "No answers in free text. A question set of your own keeps them where a question is of the kind “Free text”; otherwise close this and choose “Type or paste”."
            : "No answer holds these words."}
        </Text>
      ) : (
        <>
          <Text size="sm" c="dimmed" role="status">
            {counted(data.total, "answer")}
            {data.total > SHOWN ? `, the first ${SHOWN} shown` : ""}
          </Text>
          <ul className="bw-entries">
            {data.answers.map((answer) => (
              <li key={`${answer.file} ${answer.sheet ?? ""} ${answer.row} ${answer.question}`}>
                <Text>{answer.text}</Text>
                <Group justify="space-between">
                  <Text size="sm" c="dimmed">
                    {answer.question}. {monthText(answer.month)}, {answer.file}, row {answer.row}.
                  </Text>
                  <Button
                    size="compact-sm"
                    variant="default"
                    onClick={() => choose(answer)}
                    aria-label={`Use “${answer.text.slice(0, 60)}”`}
                  >
                    Use
                  </Button>
                </Group>
              </li>
            ))}
          </ul>
        </>
      )}
    </Stack>
  );
}
