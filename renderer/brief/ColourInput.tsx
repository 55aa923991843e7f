import { Button, Group, Text, TextInput } from "@mantine/core";
import { type ReactElement, useState } from "react";
import { contrastWithWhite, isReadable, LEAST_CONTRAST, nearestReadable } from "../../shared/house.ts";

/** Props of a colour: `#rrggbb` in small letters. */
export interface ColourInputProps {
  readonly label: string;
  readonly value: string;
  readonly choose: (value: string) => void;
}

/** A colour that words are set in: its contrast is checked as it is chosen, and the nearest readable one offered. */
export function ColourInput({ label, value, choose }: ColourInputProps): ReactElement {
  const [typed, setTyped] = useState<string | null>(null);
  const change = (text: string): void => {
    const hex = text.trim().toLowerCase();
    const whole = /^#[0-9a-f]{6}$/.test(hex);
    setTyped(whole ? null : text);
    if (whole) choose(hex);
  };
  const nearest = nearestReadable(value);
  return (
    <div>
      <Group gap={6} wrap="nowrap" align="flex-end">
        <input
          type="color"
          className="bw-colour"
          aria-label={`${label}: pick`}
          value={value}
          onChange={(event) => change(event.currentTarget.value)}
        />
        <TextInput
          label={label}
          value={typed ?? value}
          error={typed === null ? null : "Write it as #12436d."}
          onChange={(event) => change(event.currentTarget.value)}
          style={{ flex: 1 }}
        />
      </Group>
      {isReadable(value) ? null : (
        <div role="alert">
          <Text size="sm" c="red" mt={4}>
            Contrast on white {contrastWithWhite(value).toFixed(1)} to 1; words need {LEAST_CONTRAST} to 1.
          </Text>
          <Button size="compact-xs" variant="default" mt={4} onClick={() => choose(nearest)}>
            <span className="bw-swatch" style={{ background: nearest }} aria-hidden /> Take {nearest}
          </Button>
        </div>
      )}
    </div>
  );
}
