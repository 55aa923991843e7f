import { Checkbox, SimpleGrid, Stack, Text, TextInput } from "@mantine/core";
import { type ReactElement, useState } from "react";
import { isConfirmed, type Quote, redacted } from "../../shared/quotes.ts";
import { today } from "./drafts.ts";

/** Props of consent and confirmation. */
export interface ConsentProps {
  readonly quote: Quote;
  readonly change: (quote: Quote) => void;
}

/** Who consented to a quote's use, and who read it as it would be published. Any change of its words asks for that again. */
export function Consent({ quote, change }: ConsentProps): ReactElement {
  const { consent, confirmed } = quote;
  const [reader, setReader] = useState(confirmed?.by ?? "");
  return (
    <SimpleGrid cols={2} spacing="lg">
      <fieldset className="bw-plain-set">
        <legend>Consent</legend>
        <Stack gap="sm">
          <Checkbox
            checked={consent !== null}
            onChange={(event) =>
              change({ ...quote, consent: event.currentTarget.checked ? { by: "", on: today(), note: "" } : null })
            }
            label="The member consents to its use"
          />
          {consent === null ? (
            <Text size="sm" c="dimmed">
              Without it the quote never enters a pack.
            </Text>
          ) : (
            <>
              <TextInput
                label="Who consented"
                value={consent.by}
                maxLength={120}
                onChange={(event) => change({ ...quote, consent: { ...consent, by: event.currentTarget.value } })}
                error={consent.by.trim() === "" ? "Say who. It stays in the campaign." : null}
              />
              <TextInput
                label="When"
                type="date"
                value={consent.on}
                onChange={(event) => change({ ...quote, consent: { ...consent, on: event.currentTarget.value } })}
              />
              <TextInput
                label="How"
                placeholder="By e-mail, in the survey …"
                value={consent.note}
                maxLength={500}
                onChange={(event) => change({ ...quote, consent: { ...consent, note: event.currentTarget.value } })}
              />
            </>
          )}
        </Stack>
      </fieldset>
      <fieldset className="bw-plain-set">
        <legend>Confirmation</legend>
        <Stack gap="sm">
          <TextInput
            label="Your name"
            value={reader}
            maxLength={120}
            onChange={(event) => {
              setReader(event.currentTarget.value);
              if (confirmed !== null) change({ ...quote, confirmed: null });
            }}
          />
          <Checkbox
            checked={isConfirmed(quote)}
            disabled={reader.trim() === "" || quote.text === ""}
            onChange={(event) =>
              change({
                ...quote,
                confirmed: event.currentTarget.checked
                  ? { by: reader.trim(), on: today(), words: redacted(quote) }
                  : null,
              })
            }
            label="I have read it as it would be published. It tells nobody who the member is."
          />
        </Stack>
      </fieldset>
    </SimpleGrid>
  );
}
