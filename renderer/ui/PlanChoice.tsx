import { ActionIcon, Button, Checkbox, Group, NativeSelect, Stack, Text, Textarea, Title } from "@mantine/core";
import { IconArrowDown, IconArrowUp } from "@tabler/icons-react";
import { type DragEvent, type ReactElement, useState } from "react";
import {
  PACK_FORMATS,
  PACK_FORMAT_LABELS,
  PACK_SECTION_LABELS,
  PACK_SECTIONS,
  PACK_TEMPLATE_LABELS,
  PACK_TEMPLATES,
  type PackPlan,
  type PackTemplate,
  templatePlan,
} from "../../shared/packs.ts";
import { type OwnSet, type Planning, templateOf } from "./planning.ts";

/** Props of the choice of what a pack holds. */
export interface PlanChoiceProps {
  readonly planning: Planning;
  readonly sets: readonly OwnSet[];
}

/** What will be in a pack: what it is for, its documents, and its sections in their order. Kept as it is changed. */
export function PlanChoice({ planning, sets }: PlanChoiceProps): ReactElement {
  const { plan: chosen, choose, undo, empty } = planning;
  const codes = sets.map(({ code }) => code);
  const plan = chosen ?? templatePlan("full", codes);
  const template = templateOf(chosen, sets);
  const start = (wanted: PackTemplate): void => choose(wanted === "full" ? null : templatePlan(wanted, codes));
  return (
    <section className="bw-card" aria-labelledby="plan-title">
      <Group justify="space-between" mb="md">
        <Title order={2} id="plan-title">
          What will be in it
        </Title>
        {undo === null ? null : (
          <Button variant="default" size="xs" onClick={undo}>
            Undo
          </Button>
        )}
      </Group>
      <Stack>
        <NativeSelect
          label="What it is for"
          value={template ?? OWN_CHOICE}
          onChange={({ currentTarget: { value } }) => {
            const wanted = PACK_TEMPLATES.find((each) => each === value);
            if (wanted !== undefined) start(wanted);
          }}
          data={[
            ...PACK_TEMPLATES.map((value) => ({ value, label: PACK_TEMPLATE_LABELS[value] })),
            ...(template === null ? [{ value: OWN_CHOICE, label: "Your own choice" }] : []),
          ]}
        />
        <Checkbox.Group
          label="Documents"
          value={[...plan.formats]}
          onChange={(values) => choose({ ...plan, formats: PACK_FORMATS.filter((format) => values.includes(format)) })}
        >
          <Group mt={6} gap="md">
            {PACK_FORMATS.map((format) => (
              <Checkbox key={format} value={format} label={PACK_FORMAT_LABELS[format]} />
            ))}
          </Group>
        </Checkbox.Group>
        <Sections plan={plan} sets={sets} choose={choose} />
        {empty ? (
          <Text c="red" role="alert">
            Choose at least one document and one section.
          </Text>
        ) : null}
      </Stack>
    </section>
  );
}

/** A plan that no template starts from. */
const OWN_CHOICE = "own";

interface SectionsProps {
  readonly plan: PackPlan;
  readonly sets: readonly OwnSet[];
  readonly choose: (plan: PackPlan) => void;
}

/** The sections: those that are in it first, in their order, which mouse and keyboard change. */
function Sections({ plan, sets, choose }: SectionsProps): ReactElement {
  const [dragged, setDragged] = useState<string | null>(null);
  const [commented, setCommented] = useState<string | null>(null);
  const labels = labelsOf(sets);
  const included = plan.sections.filter((id) => labels.has(id));
  const others = [...labels.keys()].filter((id) => !included.includes(id));
  const keep = (sections: readonly string[]): void => choose({ ...plan, sections: [...sections] });
  const comment = (id: string, words: string): void => {
    const { [id]: before = "", ...rest } = plan.comments;
    if (words.trim() !== before)
      choose({ ...plan, comments: words.trim() === "" ? rest : { ...rest, [id]: words.trim() } });
  };
  const place = (id: string, at: number): void => {
    const rest = included.filter((each) => each !== id);
    keep([...rest.slice(0, at), id, ...rest.slice(at)]);
  };
  const dropOn = (at: number) => (event: DragEvent) => {
    event.preventDefault();
    if (dragged !== null) place(dragged, at);
    setDragged(null);
  };
  return (
    <div>
      <Text fw={600} size="sm" mb={4} id="plan-sections">
        Sections
      </Text>
      <ul className="bw-plain" aria-labelledby="plan-sections" style={{ listStyle: "none", padding: 0 }}>
        {included.map((id, at) => (
          // The buttons beside it do the same for keyboards.
          // oxlint-disable-next-line jsx-a11y/no-noninteractive-element-interactions
          <li
            key={id}
            className="bw-plan-row"
            draggable
            data-dragged={dragged === id || undefined}
            onDragStart={() => setDragged(id)}
            onDragEnd={() => setDragged(null)}
            onDragOver={(event) => event.preventDefault()}
            onDrop={dropOn(at)}
          >
            <Checkbox label={labels.get(id)} checked onChange={() => keep(included.filter((each) => each !== id))} />
            <Group gap={2} wrap="nowrap">
              <Button
                variant="subtle"
                size="compact-xs"
                aria-expanded={commented === id}
                aria-label={`Comment on “${labels.get(id) ?? id}”`}
                onClick={() => setCommented(commented === id ? null : id)}
              >
                {(plan.comments[id] ?? "") === "" ? "Comment" : "Comment ✓"}
              </Button>
              <ActionIcon
                variant="subtle"
                aria-label={`Move “${labels.get(id) ?? id}” up`}
                disabled={at === 0}
                onClick={() => place(id, at - 1)}
              >
                <IconArrowUp size={16} aria-hidden />
              </ActionIcon>
              <ActionIcon
                variant="subtle"
                aria-label={`Move “${labels.get(id) ?? id}” down`}
                disabled={at === included.length - 1}
                onClick={() => place(id, at + 1)}
              >
                <IconArrowDown size={16} aria-hidden />
              </ActionIcon>
            </Group>
            {commented === id ? (
              <Textarea
                label={`Your words at the start of “${labels.get(id) ?? id}”`}
                description="Shown as they are. A number in them has to be one that the pack publishes."
                autosize
                minRows={2}
                maxLength={2000}
                defaultValue={plan.comments[id] ?? ""}
                onBlur={(event) => comment(id, event.currentTarget.value)}
                style={{ flexBasis: "100%" }}
              />
            ) : null}
          </li>
        ))}
        {others.map((id) => (
          <li key={id} className="bw-plan-row">
            <Checkbox label={labels.get(id)} checked={false} onChange={() => keep([...included, id])} />
          </li>
        ))}
      </ul>
    </div>
  );
}

/** Every section that can be in a pack, in reading order. */
function labelsOf(sets: readonly OwnSet[]): ReadonlyMap<string, string> {
  return new Map(
    PACK_SECTIONS.flatMap((section): [string, string][] => {
      const own = section === "quotes" ? sets.map(({ code, title }): [string, string] => [`set-${code}`, title]) : [];
      return [...own, [section, PACK_SECTION_LABELS[section]]];
    }),
  );
}
