import { HIDDEN } from "../../../shared/charts/format.ts";
import {
  COMMISSIONER_LABELS,
  COMMISSIONERS,
  PUBLISHED_SPLITS,
  STAGES,
  type Stage,
} from "../../../shared/vocabulary.ts";
import {
  type PackDefinition,
  type PackFile,
  type PackTable,
  type Subject,
  subjectOf,
  withoutSet,
} from "./definition.ts";
import {
  codeOf,
  figureLabel,
  type FigureName,
  figureOf,
  findTable,
  groupOf,
  groupText,
  namesOf,
  rowNote,
} from "./figures.ts";
import { besideWords } from "./beside.ts";
import { csvText } from "../../../shared/csv.ts";
import { matchedFile } from "./matched.ts";
import { plainText } from "../../../shared/plainText.ts";
import {
  evidenceTitle,
  lowBases,
  ownQuestionsAsked,
  period,
  promise,
  questionsAsked,
  readingGuide,
  sourceWords,
  STAGE_STEMS,
} from "./wording.ts";

/**
 * The columns of every data file, in order; `split` becomes `service_type` or `region`, and `whose` is the commissioner or,
 * for a user's own sets, the question.
 */
const COLUMNS = ["month", "whose", "split", "group", "figure", "label", "unit", "value", "note"] as const;

/**
 * The tidy data files, one a stage or set of the user's own and split, one figure a line, and `metadata.json` that
 * explains them. Plain ASCII, so that Excel and everything else read them alike; where a user's own words need more,
 * UTF-8 with a byte order mark. Lines end with CR LF (RFC 4180).
 */
export function dataFiles(definition: PackDefinition): readonly PackFile[] {
  const files = STAGES.flatMap((stage) =>
    PUBLISHED_SPLITS.flatMap((by) => {
      const tables = COMMISSIONERS.flatMap((commissioner) => findTable(definition, stage, commissioner, by) ?? []);
      return tables.length === 0 ? [] : [{ name: dataFileName(stage, by), bytes: encode(csv(tables, by)) }];
    }),
  );
  for (const { code, tables } of definition.sets) {
    for (const by of PUBLISHED_SPLITS) {
      const own = tables.filter((table) => table.by === by);
      if (own.length > 0) files.push({ name: setFileName(code, by), bytes: encode(marked(csv(own, by))) });
    }
  }
  const matched = matchedFile(definition);
  if (matched !== null) files.push(matched);
  return [...files, { name: "data/metadata.json", bytes: encode(json(metadata(definition, files))) }];
}

/** `data/intent-by-service-type.csv`. */
export function dataFileName(stage: Stage, by: PackTable["by"]): string {
  return `data/${STAGE_STEMS[stage]}-by-${by}.csv`;
}

/** `data/set-pay-by-service-type.csv`, for a set of the user's own. */
export function setFileName(code: string, by: PackTable["by"]): string {
  return `data/set-${code}-by-${by}.csv`;
}

/** The name of a figure in the data files: shares and intervals are spelt out. */
export function dataFigure(name: FigureName, subject: Subject): string {
  switch (name) {
    case "counted":
      if (typeof subject !== "string") return "counted";
      return subject === "intent" ? "likely_or_very_likely" : "yes";
    case "low":
      return "share_low";
    case "high":
      return "share_high";
    case "notApplicable":
      return "not_applicable";
    case "noAnswer":
      return "no_answer";
    case "sumRounding":
      return "sum_rounding";
    default:
      return name;
  }
}

function csv(tables: readonly PackTable[], by: PackTable["by"]): string {
  const own = tables.some((table) => "question" in table);
  const names = { split: by.replace("-", "_"), whose: own ? "question" : "commissioner" };
  const head = COLUMNS.map((column) => (column === "split" || column === "whose" ? names[column] : column));
  const lines = tables.flatMap((table) =>
    table.table.rows.flatMap((row) =>
      namesOf(table).map((name) => {
        const { value } = figureOf(table, row, name);
        const unit = unitOf(name, table);
        const bound = name === "share" && row.shareText !== undefined ? `${row.shareText}; ` : "";
        return [
          row.month,
          "question" in table ? codeOf(table) : table.commissioner,
          groupOf(row),
          groupText(row, by),
          dataFigure(name, subjectOf(table)),
          plainText(figureLabel(name, subjectOf(table))),
          unit,
          value === null ? HIDDEN : String(value),
          bound + rowNote(row, by),
        ];
      }),
    ),
  );
  return csvText([head, ...lines].map((line) => line.map(straight)));
}

