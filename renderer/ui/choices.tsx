import { NativeSelect, SegmentedControl, VisuallyHidden } from "@mantine/core";
import type { ReactElement } from "react";

/** Props of one choice among a few. */
export interface ChoiceProps<T extends string> {
  readonly label: string;
  readonly value: string;
  readonly options: readonly (readonly [value: T, label: string])[];
  readonly choose: (value: T) => void;
  readonly size?: "xs" | "sm";
  /** In pixels. */
  readonly width?: number;
}

/** A choice in a list that opens, under its name. */
export function Select<T extends string>({ label, value, options, choose, width }: ChoiceProps<T>): ReactElement {
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

/** A choice that lies open. */
export function Choice<T extends string>({ label, value, options, choose, size = "sm" }: ChoiceProps<T>): ReactElement {
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
