import { Button, Group, Text, Textarea, Title } from "@mantine/core";
import { type ReactElement, useState } from "react";
import type { MessageView } from "../../shared/wordings.ts";
import { counted } from "../ui/format.ts";
import { MovedNote } from "./MovedNote.tsx";
import type { Words } from "./useWords.ts";

/** Props of the key messages; `list` are those of the pack. */
export interface MessagesProps {
  readonly words: Words;
  readonly list: readonly MessageView[];
}

/** The key messages: each is written by the app and follows the figures, or by hand and is flagged when one of them moves. */
export function Messages({ words, list }: MessagesProps): ReactElement {
  const [written, setWritten] = useState<string | null>(null);
  const flagged = list.filter((message) => isFlagged(message)).length;
  return (
    <section className="bw-card" aria-labelledby="messages-title">
      <Group justify="space-between" mb={4}>
        <Title order={2} id="messages-title">
          Key messages
        </Title>
        {words.undo === null ? null : (
          <Button variant="default" size="xs" onClick={words.undo} disabled={words.busy}>
            Undo the last wording
          </Button>
        )}
      </Group>
      <Text c="dimmed" size="sm" mb="sm">
        {flagged === 0
          ? "Written by the app from the figures. You can put any of them in your own words."
          : `${counted(flagged, "message")} of yours ${flagged === 1 ? "states a figure that has" : "state figures that have"} moved. Until you say what to do, the pack has the app’s own sentence there.`}
      </Text>
      <ol className="bw-messages">
        {list.map((message) => (
          <li key={message.id} data-flagged={isFlagged(message)}>
            {written === message.id ? (
              <WriteMessage words={words} message={message} close={() => setWritten(null)} />
            ) : (
              <ShownMessage words={words} message={message} write={() => setWritten(message.id)} />
            )}
          </li>
        ))}
      </ol>
    </section>
  );
}

/** Whether a message by hand waits for somebody to say what becomes of it. */
function isFlagged({ text, moved, unfit }: MessageView): boolean {
  return text !== null && (moved.length > 0 || unfit !== null);
}

interface OneProps {
  readonly words: Words;
  readonly message: MessageView;
}

function ShownMessage({ words, message, write }: OneProps & { readonly write: () => void }): ReactElement {
  const { id, own, text, moved, unfit, renewed } = message;
  const start = (text ?? own).slice(0, 40);
  return (
    <>
      <Text size="sm">{isFlagged(message) ? own : (text ?? own)}</Text>
      {isFlagged(message) ? (
        <MovedNote
          text={text ?? ""}
          moved={moved}
          unfit={unfit}
          renewed={renewed}
          busy={words.busy}
          take={() => void words.settle({ of: "message", id, choice: "take" })}
          keep={() => void words.settle({ of: "message", id, choice: "keep" })}
          reset={() => void words.message(id, null)}
        />
      ) : null}
      <Group gap={6} mt={2}>
        <Button variant="subtle" size="compact-xs" onClick={write} aria-label={`Edit “${start} …”`}>
          Edit
        </Button>
        {text === null || isFlagged(message) ? null : (
          <>
            <Button
              variant="subtle"
              size="compact-xs"
              disabled={words.busy}
              onClick={() => void words.message(id, null)}
              aria-label={`Take the app’s own sentence for “${start} …”`}
            >
              Take the app’s own
            </Button>
            <Text size="xs" c="dimmed">
              In your words
            </Text>
          </>
        )}
      </Group>
    </>
  );
}

function WriteMessage({ words, message, close }: OneProps & { readonly close: () => void }): ReactElement {
  const [text, setText] = useState(message.text ?? message.own);
  const save = async (): Promise<void> => {
    const own = text.trim() === message.own;
    if (await words.message(message.id, own ? null : text.trim())) close();
  };
  return (
    <>
      <Textarea
        label="This message in your words"
        description="Every number has to be one that the pack publishes. You are told when one of the app’s sentence moves. Shares in words (“half”) are yours to check."
        autosize
        minRows={3}
        maxLength={2000}
        value={text}
        error={words.error?.message ?? null}
        onChange={(event) => {
          setText(event.currentTarget.value);
          words.reset();
        }}
        data-autofocus
      />
      <Group gap="xs" mt="xs">
        <Button size="xs" onClick={() => void save()} loading={words.busy} disabled={text.trim() === ""}>
          Keep
        </Button>
        <Button
          size="xs"
          variant="default"
          onClick={() => {
            words.reset();
            close();
          }}
        >
          Leave as it was
        </Button>
      </Group>
    </>
  );
}
