import { Alert, Button, Group, Stack, Text, Title } from "@mantine/core";
import { type ReactElement, useEffect, useRef, useState } from "react";
import type { Output } from "../../shared/contract.ts";
import { useTask } from "../host/operations.ts";
import { Confirm } from "../ui/Confirm.tsx";
import { ErrorNote } from "../ui/ErrorNote.tsx";
import { when } from "../ui/format.ts";
import { useNotify } from "../ui/notices.tsx";
import { LookAtPages } from "./LookAtPages.tsx";
import { Parts, type PartsProps } from "./Parts.tsx";
import { Publish } from "./Publish.tsx";
import { SignOff } from "./SignOff.tsx";
import { STATE_WORDS } from "./words.ts";

/** Props of the release on its way. */
export interface OnItsWayProps extends PartsProps {
  /** Asks to prepare it anew. */
  readonly again: () => void;
  readonly published: (done: Output<"release.publish">) => void;
}

/** The one release on its way: what it is, everything a second person looks at, the sign-off and the release itself. */
export function OnItsWay({ release, titles, again, published }: OnItsWayProps): ReactElement {
  const last = useRef<HTMLDivElement>(null);
  const state = useRef(release.state);
  // Once it is signed off the keyboard goes on to what comes next.
  useEffect(() => {
    if (state.current !== release.state) last.current?.focus();
    state.current = release.state;
  }, [release.state]);
  return (
    <Stack gap="lg">
      <section className="bw-card" aria-label="The release on its way">
        <Stack gap="sm">
          <Group justify="space-between" align="flex-start" className="bw-card-head">
            <div>
              <Title order={2} style={{ overflowWrap: "anywhere" }}>
                {release.title}
              </Title>
              <Text c="dimmed">
                {release.code}. Composed by {release.composedBy}, {when(release.composedAt)}.
                {release.signedOffBy === null || release.signedOffAt === null
                  ? ""
                  : ` Signed off by ${release.signedOffBy}, ${when(release.signedOffAt)}.`}
              </Text>
            </div>
            <span className="bw-badge" data-kind={release.state === "signed-off" ? "calm" : "warn"}>
              {STATE_WORDS[release.state]}
            </span>
          </Group>
          {release.stale ? (
            <Alert color="yellow" variant="outline" title="The evidence has changed since" className="bw-error">
              Files were imported, decisions made or rules changed after this pack was prepared. It still says what it
              said then. Prepare it again to take the changes in.
            </Alert>
          ) : null}
          <LookAtPages key={release.composedAt} release={release}>
            <Button variant="default" onClick={again}>
              Prepare again…
            </Button>
            <ThrowAway release={release} />
          </LookAtPages>
        </Stack>
      </section>
      <Parts release={release} titles={titles} />
      <div ref={last} tabIndex={-1} className="bw-quiet">
        {release.state === "prepared" ? (
          <SignOff release={release} />
        ) : (
          <Publish release={release} published={published} />
        )}
      </div>
    </Stack>
  );
}

function ThrowAway({ release }: Pick<OnItsWayProps, "release">): ReactElement {
  const discard = useTask("release.discard");
  const notify = useNotify();
  const [asking, setAsking] = useState(false);
  const go = async () => {
    setAsking(false);
    if ((await discard.run({ id: release.id })) === null) return;
    notify({ text: `“${release.title}” is thrown away. Nothing of it was released.` });
  };
  return (
    <>
      <Button variant="default" onClick={() => setAsking(true)} loading={discard.running}>
        Throw away…
      </Button>
      {discard.error === null ? null : <ErrorNote fault={discard.error} />}
      <Confirm
        opened={asking}
        title="Throw this release away?"
        text={`“${release.title}” and its sign-off are removed. Nothing of it was released, so nothing is lost but the work of preparing it again. Pages that were saved to look at stay where they are.`}
        action="Throw it away"
        confirm={() => void go()}
        cancel={() => setAsking(false)}
      />
    </>
  );
}
