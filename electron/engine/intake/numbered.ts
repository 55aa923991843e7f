import { QUESTIONS } from "../../../shared/vocabulary.ts";
import { isMissing, optionOf, serviceTypeOf } from "./answers.ts";
import type { ColumnFinding, Role } from "./columns.ts";
import { squash } from "./fields.ts";
import type { SheetRow } from "./read/types.ts";
import { cellText } from "./rows.ts";

/** The instrument's own order: Q1 is the service type, Q2 to Q7 the coded questions. */
const IN_ORDER: readonly Role[] = ["service_type", ...QUESTIONS];

/**
 * Columns headed `Q1` to `Q7` are the instrument's questions where all seven are there, none is headed by its text, and
 * the first answers below fit the scale of each; otherwise nothing is taken.
 */
export function withNumberedQuestions(found: readonly ColumnFinding[], below: readonly SheetRow[]): ColumnFinding[] {
  if (found.some(({ taken }) => taken !== null && IN_ORDER.includes(taken.role))) return [...found];
  const places = IN_ORDER.map((_, index) =>
    found.filter(({ column }) => new RegExp(`^q(uestion)?0?${index + 1}$`).test(squash(column.header))),
  );
  if (places.some((columns) => columns.length !== 1)) return [...found];
  const fits = places.every(([finding], index) => {
    const values = below
      .map((row) => cellText(row.cells[finding?.column.column ?? 0] ?? null))
      .filter((text) => !isMissing(text));
    return values.every((text) => understood(text, IN_ORDER[index] ?? ""));
  });
  const answered = below.some((row) => places.some(([finding]) => row.cells[finding?.column.column ?? 0] != null));
  if (!fits || !answered) return [...found];
  const roles = new Map(places.map(([finding], index) => [finding?.column.column, IN_ORDER[index] ?? ""]));
  return found.map((finding) => {
    const role = roles.get(finding.column.column);
    if (role === undefined) return finding;
    const reason = "numbered as in the instrument, and its answers fit";
    return { ...finding, taken: { role, confidence: 0.75, reason, order: 0 }, weak: null };
  });
}

function understood(text: string, role: Role): boolean {
  if (role === "service_type") return serviceTypeOf(text) !== null;
  return optionOf(text, role.startsWith("intent") ? "likelihood" : "yes-no") !== "unrecognised";
}
