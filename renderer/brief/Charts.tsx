import { Button, Checkbox, Group, Text, TextInput, Title } from "@mantine/core";
import { type ReactElement, useState } from "react";
import type { ChartView } from "../../shared/wordings.ts";
import { MovedNote } from "./MovedNote.tsx";
import type { Words } from "./useWords.ts";

/** Props of the charts of a pack. */
export interface ChartsProps {
  readonly words: Words;
  readonly list: readonly ChartView[];
}

/** The charts of the pack: each is in it or left out, under its own finding or words of somebody's own. */
export function Charts({ words, list }: ChartsProps): ReactElement {
  const [written, setWritten] = useState<string | null>(null);
  return (
    <section className="bw-card" aria-labelledby="charts-title">
      <Title order={2} id="charts-title" mb={4}>
        Charts
      </Title>
      <Text c="dimmed" size="sm" mb="sm">
        A chart stands with its section. Left out, it is in no document and in no folder.
      </Text>
      <ul className="bw-messages">
        {list.map((chart) => (
          <li key={chart.id} data-flagged={isFlagged(chart)}>
            <OneChart
              words={words}
              chart={chart}
              writing={written === chart.id}
              write={(on) => setWritten(on ? chart.id : null)}
            />
          </li>
        ))}
      </ul>
    </section>
  );
}

function isFlagged({ text, moved, unfit }: ChartView): boolean {
  return text !== null && (moved.length > 0 || unfit !== null);
}

interface OneProps {
  readonly words: Words;
  readonly chart: ChartView;
  readonly writing: boolean;
  readonly write: (on: boolean) => void;
}

function OneChart({ words, chart, writing, write }: OneProps): ReactElement {
  const { id, label, own, text, shown, moved, unfit, inDocuments } = chart;
  const flagged = isFlagged(chart);
  return (
    <>
      <Checkbox
        label={`${label}${inDocuments ? "" : " (a file of its own only)"}`}
        checked={shown}
        disabled={words.busy}
        onChange={(event) => void words.chart({ id, title: text, shown: event.currentTarget.checked })}
      />
      {writing ? (
        <WriteHeading words={words} chart={chart} close={() => write(false)} />
      ) : shown ? (
        <>
          <Text size="sm" ml={32} mt={2}>
            {flagged ? own : (text ?? own)}
          </Text>
          {flagged ? (
            <MovedNote
              text={text ?? ""}
              moved={moved}
              unfit={unfit}
              renewed={null}
              busy={words.busy}
              take={() => undefined}
              keep={() => void words.settle({ of: "chart", id, choice: "keep" })}
              reset={() => void words.chart({ id, title: null, shown })}
            />
          ) : null}
          <Group gap={6} ml={26}>
            <Button
              variant="subtle"
              size="compact-xs"
              onClick={() => write(true)}
              aria-label={`Edit the heading of “${label}”`}
            >
              Edit
            </Button>
            {text === null || flagged ? null : (
              <>
                <Button
                  variant="subtle"
                  size="compact-xs"
                  disabled={words.busy}
                  onClick={() => void words.chart({ id, title: null, shown })}
                  aria-label={`Take the app’s own heading of “${label}”`}
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
      ) : null}
    </>
  );
}

function WriteHeading({
  words,
  chart: { id, own, text, shown },
  close,
}: {
  readonly words: Words;
  readonly chart: ChartView;
  readonly close: () => void;
}): ReactElement {
  const [heading, setHeading] = useState(text ?? own);
  const save = async (): Promise<void> => {
    const said = heading.trim();
    if (await words.chart({ id, title: said === own || said === "" ? null : said, shown })) close();
  };
  return (
    <>
      <TextInput
        label="Its heading in your words"
        description="Every number has to be one that the pack publishes. You are told when what the chart finds has changed."
        mt="xs"
        maxLength={200}
        value={heading}
        error={words.error?.message ?? null}
        onChange={(event) => {
          setHeading(event.currentTarget.value);
          words.reset();
        }}
      />
      <Group gap="xs" mt="xs">
        <Button size="xs" onClick={() => void save()} loading={words.busy}>
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
