import { Button, Skeleton, Stack } from "@mantine/core";
import { IconRubberStamp } from "@tabler/icons-react";
import { type ReactElement, useEffect, useMemo, useRef, useState } from "react";
import type { QuestionEntry } from "../../shared/contract.ts";
import type { Release } from "../../shared/releases.ts";
import { packMonths } from "../brief/packMonths.ts";
import { useReading } from "../host/operations.ts";
import { Empty } from "../ui/Empty.tsx";
import { ErrorNote } from "../ui/ErrorNote.tsx";
import { Late } from "../ui/Late.tsx";
import { Page } from "../ui/Page.tsx";
import { goTo, noteDetails, useDetails } from "../ui/route.ts";
import { Working } from "../ui/Working.tsx";
import { Earlier } from "./Earlier.tsx";
import { Failed } from "./Failed.tsx";
import { OnItsWay } from "./OnItsWay.tsx";
import { PrepareForm } from "./PrepareForm.tsx";
import { Done, type Published } from "./Publish.tsx";
import { RulesCard } from "./RulesCard.tsx";
import { usePreparing } from "./session.tsx";
import { Verify } from "./Verify.tsx";
import "./releases.css";

/** What was released, what is on its way, whether a file is of a release, and the rules of what may be shown. */
export function Releases(): ReactElement {
  const releases = useReading("release.list", {});
  const table = useReading("table.get", { measure: "intent", by: "none" });
  const questions = useReading("question.list", {});
  const error = releases.error ?? table.error ?? questions.error;
  return (
    <Page
      title="Releases"
      lead="Packs that withstood every attack on them, were signed off by a second person and frozen. What is released can be withdrawn, never taken back."
    >
      {error !== null ? (
        <ErrorNote fault={error} again={() => [releases, table, questions].forEach((reading) => reading.again())} />
      ) : releases.data === undefined || table.data === undefined || questions.data === undefined ? (
        <Late>
          <Skeleton h={360} />
        </Late>
      ) : (
        <>
          <Work
            releases={releases.data}
            months={packMonths(table.data.rows, questions.data)}
            questions={questions.data}
          />
          <Verify releases={releases.data} />
          <RulesCard />
        </>
      )}
    </Page>
  );
}

interface WorkProps {
  readonly releases: readonly Release[];
  /** Months that a pack can be led by, newest first. */
  readonly months: readonly string[];
  readonly questions: readonly QuestionEntry[];
}

/** From preparing to released, and what was released before. */
function Work({ releases, months, questions }: WorkProps): ReactElement {
  const preparing = usePreparing();
  const asked = useDetails() === "prepare";
  const box = useRef<HTMLDivElement>(null);
  const [published, setDone] = useState<Published | null>(null);
  const isOut = releases.some(({ id, state }) => id === published?.release.id && state === "released");
  const done = isOut ? published : null;
  const titles = useMemo(() => new Map(questions.map(({ set, title }) => [set, title])), [questions]);
  const onItsWay = releases.find(({ state }) => state === "prepared" || state === "signed-off") ?? null;
  const earlier = releases.filter((release) => release !== onItsWay);
  const ask = () => {
    preparing.task.reset();
    noteDetails("releases", "prepare");
  };
  const unask = () => noteDetails("releases", "");
  const { running } = preparing.task;
  const newest = onItsWay?.composedAt ?? null;
  const known = useRef(newest);
  // What was asked for is prepared: it is shown in the place of the form.
  useEffect(() => {
    if (known.current !== newest && newest !== null && asked) noteDetails("releases", "");
    known.current = newest;
  }, [newest, asked]);
  // Where the part that had the keyboard goes away, it stays with what takes its place.
  const stage = `${running} ${asked} ${newest ?? ""} ${done?.release.id ?? ""}`;
  const shown = useRef(stage);
  useEffect(() => {
    if (shown.current !== stage && document.activeElement === document.body) box.current?.focus();
    shown.current = stage;
  }, [stage]);
  const formShown = asked && months.length > 0;
  return (
    <div ref={box} tabIndex={-1} className="bw-quiet">
      <Stack gap="lg">
        {done === null ? null : <Done done={done} close={() => setDone(null)} />}
        {running ? (
          <Working title="Preparing the release" progress={preparing.task.progress} cancel={preparing.task.cancel} />
        ) : preparing.failed !== null ? (
          <Failed
            attack={preparing.failed}
            titles={titles}
            again={() => {
              preparing.dismiss();
              ask();
            }}
            dismiss={() => {
              preparing.dismiss();
              unask();
            }}
          />
        ) : formShown ? (
          <PrepareForm months={months} onItsWay={onItsWay} close={unask} />
        ) : onItsWay !== null ? (
          <OnItsWay
            key={onItsWay.id}
            release={onItsWay}
            titles={titles}
            again={ask}
            published={(now) => {
              setDone(now);
              unask();
            }}
          />
        ) : releases.length === 0 ? (
          <Nothing months={months} ask={ask} />
        ) : (
          <div>
            <Button
              onClick={() => {
                setDone(null);
                ask();
              }}
              variant={done === null ? "filled" : "default"}
              disabled={months.length === 0}
            >
              Prepare a release
            </Button>
          </div>
        )}
        {earlier.length === 0 ? null : <Earlier releases={earlier} titles={titles} />}
      </Stack>
    </div>
  );
}

function Nothing({ months, ask }: Pick<WorkProps, "months"> & { readonly ask: () => void }): ReactElement {
  return (
    <Empty
      icon={<IconRubberStamp size={44} stroke={1.4} aria-hidden />}
      title="Nothing released yet."
      text="A release is a pack that the app has tried to break, that a second person has signed off, and whose figures are frozen: every later pack shows the same numbers for the same months."
      action={
        months.length === 0 ? (
          <Button mt="sm" onClick={() => goTo("import")}>
            Import files
          </Button>
        ) : (
          <Button mt="sm" onClick={ask}>
            Prepare the first release
          </Button>
        )
      }
    />
  );
}
