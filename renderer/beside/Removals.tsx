import { Button, Checkbox, Group, Stack, Text, TextInput } from "@mantine/core";
import { type ReactElement, useState } from "react";
import { type Quote, REMOVAL_REASONS, type Removal, redacted } from "../../shared/quotes.ts";
import { placesOf, sameWords } from "./drafts.ts";

/** Props of what is taken out of a quote. */
export interface RemovalsProps {
  readonly quote: Quote;
  readonly change: (quote: Quote) => void;
}

/** What is proposed to be taken out, each with its reason, to be left in or not; other words can be taken out by hand. */
export function Removals({ quote, change }: RemovalsProps): ReactElement {
  const { text, removed, left } = quote;
  const [words, setWords] = useState("");
  const all = [...removed, ...left].toSorted((a, b) => a.start - b.start);
  const without = (list: readonly Removal[], one: Removal): Removal[] => list.filter((other) => !sameWords(one, other));
  const set = (one: Removal, out: boolean): void => {
    if (out) change({ ...quote, removed: [...removed, one], left: without(left, one) });
    else if (one.kind === "own") change({ ...quote, removed: without(removed, one) });
    else change({ ...quote, removed: without(removed, one), left: [...left, one] });
  };
  const found = placesOf(text, words).filter((one) => !removed.some((other) => sameWords(one, other)));
  const takeOut = (): void => {
    if (found.length === 0) return;
    change({ ...quote, removed: [...removed, ...found] });
    setWords("");
  };
  return (
    <Stack gap="sm">
      <fieldset className="bw-plain-set">
        <legend>What is taken out</legend>
        {all.length === 0 ? (
          <Text c="dimmed">Nothing was found that could tell who it is. Read it yourself: only you can be sure.</Text>
        ) : (
          <Stack gap={6}>
            {all.map((one) => (
              <Checkbox
                key={`${one.start} ${one.end} ${one.kind}`}
                checked={removed.includes(one)}
                onChange={(event) => set(one, event.currentTarget.checked)}
                label={
                  <>
                    “{text.slice(one.start, one.end)}”{" "}
                    <Text span size="sm" c="dimmed">
                      {REMOVAL_REASONS[one.kind]}
                    </Text>
                  </>
                }
              />
            ))}
          </Stack>
        )}
      </fieldset>
      <Group align="flex-end" gap="xs">
        <TextInput
          label="Take out other words"
          value={words}
          onChange={(event) => setWords(event.currentTarget.value)}
          onKeyDown={(event) => {
            if (event.key !== "Enter") return;
            event.preventDefault();
            takeOut();
          }}
          error={words.trim() !== "" && found.length === 0 ? "These words are not in it." : null}
          style={{ flex: 1 }}
        />
        <Button variant="default" onClick={takeOut} disabled={found.length === 0}>
          Take out
        </Button>
      </Group>
      <div>
        <Text fw={600} size="sm" id="quote-published">
          As it would be published
        </Text>
        <blockquote className="bw-quote" aria-labelledby="quote-published" aria-live="polite">
          “{redacted(quote)}”
        </blockquote>
      </div>
    </Stack>
  );
}
