import { Center, Loader } from "@mantine/core";
import { type ReactElement, useEffect, useState } from "react";
import { Brief } from "./brief/Brief.tsx";
import { CampaignDrop, OpeningProvider } from "./campaigns/opening.tsx";
import { Check } from "./check/Check.tsx";
import { Coverage } from "./coverage/Coverage.tsx";
import { Explore } from "./explore/Explore.tsx";
import { useConnection } from "./host/engine.tsx";
import { useReading } from "./host/operations.ts";
import { HelpProvider } from "./help/HelpProvider.tsx";
import { Import } from "./import/Import.tsx";
import { ThisMonth } from "./month/ThisMonth.tsx";
import { Releases } from "./releases/Releases.tsx";
import { Start } from "./start/Start.tsx";
import { About } from "./ui/About.tsx";
import { EngineBanner } from "./ui/EngineBanner.tsx";
import { ErrorNote } from "./ui/ErrorNote.tsx";
import { Late } from "./ui/Late.tsx";
import { NoticeProvider } from "./ui/notices.tsx";
import { goTo, type Route, useRoute } from "./ui/route.ts";
import { Shell } from "./ui/Shell.tsx";

/** The whole window: the start screen while no campaign is open, else the frame with the chosen screen. */
export function App(): ReactElement {
  const campaign = useReading("campaign.current", {});
  const route = useRoute();
  const { bridge } = useConnection();
  const [about, setAbout] = useState(false);
  useEffect(() => {
    bridge.onCommand?.((command) => {
      if (command === "about") setAbout(true);
      else if (command !== "guide") goTo(command);
    });
  }, [bridge]);
  const sayAbout = () => setAbout(true);
  return (
    <NoticeProvider>
      <HelpProvider started={campaign.data != null}>
        <OpeningProvider>
          <EngineBanner />
          <About opened={about} close={() => setAbout(false)} />
          {OWN_DROP.has(route) && campaign.data != null ? null : <CampaignDrop started={campaign.data != null} />}
          {campaign.error !== null && campaign.data === undefined ? (
            <Center mih="100vh" p="xl">
              <ErrorNote fault={campaign.error} again={campaign.again} />
            </Center>
          ) : campaign.data === undefined ? (
            <Late>
              <Center mih="100vh">
                <Loader aria-label="Starting" />
              </Center>
            </Late>
          ) : campaign.data === null ? (
            <Start sayAbout={sayAbout} />
          ) : (
            <Shell campaign={campaign.data} route={route} key={campaign.data.id} sayAbout={sayAbout}>
              {screens[route]}
            </Shell>
          )}
        </OpeningProvider>
      </HelpProvider>
    </NoticeProvider>
  );
}

/** Screens that take dropped files themselves. */
const OWN_DROP: ReadonlySet<Route> = new Set<Route>(["import", "releases"]);

const screens: Readonly<Record<Route, ReactElement>> = {
  month: <ThisMonth />,
  import: <Import />,
  check: <Check />,
  explore: <Explore />,
  coverage: <Coverage />,
  brief: <Brief />,
  releases: <Releases />,
};
