import { Button, Group, Text } from "@mantine/core";
import type { ReactElement } from "react";
import type { CheckReport } from "../../shared/contract.ts";
import type { WarningKind } from "../../shared/warnings.ts";
import { useTask } from "../host/operations.ts";
import { ErrorNote } from "../ui/ErrorNote.tsx";
import { Expand } from "../ui/Expand.tsx";
import { counted, when } from "../ui/format.ts";
import { useNotify } from "../ui/notices.tsx";
import { Card } from "../ui/Page.tsx";
import { useNextFocus } from "./nextFocus.ts";
import { useTakeBack } from "./takeBack.ts";

type Warning = CheckReport["warnings"][number];

/** What the field's own rules found worth a look, kind by kind; nothing here keeps a row out or has to be decided. */
export function Warnings({ warnings }: Pick<CheckReport, "warnings">): ReactElement | null {
  const fresh = warnings.filter(({ seenAt }) => seenAt === null);
  const seen = warnings.filter(({ seenAt }) => seenAt !== null);
  const { box, decided, failed } = useNextFocus<HTMLDivElement>(fresh.map(keyOf), "[data-warning]");
  if (warnings.length === 0) return null;
  return (
    <Card title={fresh.length === 0 ? "Warnings: all seen" : `${counted(fresh.length, "warning")}: worth a look`}>
      <Text c="dimmed" mb="xs">
        These rows count like all others. To mend one, correct it at its source, undo the import and import the file
        again.
      </Text>
      <div ref={box}>
        {KINDS.map(({ kind, title }) => {
          const own = fresh.filter((warning) => warning.kind === kind);
          if (own.length === 0) return null;
          return (
            <section key={kind} aria-label={title}>
              <Text fw={650} component="h3" mt="sm">
                {title}
              </Text>
              <ul className="bw-plain">
                {own.map((warning) => (
                  <Row key={keyOf(warning)} warning={warning} decided={() => decided(keyOf(warning))} failed={failed} />
                ))}
              </ul>
            </section>
          );
        })}
      </div>
      <Seen warnings={seen} />
    </Card>
  );
}

interface RowProps {
  readonly warning: Warning;
  readonly decided: () => void;
  readonly failed: () => void;
}

function Row({ warning, decided, failed }: RowProps): ReactElement {
  const see = useTask("check.decide");
  const takeBack = useTakeBack();
  const notify = useNotify();
  const mark = async () => {
    decided();
    const report = await see.run({ ...decisionOf(warning), value: null });
    if (report === null) {
      failed();
      return;
    }
    notify({
      text: "Marked as seen.",
      action: { label: "Undo", run: () => void takeBack("check.undecide", decisionOf(warning), NOT_SEEN) },
    });
  };
  return (
    <li data-warning={warning.rule}>
      <Group justify="space-between" align="flex-start" wrap="nowrap">
        <div style={{ overflowWrap: "anywhere", minWidth: 0 }}>
          <Text>{warning.message}</Text>
          <Text size="sm" c="dimmed">
            {warning.reason}
          </Text>
          {see.error === null ? null : <ErrorNote fault={see.error} />}
        </div>
        <Button
          data-decide
          variant="default"
          size="xs"
          style={{ flexShrink: 0 }}
          disabled={see.running}
          onClick={() => void mark()}
          aria-label={`Mark as seen: ${warning.message}`}
        >
          Mark as seen
        </Button>
      </Group>
    </li>
  );
}

function Seen({ warnings }: Pick<CheckReport, "warnings">): ReactElement | null {
  const takeBack = useTakeBack();
  const { box, decided, failed } = useNextFocus<HTMLUListElement>(warnings.map(keyOf), "li");
  if (warnings.length === 0) return null;
  const undo = async (warning: Warning) => {
    decided(keyOf(warning));
    if (!(await takeBack("check.undecide", decisionOf(warning), NOT_SEEN))) failed();
  };
  return (
    <Expand summary={`${counted(warnings.length, "warning")} seen`}>
      <ul className="bw-plain" ref={box}>
        {warnings.map((warning) => (
          <li key={keyOf(warning)}>
            <Group justify="space-between" align="flex-start" wrap="nowrap">
              <Text style={{ overflowWrap: "anywhere", minWidth: 0 }}>
                {warning.message}{" "}
                <Text component="span" size="sm" c="dimmed">
                  Seen {when(warning.seenAt ?? "")}
                </Text>
              </Text>
              <Button
                data-undo
                variant="default"
                size="xs"
                style={{ flexShrink: 0 }}
                onClick={() => void undo(warning)}
                aria-label={`Undo: mark as not seen. ${warning.message}`}
              >
                Undo
              </Button>
            </Group>
          </li>
        ))}
      </ul>
    </Expand>
  );
}

function decisionOf({ kind, rule, of }: Warning): { kind: WarningKind; question: string; wording: string } {
  return { kind, question: rule, wording: of };
}

function keyOf({ rule, of }: Warning): string {
  return `${rule} ${of}`;
}

const NOT_SEEN = "The warning is shown again.";

const KINDS: readonly { readonly kind: WarningKind; readonly title: string }[] = [
  { kind: "implausible", title: "Beds and staff that can hardly be" },
  { kind: "copied", title: "Agency numbers that look copied" },
  { kind: "window", title: "Submitted outside the window" },
  { kind: "newer-than-file", title: "Newer than its file" },
  { kind: "identical", title: "The same answers across a group’s sites" },
];
