import { Button, Group, Modal, NativeSelect, SimpleGrid, Stack, Text, Textarea, TextInput } from "@mantine/core";
import { type FormEvent, type ReactElement, useEffect, useState } from "react";
import { LONGEST_QUOTE, type Quote } from "../../shared/quotes.ts";
import { parseMonth } from "../../shared/month.ts";
import { REGIONS, SERVICE_TYPE_LABELS, SERVICE_TYPES } from "../../shared/vocabulary.ts";
import { useTask } from "../host/operations.ts";
import { ErrorNote } from "../ui/ErrorNote.tsx";
import { useNotify } from "../ui/notices.tsx";
import { Consent } from "./Consent.tsx";
import { withProposals } from "./drafts.ts";
import { Removals } from "./Removals.tsx";

/** Props of editing a quote; null while none is. */
export interface QuoteEditorProps {
  readonly start: Quote | null;
  readonly close: () => void;
}

/** A quote from its words as given to those that may be published: what is taken out, its label, consent, confirmation. */
export function QuoteEditor({ start, close }: QuoteEditorProps): ReactElement {
  return (
    <Modal
      data-help="beside"
      opened={start !== null}
      onClose={close}
      size={860}
      closeOnClickOutside={false}
      title="A member’s words"
      closeButtonProps={{ "aria-label": "Close" }}
    >
      {start === null ? null : <Fields key={start.id} start={start} close={close} />}
    </Modal>
  );
}

function Fields({ start, close }: { readonly start: Quote; readonly close: () => void }): ReactElement {
  const { run: propose, error: proposeError } = useTask("quote.propose");
  const save = useTask("quote.save");
  const notify = useNotify();
  const [quote, setQuote] = useState(start);
  const [text, setText] = useState(start.text);
  useEffect(() => {
    const wanted = quote.text;
    if (wanted.trim() === "") return;
    void propose({ text: wanted }).then((proposed) => {
      if (proposed !== null) setQuote((now) => (now.text === wanted ? withProposals(now, proposed) : now));
    });
  }, [quote.text, propose]);
  const taken = (): void => {
    const given = text.trim();
    // Places in other words would be other words.
    if (given !== quote.text) setQuote({ ...quote, text: given, removed: [], left: [], confirmed: null });
  };
  const ready = quote.text !== "" && quote.text === text.trim();
  const keep = async (event: FormEvent): Promise<void> => {
    event.preventDefault();
    if (!ready || (await save.run(quote)) === null) return;
    const isNew = start.text === "" || start.consent === null;
    notify({
      text: "The quote is kept.",
      ...(isNew ? {} : { action: { label: "Undo", run: () => void save.run(start) } }),
    });
    close();
  };
  const fault = save.error ?? proposeError;
  return (
    <form onSubmit={(event) => void keep(event)}>
      <Stack gap="lg">
        <Textarea
          label="Words as given"
          description={
            quote.from === null
              ? `As the member wrote or said them, ${LONGEST_QUOTE} characters at most. They stay in the campaign.`
              : `${quote.from.file}, row ${quote.from.row}: ${quote.from.question}`
          }
          autosize
          minRows={3}
          maxLength={LONGEST_QUOTE}
          value={text}
          readOnly={quote.from !== null}
          onChange={(event) => setText(event.currentTarget.value)}
          onBlur={taken}
          data-autofocus
        />
        {quote.text === "" ? null : <Removals quote={quote} change={setQuote} />}
        <Label quote={quote} change={setQuote} />
        <Consent quote={quote} change={setQuote} />
        {fault === null ? null : <ErrorNote fault={fault} />}
        <Group justify="flex-end">
          <Button variant="default" onClick={close}>
            Cancel
          </Button>
          <Button type="submit" disabled={!ready} loading={save.running}>
            Keep
          </Button>
        </Group>
      </Stack>
    </form>
  );
}

interface LabelProps {
  readonly quote: Quote;
  readonly change: (quote: Quote) => void;
}

/** Who says it, as far as that may be told. */
function Label({ quote, change }: LabelProps): ReactElement {
  return (
    <fieldset className="bw-plain-set">
      <legend>Who says it</legend>
      <SimpleGrid cols={2} spacing="sm">
        <NativeSelect
          label="Service type"
          value={quote.serviceType}
          onChange={({ currentTarget: { value } }) =>
            change({ ...quote, serviceType: SERVICE_TYPES.find((type) => type === value) ?? "not_stated" })
          }
          data={SERVICE_TYPES.map((value) => ({ value, label: SERVICE_TYPE_LABELS[value] }))}
        />
        <NativeSelect
          label="Region"
          value={quote.region}
          onChange={({ currentTarget: { value } }) =>
            change({ ...quote, region: REGIONS.find((region) => region === value) ?? "not_stated" })
          }
          data={REGIONS.map((value) => ({ value, label: value === "not_stated" ? "Not stated" : value }))}
        />
        <NativeSelect
          label="Named in packs by"
          value={quote.label}
          onChange={({ currentTarget: { value } }) =>
            change({ ...quote, label: value === "region" || value === "none" ? value : "service-type" })
          }
          data={[
            { value: "service-type", label: "Service type" },
            { value: "region", label: "Region" },
            { value: "none", label: "Neither: “A member”" },
          ]}
        />
        <TextInput
          label="Month it is about"
          type="month"
          value={quote.month ?? ""}
          readOnly={quote.from !== null}
          onChange={(event) => change({ ...quote, month: parseMonth(event.currentTarget.value) })}
        />
      </SimpleGrid>
      <Text size="sm" c="dimmed" mt={6}>
        Only one of the two is named, and only where the published tables of that month show the group; else it is “A
        member”.
      </Text>
    </fieldset>
  );
}
