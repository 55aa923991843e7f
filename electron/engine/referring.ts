import { BUILT_IN_REFERENCES } from "../../shared/builtInReferences.ts";
import { type Reference, referenceSchema } from "../../shared/references.ts";
import type { CampaignFile } from "./store/campaignFile.ts";
import { readEntriesOf, writeEntry } from "./store/entries.ts";

/** What others published, as the campaign keeps it: figures, then commitments, each from the oldest. */
export function readReferences(campaign: CampaignFile): Reference[] {
  const said = readEntriesOf(campaign, "reference");
  const own = [...said.values()].flatMap((text) => (text === null ? [] : [referenceSchema.parse(JSON.parse(text))]));
  const builtIn = BUILT_IN_REFERENCES.filter(({ id }) => !said.has(id));
  return [...builtIn, ...own].sort((a, b) => (orderOf(a) < orderOf(b) ? -1 : 1));
}

/** Keeps what others published, new or changed. */
export function saveReference(campaign: CampaignFile, reference: Reference): Reference[] {
  const { id } = reference;
  writeEntry(campaign, { kind: "reference", id, said: JSON.stringify(reference) }, new Date().toISOString());
  return readReferences(campaign);
}

/** Removes it; one that came with the app does not come back by itself. */
export function removeReference(campaign: CampaignFile, id: string): Reference[] {
  writeEntry(campaign, { kind: "reference", id, said: null }, new Date().toISOString());
  return readReferences(campaign);
}

function orderOf({ kind, date, publisher, id }: Reference): string {
  return [kind === "figure" ? 0 : 1, date, publisher, BUILT_IN.indexOf(id) + 1, id].join("\u001f");
}

const BUILT_IN = BUILT_IN_REFERENCES.map(({ id }) => id);
