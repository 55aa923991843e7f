import { dayLabel } from "../../shared/day.ts";
import { Button, Group, Text, TextInput } from "@mantine/core";
import { type ReactElement, useState } from "react";
import type { RegisterVerdict } from "../../shared/contract.ts";

import { ChoosingState, useChoosing } from "./choosing.tsx";

/** The day a register tells about: asked for where the file does not say, else shown with why, and can be changed. */
export function AsOf({ register }: { readonly register: RegisterVerdict }): ReactElement {
  const { asOf, asOfReason, proposedAsOf } = register;
  const { say, task } = useChoosing(register);
  const [changing, setChanging] = useState(false);
  const [day, setDay] = useState(asOf ?? proposedAsOf ?? "");
  const open = asOf === null;
  const ready = /^(19|20)\d\d-\d\d-\d\d$/.test(day);
  const form = (
    <form
      onSubmit={(event) => {
        event.preventDefault();
        if (ready) void say({ asOf: day });
      }}
    >
      <Group align="center" mt={6}>
        <TextInput
          type="date"
          label="The day it tells about"
          w={190}
          inputWrapperOrder={["label", "input", "description"]}
          description={ready ? dayLabel(day) : "Day, month and year"}
          data-open={open ? "" : undefined}
          value={day}
          onChange={(event) => setDay(event.currentTarget.value)}
        />
        <Button type="submit" disabled={!ready || task.running}>
          Use this day
        </Button>
        {open ? null : (
          <Button variant="default" onClick={() => setChanging(false)}>
            Leave it
          </Button>
        )}
      </Group>
      <ChoosingState task={task} />
    </form>
  );
  if (open) {
    return (
      <section className="bw-ask" aria-label="The day it tells about">
        <Text fw={600}>Which day does this register tell about?</Text>
        <Text>
          {asOfReason}
          {proposedAsOf === null
            ? ""
            : ` The file was last changed on ${dayLabel(proposedAsOf)}: use that only if it is right.`}
        </Text>
        {form}
      </section>
    );
  }
  return (
    <div>
      <Text component="span" mt="sm">
        As of <strong>{dayLabel(asOf)}</strong>
      </Text>
      <Button
        variant="subtle"
        size="compact-sm"
        ml={6}
        aria-expanded={changing}
        aria-label={`Change the day ${dayLabel(asOf)}`}
        onClick={() => setChanging(!changing)}
      >
        Change
      </Button>
      <Text size="sm" c="dimmed">
        {asOfReason}
      </Text>
      {changing ? form : null}
    </div>
  );
}
