import { Alert, Button, Group, Text } from "@mantine/core";
import type { ReactElement } from "react";

/** Props of what is said of words whose figures moved. */
export interface MovedNoteProps {
  /** What people wrote. */
  readonly text: string;
  readonly moved: readonly string[];
  /** Why the words cannot stay; null where they can. */
  readonly unfit: string | null;
  /** The words with the figures of now; null where there is no such thing. */
  readonly renewed: string | null;
  readonly busy: boolean;
  readonly take: () => void;
  readonly keep: () => void;
  readonly reset: () => void;
}

/** What moved under somebody's words, what these were, and what can be done. */
export function MovedNote({ text, moved, unfit, renewed, busy, ...on }: MovedNoteProps): ReactElement {
  return (
    <Alert color="orange" variant="outline" title="Figure moved" my={6} className="bw-moved">
      {moved.map((line) => (
        <Text key={line} size="sm">
          {line}
        </Text>
      ))}
      <Text size="sm" mt={4}>
        <strong>Your words:</strong> {text}
      </Text>
      {renewed === null || renewed === text ? null : (
        <Text size="sm" mt={4}>
          <strong>With the figures of now:</strong> {renewed}
        </Text>
      )}
      {unfit === null ? null : (
        <Text size="sm" mt={4}>
          Your words cannot stay as they are: {unfit}
        </Text>
      )}
      <Group gap="xs" mt="xs">
        {renewed === null || renewed === text ? null : (
          <Button size="compact-sm" onClick={on.take} disabled={busy}>
            Take the new figures
          </Button>
        )}
        {unfit === null ? (
          <Button size="compact-sm" variant="default" onClick={on.keep} disabled={busy}>
            Keep my words
          </Button>
        ) : null}
        <Button size="compact-sm" variant="default" onClick={on.reset} disabled={busy}>
          Take the app’s own
        </Button>
      </Group>
    </Alert>
  );
}
