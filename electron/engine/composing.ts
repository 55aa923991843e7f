import { BellwetherError } from "../../shared/errors.ts";
import type { Month } from "../../shared/month.ts";
import type { PackPlan } from "../../shared/packs.ts";
import type { AttackOutcome } from "../../shared/releases.ts";
import { SOURCES } from "../../shared/vocabulary.ts";
import { needles } from "./forbidden.ts";
import { readRules } from "./frozen.ts";
import { packHouse } from "./house.ts";
import type { WorkContext } from "./importing.ts";
import { openAhead, runJob, type WaitingWorker } from "./jobs.ts";
import { packContents, type PackProtection } from "./packContents.ts";
import { packEntries } from "./packEntries.ts";
import type { PackDefinition, PackFile } from "./pack/definition.ts";
import type { Session } from "./session.ts";
import { hasSettled } from "./store/conflicts.ts";
import { readFirstSource } from "./store/decisions.ts";
import { readMonths, readSources, readSummary } from "./store/summary.ts";
import { keptWording, worded } from "./wording.ts";

/** The rules of DESIGN section 4 and DISCLOSURE that the figures of a pack follow; raised when one of them changes. */
export const METHOD_VERSION = "1";

/** What a pack is to be composed of. */
export interface PackRequest {
  /** The month that leads it, with those before it; null for all, the newest leading. */
  readonly month: Month | null;
  readonly title: string | null;
  readonly appVersion: string;
  /** Which documents and sections; null for all. */
  readonly plan: PackPlan | null;
  /** The code it gets where it is to be released, by the month that leads it; null for a draft. */
  readonly codeFor: ((month: Month) => string) | null;
}

/** A pack that passed every check, in memory; or what a reader could prove from its figures, and then there is none. */
export type ComposedPack =
  | {
      readonly passed: true;
      readonly definition: PackDefinition;
      readonly files: readonly PackFile[];
      readonly protection: PackProtection;
    }
  | { readonly passed: false; readonly attack: AttackOutcome };

/**
 * Protects, attacks, composes and audits a pack. Writes and freezes nothing.
 * @throws BellwetherError `nothing-to-brief`, `protection-failed`, `audit-failed`, `cancelled`
 */
export async function composedPack(
  session: Session,
  request: PackRequest,
  context: WorkContext,
): Promise<ComposedPack> {
  const composer = openAhead({ coming: "compose" });
  try {
    return await composed(session, request, context, composer);
  } finally {
    composer.close();
  }
}

async function composed(
  session: Session,
  request: PackRequest,
  context: WorkContext,
  composer: WaitingWorker,
): Promise<ComposedPack> {
  const made = await definitionOf(session, request, context);
  if (made.protection.attack.proofs.length > 0) return { passed: false, attack: made.protection.attack };
  const { definition, protection } = { ...made, definition: worded(made.definition, keptWording(session.campaign)) };
  const files = await runJob("compose", definition, context, composer);
  context.progress({ stage: "Checking the pack", done: 0, total: null });
  const checked = { files, definition, needles: needles(session.campaign) };
  const [fault] = await runJob("audit", checked, context);
  if (fault !== undefined) {
    throw new BellwetherError(
      "audit-failed",
      `The pack was not written, because its check failed: ${fault.file}: ${fault.fault} If a member’s name stands in the title, in the campaign’s name, in the association’s name or contact, or in the words of a question set, change that and try again.`,
    );
  }
  return { passed: true, definition, files, protection };
}

/**
 * What a pack is made of, in the app's own words, and how its figures were protected.
 * @throws BellwetherError `nothing-to-brief`, `protection-failed`, `cancelled`
 */
export async function definitionOf(
  session: Session,
  request: PackRequest,
  context: WorkContext,
): Promise<{ readonly definition: PackDefinition; readonly protection: PackProtection }> {
  const { campaign } = session;
  const until = monthsUntil(session, request.month);
  const rules = readRules(campaign);
  const { contents, protection } = await packContents(session, until, context);
  const { name, sample } = readSummary(campaign);
  const definition: PackDefinition = {
    title: request.title,
    campaignName: name,
    sample,
    appVersion: request.appVersion,
    methodVersion: METHOD_VERSION,
    ...contents,
    ...packEntries(session, contents, request.plan),
    unit: "organisation",
    sources: sourcesOf(session, until),
    firstSource: readFirstSource(campaign),
    chosenByHand: hasSettled(campaign, until),
    lateReturns: protection.late,
    rules,
    ...(request.plan === null ? {} : { plan: request.plan }),
    ...packHouse(campaign),
    release: request.codeFor === null ? null : { code: request.codeFor(contents.month) },
  };
  return { definition, protection };
}

/** The months of a pack, earliest first. @throws BellwetherError `nothing-to-brief` where the leading one has no responses */
export function monthsUntil({ campaign }: Session, leading: Month | null): readonly Month[] {
  const until = readMonths(campaign).filter((month) => leading === null || month <= leading);
  const last = until.at(-1);
  if (last !== undefined && (leading === null || leading === last)) return until;
  const what =
    leading === null ? "This campaign holds no responses yet." : `No responses of ${leading} are in this campaign.`;
  throw new BellwetherError("nothing-to-brief", `${what} Import that month’s files first.`);
}

/** What somebody could prove from a pack, as its refusal: the first proof, what to do about it, and how many more there are. */
export function provable({ proofs }: AttackOutcome): BellwetherError {
  const [first, ...more] = proofs;
  const others = more.length === 0 ? "" : ` And ${more.length} more.`;
  const told = first === undefined ? "" : ` ${first.where}, ${first.month}: ${first.proof} ${first.remedy}`.trimEnd();
  return new BellwetherError(
    "audit-failed",
    `The pack was not written, because its figures would give answers away.${told}${others}`,
  );
}

/** Source files of these months, by hash: which platforms, never which names. */
function sourcesOf(session: Session, months: readonly Month[]): PackDefinition["sources"] {
  const sources = months.flatMap((month) => readSources(session.campaign, month));
  const unique = new Map(sources.map((source) => [`${source.sha256} ${source.platform ?? ""}`, source]));
  return [...unique.values()]
    .sort((a, b) => (a.sha256 < b.sha256 ? -1 : 1))
    .map(({ sha256, source, platform }) => ({
      sha256,
      kind: SOURCES[source] ?? "survey",
      platform: platform === "none of these" ? null : platform,
    }));
}
