import { hash } from "node:crypto";
import { comparableName, cqcId, fold, odsCode, postcode, tidy } from "../../../shared/identifiers.ts";
import { BellwetherError } from "../../../shared/errors.ts";
import type { Month } from "../../../shared/month.ts";
import {
  OPTIONS,
  QUESTIONS,
  REGIONS,
  SERVICE_TYPES,
  type QuestionCode,
  type Source,
} from "../../../shared/vocabulary.ts";
import type { NewAnswer, NewIssue, NewResponse } from "../store/imports.ts";
import { isMissing, optionOf, regionOf, serviceTypeOf, type AnswerScale } from "./answers.ts";
import { momentOf, orderEvidence, type DateOrder } from "./dates.ts";
import { FIELDS, type Field } from "./fields.ts";
import type { Cell, SheetRow } from "./read/types.ts";
import type { ColumnRole, Proposal } from "./recognise.ts";

/** A row as far as it matters: the text of its identifiers and answers, nothing coded yet. */
export interface RawRow {
  readonly row: number;
  readonly fields: Readonly<Partial<Record<Field, string>>>;
  readonly submitted: Cell;
  /** By question, as written; absent where blank. */
  readonly answers: Readonly<Partial<Record<QuestionCode | "service_type", string>>>;
}

/** A row kept out, and why. */
export interface SetAside {
  readonly row: number;
  readonly reason: string;
}

/** A sheet's rows, coded. Fingerprints are made with the month, by `fingerprintsOf`. */
export interface CodedRows {
  readonly responses: readonly CodedResponse[];
  readonly setAside: readonly SetAside[];
  readonly issues: readonly NewIssue[];
  readonly notes: readonly string[];
  /** When rows were submitted, set aside or not: what the year of a collection is told by. */
  readonly submissions: readonly string[];
}

/** A coded response. `content` is a digest of all it says: what a fingerprint is made of. */
export interface CodedResponse extends NewResponse {
  readonly content: string;
}

/** Takes from a row what the roles name; null for a repeated header row. */
export function rawRow(row: SheetRow, roles: readonly ColumnRole[]): RawRow | null {
  const fields: Partial<Record<Field, string>> = {};
  const answers: Partial<Record<QuestionCode | "service_type", string>> = {};
  let submitted: Cell = null;
  let repeated = 0;
  for (const { role, columns, header } of roles) {
    const cells = columns.map((column) => row.cells[column] ?? null).filter((cell) => cell !== null);
    const [first] = cells;
    if (first === undefined) continue;
    const text = cells
      .map(cellText)
      .filter((part) => part !== "")
      .join(" | ");
    if (text === "") continue;
    if (tidy(text) === header) repeated += 1;
    if (role === "submittedAt") submitted = first;
    else if (isAnswer(role)) answers[role] = text;
    else fields[role] = tidy(text);
  }
  return repeated > 1 ? null : { row: row.row, fields, submitted, answers };
}

/**
 * Codes a sheet's rows: identifiers in their normal form, moments by the column's date order, answers by wording. What
 * is not understood becomes an issue and is never guessed; a row that nothing identifies is set aside.
 */
export function codeRows(rows: readonly RawRow[], proposal: Proposal, saidOrder: DateOrder | null = null): CodedRows {
  const issues: NewIssue[] = [];
  const setAside: SetAside[] = [];
  const responses: CodedResponse[] = [];
  const notes: string[] = [];
  const order = dateOrder(rows, proposal, saidOrder, notes);
  const scales = new Map(QUESTIONS.map((question) => [question, scaleOf(question, rows)]));
  for (const raw of rows) {
    const found: NewIssue[] = [];
    const response = codeRow(raw, order, scales, (kind, field, written) =>
      found.push({ row: raw.row, kind, field, written }),
    );
    const reason = setAsideReason(raw, proposal.source, response !== null);
    if (reason !== null || response === null) {
      setAside.push({ row: raw.row, reason: reason ?? UNIDENTIFIED });
      continue;
    }
    responses.push(response);
    issues.push(...found);
  }
  const submissions = rows.flatMap((raw) => momentOf(raw.submitted, order) ?? []);
  return { responses, setAside, issues, notes, submissions };
}

