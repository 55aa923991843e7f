import { Anchor, Button, Group, NativeSelect, SimpleGrid, Stack, Text, TextInput, Title } from "@mantine/core";
import { type FormEvent, type ReactElement, useEffect, useRef, useState } from "react";
import { countOpenChecks } from "../../shared/contract.ts";
import type { Release } from "../../shared/releases.ts";
import { useReading } from "../host/operations.ts";
import { ErrorNote } from "../ui/ErrorNote.tsx";
import { counted, monthText } from "../ui/format.ts";
import { PlanChoice } from "../ui/PlanChoice.tsx";
import { answeredSets, usePlanning } from "../ui/planning.ts";
import { hrefOf } from "../ui/route.ts";
import { lastComposer, rememberComposer } from "./composer.ts";
import { usePreparing } from "./session.tsx";

/** Props of the form; `months` are newest first and never empty. */
export interface PrepareFormProps {
  readonly months: readonly string[];
  /** The release in whose place the new one is put. */
  readonly onItsWay: Release | null;
  readonly close: () => void;
}

/** What a release is about and who composes it, beside what will be done with it. */
export function PrepareForm({ months, onItsWay, close }: PrepareFormProps): ReactElement {
  const { prepare, task, last } = usePreparing();
  const check = useReading("check.report", {});
  const questions = useReading("question.list", {});
  const planning = usePlanning();
  const [month, setMonth] = useState(last?.month ?? "");
  const [title, setTitle] = useState(last?.title ?? onItsWay?.title ?? null);
  const [composedBy, setComposedBy] = useState(last?.composedBy ?? lastComposer);
  const first = useRef<HTMLSelectElement>(null);
  useEffect(() => first.current?.focus(), []);
  const leading = month === "" ? (months[0] ?? "") : month;
  const shownTitle = title ?? `Contract hand-backs: ${monthText(leading)}`;
  const open = check.data === undefined ? null : countOpenChecks(check.data);
  const ready = shownTitle.trim() !== "" && composedBy.trim().length >= 2 && open === 0 && !planning.empty;

  const submit = (event: FormEvent) => {
    event.preventDefault();
    if (!ready) return;
    rememberComposer(composedBy.trim());
    void prepare({
      month: month === "" ? null : month,
      title: shownTitle.trim(),
      plan: planning.plan,
      composedBy: composedBy.trim(),
    });
  };
  return (
    <SimpleGrid cols={{ base: 1, sm: 2 }} spacing="lg">
      <form className="bw-card" onSubmit={submit} aria-labelledby="prepare-title">
        <Title order={2} mb="md" id="prepare-title">
          {onItsWay === null ? "Prepare a release" : "Prepare it again"}
        </Title>
        <Stack>
          {onItsWay === null ? null : (
            <Text c="dimmed">
              Once it is prepared it takes the place of “{onItsWay.title}”
              {onItsWay.state === "signed-off" ? ", and has to be signed off again" : ""}. Until then that stays as it
              is.
            </Text>
          )}
          <OpenChecks open={open} />
          {check.error === null ? null : <ErrorNote fault={check.error} again={check.again} />}
          <NativeSelect
            ref={first}
            label="Months"
            value={month}
            onChange={(event) => setMonth(event.currentTarget.value)}
            data={[
              {
                value: "",
                label: months.length === 1 ? monthText(leading) : `All months, ${monthText(months[0] ?? "")} leading`,
              },
              ...(months.length === 1 ? [] : months.map((value) => ({ value, label: `${monthText(value)} leading` }))),
            ]}
          />
          <TextInput
            label="Title"
            value={shownTitle}
            maxLength={200}
            onChange={(event) => setTitle(event.currentTarget.value)}
            error={shownTitle.trim() === "" ? "A pack needs a title." : null}
          />
          <TextInput
            label="Composed by"
            description="Your name. It is kept in the record of the release and stands in no file of the pack."
            value={composedBy}
            maxLength={120}
            autoComplete="name"
            onChange={(event) => setComposedBy(event.currentTarget.value)}
          />
          {task.error === null ? null : <ErrorNote fault={task.error} />}
          <Group>
            <Button size="md" type="submit" disabled={!ready}>
              Prepare the release
            </Button>
            <Button size="md" variant="default" onClick={close}>
              Cancel
            </Button>
          </Group>
        </Stack>
      </form>
      <Stack gap="lg">
        <PlanChoice planning={planning} sets={answeredSets(questions.data ?? [])} />
        <WhatHappens />
      </Stack>
    </SimpleGrid>
  );
}

/** How much waits in Check, which a release does not go past. */
function OpenChecks({ open }: { readonly open: number | null }): ReactElement | null {
  if (open === null || open === 0) return null;
  return (
    <div className="bw-ask" role="note" style={{ marginTop: 0 }}>
      <Text fw={600}>
        {counted(open, "thing")} in Check {open === 1 ? "is" : "are"} still open.
      </Text>
      <Text>
        A release is for ever, so it waits until {open === 1 ? "it is" : "they are"} settled.{" "}
        <Anchor href={hrefOf("check")} inherit underline="always">
          Look at {open === 1 ? "it" : "them"} in Check
        </Anchor>
      </Text>
    </div>
  );
}

function WhatHappens(): ReactElement {
  return (
    <section className="bw-card">
      <Title order={2} mb="md">
        What happens
      </Title>
      <ol className="bw-plain" style={{ display: "grid", gap: 6 }}>
        <li>Every figure is rounded to 5, and groups that are too small are hidden.</li>
        <li>
          The app attacks the pack together with every earlier release, as three readers would. What gives something
          away is rounded anew, merged or hidden, and attacked again.
        </li>
        <li>You look at the pages, at what is hidden and at what changed since the release before.</li>
        <li>A second person signs it off.</li>
        <li>Releasing writes the files and freezes their figures for ever. Until then nothing is final.</li>
      </ol>
      <Text mt="md" c="dimmed">
        The attack can take a few minutes. It can be cancelled, and you can look at other screens meanwhile.
      </Text>
    </section>
  );
}
