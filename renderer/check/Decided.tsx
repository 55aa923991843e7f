import { Button, Text } from "@mantine/core";
import { type ReactElement, useEffect, useRef } from "react";
import { Expand } from "../ui/Expand.tsx";
import { counted, when } from "../ui/format.ts";
import type { Labels } from "../ui/labels.ts";
import { type Decision, fieldWords, issueKey } from "./kinds.ts";
import { useUndecide } from "./undecide.ts";

/** Props of what was decided. */
export interface DecidedProps {
  readonly decisions: readonly Decision[];
  readonly labels: Labels;
}

/** What a person said wordings mean, each of which can be taken back. */
export function Decided({ decisions, labels }: DecidedProps): ReactElement {
  const undecide = useUndecide();
  const body = useRef<HTMLTableSectionElement>(null);
  const summary = useRef<HTMLElement>(null);
  const undone = useRef<{ readonly key: string; readonly index: number } | null>(null);
  // After every paint: once the decision that was taken back is gone, the next one takes its place.
  useEffect(() => {
    const last = undone.current;
    if (last === null || decisions.some((decision) => issueKey(decision) === last.key)) return;
    undone.current = null;
    const left = body.current?.querySelectorAll<HTMLElement>("button") ?? [];
    (left[Math.min(last.index, left.length - 1)] ?? summary.current)?.focus();
  });
  const undo = async (decision: Decision, index: number) => {
    undone.current = { key: issueKey(decision), index };
    if (!(await undecide(decision))) undone.current = null;
  };
  return (
    <section className="bw-card" aria-label="Decided">
      <Expand summary={`${counted(decisions.length, "wording")} decided`} summaryRef={summary}>
        <Text c="dimmed" mb="xs">
          These apply to every row, in what is imported and in next month’s files too.
        </Text>
        <div className="bw-wide">
          <table className="bw-table">
            <thead>
              <tr>
                <th scope="col">In the file</th>
                <th scope="col">Means</th>
                <th scope="col">Decided</th>
                <th scope="col">
                  <span className="bw-hidden">Undo</span>
                </th>
              </tr>
            </thead>
            <tbody ref={body}>
              {decisions.map((decision, index) => (
                <tr key={issueKey(decision)}>
                  <td style={{ overflowWrap: "anywhere" }}>
                    <strong>“{decision.wording}”</strong>
                    <Text size="sm" c="dimmed">
                      {fieldWords(decision, labels)}
                    </Text>
                  </td>
                  <td>{meaning(decision)}</td>
                  <td>{when(decision.at)}</td>
                  <td className="bw-number">
                    <Button
                      variant="default"
                      size="xs"
                      aria-label={`Undo what “${decision.wording}” means`}
                      onClick={() => void undo(decision, index)}
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
    </section>
  );
}

/** A date as people write it; everything else by its label. */
function meaning({ kind, value, label }: Decision): string {
  const [, year, month, day] = (kind === "date" ? /^(\d{4})-(\d\d)-(\d\d)/.exec(value ?? "") : null) ?? [];
  return year === undefined ? label : `${day ?? ""}/${month ?? ""}/${year}`;
}
