import { Button, FileButton, Group, Skeleton, Stack, Text, TextInput, Title } from "@mantine/core";
import { useQueryClient } from "@tanstack/react-query";
import { type ReactElement, useState } from "react";
import { type House, LOGO_BYTES, PLAIN_HOUSE } from "../../shared/house.ts";
import { useReading, useTask } from "../host/operations.ts";
import { ErrorNote } from "../ui/ErrorNote.tsx";
import { Expand } from "../ui/Expand.tsx";
import { useNotify } from "../ui/notices.tsx";
import { ColourInput } from "./ColourInput.tsx";
import { bytesInBase64, pictureAddress } from "./picked.ts";

/** How every document looks and who issues it: kept in the campaign, and used by every pack from then on. */
export function HouseStyle(): ReactElement {
  const kept = useReading("house.get", {});
  return (
    <section className="bw-card" aria-labelledby="house-title">
      <Title order={2} id="house-title" mb={4}>
        House style
      </Title>
      <Text c="dimmed" size="sm">
        {kept.data === undefined || kept.data.name === ""
          ? "Your name, logo and colours in every document."
          : `${kept.data.name}: in every document of this campaign’s packs.`}
      </Text>
      <Expand summary="Change it" lazy>
        {kept.error !== null ? (
          <ErrorNote fault={kept.error} again={kept.again} />
        ) : kept.data === undefined ? (
          <Skeleton h={220} />
        ) : (
          <HouseForm key={JSON.stringify(kept.data)} kept={kept.data} />
        )}
      </Expand>
    </section>
  );
}

function HouseForm({ kept }: { readonly kept: House }): ReactElement {
  const save = useTask("house.save");
  const notify = useNotify();
  const queries = useQueryClient();
  const [house, setHouse] = useState(kept);
  const [fault, setFault] = useState<string | null>(null);
  const change = (part: Partial<House>): void => {
    setHouse({ ...house, ...part });
    save.reset();
  };
  const put = async (next: House | null): Promise<boolean> => {
    const done = await save.run({ house: next });
    if (done === null) return false;
    queries.setQueryData(["house.get", {}], [done]);
    void queries.invalidateQueries({ queryKey: ["preview.pages"] });
    return true;
  };
  const keep = async (next: House | null): Promise<void> => {
    if (!(await put(next))) return;
    notify({
      text: next === null ? "Packs have the plain look again." : "Kept: every document of a pack has it from now on.",
      action: { label: "Undo", run: () => void put(kept) },
    });
  };
  const pick = async (file: File | null): Promise<void> => {
    setFault(null);
    if (file === null) return;
    if (file.size > LOGO_BYTES) setFault("The logo is larger than 1 MB. Pick a smaller picture.");
    else change({ logo: bytesInBase64(new Uint8Array(await file.arrayBuffer())) });
  };
  return (
    <Stack gap="sm">
      <TextInput
        label="Association"
        maxLength={120}
        value={house.name}
        onChange={(event) => change({ name: event.currentTarget.value })}
      />
      <TextInput
        label="Contact line"
        description="At the end of every document: whom to ask."
        maxLength={200}
        value={house.contact}
        onChange={(event) => change({ contact: event.currentTarget.value })}
      />
      <Group grow align="flex-start">
        <ColourInput label="Main colour" value={house.colour} choose={(colour) => change({ colour })} />
        <ColourInput label="Accent" value={house.accent} choose={(accent) => change({ accent })} />
      </Group>
      <div>
        <Text size="sm" fw={600} mb={4}>
          Logo
        </Text>
        <Group gap="sm">
          {house.logo === null ? null : (
            <img className="bw-logo" src={pictureAddress(house.logo)} alt="The logo as it is picked" />
          )}
          <FileButton accept="image/png,image/svg+xml" onChange={(file) => void pick(file)}>
            {(props) => (
              <Button variant="default" size="xs" {...props}>
                {house.logo === null ? "Pick a PNG or SVG" : "Pick another"}
              </Button>
            )}
          </FileButton>
          {house.logo === null ? null : (
            <Button variant="subtle" size="xs" onClick={() => change({ logo: null })}>
              No logo
            </Button>
          )}
        </Group>
        <Text size="xs" c="dimmed" mt={4}>
          It is drawn anew on white: scripts, links and hidden words of the file do not come along.
        </Text>
      </div>
      {fault === null ? null : <ErrorNote fault={{ message: fault }} />}
      {save.error === null ? null : <ErrorNote fault={save.error} />}
      <Group>
        <Button size="sm" onClick={() => void keep(house)} loading={save.running} disabled={house === kept}>
          Keep the house style
        </Button>
        {JSON.stringify(kept) === JSON.stringify(PLAIN_HOUSE) ? null : (
          <Button size="sm" variant="default" onClick={() => void keep(null)} disabled={save.running}>
            Plain look
          </Button>
        )}
      </Group>
    </Stack>
  );
}
