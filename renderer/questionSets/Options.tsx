import {
  ActionIcon,
  Button,
  Checkbox,
  Group,
  NativeSelect,
  Text,
  Textarea,
  TextInput,
  VisuallyHidden,
} from "@mantine/core";
import { IconArrowDown, IconArrowUp, IconX } from "@tabler/icons-react";
import { type ReactElement, useRef, useState } from "react";
import { addsUp, OPTION_ROLES, type ScaleOption, type SetQuestion } from "../../shared/questionSets.ts";
import { bandsClosed, boundsKept, moved, newOption, type SetFaults, withBand } from "./draft.ts";

/** Props of the scale of a question. */
export interface OptionsProps {
  readonly question: SetQuestion;
  readonly path: string;
  readonly faults: SetFaults;
  readonly change: (question: SetQuestion) => void;
}

/** The scale of a question: its options in their order, what each counts as, and the wordings seen for it. */
export function Options({ question, path, faults, change }: OptionsProps): ReactElement {
  const box = useRef<HTMLDivElement>(null);
  const [told, setTold] = useState("");
  const { options, kind } = question;
  const numbers = kind === "number";
  const set = (next: readonly ScaleOption[]) =>
    change({ ...question, options: numbers ? bandsClosed(next) : [...next] });
  const focus = (selector: string) =>
    requestAnimationFrame(() => box.current?.querySelector<HTMLElement>(selector)?.focus());

  const move = (index: number, by: -1 | 1) => {
    const option = options[index];
    if (option === undefined || index + by < 0 || index + by >= options.length) return;
    set(boundsKept(options, moved(options, index, by)));
    setTold(`${option.label} is now ${index + by + 1} of ${options.length}`);
    focus(`[data-option="${option.code}"] [data-move="${by}"]`);
  };
  const add = (next: readonly ScaleOption[]) => {
    const fresh = next.find(({ code }) => options.every((option) => option.code !== code));
    set(next);
    focus(`[data-option="${fresh?.code ?? ""}"] input`);
  };

  return (
    <div
      ref={box}
      className="bw-options"
      data-numbers={numbers ? "" : undefined}
      data-plain={kind === "multiple" ? "" : undefined}
    >
      <div className="bw-option bw-option-heads" aria-hidden="true">
        <span>{numbers ? "Band" : kind === "multiple" ? "Choice" : "Option"}</span>
        {numbers ? <span>Below</span> : null}
        {kind === "multiple" ? null : <span>Counts as</span>}
        <span>Also written as, one a line</span>
      </div>
      {options.map((option, index) => (
        <OptionRow
          key={option.code}
          option={option}
          band={numbers}
          roles={kind !== "multiple"}
          path={`${path}.options.${index}`}
          faults={faults}
          first={index === 0}
          last={index === options.length - 1}
          change={(next) => set(options.with(index, next))}
          move={(by) => move(index, by)}
          remove={() => {
            set(options.filter((other) => other !== option));
            focus("[data-add]");
          }}
        />
      ))}
      <Group gap="xs" mt="xs">
        <Button
          data-add
          variant="default"
          size="compact-sm"
          onClick={() => add(numbers ? withBand(options) : [...options, newOption(options)])}
        >
          {numbers ? "Add a band" : kind === "multiple" ? "Add a choice" : "Add an option"}
        </Button>
        {numbers ? (
          <Button variant="default" size="compact-sm" onClick={() => add([...options, newOption(options)])}>
            Add an answer in words
          </Button>
        ) : null}
      </Group>
      {numbers ? (
        <Checkbox
          mt="sm"
          label="Add the numbers up as well"
          description="For people, packages, hours or pounds; not for rates, averages or prices"
          checked={addsUp(question)}
          onChange={(event) => change({ ...question, summed: event.currentTarget.checked })}
        />
      ) : null}
      {kind === "multiple" ? (
        <Text c="dimmed" size="sm" mt="xs">
          Every choice is counted as ticked or not. A choice with the code “other” takes what nothing else names.
        </Text>
      ) : null}
      <VisuallyHidden role="status">{told}</VisuallyHidden>
    </div>
  );
}

interface OptionRowProps {
  readonly option: ScaleOption;
  readonly band: boolean;
  readonly roles: boolean;
  readonly path: string;
  readonly faults: SetFaults;
  readonly first: boolean;
  readonly last: boolean;
  readonly change: (option: ScaleOption) => void;
  readonly move: (by: -1 | 1) => void;
  readonly remove: () => void;
}

function OptionRow(props: OptionRowProps): ReactElement {
  const { option, band, roles, path, faults, first, last, change, move, remove } = props;
  const [wordings, setWordings] = useState(option.wordings.join("\n"));
  const [typed, setTyped] = useState({ text: "", below: Number.NaN });
  const bound = option.below ?? Number.NaN;
  const shownBound = Object.is(bound, typed.below) ? typed.text : String(bound);
  const name = option.label === "" ? "the new option" : option.label;
  return (
    <div className="bw-option" data-option={option.code} role="group" aria-label={name}>
      <TextInput
        size="sm"
        aria-label="Label"
        value={option.label}
        error={faults.at.get(`${path}.label`)}
        onChange={(event) => change({ ...option, label: event.currentTarget.value })}
      />
      {band ? (
        option.below === undefined || option.below === null ? (
          <Text size="sm" c="dimmed" pt={7}>
            {option.below === null ? "and above" : "in words"}
          </Text>
        ) : (
          <TextInput
            size="sm"
            aria-label={`${name} reaches up to, not including`}
            inputMode="decimal"
            value={shownBound}
            error={faults.at.get(`${path}.below`)}
            onChange={(event) => {
              const text = event.currentTarget.value;
              const value = text.trim() === "" ? Number.NaN : Number(text.replaceAll(/[,£\s]/g, ""));
              setTyped({ text, below: value });
              change({ ...option, below: value });
            }}
          />
        )
      ) : null}
      {roles ? (
        <NativeSelect
          size="sm"
          aria-label={`${name} counts as`}
          value={option.role}
          onChange={(event) => {
            const role = OPTION_ROLES.find((known) => known === event.currentTarget.value);
            if (role !== undefined) change({ ...option, role });
          }}
          data={OPTION_ROLES.map((role) => ({ value: role, label: ROLES[role] }))}
        />
      ) : null}
      <Textarea
        size="sm"
        aria-label={`${name} is also written as, one a line`}
        autosize
        minRows={1}
        maxRows={6}
        value={wordings}
        onChange={(event) => {
          const text = event.currentTarget.value;
          setWordings(text);
          change({ ...option, wordings: text.split("\n").filter((line) => line.trim() !== "") });
        }}
      />
      <Group gap={2} wrap="nowrap" pt={4}>
        {([-1, 1] as const).map((by) => (
          <ActionIcon
            key={by}
            variant="subtle"
            data-move={by}
            aria-label={`Move ${name} ${by < 0 ? "up" : "down"}`}
            aria-disabled={by < 0 ? first : last}
            onClick={() => move(by)}
          >
            {by < 0 ? <IconArrowUp size={17} aria-hidden /> : <IconArrowDown size={17} aria-hidden />}
          </ActionIcon>
        ))}
        <ActionIcon variant="subtle" aria-label={`Remove ${name}`} onClick={remove}>
          <IconX size={17} aria-hidden />
        </ActionIcon>
      </Group>
    </div>
  );
}

const ROLES: Readonly<Record<ScaleOption["role"], string>> = {
  counted: "Counts towards the share",
  base: "In the base",
  beside: "Beside the base",
};
