import { Alert, Button, Group, PasswordInput, Switch, Text } from "@mantine/core";
import { IconCircleCheck } from "@tabler/icons-react";
import { type ReactElement, useState } from "react";
import { SHORTEST_PASSPHRASE } from "../../shared/campaigns.ts";
import type { Output } from "../../shared/contract.ts";
import { useConnection } from "../host/engine.tsx";
import { useReading, useTask } from "../host/operations.ts";
import { size } from "../ui/format.ts";
import { OpenFolder } from "../ui/OpenFolder.tsx";
import { TaskState } from "../ui/TaskState.tsx";
import { Dialog } from "./Dialog.tsx";
import type { CampaignDialogProps } from "./RenameCampaign.tsx";

/** Saves a campaign as one file for a colleague or a safe, protected by a passphrase unless somebody says otherwise. */
export function SaveCopy({ campaign, close }: CampaignDialogProps): ReactElement {
  const { bridge } = useConnection();
  const info = useReading("app.info", {});
  const save = useTask("campaign.saveCopy");
  const [protect, setProtect] = useState(!campaign.sample);
  const [passphrase, setPassphrase] = useState("");
  const [again, setAgain] = useState("");
  const [saved, setSaved] = useState<Output<"campaign.saveCopy"> | null>(null);
  const short = passphrase.trim().length < SHORTEST_PASSPHRASE;
  const differs = again !== "" && again !== passphrase;
  const ready = (!protect || (!short && again === passphrase)) && !save.running;
  const go = async (): Promise<void> => {
    if (!ready) return;
    const to = bridge.chooseSave === null ? null : await bridge.chooseSave(`${plainName(campaign.name)}.evidence`);
    if (bridge.chooseSave !== null && to === null) return;
    setSaved(await save.run({ id: campaign.id, to, passphrase: protect ? passphrase : null }));
  };
  if (saved !== null) {
    return (
      <Dialog title="Copy saved" close={close}>
        <Alert color="green" variant="outline" icon={<IconCircleCheck aria-hidden />} role="status">
          <Text style={{ overflowWrap: "anywhere" }}>
            {saved.path} ({size(saved.bytes)})
          </Text>
          <Text size="sm" mt={4}>
            {protect
              ? "Tell the passphrase to whoever should open it by another way than the file, such as the telephone."
              : "It names organisations and holds their answers. Whoever has the file can read it."}
          </Text>
        </Alert>
        <OpenFolder folder={folderOf(saved.path)} variant="default">
          <Button onClick={close}>Done</Button>
        </OpenFolder>
      </Dialog>
    );
  }
  return (
    <Dialog title="Save a copy" close={close} busy={save.running}>
      <form
        onSubmit={(event) => {
          event.preventDefault();
          void go();
        }}
      >
        <Text mb="md">
          One file with everything in <strong>{campaign.name}</strong>, to keep safe or to hand to a colleague. They
          open it, or merge it with theirs.
        </Text>
        <Switch
          label="Protect it with a passphrase"
          checked={protect}
          onChange={(event) => setProtect(event.currentTarget.checked)}
          mb="md"
        />
        {protect ? (
          <>
            <PasswordInput
              label="Passphrase"
              description={`At least ${SHORTEST_PASSPHRASE} characters; four or five words that do not belong together are best. It is kept nowhere: without it nobody can open the copy, we neither.`}
              value={passphrase}
              onChange={(event) => setPassphrase(event.currentTarget.value)}
              error={passphrase !== "" && short && again !== "" ? "That is too short." : undefined}
              autoComplete="new-password"
              visibilityToggleButtonProps={{ "aria-label": "Show the passphrase" }}
              data-autofocus
            />
            <PasswordInput
              label="The same passphrase again"
              value={again}
              onChange={(event) => setAgain(event.currentTarget.value)}
              error={differs ? "That is not the same." : undefined}
              autoComplete="new-password"
              visibilityToggleButtonProps={{ "aria-label": "Show the second passphrase" }}
              mt="sm"
            />
          </>
        ) : (
          <Text c="dimmed">Whoever has the file can read every organisation’s answers in it.</Text>
        )}
        {bridge.chooseSave === null ? (
          <Text c="dimmed" size="sm" mt="md" style={{ overflowWrap: "anywhere" }}>
            It goes to {info.data?.packsFolder ?? "Bellwether’s own place"}.
          </Text>
        ) : null}
        <TaskState task={save} title="Saving the copy" />
        <Group justify="flex-end" mt="lg">
          <Button variant="default" onClick={close} disabled={save.running}>
            Cancel
          </Button>
          <Button type="submit" disabled={!ready} loading={save.running}>
            {bridge.chooseSave === null ? "Save the copy" : "Choose where…"}
          </Button>
        </Group>
      </form>
    </Dialog>
  );
}

/** A campaign's name as a file may be called on any system. */
function plainName(name: string): string {
  return name.replace(/[^\p{L}\p{N} _–-]+/gu, "").trim() || "Campaign";
}

function folderOf(file: string): string {
  return file.replace(/[\\/][^\\/]*$/, "");
}
