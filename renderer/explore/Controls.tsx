import {
  Button,
  Checkbox,
  Group,
  NativeSelect,
  Popover,
  SegmentedControl,
  Stack,
  Switch,
  VisuallyHidden,
} from "@mantine/core";
import type { ReactElement } from "react";
import type { Frame, QuestionEntry } from "../../shared/contract.ts";
import { type Month, monthShort } from "../../shared/month.ts";
import {
  PUBLISHED_SPLITS,
  SERVICE_TYPE_LABELS,
  SERVICE_TYPES,
  type ServiceType,
  SPLITS,
} from "../../shared/vocabulary.ts";
import { FRAME_NAMES } from "../coverage/frames.ts";
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
      <Select
        label="Split by"
        width={204}
        value={view.by}
        options={SPLIT_CHOICES.filter(([by]) => measure !== "coverage" || by === "none" || isPublished(by))}
        choose={(by) => set({ by })}
      />
      <Months view={view} months={months} set={set} />
      {measure === "coverage" ? null : <ServiceTypes view={view} set={set} />}
    </Group>
  );
}

/** Chart or table. */
export function ShowAs({ view, change }: Pick<ControlsProps, "view" | "change">): ReactElement {
  return (
    <Choice
      label="Show as"
      value={view.as}
      options={[
        ["chart", "Chart"],
        ["table", "Table"],
      ]}
      choose={(as) => change(changed(view, { as }))}
    />
  );
}

/** The switches, and which chart where there are two. What excludes each other turns the other off. */
export function Switches({ view, change, frames, months }: Omit<ControlsProps, "questions">): ReactElement {
  const set = (part: Partial<View>): void => change(changed(view, part));
  const answers = isAnswers(view.measure);
  const others = months.filter((month) => month !== months.at(-1));
  return (
    <Group gap="sm" align="center" mih={32}>
      {answers ? (
        <Choice
          label="Figures"
          size="xs"
          value={view.chart}
          options={[["months", "By month"], view.matched ? ["change", "Change"] : ["answers", "Every answer"]]}
          choose={(chart) => set({ chart })}
        />
      ) : null}
      {answers ? (
        <Group gap={6}>
          <Switch
            label="Same organisations"
            checked={view.matched}
            onChange={(event) => set({ matched: event.currentTarget.checked })}
          />
          {view.matched && others.length > 1 ? (
            <NativeSelect
              size="xs"
              aria-label="Compared with"
              value={view.against ?? "before"}
              data={[
                { value: "before", label: "with the month before" },
                ...others.map((month) => ({ value: month, label: `with ${monthShort(month)}` })),
              ]}
              onChange={({ currentTarget: { value } }) =>
                set({ matched: true, against: others.find((month) => month === value) ?? null })
              }
            />
          ) : null}
        </Group>
      ) : null}
      <Switch
        label="Count locations"
        checked={view.unit === "location"}
        onChange={(event) => set({ unit: event.currentTarget.checked ? "location" : "organisation" })}
      />
      {view.measure === "path" || view.measure === "coverage" ? null : (
        <Switch
          label="As it would be published"
          checked={view.protected}
          onChange={(event) => set({ protected: event.currentTarget.checked })}
        />
      )}
      {view.measure === "coverage" && frames.length > 1 ? (
        <NativeSelect
          size="xs"
          aria-label="Compared with"
          value={view.frame ?? frames[0] ?? ""}
          data={frames.map((frame) => ({ value: frame, label: `Compared with the ${FRAME_NAMES[frame]}` }))}
          onChange={({ currentTarget: { value } }) => set({ frame: frames.find((frame) => frame === value) ?? null })}
        />
      ) : null}
      {answers && frames.length > 0 ? (
        <NativeSelect
          size="xs"
          w={168}
          aria-label="Weights"
          value={view.frame ?? "none"}
          data={[
            { value: "none", label: "Unweighted" },
            ...frames.map((frame) => ({ value: frame, label: `Weighted to ${FRAME_NAMES[frame]}` })),
          ]}
          onChange={({ currentTarget: { value } }) => set({ frame: frames.find((frame) => frame === value) ?? null })}
        />
      ) : null}
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

function isPublished(by: View["by"]): boolean {
  return PUBLISHED_SPLITS.some((split) => split === by);
}

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

/** Which service types are shown, or counted where the figures are split by something else. */
function ServiceTypes({ view, set }: PartProps): ReactElement {
  const { serviceTypes } = view;
  const [only] = serviceTypes;
  const text =
    only === undefined
      ? "All services"
      : serviceTypes.length === 1
        ? SERVICE_TYPE_LABELS[only]
        : `${serviceTypes.length} services`;
  return (
    <Popover position="bottom-start" shadow="md" trapFocus withinPortal={false}>
      <Popover.Target>
        <Button variant="default" fw={400} px="sm" aria-label={`Service types: ${text}`}>
          {text}
        </Button>
      </Popover.Target>
      <Popover.Dropdown aria-label="Service types">
        <Stack gap="xs">
          <Checkbox.Group
            value={[...serviceTypes]}
            onChange={(chosen) => set({ serviceTypes: servicesIn(chosen) })}
            label={view.by === "service-type" ? "Show these services" : "Count these services only"}
          >
            <Stack gap={6} mt="xs">
              {SERVICE_TYPES.map((type) => (
                <Checkbox key={type} value={type} label={SERVICE_TYPE_LABELS[type]} />
              ))}
            </Stack>
          </Checkbox.Group>
          <Button
            variant="subtle"
            size="compact-sm"
            disabled={serviceTypes.length === 0}
            onClick={() => set({ serviceTypes: [] })}
          >
            All services
          </Button>
        </Stack>
      </Popover.Dropdown>
    </Popover>
  );
}

/** All of them are the same as none named. */
function servicesIn(chosen: readonly string[]): readonly ServiceType[] {
  const types = SERVICE_TYPES.filter((type) => chosen.includes(type));
  return types.length === SERVICE_TYPES.length ? [] : types;
}

interface ChoiceProps<T extends string> {
  readonly label: string;
  readonly value: string;
  readonly options: readonly (readonly [value: T, label: string])[];
  readonly choose: (value: T) => void;
  readonly size?: "xs" | "sm";
  /** In pixels. */
  readonly width?: number;
}

function Select<T extends string>({ label, value, options, choose, width }: ChoiceProps<T>): ReactElement {
  return (
    <NativeSelect
      label={label}
      {...(width === undefined ? {} : { w: width })}
      value={value}
      data={options.map(([option, text]) => ({ value: option, label: text }))}
      onChange={(event) => {
        const found = options.find(([option]) => option === event.currentTarget.value);
        if (found !== undefined) choose(found[0]);
      }}
    />
  );
}

function Choice<T extends string>({ label, value, options, choose, size = "sm" }: ChoiceProps<T>): ReactElement {
  return (
    <div role="group" aria-label={label}>
      <VisuallyHidden>{label}</VisuallyHidden>
      <SegmentedControl
        size={size}
        value={value}
        data={options.map(([option, text]) => ({ value: option, label: text }))}
        onChange={(chosen) => {
          const found = options.find(([option]) => option === chosen);
          if (found !== undefined) choose(found[0]);
        }}
      />
    </div>
  );
}
