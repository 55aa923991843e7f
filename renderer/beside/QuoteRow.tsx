import { Button, Checkbox, Group, Text } from "@mantine/core";
import { IconAlertTriangle, IconCircleCheck } from "@tabler/icons-react";
import { type ReactElement, useState } from "react";
import { type Quote, redacted, withheld } from "../../shared/quotes.ts";
import { SERVICE_TYPE_LABELS } from "../../shared/vocabulary.ts";
import { useTask } from "../host/operations.ts";
import { ErrorNote } from "../ui/ErrorNote.tsx";
import { monthText } from "../ui/format.ts";
import { useNotify } from "../ui/notices.tsx";

/** Props of a quote in the list. */
export interface QuoteRowProps {
  readonly quote: Quote;
  readonly edit: () => void;
}

/** A quote as it would be published, whether it may be, and what can be done with it. */
export function QuoteRow({ quote, edit }: QuoteRowProps): ReactElement {
  const save = useTask("quote.save");
  const remove = useTask("quote.remove");
  const notify = useNotify();
  const words = redacted(quote);
  const why = withheld(quote);
  // The tick shows at once; keeping it may wait for work in hand.
  const [ticked, setTicked] = useState<boolean | null>(null);
  const choose = async (inPack: boolean): Promise<void> => {
    setTicked(inPack);
    await save.run({ ...quote, inPack });
    setTicked(null);
  };
  const forget = async (): Promise<void> => {
    if ((await remove.run({ id: quote.id })) === null) return;
    notify({ text: "The quote was removed.", action: { label: "Undo", run: () => void save.run(quote) } });
  };
  const fault = save.error ?? remove.error;
  return (
    <li>
      <Checkbox
        checked={(ticked ?? quote.inPack) && why === null}
        disabled={why !== null}
        onChange={(event) => void choose(event.currentTarget.checked)}
        label={<span className="bw-said">“{words}”</span>}
      />
      <Group gap="xs" pl={30} justify="space-between">
        <Text size="sm" c="dimmed" style={{ flex: "1 1 20em" }}>
          {why === null ? (
            <IconCircleCheck size={15} color="var(--bw-good)" aria-hidden className="bw-inline-icon" />
          ) : (
            <IconAlertTriangle size={15} color="var(--bw-warn)" aria-hidden className="bw-inline-icon" />
          )}{" "}
          {[why ?? "Confirmed, with consent.", groupOf(quote), whereFrom(quote)]
            .filter((part) => part !== "")
            .join(" ")}
        </Text>
        <Group gap={4}>
          <Button
            variant="subtle"
            size="compact-sm"
            onClick={edit}
            aria-label={`Edit the quote “${words.slice(0, 60)}”`}
          >
            Edit
          </Button>
          <Button
            variant="subtle"
            color="gray"
            size="compact-sm"
            onClick={() => void forget()}
            aria-label={`Remove the quote “${words.slice(0, 60)}”`}
          >
            Remove
          </Button>
        </Group>
      </Group>
      {fault === null ? null : <ErrorNote fault={fault} />}
    </li>
  );
}

function groupOf({ label, serviceType, region }: Quote): string {
  const group =
    label === "service-type" ? SERVICE_TYPE_LABELS[serviceType] : label === "region" ? region : "not_stated";
  return group === "not_stated" || group === SERVICE_TYPE_LABELS.not_stated
    ? "Labelled “A member”."
    : `Labelled “A member (${group})” where that group is published.`;
}

function whereFrom({ from, month }: Quote): string {
  const about = month === null ? "" : `${monthText(month)}, `;
  return from === null ? (month === null ? "" : `${monthText(month)}.`) : `${about}${from.file}, row ${from.row}.`;
}
