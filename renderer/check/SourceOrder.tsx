import { Select } from "@mantine/core";
import type { ReactElement } from "react";
import type { CheckReport } from "../../shared/contract.ts";
import { useTask } from "../host/operations.ts";
import { useNotify } from "../ui/notices.tsx";
import { TaskState } from "../ui/TaskState.tsx";
import { useTakeBack } from "./takeBack.ts";

/** Which source stands first where an organisation answered in both: said once for all months, and printed in packs. */
export function SourceOrder({ decisions }: Pick<CheckReport, "decisions">): ReactElement {
  const decide = useTask("check.decide");
  const takeBack = useTakeBack();
  const notify = useNotify();
  const value = decisions.find(({ kind }) => kind === ORDER.kind)?.value ?? "capacity-tracker";
  const say = async (next: string | null, label: string) => {
    if (next === null || next === value) return;
    if ((await decide.run({ ...ORDER, value: next })) === null) return;
    notify({
      text: `${label}, in every month.`,
      action: {
        label: "Undo",
        run: () =>
          void (value === "capacity-tracker"
            ? takeBack("check.undecide", ORDER, "Taken back.")
            : say(value, "As before")),
      },
    });
  };
  return (
    <div style={{ marginBottom: 12 }}>
      <Select
        label="Where an organisation answered in both"
        maw={340}
        value={value}
        data={ORDERS}
        allowDeselect={false}
        disabled={decide.running}
        onChange={(next, option) => void say(next, option?.label ?? "")}
      />
      <TaskState task={decide} title="Bringing the figures up to date" />
    </div>
  );
}

const ORDER = { kind: "source-order", question: "source", wording: "Which source stands first" } as const;
const ORDERS = [
  { value: "capacity-tracker", label: "Capacity Tracker before surveys" },
  { value: "survey", label: "Surveys before the Capacity Tracker" },
];
