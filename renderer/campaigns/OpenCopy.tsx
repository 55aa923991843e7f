import { Button, Group, PasswordInput } from "@mantine/core";
import { type ReactElement, useEffect, useState } from "react";
import type { CopySeen } from "../../shared/contract.ts";
import type { HostFile } from "../../shared/host.ts";
import { useTask } from "../host/operations.ts";
import { ErrorNote } from "../ui/ErrorNote.tsx";
import { Working } from "../ui/Working.tsx";
import { Dialog } from "./Dialog.tsx";
import { TakeIn } from "./TakeIn.tsx";

/** Props of a campaign file from elsewhere. */
export interface OpenCopyProps {
  readonly file: HostFile;
  readonly close: () => void;
}

/** Looks at a campaign file from elsewhere, asks for its passphrase where it has one, and then what to do with it. */
export function OpenCopy({ file, close }: OpenCopyProps): ReactElement {
  const see = useTask("campaign.seeCopy");
  const leave = useTask("campaign.leaveCopy");
  const [passphrase, setPassphrase] = useState("");
  const [seen, setSeen] = useState<CopySeen | null>(null);
  const { run } = see;
  useEffect(() => {
    void run({ path: file.path, name: file.name, passphrase: null }).then(setSeen);
  }, [run, file]);
  const unlock = async (): Promise<void> => {
    const found = await run({ path: file.path, name: file.name, passphrase });
    if (found !== null) setSeen(found);
  };
  const abandon = (): void => {
    see.cancel();
    void leave.run({ path: file.path });
    close();
  };
  if (seen?.kind === "campaign") {
    const copy = { ...file, passphrase: passphrase === "" ? null : passphrase };
    return <TakeIn copy={copy} seen={seen} close={close} abandon={abandon} />;
  }
  return (
    <Dialog title={`Open ${file.name}`} close={abandon} busy={see.running}>
      {see.error === null ? null : <ErrorNote fault={see.error} />}
      {seen?.kind === "locked" ? (
        <form
          onSubmit={(event) => {
            event.preventDefault();
            if (passphrase !== "") void unlock();
          }}
        >
          <PasswordInput
            label="Passphrase"
            description="This copy is protected. Whoever saved it knows its passphrase."
            value={passphrase}
            onChange={(event) => setPassphrase(event.currentTarget.value)}
            error={see.running ? undefined : seen.reason}
            autoComplete="off"
            visibilityToggleButtonProps={{ "aria-label": "Show the passphrase" }}
            data-autofocus
          />
          <Group justify="flex-end" mt="lg">
            <Button variant="default" onClick={abandon}>
              Cancel
            </Button>
            <Button type="submit" disabled={passphrase === ""} loading={see.running}>
              Open
            </Button>
          </Group>
        </form>
      ) : see.running ? (
        <Working title="Looking at the file" progress={see.progress} cancel={abandon} />
      ) : (
        <Group justify="flex-end">
          <Button onClick={abandon}>Close</Button>
        </Group>
      )}
    </Dialog>
  );
}
