import { Button, Skeleton, Stack } from "@mantine/core";
import { IconFileImport } from "@tabler/icons-react";
import type { ReactElement } from "react";
import { isAnswerTable } from "../../shared/tables.ts";
import { TourInvitation } from "../help/TourInvitation.tsx";
import { useReading } from "../host/operations.ts";
import { Empty } from "../ui/Empty.tsx";
import { ErrorNote } from "../ui/ErrorNote.tsx";
import { counted, monthText } from "../ui/format.ts";
import { Late } from "../ui/Late.tsx";
import { Page } from "../ui/Page.tsx";
import { goTo } from "../ui/route.ts";
import { Cycle } from "./Cycle.tsx";
import { Headlines } from "./Headlines.tsx";
import { Stages } from "./Stages.tsx";

/** Where the month's work stands, what comes next, and the headline figures. */
export function ThisMonth(): ReactElement {
  const campaign = useReading("campaign.current", {});
  const check = useReading("check.report", {});
  const intent = useReading("table.get", { measure: "intent", by: "none" });
  const matched = useReading("table.get", { measure: "intent", by: "none", matched: true });
  const error = campaign.error ?? check.error ?? intent.error;
  if (error !== null) {
    return (
      <Page title="This month">
        <ErrorNote fault={error} again={intent.again} />
      </Page>
    );
  }
  const month = campaign.data?.lastMonth ?? null;
  if (campaign.data == null || check.data === undefined || intent.data === undefined) {
    return (
      <Page title="This month">
        <Late>
          <Stack>
            <Skeleton h={110} />
            <Skeleton h={220} />
          </Stack>
        </Late>
      </Page>
    );
  }
  if (month === null || !isAnswerTable(intent.data)) {
    return (
      <Page title="This month" lead="Start with this month’s files: Capacity Tracker exports and survey spreadsheets.">
        <Empty
          icon={<IconFileImport size={44} stroke={1.4} aria-hidden />}
          title="Nothing imported yet"
          text="Bellwether recognises the files, shows what it understood before anything is stored, and can undo every import."
          action={
            <Button mt="sm" onClick={() => goTo("import")}>
              Import this month’s files
            </Button>
          }
        />
      </Page>
    );
  }
  return (
    <Page
      title={monthText(month)}
      lead={`The newest month with answers. ${counted(campaign.data.organisations, "organisation")} and ${counted(campaign.data.responses, "response")} in all months together.`}
    >
      {campaign.data.sample ? <TourInvitation /> : null}
      <Cycle check={check.data} month={month} />
      <Headlines
        table={intent.data}
        matched={matched.data !== undefined && isAnswerTable(matched.data) ? matched.data : null}
        month={month}
      />
      <Stages month={month} />
    </Page>
  );
}
