import { Button, Group, Image, Skeleton, Stack, Text, Title } from "@mantine/core";
import { IconFlask, IconPlus } from "@tabler/icons-react";
import { type ReactElement, useEffect, useState } from "react";
import { useReading, useTask } from "../host/operations.ts";
import { ErrorNote } from "../ui/ErrorNote.tsx";
import icon from "../ui/icon.svg";
import { Late } from "../ui/Late.tsx";
import { Working } from "../ui/Working.tsx";
import { CampaignList } from "./CampaignList.tsx";
import { NewCampaign } from "./NewCampaign.tsx";

/** What is seen while no campaign is open: what Bellwether is, a new campaign, the sample, and those there are. */
export function Start(): ReactElement {
  const list = useReading("campaign.list", {});
  const open = useTask("campaign.open");
  const sample = useTask("campaign.openSample");
  const [naming, setNaming] = useState(false);
  useEffect(() => {
    document.title = "Bellwether";
  }, []);
  const fault = open.error ?? sample.error ?? list.error;
  return (
    <main className="bw-start">
      <div className="bw-start-inner">
        <Stack gap="lg">
          <Group gap="md">
            <Image src={icon} w={52} h={52} alt="" />
            <Title order={1} fz="2.5rem">
              Bellwether
            </Title>
          </Group>
          <Text size="xl" lh={1.45}>
            See which care contracts your members mean to hand back, month by month, and brief on it without naming
            anyone.
          </Text>
          <Text c="dimmed">Everything stays on this computer. Nothing is sent anywhere.</Text>
          {sample.running ? (
            <Working title="Preparing the sample campaign" progress={sample.progress} cancel={sample.cancel} />
          ) : (
            <Group mt="sm">
              <Button size="md" leftSection={<IconPlus size={18} aria-hidden />} onClick={() => setNaming(true)}>
                New campaign
              </Button>
              <Button
                size="md"
                variant="default"
                leftSection={<IconFlask size={18} aria-hidden />}
                onClick={() => void sample.run({})}
              >
                Open the sample campaign
              </Button>
            </Group>
          )}
          {fault === null ? null : <ErrorNote fault={fault} />}
        </Stack>
        <section aria-labelledby="campaigns">
          <Title order={2} id="campaigns" mb="sm">
            Your campaigns
          </Title>
          {list.data === undefined ? (
            <Late>
              <Skeleton h={140} />
            </Late>
          ) : (
            <CampaignList campaigns={list.data} open={(id) => void open.run({ id })} />
          )}
        </section>
      </div>
      <NewCampaign opened={naming} close={() => setNaming(false)} />
    </main>
  );
}
