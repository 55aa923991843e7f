import { existsSync, renameSync, rmSync, writeFileSync } from "node:fs";
import { figureQuerySchema } from "../../shared/traces.ts";
import { BellwetherError } from "../../shared/errors.ts";
import { COMMISSIONERS, SPLITS } from "../../shared/vocabulary.ts";
import { chaseList } from "./chasing.ts";
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
  type Given,
} from "./given.ts";
import { aligned } from "./texts.ts";
import { traceFigureOf } from "./tracing.ts";

/** Commands that name organisations: who is behind a figure, and who has not answered. */
export const traceCommands: Readonly<Record<string, Command>> = {
  trace: {
    positionals: 1,
    usage:
      "trace MEASURE --campaign C.evidence --month 2025-01 [--commissioner la|nhs] [--by SPLIT --group GROUP] [--service-type homecare,extra_care] [--option CODE] [--unit organisation|location] [--matched] [--against 2025-01] [--before] [--json]",
    summary:
      "Prints who is behind a figure, with file and row: internal only. SPLIT and GROUP are a table’s. --option is an answer’s code, counted, base (the default), not_applicable, blank, unrecognised or all.",
    options: {
      campaign: "string",
      month: "string",
      commissioner: "string",
      by: "string",
      group: "string",
      "service-type": "string",
      option: "string",
      unit: "string",
      matched: "boolean",
      against: "string",
      before: "boolean",
      json: "boolean",
    },
    async run(given) {
      const query = figureGiven(given);
      const trace = await reading(given, (session) => traceFigureOf(session, { ...query, ...EVERYTHING }));
      const rows = trace.rows.map((row) => [
        row.organisation,
        ...(trace.unit === "location" ? [row.location ?? ""] : []),
        row.option,
        row.written === null ? "" : `“${row.written}”`,
        `${row.file}${row.sheet === null ? "" : `, ${row.sheet}`}, row ${row.row}`,
      ]);
      const text = [
        `${trace.total.toLocaleString("en-GB")} ${trace.unit}${trace.total === 1 ? "" : "s"}, ${trace.month}; unit: ${trace.unit}. Internal: names organisations.`,
        ...aligned(rows),
      ].join("\n");
      return { json: { ...query, ...trace }, text };
    },
  },
  chase: {
    positionals: 0,
    usage:
      "chase --campaign C.evidence --month 2025-01 --out FILE [--frame directory|members] [--unit organisation|location] [--json]",
    summary: "Writes who has not answered as a CSV file, for chasing members only: it is identifiable, and says so.",
    options: {
      campaign: "string",
      month: "string",
      out: "string",
      frame: "string",
      unit: "string",
      json: "boolean",
    },
    async run(given) {
      const month = monthGiven(given);
      if (month === null) throw new UsageError("--month is missing.");
      const out = required(given, "out");
      const query = { month, unit: unitGiven(given), ...frameGiven(given) };
      const { text, rows } = await reading(given, (session) => chaseList(session.campaign, query));
      writeNew(out, text);
      const who = `${rows.toLocaleString("en-GB")} ${rows === 1 ? "has" : "have"} not answered about ${month}`;
      return { json: { file: out, month, rows }, text: `${out}: ${who}. It names them: not to be published.` };
    },
  },
};

const EVERYTHING = { search: "", offset: 0, limit: Number.MAX_SAFE_INTEGER };

function figureGiven(given: Given): ReturnType<typeof figureQuerySchema.parse> {
  const { commissioner, by, group, option } = given.values;
  const month = monthGiven(given);
  if (month === null) throw new UsageError("--month is missing.");
  if ((by === undefined) !== (group === undefined)) throw new UsageError("--by and --group go together.");
  const asked = figureQuerySchema.safeParse({
    measure: only(given, "a measure"),
    month,
    commissioner: commissioner === undefined ? null : oneOf(COMMISSIONERS, commissioner, "--commissioner"),
    by: by === undefined ? "none" : oneOf(SPLITS, by, "--by"),
    ...(group === undefined ? {} : { group }),
    ...(option === undefined ? {} : { option }),
    unit: unitGiven(given),
    matched: given.values["matched"] === true,
    ...againstGiven(given),
    serviceTypes: serviceTypesGiven(given),
    before: beforeGiven(given),
  });
  if (!asked.success)
    throw new UsageError(
      "MEASURE is intent, discussion, handback, or a question of a set of your own, such as pay.rise.",
    );
  return asked.data;
}

/** Writes a file that is not there yet, whole or not at all. @throws BellwetherError `not-writable` */
function writeNew(file: string, text: string): void {
  if (existsSync(file)) {
    throw new BellwetherError("not-writable", `${file} is already there. Name another file, or remove it first.`, {
      file,
    });
  }
  const part = `${file}.part`;
  try {
    writeFileSync(part, text);
    renameSync(part, file);
  } catch (error) {
    rmSync(part, { force: true });
    throw new BellwetherError(
      "not-writable",
      `${file} cannot be written. Check that its folder is there and may be written to.`,
      { file },
      { cause: error },
    );
  }
}

/** `--before` is the other month of a matched figure. */
function beforeGiven({ values }: Given): boolean {
  if (values["before"] === true && values["matched"] !== true) throw new UsageError("--before goes with --matched.");
  return values["before"] === true;
}
