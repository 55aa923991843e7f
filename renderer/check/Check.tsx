import { Skeleton, Stack, Text } from "@mantine/core";
import { IconCircleCheck } from "@tabler/icons-react";
import type { ReactElement } from "react";
import type { CheckReport } from "../../shared/contract.ts";
import { useReading } from "../host/operations.ts";
import { ErrorNote } from "../ui/ErrorNote.tsx";
import { counted, number } from "../ui/format.ts";
import { useLabels } from "../ui/labels.ts";
import { Late } from "../ui/Late.tsx";
import { Card, Page } from "../ui/Page.tsx";
import { SetAsideList } from "../ui/SetAsideList.tsx";
import { Clashes } from "./Clashes.tsx";
import { Conflicts, SettledConflicts } from "./Conflicts.tsx";
import { Decided } from "./Decided.tsx";
import { Identifiers } from "./Identifiers.tsx";
import { waitingIssues } from "./kinds.ts";
import { DecidedOrganisations, Organisations } from "./Organisations.tsx";
import { Queues } from "./Queues.tsx";
import { Reconciled } from "./Reconciled.tsx";
import { Warnings } from "./Warnings.tsx";

/** What Bellwether was not sure about, by kind and impact, what was decided, and every row accounted for. */
export function Check(): ReactElement {
  const { data, error, again } = useReading("check.report", {});
  return (
    <Page
      title="Check"
      lead="What Bellwether would not guess. Nothing here stops you exploring; figures leave these answers out until they are explained."
    >
      {error !== null ? (
        <ErrorNote fault={error} again={again} />
      ) : data === undefined ? (
        <Late>
          <Skeleton h={200} />
        </Late>
      ) : (
        <Report report={data} />
      )}
    </Page>
  );
}

function Report({ report }: { readonly report: CheckReport }): ReactElement {
  const { rows, issues, decisions, setAside, organisations, clashes } = report;
  const labels = useLabels();
  const waiting = waitingIssues(issues);
  const meanings = decisions.filter(({ kind }) => kind !== "source-order");
  const ids = issues.filter(({ kind }) => kind === "unusable-id");
  return (
    <Stack gap="lg">
      {waiting.length + organisations.total + clashes.length === 0 ? (
        <section className="bw-card" data-nothing tabIndex={-1}>
          <div style={{ display: "flex", gap: 14, alignItems: "center" }}>
            <IconCircleCheck size={30} aria-hidden color="var(--bw-good)" style={{ flexShrink: 0 }} />
            <Text size="lg" fw={600}>
              Nothing to check: {number(rows.read)} in, {number(rows.stored)} used,{" "}
              {number(rows.unchanged + rows.setAside)} explained.
            </Text>
          </div>
        </section>
      ) : null}
      <Clashes clashes={clashes} />
      <Queues issues={waiting} labels={labels} />
      <Organisations waiting={organisations.waiting} total={organisations.total} />
      {meanings.length === 0 ? null : <Decided decisions={meanings} labels={labels} />}
      <DecidedOrganisations decided={organisations.decided} />
      <Conflicts {...report} />
      <SettledConflicts settled={report.settled} />
      <Warnings warnings={report.warnings} />
      {ids.length === 0 ? null : <Identifiers issues={ids} labels={labels} />}
      {rows.read === 0 ? null : <Reconciled rows={rows} />}
      {setAside.length === 0 ? null : (
        <Card title={`${counted(setAside.length, "row")} set aside`}>
          <SetAsideList rows={setAside} />
        </Card>
      )}
    </Stack>
  );
}
