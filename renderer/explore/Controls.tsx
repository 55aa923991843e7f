import { Group, NativeSelect, SegmentedControl, Switch, VisuallyHidden } from "@mantine/core";
import type { ReactElement } from "react";
import type { OwnQuestionCode, QuestionEntry } from "../../shared/contract.ts";
import type { Stage } from "../../shared/vocabulary.ts";

/** What Explore shows: a stage or a question of a user's own, split, which organisations, exact or as published, and as a chart or a table. */
export interface View {
  readonly measure: Stage | OwnQuestionCode;
  readonly split: "service-type" | "region";
  /** Locations in the place of organisations. */
  readonly byLocation: boolean;
  readonly matched: boolean;
  readonly protected: boolean;
  readonly as: "chart" | "table";
}

/** What Explore shows first. */
export const STARTING_VIEW: View = {
  measure: "intent",
  split: "service-type",
  byLocation: false,
  matched: false,
  protected: false,
  as: "chart",
};

/** Props of the row of choices above the chart. */
export interface ControlsProps {
  readonly view: View;
  readonly change: (view: View) => void;
}

/** The stages, with their words. */
const STAGE_CHOICES = [
  ["intent", "Likely to hand back"],
  ["discussion", "Discussed it"],
  ["handback", "Handed back"],
] as const satisfies readonly (readonly [Stage, string])[];

/** What is measured and how it is split, and at the far end chart or table. */
export function Controls({
  view,
  change,
  questions,
}: ControlsProps & { readonly questions: readonly QuestionEntry[] }): ReactElement {
  return (
    <Group justify="space-between">
      <Group gap="md">
        {questions.length === 0 ? (
          <Choice
            label="Stage"
            value={view.measure}
            options={STAGE_CHOICES}
            change={(measure) => change({ ...view, measure })}
          />
        ) : (
          <Measure view={view} change={change} questions={questions} />
        )}
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

/** The switches. What is published is never of the same organisations nor of locations, so these exclude each other. */
export function Switches({ view, change }: ControlsProps): ReactElement {
  return (
    <Group gap="lg" wrap="nowrap" pb={4}>
      <Switch
        label="Count locations"
        checked={view.byLocation}
        onChange={(event) => change({ ...view, byLocation: event.currentTarget.checked, protected: false })}
      />
      <Switch
        label="Same organisations"
        checked={view.matched}
        onChange={(event) => change({ ...view, matched: event.currentTarget.checked, protected: false })}
      />
      <Switch
        label="As it would be published"
        checked={view.protected}
        onChange={(event) =>
          change({ ...view, protected: event.currentTarget.checked, matched: false, byLocation: false })
        }
      />
    </Group>
  );
}

/** The hand-back questions and those of the user's own sets, each set under its title. */
function Measure({
  view,
  change,
  questions,
}: ControlsProps & { readonly questions: readonly QuestionEntry[] }): ReactElement {
  const sets = Map.groupBy(questions, ({ set }) => set);
  const own = [...sets.values()].map((entries) => ({
    group: entries[0]?.title ?? "",
    items: entries.map(({ code, label }) => ({ value: code, label })),
  }));
  const stages = { group: "Contract hand-backs", items: STAGE_CHOICES.map(([value, label]) => ({ value, label })) };
  return (
    <NativeSelect
      aria-label="Question"
      value={view.measure}
      data={[stages, ...own]}
      onChange={({ currentTarget: { value } }) => {
        const stage = STAGE_CHOICES.find(([code]) => code === value)?.[0];
        const measure = stage ?? questions.find(({ code }) => code === value)?.code;
        if (measure !== undefined) change({ ...view, measure });
      }}
      maw={420}
    />
  );
}

interface ChoiceProps<T extends string> {
  readonly label: string;
  readonly value: string;
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
