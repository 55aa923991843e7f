import { readdirSync, statSync } from "node:fs";
import path from "node:path";
import type { Verification } from "../../shared/releases.ts";
import type { PackPlan } from "../../shared/packs.ts";
import type { Month } from "../../shared/month.ts";
import { BellwetherError } from "../../shared/errors.ts";
import { countOpenChecks, type PackResult } from "../../shared/contract.ts";
import { composedPack, monthsUntil, provable } from "./composing.ts";
import { checkReport } from "./evidence/check.ts";
import { readFrozen } from "./frozen.ts";
import { needles } from "./forbidden.ts";
import type { WorkContext } from "./importing.ts";
import { runJob } from "./jobs.ts";
import type { PackFault } from "./pack/audit/audit.ts";
import { type CertificateSummary, checkCertificate } from "./pack/certificateCheck.ts";
import { hiddenFigures } from "./pack/hidden.ts";
import { sha256Of } from "./pack/manifest.ts";
import { readPack } from "./pack/read.ts";
import { writePack } from "./pack/write.ts";
import type { Session } from "./session.ts";
import { type CampaignFile, openCampaign } from "./store/campaignFile.ts";
import { readRelease } from "./store/releases.ts";
import { verifyFiles } from "./verifying.ts";

/** What to brief on and where to: `out` is a folder, or the one zip file where `zip` is true. */
export interface BriefRequest {
  readonly month: Month | null;
  readonly title: string | null;
  readonly out: string;
  readonly zip: boolean;
  /** Which documents and sections; null for all. */
  readonly plan: PackPlan | null;
  readonly appVersion: string;
}

/**
 * Composes a protected and audited draft pack and writes it whole or not at all. Freezes nothing.
 * Without a month it covers all months, the newest leading; with one, the months up to it.
 * @throws BellwetherError `nothing-to-brief`, `protection-failed`, `audit-failed`, `folder-not-empty`, `disk-full`,
 * `not-writable`, `cancelled`
 */
export async function composeBrief(session: Session, request: BriefRequest, context: WorkContext): Promise<PackResult> {
  monthsUntil(session, request.month);
  refuseOccupied(request.out);
  const { month, title, appVersion, plan } = request;
  const pack = await composedPack(session, { month, title, appVersion, plan, codeFor: null }, context);
  if (!pack.passed) throw provable(pack.attack);
  context.progress({ stage: "Writing the pack", done: 0, total: null });
  await writePack(pack.files, request, context.signal);
  return {
    folder: request.out,
    files: pack.files.map(({ name, bytes }) => ({ name, bytes: bytes.length, sha256: sha256Of(bytes) })),
    hidden: [...hiddenFigures(pack.definition)],
    openChecks: countOpenChecks(checkReport(session.campaign)),
    draft: true,
  };
}

/** What an audit of a finished pack found, and, with a campaign, what release of it the pack is. */
export interface AuditedPack {
  readonly faults: readonly PackFault[];
  readonly verification: Verification | null;
  /** What there is in the certificate kept with the release; null where the pack is no whole release of the campaign. */
  readonly certificate: CertificateSummary | null;
}

/**
 * Audits a finished pack in its folder or zip: hashes, that every format says the same, rounding and display rules; with
 * a campaign, also that no byte names anybody of it, which of its releases the pack is, and that the certificate kept with
 * that release holds.
 * @throws BellwetherError where pack or campaign cannot be read
 */
export async function auditFinished(pack: string, against: string | null, context: WorkContext): Promise<AuditedPack> {
  const files = await readPack(pack);
  if (against === null) {
    const faults = await runJob("audit", { files, definition: null, needles: [] }, context);
    return { faults, verification: null, certificate: null };
  }
  const campaign = openCampaign(against, "read");
  try {
    const faults = await runJob("audit", { files, definition: null, needles: needles(campaign) }, context);
    const [verification] = await verifyFiles(
      campaign,
      [{ path: pack, name: path.basename(path.resolve(pack)) }],
      context,
    );
    const release = verification?.verdict === "whole" ? verification.release : null;
    const kept = release === null ? undefined : readRelease(campaign, release.id);
    if (kept === undefined) return { faults, verification: verification ?? null, certificate: null };
    context.progress({ stage: "Checking the certificate", done: 0, total: null });
    const checked = checkCertificate(parsed(kept.certificate), files, standingIn(campaign));
    return {
      faults: [...faults, ...checked.faults],
      verification: verification ?? null,
      certificate: checked.summary,
    };
  } finally {
    campaign.close();
  }
}

/** Who stood in each collection that was ever frozen. */
function standingIn(campaign: CampaignFile): Parameters<typeof checkCertificate>[2] {
  return readFrozen(campaign).map(({ collection: { questionSet, month, respondents } }) => ({
    questionSet,
    month,
    places: respondents.map(({ serviceType, region, icb }) => [serviceType, region, icb] as const),
  }));
}

/** What a JSON text says; nothing where it is none. */
function parsed(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch {
    return null;
  }
}

/** Refuses before any work is done what would overwrite something; the writer checks a folder again. */
export function refuseOccupied(out: string): void {
  const stat = statSync(out, { throwIfNoEntry: false });
  if (stat === undefined || (stat.isDirectory() && readdirSync(out).length === 0)) return;
  const what = stat.isDirectory()
    ? "is not empty. Choose a new or empty folder"
    : "exists already. Choose another name";
  throw new BellwetherError("folder-not-empty", `${path.resolve(out)} ${what}; nothing in it was touched.`, {
    file: out,
  });
}
