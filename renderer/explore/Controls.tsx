import { Group, NativeSelect } from "@mantine/core";
import type { ReactElement } from "react";
import type { Frame, QuestionEntry } from "../../shared/contract.ts";
import { type Month, monthShort } from "../../shared/month.ts";
import { SPLITS } from "../../shared/vocabulary.ts";
import { Select } from "../ui/choices.tsx";
import { ServiceTypes } from "./ServiceTypes.tsx";
import { changed, isAnswers, type View } from "./view.ts";

/** Props of the choices above the chart. */
export interface ControlsProps {
  readonly view: View;
  readonly change: (view: View) => void;
  readonly questions: readonly QuestionEntry[];
  /** The lists there are. */
  readonly frames: readonly Frame[];
  /** Every month there is of what is shown, earliest first. */
  readonly months: readonly Month[];
}

/** What is measured and how it is split, of which months and service types. */
export function Controls(props: ControlsProps): ReactElement {
  const { view, change, months } = props;
  const { measure } = view;
  const set = (part: Partial<View>): void => change(changed(view, part));
  const own = isAnswers(measure) && measure.includes(".");
  return (
    <Group gap="xs" align="flex-end" className="bw-controls">
      <Measure {...props} />
      {own || measure === "coverage" ? null : (
        <Select
          label="Contracts"
          width={136}
          value={view.commissioner ?? "both"}
          options={[
            ["both", "LA and NHS"],
            ["la", "Local authority"],
            ["nhs", "NHS"],
          ]}
          choose={(value) => set({ commissioner: value === "both" ? null : value })}
        />
      )}
      <Select label="Split by" width={204} value={view.by} options={SPLIT_CHOICES} choose={(by) => set({ by })} />
      <Months view={view} months={months} set={set} />
      {measure === "coverage" ? null : <ServiceTypes view={view} set={set} />}
    </Group>
  );
}

const STAGE_CHOICES = [
  ["intent", "Likely to hand back"],
  ["discussion", "Discussed it"],
  ["handback", "Handed back"],
  ["stages", "All three side by side"],
  ["path", "From intent to hand-back"],
  ["coverage", "Who answered"],
] as const satisfies readonly (readonly [View["measure"], string])[];

const SPLIT_NAMES = {
  "service-type": "Service type",
  region: "Region",
  size: "Size of provider",
  source: "Source",
  icb: "ICB (internal)",
  "local-authority": "Local authority (internal)",
} as const;

const SPLIT_CHOICES: readonly (readonly [View["by"], string])[] = [
  ["none", "Not split"],
  ...SPLITS.map((split) => [split, SPLIT_NAMES[split]] as const),
];

/** The hand-back questions and those of the user's own sets, each set under its title. */
function Measure({ view, change, questions }: ControlsProps): ReactElement {
  const sets = Map.groupBy(questions, ({ set }) => set);
  const own = [...sets.values()].map((entries) => ({
    group: entries[0]?.title ?? "",
    items: entries.map(({ code, label }) => ({ value: code, label })),
  }));
  const stages = { group: "Contract hand-backs", items: STAGE_CHOICES.map(([value, label]) => ({ value, label })) };
  return (
    <NativeSelect
      label="Question"
      value={view.measure}
      data={[stages, ...own]}
      onChange={({ currentTarget: { value } }) => {
        const stage = STAGE_CHOICES.find(([code]) => code === value)?.[0];
        const measure = stage ?? questions.find(({ code }) => code === value)?.code;
        if (measure !== undefined) change(changed(view, { measure }));
      }}
      w={214}
    />
  );
}

interface PartProps {
  readonly view: View;
  readonly set: (part: Partial<View>) => void;
}

/** The first and the last month shown; nothing while there is one month only. */
function Months({ view, set, months }: PartProps & Pick<ControlsProps, "months">): ReactElement | null {
  const [first, last] = [months[0], months.at(-1)];
  if (first === undefined || last === undefined || first === last) return null;
  const options = months.map((month) => [month, monthShort(month)] as const);
  return (
    <Group gap={6} align="flex-end" wrap="nowrap">
      <Select
        label="From"
        width={114}
        value={view.from ?? first}
        options={options}
        choose={(month) => set({ from: month === first ? null : month })}
      />
      <Select
        label="To"
        width={114}
        value={view.to ?? last}
        options={options}
        choose={(month) => set({ to: month === last ? null : month })}
      />
    </Group>
  );
}
