import { Button, Group, Text } from "@mantine/core";
import type { ReactElement } from "react";
import type { CheckReport } from "../../shared/contract.ts";
import { useTask } from "../host/operations.ts";
import { counted, when } from "../ui/format.ts";
import { useNotify } from "../ui/notices.tsx";
import { Card } from "../ui/Page.tsx";
import { TaskState } from "../ui/TaskState.tsx";
import { useNextFocus } from "./nextFocus.ts";

type Clash = CheckReport["clashes"][number];

/** What merged campaigns say differently, each settled by choosing what was said on one side. */
export function Clashes({ clashes }: Pick<CheckReport, "clashes">): ReactElement | null {
  const { box, decided, failed } = useNextFocus<HTMLTableSectionElement>(
    clashes.map(({ key }) => key),
    "[data-clash]",
  );
  if (clashes.length === 0) return null;
  return (
    <Card title={`${counted(clashes.length, "thing")} said differently in merged campaigns`}>
      <Text c="dimmed" mb="xs">
        What was said last counts until you choose. What you choose counts from now on, and for whoever merges this
        campaign.
      </Text>
      <div className="bw-wide">
        <table className="bw-table">
          <thead>
            <tr>
              <th scope="col">About</th>
              <th scope="col">What was said</th>
            </tr>
          </thead>
          <tbody ref={box}>
            {clashes.map((clash) => (
              <ClashRow key={clash.key} clash={clash} decided={() => decided(clash.key)} failed={failed} />
            ))}
          </tbody>
        </table>
      </div>
    </Card>
  );
}

interface ClashRowProps {
  readonly clash: Clash;
  readonly decided: () => void;
  readonly failed: () => void;
}

function ClashRow({ clash, decided, failed }: ClashRowProps): ReactElement {
  const settle = useTask("check.settle");
  const notify = useNotify();
  const choose = async ({ value, label }: Clash["values"][number]) => {
    decided();
    const report = await settle.run({ key: clash.key, value });
    if (report === null) failed();
    else notify({ text: `${clash.what}: settled as “${label}”.` });
  };
  return (
    <tr data-clash>
      <th scope="row" style={{ overflowWrap: "anywhere", fontWeight: 600, width: "38%" }}>
        {clash.what}
      </th>
      <td>
        {clash.values.map((saying) => (
          <Group key={saying.value ?? ""} wrap="nowrap" align="flex-start" mb={6}>
            <Button
              data-decide
              size="xs"
              variant="default"
              style={{ flexShrink: 0 }}
              disabled={settle.running}
              onClick={() => void choose(saying)}
              aria-label={`Choose: ${saying.label}. ${clash.what}`}
            >
              Choose
            </Button>
            <div style={{ overflowWrap: "anywhere", minWidth: 0 }}>
              <strong>{saying.label}</strong>
              {saying.value === clash.effective ? " (counts now)" : ""}
              <Text size="sm" c="dimmed">
                {saying.from === null ? "Said here" : `From ${saying.from}`}, {when(saying.at)}
                {saying.note === null ? "" : `: ${saying.note}`}
              </Text>
            </div>
          </Group>
        ))}
        <TaskState task={settle} title="Bringing the figures up to date" />
      </td>
    </tr>
  );
}
