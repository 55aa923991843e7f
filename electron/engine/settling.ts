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
 * Says of pairs of organisations that they are the same or different, or puts them off, and brings the figures up to
 * date; all of them or none.
 * @throws BellwetherError `bad-request` where it speaks against what was said before; `cancelled`, and the store's own
 */
export async function linkOrganisations(
  campaign: CampaignFile,
  { pairs, verdict, note }: ParsedInput<"check.link">,
  context: WorkContext,
): Promise<void> {
  const at = new Date().toISOString();
  const work = function* (): Generator<number, void> {
    const known = contradictionsIn(campaign);
    for (const { a, b } of pairs) writeLink(campaign, { a, b, verdict, note: note === "" ? null : note, at });
    const broken = contradictionsIn(campaign).find((one) => !known.some((old) => old.a === one.a && old.b === one.b));
    if (broken !== undefined) throw contradicted(campaign, verdict, pairs, broken);
    yield* consolidate(campaign, new Set());
  };
  await inTransaction(campaign, work, betweenSteps(context, STAGE));
}

/** Takes back what was said of pairs of organisations: they are offered again. @throws BellwetherError `cancelled`, and the store's own */
export async function unlinkOrganisations(
  campaign: CampaignFile,
  { pairs }: ParsedInput<"check.unlink">,
  context: WorkContext,
): Promise<void> {
  const work = function* (): Generator<number, void> {
    for (const { a, b } of pairs) removeLink(campaign, a, b);
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
    yield* consolidate(campaign, new Set([rivals.month]), false);
  };
  return inTransaction(campaign, work, betweenSteps(context, STAGE));
}

function contradictionsIn(campaign: CampaignFile): Pick<OrganisationLink, "a" | "b">[] {
  return contradictions(readLinks(campaign), resolution(campaign).resolve);
}

function contradicted(
  campaign: CampaignFile,
  verdict: OrganisationLink["verdict"],
  pairs: readonly Pick<OrganisationLink, "a" | "b">[],
  broken: Pick<OrganisationLink, "a" | "b">,
): BellwetherError {
  const profileOf = profiles(campaign);
  const named = ({ a, b }: Pick<OrganisationLink, "a" | "b">): string =>
    [a, b].map((key) => `“${profileOf(key).name ?? key}”`).join(" and ");
  const [only] = pairs.length === 1 ? pairs : [];
  const said = only === undefined ? "These pairs" : named(only);
  const { resolve, ruled } = resolution(campaign);
  const [a, b] = [broken.a, broken.b];
  if (verdict === "different" && ruled(a) === ruled(b)) {
    const why =
      a === b
        ? "They are told by one and the same key"
        : "The register, or the parents that your files name, make them one";
    return new BellwetherError("bad-request", `${said} cannot be called different. ${why}.`);
  }
  const before =
    verdict === "different" && resolve(a) === resolve(b)
      ? "Others that you called the same join them"
      : `${named(broken)} were called different, and this would make them one`;
  return new BellwetherError(
    "bad-request",
    `${said} cannot be called ${verdict}. ${before}. Take that back first, under what was decided of organisations on Check.`,
  );
}
