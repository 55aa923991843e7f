import { z } from "zod";
import { BellwetherError } from "../../../shared/errors.ts";
import { QUESTIONS } from "../../../shared/vocabulary.ts";
import type { DateOrder } from "./dates.ts";
import { FIELDS } from "./fields.ts";
import type { ColumnRole } from "./recognise.ts";

const ROLES = [...QUESTIONS, "service_type", ...FIELDS] as const;

/** A mapping file: what a user says of a file, over what is recognised. Columns go by heading; null means "ignore it". */
const mappingSchema = z.strictObject(
  {
    month: z
      .string()
      .regex(/^(19|20)\d\d-(0[1-9]|1[0-2])$/, "is written 2025-01")
      .optional(),
    dateOrder: z.enum(["day-month", "month-day"], "is day-month or month-day").optional(),
    columns: z.record(z.string(), z.enum(ROLES, `is null or one of ${ROLES.join(", ")}`).nullable()).default({}),
  },
  "has only month, dateOrder and columns, as one object",
);

/** A mapping the user gave, ready to apply. */
export interface Mapping {
  readonly month: string | null;
  /** Which way round the dates are written, where the user says so. */
  readonly dateOrder: DateOrder | null;
  readonly columns: ReadonlyMap<string, ColumnRole["role"] | null>;
  /** How many of the mapping's headings stand in a row of headers. */
  matches(headers: readonly string[]): number;
}

/**
 * Reads the text of a mapping file: `{"month":"2025-01","columns":{"<heading>":"intent.la"}}`.
 * @throws BellwetherError `bad-mapping`
 */
export function readMapping(text: string, file: string): Mapping {
  let json: unknown;
  try {
    json = JSON.parse(text);
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
  const columns = new Map(Object.entries(parsed.data.columns));
  return {
    month: parsed.data.month ?? null,
    dateOrder: parsed.data.dateOrder ?? null,
    columns,
    matches: (headers) => headers.filter((header) => (columns.get(header) ?? null) !== null).length,
  };
}

/**
 * Puts a mapping over the recognised roles.
 * @throws BellwetherError `bad-mapping` where a heading of the mapping is not in the sheet
 */
export function applyMapping(mapping: Mapping, headers: readonly string[], roles: readonly ColumnRole[]): ColumnRole[] {
  const said: ColumnRole[] = [];
  for (const [header, role] of mapping.columns) {
    const column = headers.indexOf(header);
    if (column < 0) {
      throw new BellwetherError(
        "bad-mapping",
        `The mapping names the column “${header}”, which is not there. The columns are ${headers
          .filter((h) => h !== "")
          .map((h) => `“${h}”`)
          .join(", ")}.`,
      );
    }
    const rival = said.find((other) => other.role === role);
    if (rival !== undefined) {
      throw new BellwetherError(
        "bad-mapping",
        `The mapping takes both “${rival.header}” and “${header}” for ${role ?? ""}. Keep one, and set the other to null.`,
      );
    }
    if (role !== null) said.push({ role, columns: [column], header, confidence: 1, reason: "said by the mapping" });
  }
  const kept = roles.filter(
    (role) => !mapping.columns.has(role.header) && !said.some((other) => other.role === role.role),
  );
  return [...kept, ...said];
}
