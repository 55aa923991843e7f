import type { ParsedInput } from "../../shared/contract.ts";
import { BellwetherError } from "../../shared/errors.ts";
import { consolidate } from "./evidence/consolidate.ts";
import { contradictions } from "./evidence/resolve.ts";
import { resolution } from "./evidence/resolution.ts";
import { betweenSteps, type WorkContext } from "./importing.ts";
import type { CampaignFile } from "./store/campaignFile.ts";
import { readLinks, removeLink, writeLink, type OrganisationLink } from "./store/organisationLinks.ts";
import { readRivals, removePreferences, writePreference, type StoredRivals } from "./store/preferences.ts";
import { profiles } from "./store/organisations.ts";
import { inTransaction } from "./store/transaction.ts";

const STAGE = "Bringing the figures up to date";

/**
 * Says of two organisations that they are the same or different, or puts them off, and brings the figures up to date.
 * @throws BellwetherError `bad-request` where it speaks against what was said before; `cancelled`, and the store's own
 */
export async function linkOrganisations(
  campaign: CampaignFile,
  { a, b, verdict, note }: ParsedInput<"check.link">,
  context: WorkContext,
): Promise<void> {
  const link = { a, b, verdict, note: note === "" ? null : note, at: new Date().toISOString() };
  const work = function* (): Generator<number, void> {
    const known = contradictionsIn(campaign);
    writeLink(campaign, link);
    const broken = contradictionsIn(campaign).find((one) => !known.some((old) => old.a === one.a && old.b === one.b));
    if (broken !== undefined) throw contradicted(campaign, link, broken);
    yield* consolidate(campaign, new Set());
  };
  await inTransaction(campaign, work, betweenSteps(context, STAGE));
}

/** Takes back what was said of two organisations: they are offered again. @throws BellwetherError `cancelled`, and the store's own */
export async function unlinkOrganisations(
  campaign: CampaignFile,
  { a, b }: ParsedInput<"check.unlink">,
  context: WorkContext,
): Promise<void> {
  const work = function* (): Generator<number, void> {
    removeLink(campaign, a, b);
    yield* consolidate(campaign, new Set());
  };
  await inTransaction(campaign, work, betweenSteps(context, STAGE));
}

/**
 * Has a response stand for its organisation and month whatever the rule says, with a note that says why.
 * @throws BellwetherError `bad-request` where the response is gone; `cancelled`, and the store's own
 */
export async function standByChoice(
  campaign: CampaignFile,
  { responseId, note }: ParsedInput<"check.stand">,
  context: WorkContext,
): Promise<void> {
  const at = new Date().toISOString();
  await chosen(campaign, responseId, (rivals) => writePreference(campaign, rivals, note, at), context);
}

/** Leaves the organisation and month of a response to the rule again. @throws as `standByChoice` */
export async function standByRule(
  campaign: CampaignFile,
  { responseId }: ParsedInput<"check.unstand">,
  context: WorkContext,
): Promise<void> {
  await chosen(campaign, responseId, (rivals) => removePreferences(campaign, rivals), context);
}

function chosen(
  campaign: CampaignFile,
  responseId: number,
  write: (rivals: StoredRivals) => void,
  context: WorkContext,
): Promise<void> {
  const work = function* (): Generator<number, void> {
    const rivals = readRivals(campaign, responseId);
    if (rivals === null) throw new BellwetherError("bad-request", "This response is gone: its import has been undone.");
    write(rivals);
    yield* consolidate(campaign, new Set([rivals.month]));
  };
  return inTransaction(campaign, work, betweenSteps(context, STAGE));
}

function contradictionsIn(campaign: CampaignFile): Pick<OrganisationLink, "a" | "b">[] {
  return contradictions(readLinks(campaign), resolution(campaign).resolve);
}

function contradicted(
  campaign: CampaignFile,
  said: Pick<OrganisationLink, "a" | "b" | "verdict">,
  broken: Pick<OrganisationLink, "a" | "b">,
): BellwetherError {
  const profileOf = profiles(campaign);
  const named = (key: string): string => `“${profileOf(key).name ?? key}”`;
  const before =
    said.verdict === "different"
      ? "Others that you called the same join them"
      : `${named(broken.a)} and ${named(broken.b)} were called different, and this would make them one`;
  return new BellwetherError(
    "bad-request",
    `${named(said.a)} and ${named(said.b)} cannot be called ${said.verdict}. ${before}. Take that back first, under “Decided” on Check.`,
  );
}
