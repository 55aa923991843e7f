import { BellwetherError } from "../../shared/errors.ts";
import type { Release } from "../../shared/releases.ts";
import { auditFinished, refuseOccupied } from "./briefing.ts";
import { provable } from "./composing.ts";
import {
  monthGiven,
  only,
  reading,
  required,
  UsageError,
  writing,
  type Command,
  type CommandContext,
  type Given,
} from "./given.ts";
import type { CertificateSummary } from "./pack/certificateCheck.ts";
import { refuseNobody } from "./personNames.ts";
import { prepareRelease } from "./preparing.ts";
import {
  discardRelease,
  listReleases,
  publishRelease,
  refuseSame,
  signOffRelease,
  withdrawRelease,
} from "./releasing.ts";
import { PLAN_OPTIONS, planGiven } from "./packPlan.ts";
import type { Session } from "./session.ts";
import { aligned } from "./texts.ts";
import { verificationText } from "./verifying.ts";

/** Commands about packs that leave the app for good: releasing one, the register, and auditing a finished one. */
export const releaseCommands: Readonly<Record<string, Command>> = {
  release: {
    positionals: 0,
    usage:
      "release --campaign C.evidence --composed-by NAME --signed-off-by NAME --out FOLDER [--month 2025-01] [--title TEXT] [--template full|note|slides|annex] [--formats pdf,docx,pptx,html,xlsx,png] [--zip] [--json]",
    summary:
      "Releases a pack: attacks it together with every earlier release, writes it and freezes its figures for ever. Refused while Check has open items, and where a reader could prove an answer.",
    options: {
      campaign: "string",
      "composed-by": "string",
      "signed-off-by": "string",
      out: "string",
      month: "string",
      title: "string",
      ...PLAN_OPTIONS,
      zip: "boolean",
      json: "boolean",
    },
    async run(given, context) {
      const { out } = placeGiven(given);
      const release = await writing(given, (session) => released(session, given, context));
      return { json: { folder: out, release }, text: releasedText(release, out) };
    },
  },
  releases: {
    positionals: 0,
    usage: "releases --campaign C.evidence [--withdraw CODE --by NAME --reason TEXT] [--json]",
    summary:
      "Prints the register of releases. --withdraw says that one should no longer be used; its figures stay known and frozen.",
    options: { campaign: "string", withdraw: "string", by: "string", reason: "string", json: "boolean" },
    async run(given) {
      const { withdraw, by, reason } = given.values;
      if (withdraw === undefined && (by !== undefined || reason !== undefined)) {
        throw new UsageError("--by and --reason go with --withdraw.");
      }
      const releases = await (withdraw === undefined
        ? reading(given, ({ campaign }) => listReleases(campaign))
        : writing(given, (session) => withdrawn(session, given)));
      return { json: { releases }, text: registerText(releases) };
    },
  },
  audit: {
    positionals: 1,
    usage: "audit FOLDER|ZIP [--against C.evidence] [--json]",
    summary:
      "Checks a finished pack: its files are as its manifest says, its formats agree, it names nobody of a campaign, and which release of it it is; the certificate kept with that release is checked anew.",
    options: { against: "string", json: "boolean" },
    async run(given, context) {
      const pack = only(given, "a pack");
      const { against } = given.values;
      const audited = await auditFinished(pack, typeof against === "string" ? against : null, context);
      const { faults, verification, certificate } = audited;
      const known = verification === null ? "" : ` ${verificationText(verification)}`;
      const [fault] = faults;
      if (fault !== undefined) {
        const more = faults.length === 1 ? "" : ` And ${faults.length - 1} more.`;
        throw new BellwetherError(
          "audit-failed",
          `${pack} does not pass: ${fault.file}: ${fault.fault}${more}${known}`,
          {
            file: fault.file,
          },
        );
      }
      const held = certificate === null ? "" : ` ${certificateText(certificate)}`;
      return {
        json: {
          pack,
          faults,
          ...(verification === null ? {} : { verification }),
          ...(certificate === null ? {} : { certificate }),
        },
        text: `${pack} passes.${known}${held}`,
      };
    },
  },
};

