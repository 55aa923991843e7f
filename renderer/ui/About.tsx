import { Accordion, Button, Group, Modal, Skeleton, Stack, Text, TextInput } from "@mantine/core";
import { type ReactElement, useState } from "react";
import { useConnection } from "../host/engine.tsx";
import { useReading, useTask } from "../host/operations.ts";
import { ErrorNote } from "./ErrorNote.tsx";
import { Late } from "./Late.tsx";

/** Props of what Bellwether says of itself. */
export interface AboutProps {
  readonly opened: boolean;
  readonly close: () => void;
}

/** What Bellwether is: its version, what it promises, and whose work is in it. */
export function About({ opened, close }: AboutProps): ReactElement {
  return (
    <Modal
      opened={opened}
      onClose={close}
      title="About Bellwether"
      size="lg"
      centered
      closeButtonProps={{ "aria-label": "Close" }}
    >
      {opened ? <Contents /> : null}
    </Modal>
  );
}

function Contents(): ReactElement {
  const info = useReading("app.info", {});
  const { data, error, again } = useReading("app.licences", {});
  const [wanted, setWanted] = useState("");
  if (error !== null) return <ErrorNote fault={error} again={again} />;
  if (data === undefined || info.data === undefined)
    return (
      <Late>
        <Skeleton h={240} />
      </Late>
    );
  const shown = data.filter(({ name }) => name.toLowerCase().includes(wanted.trim().toLowerCase()));
  return (
    <Stack gap="md">
      <Text>Version {info.data.version}. MIT licence.</Text>
      <Text>
        Everything stays on this computer: Bellwether reaches no network and reports to nobody. Your administrator
        brings new versions; it never looks for one unless you ask it to, in a folder or file.
      </Text>
      <Newer />
      <Text style={{ overflowWrap: "anywhere" }}>Campaigns are kept in {info.data.dataFolder}</Text>
      <Text fw={600}>The work of others that is in it</Text>
      <TextInput
        label="Find a library"
        value={wanted}
        onChange={(event) => setWanted(event.currentTarget.value)}
        data-autofocus
      />
      {shown.length === 0 ? (
        <Text c="dimmed">No library of that name is in this version.</Text>
      ) : (
        <Accordion variant="contained" order={3}>
          {shown.map(({ name, version, licence, text }) => (
            <Accordion.Item key={`${name} ${version}`} value={`${name} ${version}`}>
              <Accordion.Control>
                {name} {version} · {licence}
              </Accordion.Control>
              <Accordion.Panel>
                <Text size="sm" style={{ whiteSpace: "pre-wrap", overflowWrap: "anywhere" }}>
                  {text}
                </Text>
              </Accordion.Panel>
            </Accordion.Item>
          ))}
        </Accordion>
      )}
    </Stack>
  );
}

/** Looks where the person says for a newer version; offered where the host can ask for a folder. */
function Newer(): ReactElement | null {
  const { bridge } = useConnection();
  const look = useTask("app.newer");
  const [found, setFound] = useState<string | null>(null);
  const { chooseFolder } = bridge;
  if (chooseFolder === null) return null;
  const choose = async () => {
    const folder = await chooseFolder();
    if (folder === null) return;
    const newer = await look.run({ folder });
    setFound(
      newer === null
        ? `No newer version is in ${folder}.`
        : `${newer.file} is newer. Ask your administrator to install it.`,
    );
  };
  return (
    <Group>
      <Button variant="default" onClick={() => void choose()} loading={look.running}>
        Look in a folder for a newer version…
      </Button>
      <Text role="status">{look.error === null ? found : null}</Text>
      {look.error === null ? null : <ErrorNote fault={look.error} />}
    </Group>
  );
}
