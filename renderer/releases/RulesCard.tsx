import { Button, Group, NumberInput, SimpleGrid, Skeleton, Switch, Text } from "@mantine/core";
import { type FormEvent, type ReactElement, useRef, useState } from "react";
import type { DisplayRules } from "../../shared/releases.ts";
import { useReading, useTask } from "../host/operations.ts";
import { ErrorNote } from "../ui/ErrorNote.tsx";
import { Late } from "../ui/Late.tsx";
import { useNotify } from "../ui/notices.tsx";
import { Card } from "../ui/Page.tsx";
import { changedRules, DEFAULTS, FIELDS, faultOf, isSame, type Field } from "./rules.ts";

/** What may be shown: the display rules, which a person can make stricter, never looser than the defaults. */
export function RulesCard(): ReactElement {
  const { data, error, again } = useReading("rules.get", {});
  return (
    <Card title="What may be shown">
      <Text c="dimmed" mb="md">
        These rules decide what a pack hides. They can be made stricter, never looser than the defaults, and hold from
        the next pack on; what is released stays as it is.
      </Text>
      {error !== null ? (
        <ErrorNote fault={error} again={again} />
      ) : data === undefined ? (
        <Late>
          <Skeleton h={120} />
        </Late>
      ) : (
        <Rules rules={data} />
      )}
      <Boards />
    </Card>
  );
}

function Rules({ rules }: { readonly rules: DisplayRules }): ReactElement {
  const save = useTask("rules.save");
  const notify = useNotify();
  const [draft, setDraft] = useState<Readonly<Record<string, string | number>>>({});
  const form = useRef<HTMLFormElement>(null);
  const next = changedRules(rules, draft);
  const put = async (wanted: DisplayRules, said: string) => {
    if ((await save.run(wanted)) === null) return;
    setDraft({});
    form.current?.focus();
    notify({
      text: `${said} From the next pack on.`,
      action: { label: "Undo", run: () => void put(rules, "The rules are as they were.") },
    });
  };
  const submit = (event: FormEvent) => {
    event.preventDefault();
    if (next !== null && !isSame(next, rules)) void put(next, "The rules are changed.");
  };
  return (
    <form onSubmit={submit} ref={form} tabIndex={-1} aria-label="What may be shown" className="bw-quiet">
      <SimpleGrid cols={{ base: 1, sm: 2, lg: 3 }} spacing="lg">
        {FIELDS.map((field) => (
          <RuleInput
            key={field.name}
            field={field}
            value={draft[field.name] ?? field.shown(rules[field.name])}
            set={(value) => setDraft((before) => ({ ...before, [field.name]: value }))}
          />
        ))}
      </SimpleGrid>
      {save.error === null ? null : <ErrorNote fault={save.error} />}
      <Group mt="lg">
        <Button type="submit" variant="default" disabled={next === null || isSame(next, rules)} loading={save.running}>
          Save the rules
        </Button>
        {isSame(rules, DEFAULTS) ? (
          <Text c="dimmed" size="sm">
            These are the defaults.
          </Text>
        ) : (
          <Button variant="subtle" onClick={() => void put(DEFAULTS, "The rules are the defaults again.")}>
            Back to the defaults
          </Button>
        )}
      </Group>
    </form>
  );
}

interface RuleInputProps {
  readonly field: Field;
  readonly value: string | number;
  readonly set: (value: string | number) => void;
}

function RuleInput({ field, value, set }: RuleInputProps): ReactElement {
  return (
    <NumberInput
      label={field.label}
      description={field.description}
      value={value}
      onChange={set}
      suffix={field.percent ? "%" : ""}
      allowDecimal={false}
      allowNegative={false}
      // What was typed stays as it is and is told to be wrong, rather than changed under the hand.
      clampBehavior="none"
      error={faultOf(field, value)}
      inputWrapperOrder={["label", "input", "description", "error"]}
    />
  );
}

/** Whether packs tell of integrated care boards, which most campaigns are too small for. */
function Boards(): ReactElement | null {
  const { data } = useReading("boards.get", {});
  const save = useTask("boards.save");
  const notify = useNotify();
  if (data === undefined) return null;
  const put = async (shown: boolean) => {
    if ((await save.run({ shown })) === null) return;
    notify({
      text: `Packs ${shown ? "tell" : "no longer tell"} of integrated care boards. From the next pack on.`,
      action: { label: "Undo", run: () => void put(!shown) },
    });
  };
  return (
    <>
      <Switch
        mt="lg"
        label="Show integrated care boards beside regions"
        description="For campaigns with many hundred organisations: a board needs as many as any group. It takes longer to protect, and hides more of the other figures where boards would give an answer away."
        checked={data.shown}
        disabled={save.running}
        onChange={(event) => void put(event.currentTarget.checked)}
      />
      {save.error === null ? null : <ErrorNote fault={save.error} />}
    </>
  );
}