const UNIDENTIFIED =
  "Nothing in this row identifies who answered: no CQC id, ODS code, parent organisation, organisation name with postcode, or respondent id.";

/** Why a row is kept out: a survey's unfinished or preview response, a totals row, or nobody to count it for. */
function setAsideReason({ fields }: RawRow, source: Source, identified: boolean): string | null {
  const [finished, status] = [fold(fields.finished ?? ""), fold(fields.status ?? "")];
  if (source === "survey" && /preview/.test(status)) return "This is a preview of the survey, not a response.";
  if (source === "survey" && (/^(false|0|no)$/.test(finished) || /^(partial|incomplete|disqualified)/.test(status))) {
    return "The response was not finished.";
  }
  const ids = [fields.providerId, fields.locationId, fields.odsCode, fields.respondentId].some(
    (id) => id !== undefined,
  );
  const names = [fields.parentName, fields.organisationName, fields.locationName];
  if (!ids && names.some((name) => /^(grand |sub-?)?totals?$/.test(fold(name ?? ""))))
    return "This is a row of totals.";
  return identified ? null : UNIDENTIFIED;
}

/** A fingerprint of 16 bytes for each response in a month; equal rows of one sheet are told apart by their count. */
export function fingerprintsOf(responses: readonly CodedResponse[], month: Month, source: string): Uint8Array[] {
  const seen = new Map<string, number>();
  return responses.map(({ content }) => {
    const occurrence = (seen.get(content) ?? 0) + 1;
    seen.set(content, occurrence);
    return hash("sha256", `${source}\n${month}\n${occurrence}\n${content}`, "buffer").subarray(0, 16);
  });
}

/** A cell's text as a person sees it. */
export function cellText(cell: Cell): string {
  if (cell === null) return "";
  if (typeof cell === "object") return "date" in cell ? cell.date : cell.error;
  if (typeof cell === "boolean") return cell ? "TRUE" : "FALSE";
  return String(cell);
}

function isAnswer(role: ColumnRole["role"]): role is QuestionCode | "service_type" {
  return role === "service_type" || role.includes(".");
}

type Raise = (kind: string, field: string, written: string) => void;

function codeRow(
  raw: RawRow,
  order: DateOrder,
  scales: ReadonlyMap<QuestionCode, AnswerScale>,
  raise: Raise,
): CodedResponse | null {
  const ids = {
    providerId: usable(raw, "providerId", cqcId, raise),
    locationId: usable(raw, "locationId", cqcId, raise),
    odsCode: usable(raw, "odsCode", odsCode, raise),
    parentName: named(raw.fields.parentName),
    organisationName: named(raw.fields.organisationName),
    locationName: named(raw.fields.locationName),
    postcode: usable(raw, "postcode", postcode, raise),
    respondentId: present(raw.fields.respondentId),
  };
  const identified =
    ids.providerId ??
    ids.locationId ??
    ids.odsCode ??
    ids.parentName ??
    ids.respondentId ??
    (ids.postcode === null ? null : ids.organisationName);
  if (identified === null) return null;
  const submittedAt = momentOf(raw.submitted, order);
  if (submittedAt === null && raw.submitted !== null && !isMissing(cellText(raw.submitted))) {
    raise("date", "submittedAt", cellText(raw.submitted));
  }
  const answers: NewAnswer[] = [];
  for (const [question, code] of QUESTIONS.entries()) {
    const written = raw.answers[code];
    const option = written === undefined ? "blank" : optionOf(written, scales.get(code) ?? "yes-no");
    if (written !== undefined && option !== "blank")
      answers.push({ question, option: OPTIONS.indexOf(option), written });
  }
  const asked = serviceType(raw.answers.service_type, "service_type", raise);
  const column = serviceType(raw.fields.serviceTypeColumn, "serviceTypeColumn", raise);
  const region = raw.fields.region === undefined || isMissing(raw.fields.region) ? null : regionOf(raw.fields.region);
  if (region === null && raw.fields.region !== undefined && !isMissing(raw.fields.region)) {
    raise("unknown-region", "region", raw.fields.region);
  }
  const response = {
    row: raw.row,
    submittedAt,
    ...ids,
    serviceTypeAnswer: asked,
    serviceTypeWritten: raw.answers.service_type ?? null,
    serviceTypeSource: column,
    region: region === null ? null : REGIONS.indexOf(region),
    answers,
  };
  const said = [{ ...response, row: 0 }, FIELDS.map((field) => raw.fields[field] ?? null)];
  return { ...response, content: hash("sha256", JSON.stringify(said), "base64") };
}

