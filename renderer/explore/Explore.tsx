import { Alert, Button, Group, Skeleton, Stack } from "@mantine/core";
import { IconChartDots, IconInfoCircle } from "@tabler/icons-react";
import { type ReactElement, useEffect, useMemo } from "react";
import type { Frame, QuestionEntry } from "../../shared/contract.ts";
import { useReading } from "../host/operations.ts";
import { Empty } from "../ui/Empty.tsx";
import { ErrorNote } from "../ui/ErrorNote.tsx";
import { Late } from "../ui/Late.tsx";
import { Page } from "../ui/Page.tsx";
import { goTo, noteDetails, useDetails } from "../ui/route.ts";
import { Controls } from "./Controls.tsx";
import { Figure } from "./Figure.tsx";
import { HiddenReasons } from "./HiddenReasons.tsx";
import { Protecting } from "./Protecting.tsx";
import { SavedViews } from "./SavedViews.tsx";
import { monthsOf, shownOf } from "./showing.tsx";
import { ShowAs, Switches } from "./Switches.tsx";
import { Take } from "./Take.tsx";
import { usePublished } from "./usePublished.ts";
import { useTables } from "./useTables.ts";
import { changed, isAnswers, isGone, known, STARTING_VIEW, type View, viewAddress, viewIn } from "./view.ts";

/** What the evidence says: one figure at a time, chosen by question, split, months and services; its address is the view. */
export function Explore(): ReactElement {
  const { view, gone, change, questions, frames } = useView();
  const campaign = useReading("campaign.current", {});
  const read = useTables(view);
  const context = useReading("context.get", { measure: isAnswers(view.measure) ? view.measure : "intent" });
  const name = campaign.data?.name ?? "";
  const { tables } = read;
  const shows = useMemo(
    () =>
      context.stale || context.data === undefined
        ? { campaign: name, breaks: [], windows: [] }
        : { campaign: name, ...context.data },
    [name, context.data, context.stale],
  );
  const shown = useMemo(() => (tables === null ? null : shownOf(read.of, tables, shows)), [tables, read.of, shows]);
  const publishing = usePublished(read.of, shows);
  const months = useMemo(() => (tables === null ? [] : monthsOf(tables)), [tables]);

  if (campaign.data !== undefined && campaign.data?.firstMonth == null) return <NothingYet />;
  const stop = (): void => change(changed(view, { protected: false }));
  const waiting = <Protecting progress={read.progress} stop={stop} />;
  return (
    <Page
      title="Explore"
      actions={
        <Group gap="xs">
          <ShowAs view={view} change={change} />
          {shown === null ? null : <Take shown={shown} publishing={publishing} />}
          <SavedViews view={view} change={change} />
        </Group>
      }
    >
      <Stack gap={6}>
        <Controls view={view} change={change} questions={questions} frames={frames} months={months} />
        <Switches view={view} change={change} frames={frames} months={months} />
      </Stack>
      {read.error !== null ? (
        <ErrorNote fault={read.error} again={read.again} />
      ) : shown === null ? (
        <Late>{view.protected ? waiting : <Skeleton h={520} />}</Late>
      ) : (
        <>
          {read.stale && view.protected ? <Late>{waiting}</Late> : null}
          <Stack gap="lg" className={read.stale ? "bw-stale" : ""} aria-busy={read.stale}>
            {gone ? (
              <Alert icon={<IconInfoCircle aria-hidden />} color="navy">
                The question that this view asks for is not in this campaign. “Likely to hand back” is shown in its
                place.
              </Alert>
            ) : null}
            {months.length === 0 ? (
              <Alert icon={<IconInfoCircle aria-hidden />} color="navy">
                {view.matched
                  ? "The same organisations can only be compared once two months are in."
                  : "Nobody has answered these questions yet."}
              </Alert>
            ) : shown.figures.rows.length === 0 ? (
              <Alert icon={<IconInfoCircle aria-hidden />} color="navy">
                {view.matched
                  ? "No month among these has an earlier one to compare it with. Choose other months."
                  : "There is nothing about these months. Choose others."}
              </Alert>
            ) : (
              <Figure shown={shown} view={read.of} setSort={(sort) => change(changed(view, { sort }))} />
            )}
            {months.length === 1 && !view.matched && isAnswers(view.measure) ? (
              <Alert icon={<IconInfoCircle aria-hidden />} color="navy">
                One month so far; a trend needs two.
              </Alert>
            ) : null}
            {shown.protected ? <HiddenReasons series={shown.all} /> : null}
          </Stack>
        </>
      )}
    </Page>
  );
}

const NO_QUESTIONS: readonly QuestionEntry[] = [];
const NO_FRAMES: readonly Frame[] = [];

interface Viewing {
  readonly view: View;
  /** The address asks for a question that the campaign does not have. */
  readonly gone: boolean;
  readonly change: (view: View) => void;
  readonly questions: readonly QuestionEntry[];
  readonly frames: readonly Frame[];
}

/** The view the address asks for; where it asks for none, the one that was looked at last in this campaign. */
function useView(): Viewing {
  const details = useDetails();
  const campaign = useReading("campaign.current", {}).data?.id ?? "";
  const asked = useReading("question.list", {});
  const panel = useReading("coverage.panel", {});
  const questions = asked.data ?? NO_QUESTIONS;
  const frames = useMemo(() => panel.data?.frames.map(({ frame }) => frame) ?? NO_FRAMES, [panel.data]);
  const address = details === "" ? (lastLooked.get(campaign) ?? viewAddress(STARTING_VIEW)) : details;
  const asks = useMemo(() => viewIn(address), [address]);
  // Until it is known which questions and lists there are, nothing that was asked for is taken back.
  const settled = asked.data !== undefined && panel.data !== undefined;
  const gone = settled && isGone(asks, questions);
  const view = useMemo(() => (settled ? known(asks, questions, frames) : asks), [settled, asks, questions, frames]);
  useEffect(() => {
    if (campaign === "" || gone) return;
    lastLooked.set(campaign, viewAddress(view));
    noteDetails("explore", viewAddress(view));
  }, [campaign, gone, view]);
  return { view, gone, change: (next) => noteDetails("explore", viewAddress(next)), questions, frames };
}

/** By campaign, the view that was looked at last while the window is open. */
const lastLooked = new Map<string, string>();

function NothingYet(): ReactElement {
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
