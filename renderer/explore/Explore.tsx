import { Alert, Button, Skeleton, Stack } from "@mantine/core";
import { IconChartDots, IconInfoCircle } from "@tabler/icons-react";
import { type ReactElement, useMemo, useState } from "react";
import { chartSeries } from "../../shared/charts/series.ts";
import type { QuestionEntry } from "../../shared/contract.ts";
import { STAGES } from "../../shared/vocabulary.ts";
import { useReading } from "../host/operations.ts";
import { Empty } from "../ui/Empty.tsx";
import { ErrorNote } from "../ui/ErrorNote.tsx";
import { Late } from "../ui/Late.tsx";
import { Page } from "../ui/Page.tsx";
import { goTo } from "../ui/route.ts";
import { Protecting } from "./Protecting.tsx";
import { Controls, Switches, STARTING_VIEW, type View } from "./Controls.tsx";
import { Figure } from "./Figure.tsx";
import { HiddenReasons } from "./HiddenReasons.tsx";

const NO_QUESTIONS: readonly QuestionEntry[] = [];

/** The main chart: who intends what, by service type and month, local authority beside NHS; or a question of a user's own. */
export function Explore(): ReactElement {
  const [chosen, setView] = useState<View>(STARTING_VIEW);
  const campaign = useReading("campaign.current", {});
  const questions = useReading("question.list", {}).data ?? NO_QUESTIONS;
  const view = known(chosen, questions);
  const table = useReading("table.get", {
    measure: view.measure,
    by: view.split,
    unit: view.byLocation ? "location" : "organisation",
    matched: view.matched,
    protected: view.protected,
  });
  const data = table.data === undefined || table.data.measure === "coverage" ? undefined : table.data;
  const series = useMemo(() => (data === undefined ? undefined : chartSeries(data, view.split)), [data, view.split]);
  const months = campaign.data?.firstMonth == null ? 0 : (series?.months.length ?? 1);

  if (campaign.data !== undefined && campaign.data?.firstMonth == null) {
    return (
      <Page title="Explore">
        <Empty
          icon={<IconChartDots size={44} stroke={1.4} aria-hidden />}
          title="Import one month; a trend needs two."
          action={
            <Button mt="sm" onClick={() => goTo("import")}>
              Import files
            </Button>
          }
        />
      </Page>
    );
  }
  return (
    <Page title="Explore" actions={<Switches view={view} change={setView} />}>
      <Controls view={view} change={setView} questions={questions} />
      {table.error !== null ? (
        <ErrorNote fault={table.error} again={table.again} />
      ) : series === undefined ? (
        <Late>
          {view.protected ? (
            <Protecting progress={table.progress} stop={() => setView({ ...view, protected: false })} />
          ) : (
            <Skeleton h={520} />
          )}
        </Late>
      ) : (
        <>
          {table.stale && view.protected ? (
            <Late>
              <Protecting progress={table.progress} stop={() => setView({ ...view, protected: false })} />
            </Late>
          ) : null}
          <Stack gap="lg" className={table.stale ? "bw-stale" : ""} aria-busy={table.stale}>
            {series.months.length === 0 ? (
              <Alert icon={<IconInfoCircle aria-hidden />} color="navy">
                {view.matched
                  ? "The same organisations can only be compared once two months are in."
                  : "Nobody has answered these questions yet."}
              </Alert>
            ) : (
              <Figure series={series} as={view.as} />
            )}
            {months === 1 && !view.matched ? (
              <Alert icon={<IconInfoCircle aria-hidden />} color="navy">
                One month so far; a trend needs two.
              </Alert>
            ) : null}
            {series.protected ? <HiddenReasons series={series} /> : null}
          </Stack>
        </>
      )}
    </Page>
  );
}

/** The view, of a stage again where its question is gone. */
function known(view: View, questions: readonly QuestionEntry[]): View {
  const { measure } = view;
  const there = STAGES.some((stage) => stage === measure) || questions.some(({ code }) => code === measure);
  return there ? view : { ...view, measure: STARTING_VIEW.measure };
}