/** The normal form of an identifier; what cannot serve as one is an issue, unless the cell says nothing. */
function usable(raw: RawRow, field: Field, form: (text: string) => string | null, raise: Raise): string | null {
  const written = raw.fields[field];
  if (written === undefined || isMissing(written)) return null;
  const id = form(written);
  if (id === null) raise("unusable-id", field, written);
  return id;
}

function named(written: string | undefined): string | null {
  const name = present(written);
  return name === null || comparableName(name) === null ? null : name;
}

function present(written: string | undefined): string | null {
  return written === undefined || isMissing(written) ? null : written;
}

function serviceType(written: string | undefined, field: string, raise: Raise): number | null {
  if (written === undefined || isMissing(written)) return null;
  const type = serviceTypeOf(written);
  if (type === null) raise("unknown-service-type", field, written);
  return type === null || type === "not_stated" ? null : SERVICE_TYPES.indexOf(type);
}

/** A yes/no column written in 0 and 1 throughout is read as digits; otherwise digits are not understood. */
function scaleOf(question: QuestionCode, rows: readonly RawRow[]): AnswerScale {
  if (question.startsWith("intent")) return "likelihood";
  let digits = false;
  for (const { answers } of rows) {
    const written = answers[question]?.trim();
    if (written === undefined || isMissing(written)) continue;
    if (written !== "0" && written !== "1") return "yes-no";
    digits = true;
  }
  return digits ? "yes-no-digits" : "yes-no";
}

/**
 * The platform's own order, unless the column contradicts it; then what the column says.
 * @throws BellwetherError `date-order-uncertain` where no platform is known and the column can be read both ways
 */
function dateOrder(rows: readonly RawRow[], proposal: Proposal, said: DateOrder | null, notes: string[]): DateOrder {
  const unknown = proposal.source === "survey" && proposal.platform !== "SurveyMonkey";
  const own: DateOrder = proposal.platform === "SurveyMonkey" ? "month-day" : "day-month";
  if (said !== null) return said;
  const evidence = orderEvidence(rows.map((row) => row.submitted));
  if (evidence === own) return own;
  if (evidence === "either") {
    const open = unknown
      ? rows.find(({ submitted }) => momentOf(submitted, "day-month") !== momentOf(submitted, "month-day"))
      : undefined;
    if (open !== undefined) throw dateOrderUncertain(open);
    return own;
  }
  if (evidence === "mixed") {
    notes.push("The submission dates mix day/month and month/day; those that cannot be read are listed in Check.");
    return own;
  }
  notes.push(
    `The submission dates are written ${evidence.replace("-", "/")}${unknown ? "." : `, not ${own.replace("-", "/")} as usual.`}`,
  );
  return evidence;
}

function dateOrderUncertain({ row, submitted }: RawRow): BellwetherError {
  return new BellwetherError(
    "date-order-uncertain",
    `The date “${cellText(submitted)}” in row ${row} can be read as day/month or as month/day, and no other date settles it. Say which in a mapping: {"dateOrder":"day-month"}.`,
    { row },
  );
}
