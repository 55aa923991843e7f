import { Anchor, Button, FileButton, Group, Image, Skeleton, Stack, Text, Title } from "@mantine/core";
import { IconFileImport, IconFlask, IconPlus } from "@tabler/icons-react";
import { type ReactElement, useEffect, useState } from "react";
import { Damaged, saysDamaged } from "../campaigns/Damaged.tsx";
import { useOpening } from "../campaigns/opening.tsx";
import { faultOf, useConnection } from "../host/engine.tsx";
import { useHelp } from "../help/HelpProvider.tsx";
import { useReading, useTask } from "../host/operations.ts";
import { ErrorNote } from "../ui/ErrorNote.tsx";
import icon from "../ui/icon.svg";
import { Late } from "../ui/Late.tsx";
import { useNotify } from "../ui/notices.tsx";
import { beginAnew } from "../ui/route.ts";
import { Working } from "../ui/Working.tsx";
import { CampaignList } from "./CampaignList.tsx";
import { NewCampaign } from "./NewCampaign.tsx";

/** What is seen while no campaign is open: what Bellwether is, a new campaign, the sample, and those there are. */
export function Start({ sayAbout }: { readonly sayAbout: () => void }): ReactElement {
  const list = useReading("campaign.list", {});
  const info = useReading("app.info", {});
  const open = useTask("campaign.open");
  const { take } = useOpening();
  const { open: openGuide } = useHelp();
  const sample = useTask("campaign.openSample");
  const [naming, setNaming] = useState(false);
  useEffect(() => {
    document.title = "Bellwether";
    beginAnew();
  }, []);
  const fault = open.error ?? sample.error ?? list.error;
  const damaged =
    fault !== null && saysDamaged(fault)
      ? list.data?.find(({ id }) => fault.place.file?.split(/[\\/]/).at(-1) === `${id}.evidence`)
      : undefined;
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
          <Text c="dimmed">
            Everything stays on this computer. Nothing is sent anywhere.
            {info.data === undefined ? null : <DataFolder folder={info.data.dataFolder} />}
          </Text>
          {sample.running ? (
            <Working title="Preparing the sample campaign" progress={sample.progress} cancel={sample.cancel} />
          ) : (
            <Group mt="sm">
              <Button size="md" leftSection={<IconPlus size={18} aria-hidden />} onClick={() => setNaming(true)}>
                New campaign
              </Button>
              <FileButton
                onChange={(file) => file !== null && take([file])}
                accept=".evidence"
                inputProps={{ "aria-label": "Copy of a campaign to open" }}
              >
                {({ onClick }) => (
                  <Button
                    size="md"
                    variant="default"
                    leftSection={<IconFileImport size={18} aria-hidden />}
                    onClick={onClick}
                  >
                    Open a copy…
                  </Button>
                )}
              </FileButton>
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
          {fault === null ? null : damaged === undefined ? (
            <ErrorNote fault={fault} />
          ) : (
            <Damaged campaign={damaged} fault={fault} />
          )}
          <Group gap="xl">
            <Button variant="subtle" px={0} onClick={() => openGuide("welcome")}>
              Guide
            </Button>
            <Button variant="subtle" px={0} onClick={sayAbout}>
              About Bellwether
            </Button>
          </Group>
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
            <CampaignList
              campaigns={list.data}
              open={(id) => {
                void open.run({ id });
              }}
            />
          )}
        </section>
      </div>
      <NewCampaign opened={naming} close={() => setNaming(false)} />
    </main>
  );
}

/** The way to the folder that holds the campaigns. */
function DataFolder({ folder }: { readonly folder: string }): ReactElement {
  const { bridge } = useConnection();
  const notify = useNotify();
  const show = () =>
    bridge.reveal(folder).then(
      () => (bridge.kind === "loopback" ? notify({ text: `The campaigns are in ${folder}.` }) : undefined),
      (error: unknown) => notify({ text: faultOf(error).message }),
    );
  return (
    <>
      {" "}
      <Anchor component="button" type="button" onClick={() => void show()}>
        Show the data folder
      </Anchor>
    </>
  );
}
