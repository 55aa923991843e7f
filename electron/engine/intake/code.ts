import { hash } from "node:crypto";
import { comparableName, cqcId, odsCode, postcode } from "../../../shared/identifiers.ts";
import { HANDBACK_SET, type QuestionSet, type SetQuestion } from "../../../shared/questionSets.ts";
import { OPTIONS, QUESTIONS, REGIONS, SERVICE_TYPES, type QuestionCode } from "../../../shared/vocabulary.ts";
import type { NewIssue, NewResponse } from "../store/imports.ts";
import { isMissing, optionOf, regionOf, serviceTypeOf, type AnswerScale } from "./answers.ts";
import type { Block } from "./blocks.ts";
import { momentOf, type DateOrder } from "./dates.ts";
import { FIELDS, PLACE_FIELDS, type Field } from "./fields.ts";
import { codeOwnAnswer } from "./ownAnswers.ts";
import { boardNamed, councilNamed } from "./placeNames.ts";
import type { Proposal } from "./recognise.ts";
import { cellText, type RawRow } from "./rows.ts";
import { isDamagedId, respondentNames } from "./respondents.ts";
import { isTotals, setAsideReason, UNIDENTIFIED } from "./setAside.ts";

/** A row kept out, and why. */
export interface SetAside {
  readonly row: number;
  readonly reason: string;
}

/** An answer by its question's code; the store's own number for it is known only once the set is stored. */
export interface CodedAnswer {
  readonly question: string;
  readonly option: number;
  readonly written: string;
}

/** A coded response. `content` is a digest of all it says, 16 bytes in Latin-1: what a fingerprint is made of. */
export interface CodedResponse extends Omit<NewResponse, "answers" | "identity"> {
  readonly answers: readonly CodedAnswer[];
  readonly content: string;
}

/** The rows of one block, coded. */
export interface CodedRows {
  readonly responses: readonly CodedResponse[];
  readonly setAside: readonly SetAside[];
  readonly issues: readonly NewIssue[];
}

/** How many rows are coded before other work, such as a cancel, gets its turn. */
const ROWS_A_STEP = 2000;

type Raise = (kind: string, field: string, written: string) => void;

/**
 * Codes the rows of a sheet for one of its blocks: identifiers in their normal form, moments by the column's date order,
 * answers by wording. What is not understood becomes an issue and is never guessed; a row nothing identifies is set aside.
 * Where the sheet holds several collections of a set, a row that answers nothing of this one is set aside.
 * @returns steps, each the number of rows coded so far
 */
export function* codeRows(
  rows: readonly RawRow[],
  blockIndex: number,
  proposal: Proposal,
  order: DateOrder,
  sets: readonly QuestionSet[],
): Generator<number, CodedRows> {
  const block = proposal.blocks[blockIndex];
  if (block === undefined) throw new RangeError(`No block ${blockIndex}`);
  const several = proposal.blocks.filter(({ set }) => set === block.set).length > 1 || block.set !== HANDBACK_SET;
  const issues: NewIssue[] = [];
  const setAside: SetAside[] = [];
  const responses: CodedResponse[] = [];
  const coder = coderOf(rows, blockIndex, block, sets);
  const nameOf = respondentNames(proposal, order);
  for (const [count, raw] of rows.entries()) {
    if (count % ROWS_A_STEP === 0) yield count;
    const found: NewIssue[] = [];
    const raise: Raise = (kind, field, written) => found.push({ row: raw.row, kind, field, written });
    const respondent = nameOf(raw);
    const response = codeRow(raw, blockIndex, order, respondent, coder, raise);
    const silent = several && Object.keys(raw.answers[blockIndex] ?? {}).every((role) => role === "service_type");
    const reason =
      setAsideReason(raw, proposal, response !== null) ??
      (silent ? "No question of this collection was answered in this row." : null);
    if (reason !== null || response === null) {
      setAside.push({ row: raw.row, reason: reason ?? UNIDENTIFIED });
      continue;
    }
    responses.push(response);
    issues.push(...found);
  }
  return { responses, setAside, issues };
}

/**
 * A fingerprint of 16 bytes for each response of a collection: the digest of its content, veiled with one of the
 * collection. Equal rows of one sheet are told apart by their count.
 */
export function fingerprintsOf(responses: readonly CodedResponse[], collection: string): Uint8Array[] {
  const seen = new Map<string, number>();
  const veils: Buffer[] = [];
  return responses.map(({ content }) => {
    const occurrence = seen.get(content) ?? 0;
    seen.set(content, occurrence + 1);
    const veil = (veils[occurrence] ??= hash("sha256", `${collection}\n${occurrence}`, "buffer"));
    const fingerprint = Buffer.from(content, "latin1");
    for (let index = 0; index < fingerprint.length; index += 1) {
      fingerprint[index] = (fingerprint[index] ?? 0) ^ (veil[index] ?? 0);
    }
    return fingerprint;
  });
}

type Coder = (role: string, written: string, raise: Raise) => readonly CodedAnswer[];

