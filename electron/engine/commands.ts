import { existsSync, readFileSync } from "node:fs";
import path from "node:path";
import { ownQuestionSchema, type Output, type TableQuery } from "../../shared/contract.ts";
import { BellwetherError } from "../../shared/errors.ts";
import { isAnswerTable } from "../../shared/tables.ts";
import { COMMISSIONERS, SPLITS, STAGES, type Split } from "../../shared/vocabulary.ts";
import { composeBrief } from "./briefing.ts";
import { checkReport } from "./evidence/check.ts";
import {
  againstGiven,
  frameGiven,
  monthGiven,
  oneOf,
  only,
  reading,
  required,
  serviceTypesGiven,
  unitGiven,
  UsageError,
  type Command,
  type CommandContext,
  type Given,
} from "./given.ts";
import { PLAN_OPTIONS, planGiven } from "./packPlan.ts";
import { commitImport, type ImportOutcome } from "./importing.ts";
import { readMapping, type Mapping } from "./intake/mapping.ts";
import { localDay, parseDay } from "./intake/register/asOf.ts";
import type { StagedFile } from "./intake/stage.ts";
import { copyCommands } from "./copyCommands.ts";
import { mergeCommand } from "./mergeCommand.ts";
import { knownFrom, stageFiles } from "./staging.ts";
import { releaseCommands } from "./releaseCommands.ts";
import { writeSampleFiles } from "./sample/files.ts";
import { serveCommand } from "./serveCommand.ts";
import { createCampaign, moveCampaign, openCampaign, removeCampaign, unfinishedName } from "./store/campaignFile.ts";
import { tableOf } from "./tables.ts";
import { checkText, importText, packText, registersText, tableText } from "./texts.ts";
import { traceCommands } from "./traceCommands.ts";

/** The commands of DESIGN section 7, and `sample`. */
export const commands: Readonly<Record<string, Command>> = {
  import: {
    positionals: Number.POSITIVE_INFINITY,
    usage:
      "import FILE… --campaign C.evidence [--month 2025-01] [--mapping M.json] [--members] [--as-of 2025-11-01] [--json]",
    summary:
      "Stores the responses of spreadsheets, the CQC directory, and, with --members, member lists; all of them or none. Makes the campaign where it is missing.",
    options: {
      campaign: "string",
      month: "string",
      mapping: "string",
      members: "boolean",
      "as-of": "string",
      json: "boolean",
    },
    async run(given, context) {
      if (given.positionals.length === 0) throw new UsageError("Name at least one file to import.");
      const outcome = await importFiles(given, context);
      const { files, registers } = outcome;
      return {
        json: registers.length === 0 ? { files } : { files, registers },
        text: [...importText(files), ...registersText(registers)].join("\n"),
      };
    },
  },
  merge: {
    positionals: 1,
    usage: "merge OTHER.evidence --campaign C.evidence [--json]",
    summary:
      "Brings what a colleague’s campaign holds and this one does not: all of it or nothing. The other is only read.",
    options: { campaign: "string", json: "boolean" },
    run: (given, context) => mergeCommand(only(given, "the campaign to merge"), required(given, "campaign"), context),
  },
  table: {
    positionals: 1,
    usage:
      "table MEASURE --campaign C.evidence --by SPLIT,month|month [--commissioner la|nhs] [--service-type homecare,extra_care] [--unit organisation|location] [--frame directory|members] [--weighted] [--matched] [--against 2025-01] [--protected] [--json]",
    summary:
      "Prints a table: MEASURE is intent, discussion, handback, coverage, path, or a question of a set of your own, such as pay.rise. SPLIT is service-type, region, size, source, icb or local-authority.",
    options: {
      campaign: "string",
      by: "string",
      commissioner: "string",
      "service-type": "string",
      unit: "string",
      frame: "string",
      weighted: "boolean",
      matched: "boolean",
      against: "string",
      protected: "boolean",
      json: "boolean",
    },
    async run(given, context) {
      const measure = measureOf(only(given, "a measure"));
      const query = {
        measure,
        by: splitOf(given.values["by"]),
        commissioner:
          given.values["commissioner"] === undefined
            ? null
            : oneOf(COMMISSIONERS, given.values["commissioner"], "--commissioner"),
        unit: unitGiven(given),
        ...frameGiven(given),
        weighted: given.values["weighted"] === true,
        serviceTypes: serviceTypesGiven(given),
        matched: given.values["matched"] === true,
        ...againstGiven(given),
        protected: given.values["protected"] === true,
      };
      const table = await reading(given, (session) => tableOf(session, query, context));
      return { json: withoutRemedies(table), text: tableText(table) };
    },
  },
  check: {
    positionals: 0,
    usage: "check --campaign C.evidence [--json]",
    summary:
      "Prints what waits for a person: rows accounted for, unknown wordings, organisations that may be one, what merged campaigns say differently, conflicts and warnings.",
    options: { campaign: "string", json: "boolean" },
    async run(given) {
      const report = await reading(given, (session) => checkReport(session.campaign));
      return { json: report, text: checkText(report) };
    },
  },
  brief: {
    positionals: 0,
    usage:
      "brief --campaign C.evidence --out FOLDER [--month 2025-01] [--title TEXT] [--template full|note|slides|annex] [--formats pdf,docx,pptx,html,xlsx,png] [--zip] [--json]",
    summary: "Composes a protected draft pack in a new folder, or as one zip file.",
    options: {
      campaign: "string",
      out: "string",
      month: "string",
      title: "string",
      ...PLAN_OPTIONS,
      zip: "boolean",
      json: "boolean",
    },
    async run(given, context) {
      const out = required(given, "out");
      const zip = given.values["zip"] === true;
      const request = {
        month: monthGiven(given),
        title: typeof given.values["title"] === "string" ? given.values["title"] : null,
        out: zip && !out.endsWith(".zip") ? `${out}.zip` : out,
        zip,
        appVersion: context.version,
      };
      const result = await reading(given, (session) =>
        composeBrief(session, { ...request, plan: planGiven(given, session.campaign) }, context),
      );
      return { json: result, text: packText(result) };
    },
  },
  ...releaseCommands,
  ...traceCommands,
  ...copyCommands,
  sample: {
    positionals: 1,
    usage: "sample FOLDER [--json]",
    summary: "Writes the raw files of the fictional sample campaign.",
    options: { json: "boolean" },
    async run(given, context) {
      const folder = only(given, "a folder");
      const files = await writeSampleFiles(folder, context);
      return {
        json: { folder, files },
        text: [`Wrote ${files.length} files to ${folder}:`, ...files.map((file) => `  ${file}`)].join("\n"),
      };
    },
  },
  serve: {
    positionals: 0,
    usage: "serve [--campaign C.evidence] [--port 0] [--library FOLDER] [--open]",
    summary: "Serves the app on this computer’s loopback address until it is interrupted.",
    options: { campaign: "string", port: "string", library: "string", open: "boolean" },
    run: (given, context) => serveCommand(given, context),
  },
};

