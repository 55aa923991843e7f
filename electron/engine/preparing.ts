import { randomBytes } from "node:crypto";
import { countOpenChecks, type Output } from "../../shared/contract.ts";
import { BellwetherError } from "../../shared/errors.ts";
import type { PackPlan } from "../../shared/packs.ts";
import type { Month } from "../../shared/month.ts";
import type { Release } from "../../shared/releases.ts";
import { composedPack, monthsUntil, type ComposedPack } from "./composing.ts";
import { checkReport } from "./evidence/check.ts";
import type { WorkContext } from "./importing.ts";
import { hiddenRows } from "./pack/hidden.ts";
import { sha256Of } from "./pack/manifest.ts";
import { mainFinding } from "./pack/messages.ts";
import { refuseNobody } from "./personNames.ts";
import { HANDBACK, ownSets } from "./questions.ts";
import { found, isOut, releaseOf, type ReleaseDetails } from "./releaseRecord.ts";
import type { Session } from "./session.ts";
import type { CampaignFile } from "./store/campaignFile.ts";
import { evidenceMark } from "./store/evidenceMark.ts";
import { readReleases, writePrepared, type StoredRelease } from "./store/releases.ts";

/** What to prepare: by whom, and what leads it. */
export interface PrepareRequest {
  readonly month: Month | null;
  readonly title: string | null;
  readonly composedBy: string;
  /** Which documents and sections; null for all. */
  readonly plan: PackPlan | null;
  readonly appVersion: string;
}

/**
 * Makes a pack ready to be signed off and keeps it in the place of one before; or says what a reader could prove, and keeps
 * nothing. It freezes nothing, and what is imported from then on changes nothing about it.
 * @throws BellwetherError `checks-open`, `bad-request` where the name names nobody, and as `composedPack`
 */
export async function prepareRelease(
  session: Session,
  request: PrepareRequest,
  context: WorkContext,
): Promise<Output<"release.prepare">> {
  const { campaign } = session;
  monthsUntil(session, request.month);
  refuseOpenChecks(campaign);
  refuseNobody(request.composedBy);
  const before = readReleases(campaign);
  const attackedWith = before.filter(isOut).map(({ code }) => code);
  const codeFor = (month: Month): string => freshCode(month, before);
  const pack = await composedPack(session, { ...request, codeFor }, context);
  if (!pack.passed) return { passed: false, attack: pack.attack };
  const id = writePrepared(campaign, {
    ...identityOf(pack),
    composedBy: request.composedBy,
    composedAt: new Date().toISOString(),
    record: JSON.stringify(detailsFor(campaign, pack, attackedWith)),
    certificate: pack.protection.certificate,
    files: pack.files.map(({ name, bytes }) => ({ name, bytes, sha256: sha256Of(bytes) })),
    collections: pack.protection.collections.map((collection) => ({
      questionSet: collection.questionSet,
      month: collection.month,
      collection: JSON.stringify(collection),
    })),
  });
  return { passed: true, release: releaseOf(campaign, found(campaign, id)) };
}

type PassedPack = Extract<ComposedPack, { passed: true }>;

function identityOf({ definition }: PassedPack): Pick<Release, "code" | "title"> & { readonly month: Month } {
  const { release, title, month } = definition;
  if (release === null) throw new Error("A release without a code");
  return { code: release.code, title: title ?? mainFinding(definition), month };
}

function detailsFor(
  campaign: CampaignFile,
  { definition, protection }: PassedPack,
  attackedWith: readonly string[],
): ReleaseDetails {
  const { months, rules, appVersion, methodVersion } = definition;
  const titles = new Map([HANDBACK, ...ownSets(campaign)].map(({ code, title }) => [code, title]));
  const freezes = protection.collections.map(({ questionSet, month }) => ({
    questionSet,
    title: titles.get(questionSet) ?? questionSet,
    month,
  }));
  const hidden = [...hiddenRows(definition)];
  return {
    months: [...months],
    freezes,
    hidden,
    attack: protection.attack,
    rules,
    appVersion,
    methodVersion,
    attackedWith,
    evidence: evidenceMark(campaign),
  };
}

function freshCode(month: Month, taken: readonly StoredRelease[]): string {
  for (;;) {
    const letters = Array.from(randomBytes(6), (byte) => LETTERS[byte % LETTERS.length]).join("");
    const code = `${month}-${letters}`;
    if (!taken.some((release) => release.code === code)) return code;
  }
}

function refuseOpenChecks(campaign: CampaignFile): void {
  const open = countOpenChecks(checkReport(campaign));
  if (open === 0) return;
  throw new BellwetherError(
    "checks-open",
    `${open.toLocaleString("en-GB")} ${open === 1 ? "item is" : "items are"} open in Check, and a release waits until all are settled. Go to Check and settle ${open === 1 ? "it" : "them"}, then prepare the release again. A draft (Brief) does not wait.`,
  );
}

/** Letters that spell no word and are not mistaken for digits: a pack holds no number that is not a figure. */
const LETTERS = "bcdfghjkmnpqrtvwxz";
