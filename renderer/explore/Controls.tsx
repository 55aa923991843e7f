import { Group, SegmentedControl, Switch, VisuallyHidden } from "@mantine/core";
import type { ReactElement } from "react";
import type { Stage } from "../../shared/vocabulary.ts";

/** What Explore shows: stage, split, which organisations, exact or as published, and as a chart or a table. */
export interface View {
  readonly stage: Stage;
  readonly split: "service-type" | "region";
  readonly matched: boolean;
  readonly protected: boolean;
  readonly as: "chart" | "table";
}

/** What Explore shows first. */
export const STARTING_VIEW: View = {
  stage: "intent",
  split: "service-type",
  matched: false,
  protected: false,
  as: "chart",
};

/** Props of the row of choices above the chart. */
export interface ControlsProps {
  readonly view: View;
  readonly change: (view: View) => void;
}

/** What is measured and how it is split, and at the far end chart or table. */
export function Controls({ view, change }: ControlsProps): ReactElement {
  return (
    <Group justify="space-between">
      <Group gap="md">
        <Choice
          label="Stage"
          value={view.stage}
          options={[
            ["intent", "Likely to hand back"],
            ["discussion", "Discussed it"],
            ["handback", "Handed back"],
          ]}
          change={(stage) => change({ ...view, stage })}
        />
        <Choice
          label="Split by"
          value={view.split}
          options={[
            ["service-type", "Service type"],
            ["region", "Region"],
          ]}
          change={(split) => change({ ...view, split })}
        />
      </Group>
      <Choice
        label="Show as"
        value={view.as}
        options={[
          ["chart", "Chart"],
          ["table", "Table"],
        ]}
        change={(as) => change({ ...view, as })}
      />
    </Group>
  );
}

/** The two switches. They exclude each other: figures of the same organisations are never published. */
export function Switches({ view, change }: ControlsProps): ReactElement {
  return (
    <Group gap="lg" wrap="nowrap" pb={4}>
      <Switch
        label="Same organisations"
        checked={view.matched}
        onChange={(event) => change({ ...view, matched: event.currentTarget.checked, protected: false })}
      />
      <Switch
        label="As it would be published"
        checked={view.protected}
        onChange={(event) => change({ ...view, protected: event.currentTarget.checked, matched: false })}
      />
    </Group>
  );
}

interface ChoiceProps<T extends string> {
  readonly label: string;
  readonly value: T;
  readonly options: readonly (readonly [value: T, label: string])[];
  readonly change: (value: T) => void;
}

function Choice<T extends string>({ label, value, options, change }: ChoiceProps<T>): ReactElement {
  return (
    <div role="group" aria-label={label}>
      <VisuallyHidden>{label}</VisuallyHidden>
      <SegmentedControl
        value={value}
        data={options.map(([option, text]) => ({ value: option, label: text }))}
        onChange={(chosen) => {
          const found = options.find(([option]) => option === chosen);
          if (found !== undefined) change(found[0]);
        }}
      />
    </div>
  );
}