/** How the answers of a block are coded: by the scales of the hand-back questions, or by those of a user's set. */
function coderOf(rows: readonly RawRow[], index: number, block: Block, sets: readonly QuestionSet[]): Coder {
  if (block.set === HANDBACK_SET) {
    const scales = new Map<string, AnswerScale>(
      QUESTIONS.map((question) => [question, scaleOf(question, rows, index)]),
    );
    return (question, written) => {
      const option = optionOf(written, scales.get(question) ?? "yes-no");
      return option === "blank" ? [] : [{ question, option: OPTIONS.indexOf(option), written }];
    };
  }
  const set = sets.find(({ code }) => code === block.set);
  const questions = new Map<string, SetQuestion>(
    set?.questions.map((question) => [`${block.set}.${question.code}`, question]),
  );
  return (role, written, raise) => {
    const question = questions.get(role);
    if (question === undefined) return [];
    const { answers, unknown } = codeOwnAnswer(question, written);
    for (const piece of unknown) raise("unknown-choice", role, piece);
    return answers.map(({ code, option }) => ({ question: `${block.set}.${code}`, option, written }));
  };
}

function codeRow(
  raw: RawRow,
  block: number,
  order: DateOrder,
  respondentId: string | null,
  coder: Coder,
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
    respondentId,
  };
  if (raw.fields.respondentId !== undefined && isDamagedId(raw.fields.respondentId)) {
    raise("unusable-id", "respondentId", raw.fields.respondentId);
  }
  const identified =
    ids.providerId ??
    ids.locationId ??
    ids.odsCode ??
    ids.parentName ??
    ids.respondentId ??
    (ids.postcode === null ? null : ids.organisationName);
  if (identified === null) return null;
  const submittedAt = momentOf(raw.submitted, order);
  if (submittedAt === null && raw.submitted !== null && !NO_DATE.test(cellText(raw.submitted))) {
    raise("date", "submittedAt", cellText(raw.submitted));
  }
  const given = raw.answers[block] ?? {};
  const written = Object.entries(given).filter(([role, text]) => role !== "service_type" && !isMissing(text));
  const response = {
    row: raw.row,
    submittedAt,
    ...ids,
    serviceTypeAnswer: serviceType(given["service_type"], "service_type", raise),
    serviceTypeWritten: given["service_type"] ?? null,
    serviceTypeSource: serviceType(raw.fields.serviceTypeColumn, "serviceTypeColumn", raise),
    region: regionIn(raw, raise),
    localAuthority: councilNamed(raw.fields.localAuthority ?? ""),
    icb: boardNamed(raw.fields.icb ?? ""),
    answers: written.flatMap(([role, text]) => coder(role, text, raise)),
  };
  const said = [submittedAt, ids, given, TELLING.map((field) => raw.fields[field] ?? null)];
  return { ...response, content: hash("sha256", JSON.stringify(said), "binary").slice(0, 16) };
}

/** What a fingerprint is made of. Places are left out: they were not read at first, and the rows of then are the same still. */
const TELLING = FIELDS.filter((field) => !PLACE_FIELDS.includes(field));

/** Empty, or the day that LimeSurvey writes where dates are not kept. */
const NO_DATE = /^\s*(-{0,2}|1980-01-01.*)\s*$/;

/** The normal form of an identifier; what cannot serve as one is an issue, unless the cell says nothing. */
function usable(raw: RawRow, field: Field, form: (text: string) => string | null, raise: Raise): string | null {
  const written = raw.fields[field];
  if (written === undefined || isMissing(written)) return null;
  const id = form(written);
  if (id === null) raise("unusable-id", field, written);
  return id;
}

function named(written: string | undefined): string | null {
  if (written === undefined || isMissing(written)) return null;
  return comparableName(written) === null ? null : written;
}

function regionIn(raw: RawRow, raise: Raise): number | null {
  const written = raw.fields.region;
  if (written === undefined || isMissing(written)) return null;
  const region = regionOf(written);
  if (region === null) raise("unknown-region", "region", written);
  return region === null ? null : REGIONS.indexOf(region);
}

function serviceType(written: string | undefined, field: string, raise: Raise): number | null {
  if (written === undefined || isMissing(written)) return null;
  const type = serviceTypeOf(written);
  if (type === null) raise("unknown-service-type", field, written);
  return type === null || type === "not_stated" ? null : SERVICE_TYPES.indexOf(type);
}

/** A yes/no column written in 0 and 1 throughout is read as digits; otherwise digits are not understood. */
function scaleOf(question: QuestionCode, rows: readonly RawRow[], block: number): AnswerScale {
  if (question.startsWith("intent")) return "likelihood";
  let digits = false;
  for (const { answers, fields } of rows) {
    const written = answers[block]?.[question]?.trim();
    if (written === undefined || isMissing(written) || isTotals(fields)) continue;
    if (written !== "0" && written !== "1") return "yes-no";
    digits = true;
  }
  return digits ? "yes-no-digits" : "yes-no";
}
