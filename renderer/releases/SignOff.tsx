import { Button, Checkbox, Group, Stack, Text, TextInput } from "@mantine/core";
import { type FormEvent, type ReactElement, useState } from "react";
import type { Release } from "../../shared/releases.ts";
import { useTask } from "../host/operations.ts";
import { ErrorNote } from "../ui/ErrorNote.tsx";
import { Card } from "../ui/Page.tsx";
import { isSamePerson } from "./words.ts";

/** Asks a second person to look and to put their name to it. */
export function SignOff({ release }: { readonly release: Release }): ReactElement {
  const sign = useTask("release.signOff");
  const [name, setName] = useState("");
  const [looked, setLooked] = useState(false);
  const same = isSamePerson(name, release.composedBy);
  const ready = looked && name.trim().length >= 2 && !same && !sign.running;
  const submit = async (event: FormEvent) => {
    event.preventDefault();
    if (ready) await sign.run({ id: release.id, name: name.trim() });
  };
  return (
    <Card title="Sign off">
      <form onSubmit={(event) => void submit(event)}>
        <Stack gap="md" maw={640}>
          <Text>
            A second person signs it off: whoever made a thing sees in it what they meant, another sees what stands
            there. So it cannot be {release.composedBy}, who composed it.
          </Text>
          <TextInput
            label="Signed off by"
            value={name}
            maxLength={120}
            maw={340}
            onChange={(event) => {
              sign.reset();
              setName(event.currentTarget.value);
            }}
            error={same ? `${release.composedBy} composed it. Somebody else must sign it off.` : null}
          />
          <Checkbox
            label="I have looked at the pages and the list of what is hidden"
            checked={looked}
            onChange={(event) => setLooked(event.currentTarget.checked)}
          />
          {sign.error === null ? null : <ErrorNote fault={sign.error} />}
          <Group>
            <Button type="submit" disabled={!ready} loading={sign.running}>
              Sign off
            </Button>
          </Group>
        </Stack>
      </form>
    </Card>
  );
}
