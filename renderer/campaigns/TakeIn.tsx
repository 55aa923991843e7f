import { Button, Group, NativeSelect, Radio, Stack, Text } from "@mantine/core";
import { type ReactElement, useEffect, useState } from "react";
import type { CopySeen } from "../../shared/contract.ts";
import type { HostFile } from "../../shared/host.ts";
import { useReading, useTask } from "../host/operations.ts";
import { mergedWords } from "../import/mergedWords.ts";
import { useUndo } from "../import/undo.ts";
import { counted, monthSpan } from "../ui/format.ts";
import { useNotify } from "../ui/notices.tsx";
import { TaskState } from "../ui/TaskState.tsx";
import { Dialog } from "./Dialog.tsx";

/** Props of a copy whose content is known. */
export interface TakeInProps {
  readonly copy: HostFile & { readonly passphrase: string | null };
  readonly seen: Extract<CopySeen, { kind: "campaign" }>;
  readonly close: () => void;
  readonly abandon: () => void;
}

type Way = "merge" | "replace" | "both";

/** Asks what to do with a copy: add it, or, where its campaign is here already, merge, replace or keep both. */
export function TakeIn({ copy, seen, close, abandon }: TakeInProps): ReactElement {
  const current = useReading("campaign.current", {});
  const open = useTask("campaign.open");
  const openCopy = useTask("campaign.openCopy");
  const merge = useTask("campaign.merge");
  const notify = useNotify();
  const undo = useUndo();
  const { known, own, campaign } = seen;
  const [id, setId] = useState(known[0]?.id ?? "");
  const [way, setWay] = useState<Way>("merge");
  const target = known.find((candidate) => candidate.id === id);
  const running = open.running || openCopy.running || merge.running;
  const { path, name, passphrase } = copy;

  const { run: openOwn } = open;
  useEffect(() => {
    if (own !== null) void openOwn({ id: own }).then((opened) => (opened === null ? undefined : close()));
  }, [own, openOwn, close]);

  const mergeInto = async (into: string): Promise<void> => {
    if (current.data?.id !== into && (await open.run({ id: into })) === null) return;
    const result = await merge.run({ path, name, passphrase });
    if (result === null) return;
    const { importId } = result;
    notify({
      text: mergedWords(name, result),
      ...(importId === null ? {} : { action: { label: "Undo", run: () => void undo(importId) } }),
    });
    close();
  };
  const takeIn = async (replace: string | null): Promise<void> => {
    const opened = await openCopy.run({ path, name, passphrase, replace });
    if (opened === null) return;
    notify({
      text:
        replace === null
          ? `“${opened.name}” is among your campaigns now.`
          : `“${opened.name}” is now as it is in ${name}. How it was before is among its backups.`,
    });
    close();
  };
  const go = (): Promise<void> =>
    target === undefined || way === "both" ? takeIn(null) : way === "merge" ? mergeInto(id) : takeIn(id);

  return (
    <Dialog title={`Open ${name}`} close={abandon} busy={running}>
      <Text>
        <strong>{campaign.name}</strong>
        {campaign.responses === 0
          ? ", with nothing imported yet."
          : `: ${monthSpan(campaign)}, ${counted(campaign.organisations, "organisation")}, ${counted(campaign.responses, "response")}.`}
      </Text>
      {target === undefined ? null : (
        <>
          {known.length === 1 ? (
            <Text>
              It is a copy of <strong>{target.name}</strong>, which is on this computer already
              {target.responses === 0 ? "" : ` (${monthSpan(target)}, ${counted(target.responses, "response")})`}.
            </Text>
          ) : (
            <NativeSelect
              label="It is a copy of campaigns on this computer. Use it with"
              value={id}
              onChange={(event) => setId(event.currentTarget.value)}
              data={known.map((candidate) => ({ value: candidate.id, label: candidate.name }))}
            />
          )}
          <Radio.Group value={way} onChange={(value) => setWay(value)} label="What should be done?">
            <Stack gap="sm" mt="xs">
              <Radio
                value="merge"
                label={`Merge it into “${target.name}”`}
                description="Adds what it has and yours does not. Where you decided differently, Check asks. Can be undone."
              />
              <Radio
                value="replace"
                label={`Replace “${target.name}” with it`}
                description="Yours is kept as a backup first. What was released stays known."
              />
              <Radio value="both" label="Keep both" description="It becomes a campaign of its own beside yours." />
            </Stack>
          </Radio.Group>
        </>
      )}
      <TaskState task={merge.running || merge.error !== null ? merge : openCopy} title={`Taking ${name} in`} />
      {open.error === null ? null : <TaskState task={open} title="Opening the campaign" />}
      <Group justify="flex-end">
        <Button variant="default" onClick={abandon} disabled={running}>
          Cancel
        </Button>
        {own === null ? (
          <Button onClick={() => void go()} loading={running} data-autofocus>
            {target === undefined ? "Add to my campaigns" : WAYS[way]}
          </Button>
        ) : null}
      </Group>
    </Dialog>
  );
}

const WAYS: Readonly<Record<Way, string>> = { merge: "Merge", replace: "Replace", both: "Keep both" };
