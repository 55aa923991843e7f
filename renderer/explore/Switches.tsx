import { Group, NativeSelect, Switch } from "@mantine/core";
import type { ReactElement } from "react";
import { monthShort } from "../../shared/month.ts";
import { FRAME_NAMES } from "../../shared/tables.ts";
import { Choice } from "../ui/choices.tsx";
import type { ControlsProps } from "./Controls.tsx";
import { changed, isAnswers, type View } from "./view.ts";

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
