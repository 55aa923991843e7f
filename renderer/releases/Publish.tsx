import { Button, Group, Stack, Text, Title } from "@mantine/core";
import { IconCircleCheck } from "@tabler/icons-react";
import { type ReactElement, useEffect, useRef, useState } from "react";
import type { Output } from "../../shared/contract.ts";
import type { Release } from "../../shared/releases.ts";
import { useTask } from "../host/operations.ts";
import { Confirm } from "../ui/Confirm.tsx";
import { ErrorNote } from "../ui/ErrorNote.tsx";
import { OpenFolder } from "../ui/OpenFolder.tsx";
import { DEFAULT_PLACE, PackPlace } from "../ui/PackPlace.tsx";
import { Card } from "../ui/Page.tsx";
import { Working } from "../ui/Working.tsx";
import { everyMonth } from "./words.ts";

/** What releasing came to: the release, and where its files are. */
export type Published = Output<"release.publish">;

/** Props of the last step. */
export interface PublishProps {
  readonly release: Release;
  readonly published: (done: Published) => void;
}

/** Asks where the files go, asks once more, and releases. */
export function Publish({ release, published }: PublishProps): ReactElement {
  const publish = useTask("release.publish");
  const [place, setPlace] = useState(DEFAULT_PLACE);
  const [asking, setAsking] = useState(false);
  const go = async () => {
    setAsking(false);
    const done = await publish.run({ id: release.id, ...place });
    if (done !== null) published(done);
  };
  const frozen = [...new Set(release.freezes.map(({ month }) => month))];
  return (
    <Card title="Release">
      <Stack gap="md">
        <Text>{release.signedOffBy} signed it off. Releasing writes the files and freezes their figures.</Text>
        <PackPlace place={place} choose={setPlace} />
        {publish.error === null ? null : <ErrorNote fault={publish.error} />}
        {publish.running ? (
          <Working title="Releasing" progress={publish.progress} cancel={publish.cancel} />
        ) : (
          <Group>
            <Button size="md" onClick={() => setAsking(true)}>
              Release…
            </Button>
          </Group>
        )}
      </Stack>
      <Confirm
        opened={asking}
        title="Release this pack?"
        text={`This cannot be undone. ${
          frozen.length === 0
            ? "Its figures were frozen by earlier releases"
            : `The figures of ${everyMonth(frozen)} are frozen for ever`
        }, and every later pack is attacked together with this one. A release can be withdrawn, never taken back.`}
        action="Release it"
        confirm={() => void go()}
        cancel={() => setAsking(false)}
      />
    </Card>
  );
}

/** The release that was just made: where it is. */
export function Done({ done, close }: { readonly done: Published; readonly close: () => void }): ReactElement {
  const heading = useRef<HTMLHeadingElement>(null);
  useEffect(() => heading.current?.focus(), []);
  const { release, folder } = done;
  return (
    <section className="bw-card" aria-label="Released">
      <Stack gap="sm">
        <Group gap="sm" wrap="nowrap" role="status">
          <IconCircleCheck size={28} color="var(--bw-good)" aria-hidden style={{ flexShrink: 0 }} />
          <Title order={2} tabIndex={-1} ref={heading} className="bw-quiet">
            Released: {release.title}
          </Title>
        </Group>
        <Text style={{ overflowWrap: "anywhere" }}>{folder}</Text>
        <Text c="dimmed">
          {release.code}. Quote its manifest’s SHA-256 beside it, so that anybody can check theirs:{" "}
          <code style={{ overflowWrap: "anywhere" }}>{release.sha256}</code>
        </Text>
        <OpenFolder folder={folder}>
          <Button variant="default" onClick={close}>
            Done
          </Button>
        </OpenFolder>
      </Stack>
    </section>
  );
}
