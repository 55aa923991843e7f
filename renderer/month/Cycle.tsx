import { Anchor, Button, Group, Text } from "@mantine/core";
import { IconArrowRight } from "@tabler/icons-react";
import type { ReactElement, ReactNode } from "react";
import { percent } from "../../shared/charts/format.ts";
import type { CheckReport, CoverageTable } from "../../shared/contract.ts";
import type { Release } from "../../shared/releases.ts";
import { waitingIssues } from "../check/kinds.ts";
import { FRAME_NAMES } from "../../shared/tables.ts";
import { useReading } from "../host/operations.ts";
import { listed } from "../../shared/listed.ts";
import { counted, monthText, number, when } from "../ui/format.ts";
import { goTo, hrefOf, type Route } from "../ui/route.ts";

/** Props of the line on where the cycle stands. */
export interface CycleProps {
  readonly check: CheckReport;
  readonly month: string;
}

/** Where the month's cycle stands in one sentence, and the one next action. */
export function Cycle({ check, month }: CycleProps): ReactElement {
  const imports = useReading("import.list", {});
  const newest = imports.data?.reduce<string | null>(
    (latest, { at }) => (latest === null || at > latest ? at : latest),
    null,
  );
  const coverage = useReading("table.get", { measure: "coverage", by: "none" });
  const answered = coverage.data?.measure !== "coverage" ? null : answeredWords(coverage.data, month);
  const releases = useReading("release.list", {});
  const next = nextStep(check, month, releases.data ?? []);
  return (
    <section className="bw-card">
      <Group justify="space-between" wrap="nowrap" gap="xl">
        <div>
          <Text fw={650}>{next.text}</Text>
          <Text c="dimmed" size="sm" mt={2}>
            {counted(check.rows.read, "row")} read, {counted(check.rows.standing, "response")} standing
            {newest == null ? "" : `. Last import ${when(newest)}`}.
            {answered === null ? null : (
              <>
                {" "}
                {answered}{" "}
                <Anchor href={hrefOf("coverage")} inherit underline="always">
                  See who has not
                </Anchor>
              </>
            )}
          </Text>
        </div>
        <Button
          onClick={() => goTo(next.route)}
          rightSection={<IconArrowRight size={18} aria-hidden />}
          style={{ flexShrink: 0 }}
        >
          {next.action}
        </Button>
      </Group>
    </section>
  );
}

/** "671 of the 900 organisations in the CQC directory have answered (75%)."; null where no list says who could. */
function answeredWords({ rows, frame }: CoverageTable, month: string): string | null {
  const row = rows.find((candidate) => candidate.month === month);
  if (row === undefined || row.known === null || row.share === null || frame === undefined) return null;
  return `${number(row.responded)} of the ${counted(row.known, "organisation")} in the ${FRAME_NAMES[frame]} have answered (${percent(row.share)}).`;
}

function nextStep(
  check: CheckReport,
  month: string,
  releases: readonly Release[],
): { readonly text: ReactNode; readonly action: string; readonly route: Route } {
  const unexplained = waitingIssues(check.issues).length;
  const pairs = check.organisations.total;
  const clashes = check.clashes.length;
  if (unexplained + pairs + clashes > 0) {
    const parts = [
      unexplained === 0 ? "" : `${counted(unexplained, "wording")} Bellwether did not understand`,
      pairs === 0 ? "" : `${counted(pairs, "pair")} of organisations that may be one`,
      clashes === 0 ? "" : `${counted(clashes, "thing")} said differently in merged campaigns`,
    ].filter((part) => part !== "");
    return {
      text: `Next: look at ${listed(parts)}. The figures stand meanwhile.`,
      action: "Check",
      route: "check",
    };
  }
  const waiting = releases.find(({ state }) => state === "prepared" || state === "signed-off");
  if (waiting !== undefined) {
    return {
      text: `“${waiting.title}” is ${waiting.state === "prepared" ? "prepared. Next: a second person looks at it and signs it off" : "signed off. Next: release it"}.`,
      action: "Releases",
      route: "releases",
    };
  }
  if (releases.some(({ state, months }) => state === "released" && months.includes(month))) {
    return {
      text: `${monthText(month)} is released. Next: import the files of the month after.`,
      action: "Import",
      route: "import",
    };
  }
  return {
    text: (
      <>
        {monthText(month)} is in and nothing is left to check. Next: draft the briefing; when it is right,{" "}
        <Anchor href={hrefOf("releases", "prepare")} inherit underline="always">
          release it
        </Anchor>
        .
      </>
    ),
    action: "Draft the briefing",
    route: "brief",
  };
}
