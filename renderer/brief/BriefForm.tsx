import { Button, Checkbox, Group, NativeSelect, SimpleGrid, Stack, Text, TextInput, Title } from "@mantine/core";
import { type ReactElement, useState } from "react";
import type { PackResult } from "../../shared/contract.ts";
import { useConnection } from "../host/engine.tsx";
import { useReading, useTask } from "../host/operations.ts";
import { ErrorNote } from "../ui/ErrorNote.tsx";
import { monthText } from "../ui/format.ts";
import { Working } from "../ui/Working.tsx";
import { Contents } from "./Contents.tsx";

/** Props of the form; `months` are newest first and never empty. */
export interface BriefFormProps {
  readonly months: readonly string[];
  /** Titles of the user's own question sets that will be in it. */
  readonly sets: readonly string[];
  readonly done: (result: PackResult) => void;
}

/** What the pack is about and where it goes, beside what will be in it. */
export function BriefForm({ months, sets, done }: BriefFormProps): ReactElement {
  const { bridge } = useConnection();
  const info = useReading("app.info", {});
  const compose = useTask("brief.compose");
  const [month, setMonth] = useState("");
  const [title, setTitle] = useState<string | null>(null);
  const [into, setInto] = useState<string | null>(null);
  const [zip, setZip] = useState(false);
  const leading = month === "" ? (months[0] ?? "") : month;
  const shownTitle = title ?? `Contract hand-backs: ${monthText(leading)}`;

  const make = async () => {
    const result = await compose.run({ month: month === "" ? null : month, title: shownTitle.trim(), into, zip });
    if (result !== null) done(result);
  };
  const choose = async () => {
    const chosen = (await bridge.chooseFolder?.()) ?? null;
    if (chosen !== null) setInto(chosen);
  };

  return (
    <Stack gap="lg">
      <SimpleGrid cols={2} spacing="lg">
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
            <div>
              <Text fw={600} size="sm" mb={4}>
                Where it goes
              </Text>
              <Group wrap="nowrap" justify="space-between">
                <Text c="dimmed" style={{ overflowWrap: "anywhere" }}>
                  A new {zip ? "file" : "folder"} in{" "}
                  {into ?? info.data?.packsFolder ?? "Bellwether’s own place for packs"}
                </Text>
                {bridge.chooseFolder === null ? null : (
                  <Button variant="default" onClick={() => void choose()} style={{ flexShrink: 0 }}>
                    Choose a folder
                  </Button>
                )}
              </Group>
            </div>
            <Checkbox
              label="As one .zip file"
              checked={zip}
              onChange={(event) => setZip(event.currentTarget.checked)}
            />
            {compose.error === null ? null : <ErrorNote fault={compose.error} />}
            {compose.running ? null : (
              <Group>
                <Button size="md" onClick={() => void make()} disabled={shownTitle.trim() === ""}>
                  Make the draft pack
                </Button>
              </Group>
            )}
          </Stack>
        </section>
        <Contents sets={sets} />
      </SimpleGrid>
      {compose.running ? (
        <Working title="Making the draft pack" progress={compose.progress} cancel={compose.cancel} />
      ) : null}
    </Stack>
  );
}
