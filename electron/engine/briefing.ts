import { createHash } from "node:crypto";
import { readdirSync, statSync } from "node:fs";
import path from "node:path";
import type { Month } from "../../shared/month.ts";
import { BellwetherError } from "../../shared/errors.ts";
import { countOpenChecks, type PackResult } from "../../shared/contract.ts";
import { isPlaceholder, postcode } from "../../shared/identifiers.ts";
import {
  COMMISSIONER_LABELS,
  OPTION_LABELS,
  QUESTION_WORDINGS,
  REGIONS,
  SERVICE_TYPE_LABELS,
  STAGE_LABELS,
  SOURCES,
} from "../../shared/vocabulary.ts";
import { checkReport } from "./evidence/check.ts";
import type { WorkContext } from "./importing.ts";
import { runJob } from "./jobs.ts";
import { auditPack, type PackFault } from "./pack/audit.ts";
import { packContents } from "./packContents.ts";
import type { PackDefinition } from "./pack/definition.ts";
import { hiddenFigures } from "./pack/hidden.ts";
import { readPack } from "./pack/read.ts";
import { writeFolder, writeZip } from "./pack/write.ts";
import type { Session } from "./session.ts";
import { readFirstSource } from "./store/decisions.ts";
import { hasSettled } from "./store/conflicts.ts";
import { openCampaign, type CampaignFile } from "./store/campaignFile.ts";
import { readIdentifyingTexts, readMonths, readSources, readSummary } from "./store/summary.ts";

/** What to brief on and where to: `out` is a folder, or the one zip file where `zip` is true. */
export interface BriefRequest {
  readonly month: Month | null;
  readonly title: string | null;
  readonly out: string;
  readonly zip: boolean;
  readonly appVersion: string;
}

/** The rules of DESIGN section 4 and DISCLOSURE that the figures of a pack follow; raised when one of them changes. */
export const METHOD_VERSION = "1";

/**
 * Composes a protected and audited draft pack and writes it whole or not at all. Freezes nothing.
 * Without a month it covers all months, the newest leading; with one, the months up to it.
 * @throws BellwetherError `nothing-to-brief`, `protection-failed`, `audit-failed`, `folder-not-empty`, `disk-full`,
 * `not-writable`, `cancelled`
 */
export async function composeBrief(session: Session, request: BriefRequest, context: WorkContext): Promise<PackResult> {
  const { campaign } = session;
  const until = readMonths(campaign).filter((month) => request.month === null || month <= request.month);
  const leading = until.at(-1);
  if (leading === undefined || (request.month !== null && leading !== request.month)) {
    const what =
      request.month === null
        ? "This campaign holds no responses yet."
        : `No responses of ${request.month} are in this campaign.`;
    throw new BellwetherError("nothing-to-brief", `${what} Import that month’s files first.`);
  }
  refuseOccupied(request.out);
  const contents = await packContents(session, until, context);
  const { name, sample } = readSummary(campaign);
  const definition: PackDefinition = {
    title: request.title,
    campaignName: name,
    sample,
    appVersion: request.appVersion,
    methodVersion: METHOD_VERSION,
    ...contents,
    unit: "organisation",
    sources: sourcesOf(session, until),
    firstSource: readFirstSource(campaign),
    chosenByHand: hasSettled(campaign, until),
    attackAudited: false,
  };
  const files = await runJob("compose", definition, context);
  context.progress({ stage: "Checking the pack", done: 0, total: null });
  const [fault] = await auditPack(files, { definition, needles: needles(campaign) });
  if (fault !== undefined) {
    throw new BellwetherError(
      "audit-failed",
      `The pack was not written, because its check failed: ${fault.file}: ${fault.fault} If a member’s name stands in the title, in the campaign’s name or in the words of a question set, change that and try again.`,
    );
  }
  context.progress({ stage: "Writing the pack", done: 0, total: null });
  if (request.zip) await writeZip(files, request.out, context.signal);
  else await writeFolder(files, request.out, context.signal);
  return {
    folder: request.out,
    files: files.map(({ name: file, bytes }) => ({
      name: file,
      bytes: bytes.length,
      sha256: createHash("sha256").update(bytes).digest("hex"),
    })),
    hidden: [...hiddenFigures(definition)],
    openChecks: countOpenChecks(checkReport(session.campaign)),
    draft: true,
  };
}

/**
 * Audits a finished pack in its folder or zip: hashes, that every format says the same, rounding and display rules; with
 * a campaign, also that no byte names anybody of it.
 * @throws BellwetherError where pack or campaign cannot be read
 */
export async function auditFinished(pack: string, against: string | null): Promise<readonly PackFault[]> {
  const files = await readPack(pack);
  if (against === null) return auditPack(files, { definition: null, needles: [] });
  const campaign = openCampaign(against, "read");
  try {
    return await auditPack(files, { definition: null, needles: needles(campaign) });
  } finally {
    campaign.close();
  }
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

/**
 * What no pack may hold: ids, postcodes and names of the campaign. Left out are texts too short to tell anybody by, and
 * names made only of the words every pack uses ("Supported Living"), which are found in packs that name nobody.
 */
function needles(campaign: CampaignFile): string[] {
  const texts = readIdentifyingTexts(campaign)
    .filter((text) => !isPlaceholder(text))
    .flatMap((text) => [text, ...otherForms(text)]);
  return texts.filter((text) =>
    text.includes("@") || /\d/.test(text)
      ? text.length >= 5
      : text.length >= 8 && !wordsOf(text).every((word) => PACK_WORDS.has(word)),
  );
}

/** How else people write it: a postcode with its space, a name without its legal form. */
function otherForms(text: string): string[] {
  if (text.includes("@")) return text.split(/[\s;,<>]+/).filter((part) => part.includes("@"));
  const code = postcode(text);
  if (code !== null) return [code, `${code.slice(0, -3)} ${code.slice(-3)}`];
  const bare = text.replace(/[\s,]+(ltd|limited|plc|llp)\.?$/i, "").trim();
  return bare === text ? [] : [bare];
}

const PACK_WORDS: ReadonlySet<string> = new Set(
  [SERVICE_TYPE_LABELS, OPTION_LABELS, STAGE_LABELS, COMMISSIONER_LABELS, QUESTION_WORDINGS]
    .flatMap((labels) => Object.values(labels))
    .concat(REGIONS, "Capacity Tracker member survey England")
    .flatMap(wordsOf),
);

function wordsOf(text: string): string[] {
  return text
    .toLowerCase()
    .split(/[^\p{L}\p{N}]+/u)
    .filter((word) => word !== "");
}

/** Refuses before any work is done what would overwrite something; the writer checks a folder again. */
function refuseOccupied(out: string): void {
  const stat = statSync(out, { throwIfNoEntry: false });
  if (stat === undefined || (stat.isDirectory() && readdirSync(out).length === 0)) return;
  const what = stat.isDirectory()
    ? "is not empty. Choose a new or empty folder"
    : "exists already. Choose another name";
  throw new BellwetherError("folder-not-empty", `${path.resolve(out)} ${what}; nothing in it was touched.`, {
    file: out,
  });
}
