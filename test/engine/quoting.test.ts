import { randomUUID } from "node:crypto";
import { describe, expect, test } from "vitest";
import { mergeCampaign } from "../../electron/engine/merging.ts";
import { packQuotes, setAsideWords } from "../../electron/engine/packEntries.ts";
import { proposeRemovals, readQuotes, removeQuote, saveQuote } from "../../electron/engine/quoting.ts";
import { readReferences, removeReference, saveReference } from "../../electron/engine/referring.ts";
import { openCampaign } from "../../electron/engine/store/campaignFile.ts";
import { type Quote, redacted } from "../../shared/quotes.ts";
import { dump, importInto, newCampaign, quietly, undo } from "./campaign.ts";
import { temporaryFolder, write } from "./files.ts";
import { plainExtract } from "./releasable.ts";
import { exampleDefinition } from "./pack/definition.ts";

const quote = (said: Partial<Quote> = {}): Quote => ({
  id: randomUUID(),
  text: "Fees do not cover what care costs.",
  from: null,
  month: "2025-01",
  serviceType: "homecare",
  region: "London",
  label: "service-type",
  removed: [],
  left: [],
  consent: { by: "The member", on: "2025-03-01", note: "by e-mail" },
  confirmed: null,
  inPack: true,
  ...said,
});

/** The same quote, confirmed as it now reads. */
const confirmed = (said: Partial<Quote> = {}): Quote => {
  const one = quote(said);
  return { ...one, confirmed: { by: "Ann Reader", on: "2025-03-02", words: redacted(one) } };
};

describe("quotes of a campaign", () => {
  test("are kept, changed and removed, and their words are gone with them", async () => {
    const campaign = newCampaign(temporaryFolder());
    const one = quote();
    await saveQuote(campaign, one);
    await saveQuote(campaign, { ...one, text: "Fees fall short." });
    expect(readQuotes(campaign)).toMatchObject([{ text: "Fees fall short." }]);
    expect(removeQuote(campaign, one.id)).toEqual([]);
    expect(JSON.stringify(dump(campaign))).not.toMatch(/Fees/);
    await saveQuote(campaign, one);
    expect(readQuotes(campaign)).toEqual([one]);
  });

  test("cannot be confirmed while they name somebody of the campaign", async () => {
    const folder = temporaryFolder();
    const campaign = newCampaign(folder);
    await importInto(campaign, [write(folder, "january.csv", plainExtract("January", 3))]);
    const naming = confirmed({ text: "Ask 1-7000000001 about it." });
    await expect(saveQuote(campaign, naming)).rejects.toThrow(/1-7000000001/);
    const removed = proposeRemovals(campaign, naming.text);
    expect(await saveQuote(campaign, confirmed({ text: naming.text, removed }))).toHaveLength(1);
    await expect(saveQuote(campaign, confirmed({ text: "Write to someone@example.org" }))).rejects.toThrow(/example/);
    await expect(saveQuote(campaign, confirmed({ consent: { by: "…", on: "2025-03-01", note: "" } }))).rejects.toThrow(
      /name/,
    );
  });

  test("enter a pack only chosen, confirmed as they read, with consent, and labelled by one published group", async () => {
    const contents = await exampleDefinition({ months: ["2025-01"], respondents: 300 });
    const said = (one: Quote): string[] => packQuotes([one], contents).map(({ by }) => by);
    expect(said(confirmed())).toEqual(["A member (Homecare)"]);
    expect(said(confirmed({ label: "region" }))).toEqual(["A member (London)"]);
    expect(said(confirmed({ label: "none" }))).toEqual(["A member"]);
    expect(said(confirmed({ serviceType: "shared_lives" }))).toEqual(["A member"]);
    expect(said(confirmed({ month: "2024-12" }))).toEqual(["A member"]);
    expect(said(confirmed({ month: "2025-02" }))).toEqual([]);
    expect(said(confirmed({ inPack: false }))).toEqual([]);
    expect(said(quote())).toEqual([]);
    expect(said({ ...confirmed(), consent: null })).toEqual([]);
    expect(said({ ...confirmed(), text: "Fees do not cover what Sunrise costs." })).toEqual([]);
  });

  test("come along in a merge and go with its undoing, and one that was removed later does not come back", async () => {
    const folder = temporaryFolder();
    const [here, there] = [newCampaign(folder, "here"), newCampaign(folder, "there")];
    const one = quote();
    await saveQuote(there, one);
    saveReference(there, { ...readReferences(there)[0]!, inPack: true });
    there.close();
    const before = dump(here);
    const { importId, added } = await mergeCampaign(here, { path: there.path, name: "there.evidence" }, quietly);
    expect(added.entries).toBe(2);
    expect(readQuotes(here)).toEqual([one]);
    expect(readReferences(here)[0]).toMatchObject({ inPack: true });
    await undo(here, importId!);
    expect(dump(here)).toEqual(before);
    await mergeCampaign(here, { path: there.path, name: "there.evidence" }, quietly);
    removeQuote(here, one.id);
    const again = await mergeCampaign(here, { path: there.path, name: "there.evidence" }, quietly);
    expect(again.importId).toBeNull();
    expect(readQuotes(here)).toEqual([]);
    here.close();
    expect(readQuotes(openCampaign(here.path, "read"))).toEqual([]);
  });
});

test("what came with the app can be removed, and stays away", () => {
  const campaign = newCampaign(temporaryFolder());
  const [first, ...rest] = readReferences(campaign);
  expect(first).toMatchObject({ publisher: "Care Provider Alliance", inPack: false });
  expect(removeReference(campaign, first!.id)).toEqual(rest);
});

test("rows set aside are told by reasons of the pack's own, never by what a row says", () => {
  expect(
    setAsideWords(["The response was not finished.", "Row 7 of Sunrise was odd.", "The response was not finished."]),
  ).toEqual(["other rows", "responses that were not finished"]);
});
