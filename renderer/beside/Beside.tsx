import { Button, Group, Skeleton, Text, Title } from "@mantine/core";
import { type ReactElement, useState } from "react";
import type { Quote } from "../../shared/quotes.ts";
import { REFERENCE_KINDS, REFERENCE_LABELS, type Reference, type ReferenceKind } from "../../shared/references.ts";
import { useReading } from "../host/operations.ts";
import { ErrorNote } from "../ui/ErrorNote.tsx";
import { Late } from "../ui/Late.tsx";
import { Answers } from "./Answers.tsx";
import { newQuote, newReference } from "./drafts.ts";
import { QuoteEditor } from "./QuoteEditor.tsx";
import { QuoteRow } from "./QuoteRow.tsx";
import { ReferenceEditor } from "./ReferenceEditor.tsx";
import { ReferenceRow } from "./ReferenceRow.tsx";

/** What stands in packs beside the figures: members' words, and what others published. Added, edited and chosen here. */
export function Beside(): ReactElement {
  return (
    <section className="bw-card" aria-labelledby="beside-title" data-help="beside">
      <Title order={2} id="beside-title" mb={4}>
        Evidence beside the figures
      </Title>
      <Text c="dimmed" mb="lg" maw="62em">
        Members’ words and what others published, in sections of their own: never counted, never in a chart’s series.
        Tick what the next pack is to hold.
      </Text>
      <div className="bw-beside">
        <Quotes />
        {REFERENCE_KINDS.map((kind) => (
          <References key={kind} kind={kind} />
        ))}
      </div>
    </section>
  );
}

function Quotes(): ReactElement {
  const { data, error, again } = useReading("quote.list", {});
  const [edited, setEdited] = useState<Quote | null>(null);
  const [choosing, setChoosing] = useState(false);
  return (
    <section aria-labelledby="quotes-title">
      <Group justify="space-between" mb="xs">
        <Title order={3} id="quotes-title">
          Members’ words
        </Title>
        <Group gap="xs">
          <Button variant="default" size="xs" onClick={() => setChoosing(true)}>
            From an answer…
          </Button>
          <Button variant="default" size="xs" onClick={() => setEdited(newQuote())}>
            Type or paste…
          </Button>
        </Group>
      </Group>
      {error !== null ? (
        <ErrorNote fault={error} again={again} />
      ) : data === undefined ? (
        <Late>
          <Skeleton h={60} />
        </Late>
      ) : data.length === 0 ? (
        <Text c="dimmed">
          No quotes yet. Take one from a free-text answer, or paste one. It enters a pack once consent is recorded and
          somebody has confirmed it as it would be published.
        </Text>
      ) : (
        <ul className="bw-entries">
          {data.map((quote) => (
            <QuoteRow key={quote.id} quote={quote} edit={() => setEdited(quote)} />
          ))}
        </ul>
      )}
      <Answers
        opened={choosing}
        close={() => setChoosing(false)}
        choose={(answer) => {
          setChoosing(false);
          setEdited(newQuote(answer));
        }}
      />
      <QuoteEditor start={edited} close={() => setEdited(null)} />
    </section>
  );
}

const EMPTY: Readonly<Record<ReferenceKind, string>> = {
  figure: "No figures of others. Add one with its source and date; it is shown apart from your own.",
  commitment: "No commitments. Add what was promised, with its source and date.",
};

function References({ kind }: { readonly kind: ReferenceKind }): ReactElement {
  const { data, error, again } = useReading("reference.list", {});
  const [edited, setEdited] = useState<Reference | null>(null);
  const own = data?.filter((reference) => reference.kind === kind);
  const id = `references-${kind}`;
  return (
    <section aria-labelledby={id}>
      <Group justify="space-between" mb="xs">
        <Title order={3} id={id}>
          {HEADINGS[kind]}
        </Title>
        <Button
          variant="default"
          size="xs"
          aria-label={`Add a ${REFERENCE_LABELS[kind].toLowerCase()}`}
          onClick={() => setEdited(newReference(kind))}
        >
          Add…
        </Button>
      </Group>
      {error !== null ? (
        <ErrorNote fault={error} again={again} />
      ) : own === undefined ? (
        <Late>
          <Skeleton h={60} />
        </Late>
      ) : own.length === 0 ? (
        <Text c="dimmed">{EMPTY[kind]}</Text>
      ) : (
        <ul className="bw-entries">
          {own.map((reference) => (
            <ReferenceRow key={reference.id} reference={reference} edit={() => setEdited(reference)} />
          ))}
        </ul>
      )}
      <ReferenceEditor start={edited} close={() => setEdited(null)} />
    </section>
  );
}

const HEADINGS: Readonly<Record<ReferenceKind, string>> = {
  figure: "Figures from published sources",
  commitment: "Policy commitments",
};