/** Prepares, signs off and publishes in one go; what fails on the way leaves nothing behind. */
async function released(session: Session, given: Given, context: CommandContext): Promise<Release> {
  const { campaign } = session;
  const place = placeGiven(given);
  const [composedBy, signedOffBy] = [personGiven(given, "composed-by"), personGiven(given, "signed-off-by")];
  refuseSame(composedBy, signedOffBy);
  refuseOccupied(place.out);
  const month = monthGiven(given);
  const title = typeof given.values["title"] === "string" ? given.values["title"] : null;
  const plan = planGiven(given, campaign);
  const request = { month, title, plan, composedBy, appVersion: context.version };
  const prepared = await prepareRelease(session, request, context);
  if (!prepared.passed) throw provable(prepared.attack);
  const { id } = prepared.release;
  try {
    signOffRelease(campaign, id, signedOffBy);
    return await publishRelease(session, id, place, context);
  } catch (error) {
    discardRelease(campaign, id);
    throw error;
  }
}

function placeGiven(given: Given): { readonly out: string; readonly zip: boolean } {
  const out = required(given, "out");
  const zip = given.values["zip"] === true;
  return { out: zip && !out.endsWith(".zip") ? `${out}.zip` : out, zip };
}

/** The name of a person, as the register keeps it. */
function personGiven(given: Given, option: string): string {
  const name = required(given, option).trim();
  if (name.length < 2 || name.length > 120) throw new UsageError(`--${option} is the name of a person.`);
  refuseNobody(name);
  return name;
}

function withdrawn({ campaign }: Session, given: Given): Release[] {
  const code = required(given, "withdraw");
  const name = personGiven(given, "by");
  const reason = required(given, "reason").trim();
  if (reason.length < 3 || reason.length > 1000) throw new UsageError("--reason says in a few words why.");
  const release = listReleases(campaign).find((candidate) => candidate.code === code);
  if (release === undefined) {
    throw new BellwetherError(
      "not-found",
      `There is no release “${code}” in this campaign. The register (bellwether releases) lists their codes.`,
    );
  }
  withdrawRelease(campaign, release.id, { name, reason });
  return listReleases(campaign);
}

/** What the certificate of a release comes to, where nothing in it is wrong. */
function certificateText({ cases, datasets, claims }: CertificateSummary): string {
  const count = (n: number, one: string): string => `${n.toLocaleString("en-GB")} ${one}${n === 1 ? "" : "s"}`;
  return `Its certificate holds: ${count(cases, "case")}, ${count(datasets, "dataset")}, none of ${count(claims, "claim")} can be proved.`;
}

function releasedText({ code, freezes, files, hidden }: Release, out: string): string {
  const frozen = freezes.map(({ title, month }) => `${title}, ${month}`).join("; ");
  return [
    `Released ${code}: ${out}`,
    ...files.map(({ name }) => `  ${name}`),
    `${hidden.length.toLocaleString("en-GB")} figures are hidden, each with its reason in the pack.`,
    frozen === "" ? "It freezes nothing new." : `Frozen for ever: ${frozen}.`,
  ].join("\n");
}

function registerText(releases: readonly Release[]): string {
  if (releases.length === 0) return "Nothing released yet.";
  const lines = releases.map((release) => [
    release.code,
    release.state,
    release.releasedAt?.slice(0, 10) ?? "",
    release.composedBy,
    release.signedOffBy ?? "",
    release.title,
    release.withdrawn === null ? "" : `withdrawn by ${release.withdrawn.by}: ${release.withdrawn.reason}`,
  ]);
  return aligned([["code", "state", "released", "composed by", "signed off by", "title", ""], ...lines]).join("\n");
}
