import { z } from "zod";
import { BellwetherError } from "../../../shared/errors.ts";
import { parseMonth, type Month } from "../../../shared/month.ts";
import { questionSetSchema, type QuestionSet } from "../../../shared/questionSets.ts";
import { QUESTIONS } from "../../../shared/vocabulary.ts";
import { columnLetter, type Role } from "./columns.ts";
import type { DateOrder } from "./dates.ts";
import { FIELDS } from "./fields.ts";
import type { HeaderColumn } from "./layout.ts";
import { REGISTER_ROLES } from "./register/columns.ts";

const ROLES: readonly string[] = [
  ...new Set([...QUESTIONS, "service_type", ...FIELDS.filter((field) => field !== "ownColumn"), ...REGISTER_ROLES]),
];
const OWN_QUESTION = /^[a-z][a-z0-9_]*\.[a-z][a-z0-9_]*$/;

const role = z
  .string()
  .refine(
    (text) => ROLES.includes(text) || OWN_QUESTION.test(text),
    `is null, a question of a set of your own such as pay.rise, or one of ${ROLES.join(", ")}`,
  );

/** A mapping file: what a user says of a file, over what is recognised. Columns go by heading; null means "ignore it". */
const mappingSchema = z.strictObject(
  {
    month: z
      .string()
      .regex(/^(19|20)\d\d-(0[1-9]|1[0-2])$/, "is written 2025-01")
      .optional(),
    dateOrder: z.enum(["day-month", "month-day"], "is day-month or month-day").optional(),
    headerRow: z.int("is the number of a row").min(1, "is the number of a row").optional(),
    columns: z.record(z.string(), role.nullable()).default({}),
    wordings: z.record(z.string(), z.record(z.string(), z.string())).default({}),
    questionSets: z.array(questionSetSchema).default([]),
  },
  "has only month, dateOrder, headerRow, columns, wordings and questionSets, as one object",
);

/** A mapping file as it is written and shared: no answer and no name of anybody is in it. */
export type MappingFile = z.input<typeof mappingSchema>;

/** What a person says of a sheet, ready to apply: from a mapping file, from the screen, or as they said last time. */
export interface Mapping {
  readonly month: Month | null;
  /** Which way round the dates are written, where the user says so. */
  readonly dateOrder: DateOrder | null;
  /** The lowest heading row to begin from, as the spreadsheet program numbers it. */
  readonly headerRow: number | null;
  readonly columns: ReadonlyMap<string, Role | null>;
  /** By 0-based column, for headings that are not unique; these win over `columns`. */
  readonly places: ReadonlyMap<number, Role | null>;
  /** By question, what wordings mean. */
  readonly wordings: Readonly<Record<string, Readonly<Record<string, string>>>>;
  readonly questionSets: readonly QuestionSet[];
}

/** A mapping that says nothing. */
export const NO_MAPPING: Mapping = {
  month: null,
  dateOrder: null,
  headerRow: null,
  columns: new Map(),
  places: new Map(),
  wordings: {},
  questionSets: [],
};

/**
 * Reads the text of a mapping file: `{"month":"2025-01","columns":{"<heading>":"intent.la"}}`.
 * @throws BellwetherError `bad-mapping`
 */
export function readMapping(text: string, file: string): Mapping {
  let json: unknown;
  try {
    json = JSON.parse(text.replace(/^\ufeff/, ""));
  } catch {
    throw new BellwetherError("bad-mapping", `${file} is not JSON. Write {"columns":{"<heading>":"intent.la"}}.`, {
      file,
    });
  }
  const parsed = mappingSchema.safeParse(json);
  if (!parsed.success) {
    const issue = parsed.error.issues[0];
    throw new BellwetherError(
      "bad-mapping",
      `${file}: ${[...(issue?.path ?? []), issue?.message ?? ""].join(" ")}. Write it as {"month":"2025-01","columns":{"<heading>":"intent.la"}}.`,
      { file },
    );
  }
  const { month, dateOrder, headerRow, columns, wordings, questionSets } = parsed.data;
  return {
    ...NO_MAPPING,
    month: month === undefined ? null : parseMonth(month),
    dateOrder: dateOrder ?? null,
    headerRow: headerRow ?? null,
    columns: new Map(Object.entries(columns)),
    wordings,
    questionSets,
  };
}

/** What the mapping says of a column: a role, null for "ignore it", undefined where it says nothing. */
export function saidOf(mapping: Mapping, { column, header, parts }: HeaderColumn): Role | null | undefined {
  const placed = mapping.places.get(column);
  if (placed !== undefined) return placed;
  for (const heading of [header, ...parts]) {
    const said = mapping.columns.get(heading);
    if (heading !== "" && said !== undefined) return said;
  }
  return undefined;
}

/** @throws BellwetherError `bad-mapping` where the mapping names headings that no column has */
export function checkHeadings(mapping: Mapping, columns: readonly HeaderColumn[]): void {
  for (const heading of mapping.columns.keys()) {
    if (columns.some(({ header, parts }) => header === heading || parts.includes(heading))) continue;
    const there = columns.filter(({ header }) => header !== "").map(({ header }) => `“${header.slice(0, 80)}”`);
    const shown = there.slice(0, 40).join(", ") + (there.length > 40 ? ` and ${there.length - 40} more` : "");
    throw new BellwetherError(
      "bad-mapping",
      `The mapping names the column “${heading}”, which is not there. The columns are ${shown}.`,
    );
  }
}

/** @throws BellwetherError `bad-mapping` where two headings are said to be the same field */
export function checkFields(said: readonly { readonly column: HeaderColumn; readonly role: Role | null }[]): void {
  const seen = new Map<Role, HeaderColumn>();
  for (const { column, role: taken } of said) {
    if (taken === null || taken.includes(".") || taken === "service_type" || taken === "ownColumn") continue;
    const rival = seen.get(taken);
    if (rival !== undefined) {
      throw new BellwetherError(
        "bad-mapping",
        `The mapping takes both “${rival.header}” (column ${columnLetter(rival.column)}) and “${column.header}” (column ${columnLetter(column.column)}) for ${taken}. Keep one, and set the other to null.`,
      );
    }
    seen.set(taken, column);
  }
}