function unitOf(name: FigureName, { table }: PackTable): string {
  if (name === "sum" || name === "sumRounding") return "number";
  return ["share", "low", "high"].includes(name) ? "proportion" : `${table.unit}s`;
}

/** Text with straight quotation marks. */
function straight(text: string): string {
  return text.replaceAll("’", "'").replaceAll(/[“”]/g, '"');
}

/** A byte order mark where the text needs one: Excel takes a file without for the system's own encoding. */
function marked(text: string): string {
  return /\P{ASCII}/u.test(text) ? `\ufeff${text}` : text;
}

function metadata(definition: PackDefinition, files: readonly PackFile[]): unknown {
  const low = lowBases(definition.rules);
  const summed = definition.sets.some(({ questions }) => questions.some((question) => question.summed === true));
  return {
    title: `${evidenceTitle(definition)}: data files`,
    // The words of the pack's own that may hold numbers: its audit without the campaign goes by them.
    pack: {
      title: definition.title,
      campaign: definition.campaignName,
      ...houseWords(definition),
      given: besideWords(definition),
    },
    period: period(definition),
    months: definition.months,
    leadingMonth: definition.month,
    place: "England",
    unit: definition.unit,
    source: sourceWords(definition),
    fictional: definition.sample,
    files: files.map((file) => file.name),
    columns: {
      month: "reference month, YYYY-MM",
      ...(definition.tables.length === 0
        ? {}
        : {
            commissioner: Object.entries(COMMISSIONER_LABELS)
              .map(([code, label]) => `${code}: ${label}`)
              .join("; "),
          }),
      ...(definition.sets.length === 0 ? {} : { question: "code of a question; questionSets explains it" }),
      ...(definition.matched === undefined
        ? {}
        : {
            compared_with:
              "in the file of the same organisations: the other month that they answered; gained: counted in this month and not in the other; lost: in the other and not in this",
          }),
      "service_type or region":
        "code of the group; all: everybody; other_services, rest_of_england: small groups added up",
      group: "the group in words",
      figure:
        "base: answered and applicable; an option's code: answers; likely_or_very_likely or yes: answers that count towards the share; share, share_low, share_high: share of the base and its 95% Wilson interval; not_applicable, no_answer: outside the base".concat(
          definition.sets.length === 0
            ? ""
            : "; in the files of a question set, answer_<code>: answers of one option; counted: answers that count towards the share",
          summed ? "; sum: the numbers given, added up; sum_rounding: what that sum is rounded to a multiple of" : "",
        ),
      label: "the figure in words",
      unit: `${definition.unit}s: a count, rounded to 5; proportion: from 0 to 1, worked out from rounded counts${summed ? "; number: in the unit the question asks for" : ""}`,
      value: `the figure, or ${HIDDEN} where it is hidden`,
      note: "shorthand and reasons that hold for the whole row the figure comes from",
    },
    shorthand: {
      [HIDDEN]: "confidential: hidden, never zero",
      ...(low === null ? {} : { "[low]": `low base: a percentage of ${low} answers` }),
    },
    questions: Object.fromEntries(
      [...questionsAsked(definition), ...ownQuestionsAsked(definition)].map(({ code, text }) => [code, text]),
    ),
    ...(definition.sets.length === 0 ? {} : { questionSets: definition.sets.map(setMetadata) }),
    notes: [...readingGuide(definition), promise(definition)],
    appVersion: definition.appVersion,
    methodVersion: definition.methodVersion,
  };
}

/** Who issues the pack and whom to ask. */
function houseWords({ house }: PackDefinition): {
  readonly house?: { readonly name: string; readonly contact: string };
} {
  return house === undefined ? {} : { house: { name: house.name, contact: house.contact } };
}

/** What a set's figures are about, as the audit of a finished pack reads it back as well. */
function setMetadata({ code, title, month, months, questions }: PackDefinition["sets"][number]): unknown {
  return { code, title, leadingMonth: month, months, questions: questions.map(withoutSet) };
}

/** JSON as people read it, ending with a line feed. */
export function json(value: unknown): string {
  return `${JSON.stringify(value, null, 2)}\n`;
}

function encode(text: string): Uint8Array {
  return new TextEncoder().encode(text);
}
