import { Button, Text } from "@mantine/core";
import { type ReactElement, useState } from "react";
import type { CheckReport } from "../../shared/contract.ts";
import { Expand } from "../ui/Expand.tsx";
import { counted, monthText, number } from "../ui/format.ts";
import { ResponseDrawer } from "../trace/ResponseDrawer.tsx";
import { Card } from "../ui/Page.tsx";
import { ChooseStanding } from "./ChooseStanding.tsx";
import { ContenderCell, type ContenderProps } from "./Contender.tsx";
import { type ConflictGroup, conflictGroups } from "./conflictGroups.ts";
import { useNextFocus } from "./nextFocus.ts";
import { SourceOrder } from "./SourceOrder.tsx";
import { useTakeBack } from "./takeBack.ts";

/** Organisations whose responses of a month differ on intent: one stands, by the rule or by an earlier choice, and a person may choose anew. */
export function Conflicts({
  conflicts,
  conflictCounts: counts,
  decisions,
  settled,
}: Pick<CheckReport, "conflicts" | "conflictCounts" | "decisions" | "settled">): ReactElement | null {
  const [choosing, setChoosing] = useState<ConflictGroup | null>(null);
  const [seen, setSeen] = useState<number | null>(null);
  const groups = conflictGroups(conflicts);
  const shown = groups.slice(0, SHOWN);
  const chosen = new Set(settled.map(({ standing }) => standing.responseId));
  const { box, decided, failed } = useNextFocus<HTMLTableSectionElement>(
    shown.map(({ key }) => key),
    "[data-conflict]",
  );
  const total = counts.again + counts.sites + counts.sources;
  if (total === 0) return null;
  return (
    <Card title={`${counted(total, "answer")} given twice, differently`}>
      <Text c="dimmed" mb="xs">
        Figures count the standing answer. {kindCounts(counts)} Those that would move the headline most come first;
        where you know better, choose which answer stands.
      </Text>
      <SourceOrder decisions={decisions} />
      <div className="bw-wide">
        <table className="bw-table">
          <thead>
            <tr>
              <th scope="col">Organisation</th>
              <th scope="col">Why they differ</th>
              <th scope="col">Stands</th>
              <th scope="col">Does not count</th>
              <th scope="col" className="bw-number">
                Would move the headline
              </th>
              <th scope="col">
                <span className="bw-hidden">Choose</span>
              </th>
            </tr>
          </thead>
          <tbody ref={box}>
            {shown.map((group) => (
              <tr key={group.key} data-conflict>
                <th scope="row" style={{ overflowWrap: "anywhere", fontWeight: 600 }}>
                  {group.organisation}
                  <Text size="sm" c="dimmed">
                    {monthText(group.month)}
                  </Text>
                </th>
                <td>{group.kinds.map((kind) => KINDS[kind]).join("; ")}</td>
                <ContenderCell contender={group.standing} open={setSeen} />
                <Others group={group} open={setSeen} />
                <td className="bw-number">{points(group.impact)}</td>
                <td className="bw-number">
                  <Button
                    data-decide
                    size="xs"
                    variant="default"
                    onClick={() => setChoosing(group)}
                    aria-label={`Choose which answer of ${group.organisation} stands in ${monthText(group.month)}`}
                  >
                    Choose…
                  </Button>
                </td>
              </tr>
            ))}
          </tbody>
        </table>
      </div>
      {groups.length > SHOWN ? (
        <Text c="dimmed" size="sm" mt="xs">
          The {SHOWN} organisations and months that matter most are shown.
        </Text>
      ) : null}
      <ChooseStanding
        group={choosing}
        byPerson={choosing !== null && chosen.has(choosing.standing.responseId)}
        decided={decided}
        failed={failed}
        close={() => setChoosing(null)}
      />
      <ResponseDrawer responseId={seen} close={() => setSeen(null)} />
    </Card>
  );
}

function Others({ group, open }: { readonly group: ConflictGroup } & Pick<ContenderProps, "open">): ReactElement {
  const [first] = group.others;
  if (first === undefined) return <td>Nothing</td>;
  return <ContenderCell contender={first} more={group.others.length - 1} open={open} />;
}

/** Conflicts a person settled, with their notes; each goes back to the rule. */
export function SettledConflicts({ settled }: Pick<CheckReport, "settled">): ReactElement | null {
  const takeBack = useTakeBack();
  const [seen, setSeen] = useState<number | null>(null);
  const groups = conflictGroups(settled);
  const { box, decided, failed } = useNextFocus<HTMLTableSectionElement>(
    groups.map(({ key }) => key),
    "tr",
  );
  if (groups.length === 0) return null;
  const undo = async ({ key, organisation, standing }: ConflictGroup) => {
    decided(key);
    const { responseId } = standing;
    if (!(await takeBack("check.unstand", { responseId }, `${organisation} goes by the rule again.`))) failed();
  };
  return (
    <section className="bw-card" aria-label="Conflicts settled by hand">
      <Expand summary={`${counted(groups.length, "conflict")} settled by hand`} lazy>
        <div className="bw-wide">
          <table className="bw-table">
            <thead>
              <tr>
                <th scope="col">Organisation</th>
                <th scope="col">Stands</th>
                <th scope="col">Note</th>
                <th scope="col">
                  <span className="bw-hidden">Undo</span>
                </th>
              </tr>
            </thead>
            <tbody ref={box}>
              {groups.map((group) => (
                <tr key={group.key}>
                  <th scope="row" style={{ overflowWrap: "anywhere", fontWeight: 600 }}>
                    {group.organisation}
                    <Text size="sm" c="dimmed">
                      {monthText(group.month)}
                    </Text>
                  </th>
                  <ContenderCell contender={group.standing} open={setSeen} />
                  <td style={{ overflowWrap: "anywhere" }}>{group.note === "" ? "No note" : group.note}</td>
                  <td className="bw-number">
                    <Button
                      data-undo
                      variant="default"
                      size="xs"
                      aria-label={`Undo: leave ${group.organisation} in ${monthText(group.month)} to the rule`}
                      onClick={() => void undo(group)}
                    >
                      Undo
                    </Button>
                  </td>
                </tr>
              ))}
            </tbody>
          </table>
        </div>
      </Expand>
      <ResponseDrawer responseId={seen} close={() => setSeen(null)} />
    </section>
  );
}

type Kind = CheckReport["conflicts"][number]["kind"];

const KINDS: Readonly<Record<Kind, string>> = {
  again: "Answered again",
  sites: "Its sites disagree",
  sources: "A survey says otherwise than the Capacity Tracker",
};

function kindCounts(counts: CheckReport["conflictCounts"]): string {
  const parts = [
    counts.sources > 0 ? `${number(counts.sources)} between a survey and the Capacity Tracker` : "",
    counts.sites > 0 ? `${number(counts.sites)} between sites of one organisation` : "",
    counts.again > 0 ? `${number(counts.again)} answered again` : "",
  ].filter((part) => part !== "");
  return `${parts.join(", ")}.`;
}

/** Percentage points of a share, "0.4 points". */
function points(impact: number): string {
  return impact === 0 ? "Nothing" : impact < 0.0005 ? "Under 0.1 points" : `${(impact * 100).toFixed(1)} points`;
}

const SHOWN = 50;
