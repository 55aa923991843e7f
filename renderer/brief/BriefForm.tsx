import { Button, Group, NativeSelect, Stack, TextInput, Title } from "@mantine/core";
import { type ReactElement, useState } from "react";
import type { PackResult } from "../../shared/contract.ts";
import { useTask } from "../host/operations.ts";
import { ErrorNote } from "../ui/ErrorNote.tsx";
import { monthText } from "../ui/format.ts";
import { DEFAULT_PLACE, PackPlace } from "../ui/PackPlace.tsx";
import { Working } from "../ui/Working.tsx";
import { PlanChoice } from "../ui/PlanChoice.tsx";
import { type OwnSet, usePlanning } from "../ui/planning.ts";
import { Draft } from "./Draft.tsx";
import { HouseStyle } from "./HouseStyle.tsx";
import { Preview } from "./Preview.tsx";
import { usePages } from "./usePages.ts";
import { WhatIsHidden } from "./WhatIsHidden.tsx";
import { Wording } from "./Wording.tsx";

/** Props of the form; `months` are newest first and never empty. */
export interface BriefFormProps {
  readonly months: readonly string[];
  /** The user's own question sets that somebody answered. */
  readonly sets: readonly OwnSet[];
  readonly done: (result: PackResult) => void;
}

/** What the pack is about, what will be in it and in which words, beside its pages as they will be. */
export function BriefForm({ months, sets, done }: BriefFormProps): ReactElement {
  const compose = useTask("brief.compose");
  const planning = usePlanning();
  const [month, setMonth] = useState("");
  const [title, setTitle] = useState<string | null>(null);
  const [place, setPlace] = useState(DEFAULT_PLACE);
  const leading = month === "" ? (months[0] ?? "") : month;
  const shownTitle = title ?? `Contract hand-backs: ${monthText(leading)}`;
  const asked = { month: month === "" ? null : month, title: shownTitle.trim(), plan: planning.plan };
  const pages = usePages(asked);

  const make = async () => {
    // The pack itself comes first.
    pages.stop();
    const result = await compose.run({ ...asked, ...place });
    if (result !== null) done(result);
  };

  return (
    <div className="bw-brief">
      <Stack gap="lg">
        <section className="bw-card">
          <Title order={2} mb="md">
            The pack
          </Title>
          <Stack>
            <NativeSelect
              label="Months"
              value={month}
              onChange={(event) => setMonth(event.currentTarget.value)}
              data={[
                {
                  value: "",
                  label: months.length === 1 ? monthText(leading) : `All months, ${monthText(months[0] ?? "")} leading`,
                },
                ...(months.length === 1
                  ? []
                  : months.map((value) => ({ value, label: `${monthText(value)} leading` }))),
              ]}
            />
            <TextInput
              label="Title"
              value={shownTitle}
              maxLength={200}
              onChange={(event) => setTitle(event.currentTarget.value)}
              error={shownTitle.trim() === "" ? "A pack needs a title." : null}
            />
            <PackPlace place={place} choose={setPlace} />
            {compose.error === null ? null : <ErrorNote fault={compose.error} />}
            {compose.running ? (
              <Working title="Making the draft pack" progress={compose.progress} cancel={compose.cancel} />
            ) : (
              <Group>
                <Button size="md" onClick={() => void make()} disabled={shownTitle.trim() === "" || planning.empty}>
                  Make the draft pack
                </Button>
              </Group>
            )}
          </Stack>
        </section>
        <PlanChoice planning={planning} sets={sets} />
        <Wording month={asked.month} />
        <HouseStyle />
        <Draft />
      </Stack>
      <div className="bw-brief-pages">
        <Preview shown={pages} />
        <WhatIsHidden />
      </div>
    </div>
  );
}