/** A table as it is printed: remedies tell which hidden groups are nearly large enough, and stay on the screens. */
function withoutRemedies(table: Output<"table.get">): unknown {
  if (!isAnswerTable(table)) return table;
  return { ...table, rows: table.rows.map(({ remedy: _remedy, ...row }) => row) };
}

/** Stages every file, then stores all of them; a campaign that did not exist appears only once everything is in it. */
async function importFiles(given: Given, context: CommandContext): Promise<ImportOutcome> {
  const target = required(given, "campaign");
  const mappingFile = given.values["mapping"];
  const mapping = typeof mappingFile === "string" ? readMapping(textOf(mappingFile), path.basename(mappingFile)) : null;
  const month = monthGiven(given);
  const members = given.values["members"] === true;
  const asOf = dayGiven(given);
  const existing = existsSync(target) ? openCampaign(target, "write") : null;
  try {
    const inputs = given.positionals.map((file) => ({ path: file, name: path.basename(file) }));
    const options = { ...knownFrom(existing), month, mapping, members, asOf };
    const { files, refused } = await stageFiles(inputs, context, options);
    const [fault] = refused;
    if (fault !== undefined) throw BellwetherError.fromShape(fault as Parameters<typeof BellwetherError.fromShape>[0]);
    if (existing !== null) return await commitImport(existing, files, context, mapping);
    return await importIntoNew(target, files, context, mapping);
  } finally {
    existing?.close();
  }
}

/** Imports into a campaign that another command has made meanwhile. */
async function importIntoExisting(
  target: string,
  files: readonly StagedFile[],
  context: CommandContext,
  mapping: Mapping | null,
): Promise<ImportOutcome> {
  const campaign = openCampaign(target, "write");
  return commitImport(campaign, files, context, mapping).finally(() => campaign.close());
}

/** Imports into a campaign that does not exist yet: under another name until everything is in it. */
async function importIntoNew(
  target: string,
  files: readonly StagedFile[],
  context: CommandContext,
  mapping: Mapping | null,
): Promise<ImportOutcome> {
  const unfinished = unfinishedName(target);
  try {
    const campaign = createCampaign(unfinished, { name: path.basename(target).replace(/\.evidence$/, "") });
    const outcome = await commitImport(campaign, files, context, mapping).finally(() => campaign.close());
    moveCampaign(unfinished, target);
    return outcome;
  } catch (error) {
    removeCampaign(unfinished);
    if (error instanceof BellwetherError && error.code === "campaign-exists")
      return importIntoExisting(target, files, context, mapping);
    if (!(error instanceof BellwetherError) || error.place.file !== unfinished) throw error;
    const message = error.message.replaceAll(path.basename(unfinished), path.basename(target));
    throw new BellwetherError(error.code, message, { ...error.place, file: target }, { cause: error });
  }
}

/** A stage, coverage, the path, or a question of a user's own set: those are known by their dot. */
function measureOf(text: string): TableQuery["measure"] {
  const own = ownQuestionSchema.safeParse(text);
  if (own.success) return own.data;
  return oneOf([...STAGES, "coverage", "path"] as const, text, "MEASURE, where it is no question such as pay.rise,");
}

/** How a table is split. The month is always part of it: months overlap and are never added up. */
function splitOf(by: string | boolean | undefined): Split | "none" {
  const parts = new Set(typeof by === "string" ? by.split(",").map((part) => part.trim()) : []);
  if (!parts.delete("month"))
    throw new UsageError("--by needs month: the months’ questions overlap, so they are never added up.");
  const [split, ...rest] = parts;
  if (split === undefined) return "none";
  if (rest.length > 0) throw new UsageError(`--by takes month and one of ${SPLITS.join(", ")}.`);
  return oneOf(SPLITS, split, "--by");
}

function dayGiven(given: Given): string | null {
  const text = given.values["as-of"];
  if (text === undefined) return null;
  const day = parseDay(String(text));
  if (day === null) throw new UsageError(`--as-of is a day, written 2025-11-01; not “${String(text)}”.`);
  if (day > localDay(new Date())) {
    throw new UsageError(`--as-of ${day} is still to come: say the day on which the register was produced.`);
  }
  return day;
}

function textOf(file: string): string {
  try {
    return readFileSync(file, "utf8");
  } catch (error) {
    throw new BellwetherError(
      "not-found",
      `${file} cannot be read. Check the path of the mapping file.`,
      { file },
      { cause: error },
    );
  }
}
