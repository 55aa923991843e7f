import type { QuestionSet, SetQuestion } from "../../../shared/questionSets.ts";
import { scaleOf } from "../../../shared/questionSets.ts";
import { fold } from "../../../shared/identifiers.ts";
import { QUESTIONS, type QuestionCode } from "../../../shared/vocabulary.ts";
import { askedBy, beneath, isOtherText, optionTexts } from "./askedBy.ts";
import { fieldNamed, PLACE_FIELDS, type Field } from "./fields.ts";
import type { HeaderColumn } from "./layout.ts";
import { platformHeader, type Platform } from "./platforms.ts";
import { weaklyAsked } from "./questions.ts";

/** What a column may be taken for: a field, a hand-back question (`intent.la`, `service_type`), or one of a user's set (`pay.rise`). */
export type Role = string;

/** What a column was taken for, from one column or from option columns side by side. */
export interface ColumnRole {
  readonly role: Role;
  /** 0-based columns; several where one question is spread over option columns. */
  readonly columns: readonly number[];
  readonly header: string;
  readonly confidence: number;
  readonly reason: string;
  /** Beside `columns`, where each stands for an option: its label. */
  readonly labels?: readonly string[];
  /** Columns with the words behind "Other (please specify)". */
  readonly other?: readonly number[];
}

/** What is known of one column: what it was taken for, or what it might be and a person has to say. */
export interface ColumnFinding {
  readonly column: HeaderColumn;
  readonly taken: {
    readonly role: Role;
    readonly confidence: number;
    readonly reason: string;
    readonly order: number;
  } | null;
  readonly label: string | null;
  readonly weak: { readonly role: Role; readonly reason: string } | null;
}

/** Matches below this are proposed, never taken. */
const SURE = 0.7;

/** The column's letter as the spreadsheet program shows it; 0 is A. */
export function columnLetter(column: number): string {
  const rest = Math.floor(column / 26);
  return (rest > 0 ? columnLetter(rest - 1) : "") + String.fromCharCode(65 + (column % 26));
}

/** True for roles that hold answers. */
export function isAnswer(role: Role): boolean {
  return role === "service_type" || role.includes(".");
}

/** True for a hand-back question. */
export function isHandback(role: Role): role is QuestionCode | "service_type" {
  return role === "service_type" || QUESTIONS.some((question) => question === role);
}

/**
 * What each column holds, told by its headings alone: the platform's own columns, then questions, then fields. Only
 * whole certain matches are `taken`; a heading that comes near a question is `weak`.
 */
export function findings(
  columns: readonly HeaderColumn[],
  platform: Platform | null,
  sets: readonly QuestionSet[],
): ColumnFinding[] {
  return columns.map((column) => {
    const nothing = { column, taken: null, label: null, weak: null };
    if (column.header === "") return nothing;
    const own = platformRole(column, platform);
    if (own !== null) return { ...nothing, taken: own };
    const field =
      column.parts
        .toSorted((a, b) => b.length - a.length)
        .map(fieldNamed)
        .find((match) => match !== null && (!PLACE_FIELDS.includes(match.field) || asksNothingElse(column))) ?? null;
    const question = field?.exact === true ? null : askedBy(column);
    if (question !== null) {
      return { ...nothing, taken: { ...question.match, order: 0 }, label: question.label };
    }
    const set = field?.exact === true ? null : askedBySet(column, sets);
    if (set !== null && set.taken.confidence >= SURE) return { ...nothing, ...set };
    if (field !== null) {
      const reason = field.exact ? "headed as this field is" : "its heading names this field";
      const taken = { role: field.field, confidence: field.exact ? 1 : 0.9, reason, order: field.rank + 10 };
      return { ...nothing, taken };
    }
    const near = column.parts
      .concat(column.header)
      .map(weaklyAsked)
      .find((match) => match !== null);
    if (near !== undefined && near !== null) return { ...nothing, weak: { role: near.question, reason: near.reason } };
    const below = beneath(column.parts);
    if (below !== null) return { ...nothing, weak: below };
    return set === null ? nothing : { ...nothing, weak: { role: set.taken.role, reason: set.taken.reason } };
  });
}

/** True for a heading of one line, or beside codes such as Q5: below a question, "Local authority" is one of its options. */
function asksNothingElse({ parts }: HeaderColumn): boolean {
  return parts.filter((part) => !/^\w*\d\w*$/.test(part)).length <= 1;
}

/** Puts option columns side by side into one role, and keeps the best column of each field, but all of local authorities. */
export function rolesOf(found: readonly ColumnFinding[]): { fields: ColumnRole[]; questions: ColumnRole[] } {
  const fields = new Map<string, { role: ColumnRole; order: number }>();
  const questions: ColumnRole[] = [];
  for (const { column, taken, label } of found) {
    if (taken === null) continue;
    const { role, confidence, reason, order } = taken;
    const own: ColumnRole = { role, columns: [column.column], header: column.header, confidence, reason };
    if (!isAnswer(role)) {
      const holder = fields.get(role);
      if (role === "localAuthority" && holder !== undefined) {
        fields.set(role, { ...holder, role: { ...holder.role, columns: [...holder.role.columns, column.column] } });
      } else if (holder === undefined || order < holder.order) fields.set(role, { role: own, order });
      continue;
    }
    const last = questions.at(-1);
    const beside = last?.role === role && last.columns.at(-1) === column.column - 1;
    if (label !== null && beside && last.labels !== undefined && !last.labels.includes(label)) {
      const joined = [...last.columns, column.column];
      questions[questions.length - 1] = {
        ...last,
        columns: joined,
        labels: [...last.labels, label],
        reason: `${last.reason.replace(/; spread over .*$/, "")}; spread over ${joined.length} option columns`,
      };
    } else questions.push(label === null ? own : { ...own, header: questionText(column, label), labels: [label] });
  }
  return { fields: [...fields.values()].map(({ role }) => role), questions: withOtherTexts(questions) };
}

/** Columns for the words behind "Other" go with the question they explain. */
function withOtherTexts(questions: readonly ColumnRole[]): ColumnRole[] {
  const explains = (role: ColumnRole): boolean => role.labels?.every((label) => isOtherText(label)) === true;
  const mains = questions.filter((role) => !explains(role));
  const left: ColumnRole[] = [];
  for (const role of questions.filter(explains)) {
    const index = mains.findLastIndex(
      (main) => main.role === role.role && (main.columns[0] ?? 0) < (role.columns[0] ?? 0),
    );
    const main = mains[index];
    if (main === undefined) left.push(role);
    else mains[index] = { ...main, other: [...(main.other ?? []), ...role.columns] };
  }
  return [...mains, ...left].sort((a, b) => (a.columns[0] ?? 0) - (b.columns[0] ?? 0));
}

/** The heading of a question without its option. */
function questionText({ header, parts }: HeaderColumn, label: string): string {
  const rest = parts.filter((part) => part !== label);
  return rest.length === 0 || rest.length === parts.length ? header : rest.join(" | ");
}

function platformRole(column: HeaderColumn, platform: Platform | null): ColumnFinding["taken"] {
  if (platform === null) return null;
  const of = (field: Field, order: number): ColumnFinding["taken"] => ({
    role: field,
    confidence: 1,
    reason: `${platform.name}’s own column`,
    order,
  });
  for (const part of column.parts) {
    const header = platformHeader(part);
    const respondent = platform.respondent.headers.indexOf(header);
    if (respondent >= 0) return of("respondentId", respondent);
    const submitted = platform.submitted.indexOf(header);
    if (submitted >= 0) return of("submittedAt", submitted);
    if (platform.started.includes(header)) return of("startedAt", platform.started.indexOf(header));
    if (["finished"].includes(header)) return of("finished", 0);
    if (["status", "responsestatus", "responsetype"].includes(header)) return of("status", 0);
    if (platform.own.includes(header)) return of("ownColumn", 0);
    if (platform.name === "Microsoft Forms" && /^(points|feedback) - /i.test(part)) return of("ownColumn", 0);
  }
  return null;
}

/** The question of a user's set that a column asks: by its wording, its label or its code, month names left out. */
function askedBySet(
  { header, parts }: HeaderColumn,
  sets: readonly QuestionSet[],
): { taken: NonNullable<ColumnFinding["taken"]>; label: string | null } | null {
  let best: { taken: NonNullable<ColumnFinding["taken"]>; label: string | null } | null = null;
  for (const set of sets) {
    for (const question of set.questions) {
      const role = `${set.code}.${question.code}`;
      const forms = [question.wording, question.label, role].map(comparable);
      for (const text of [header, ...parts, ...unlabelled(header)]) {
        const own = comparable(text);
        if (own === "") continue;
        const likeness = forms.includes(own) ? 1 : likenessOf(own, forms[0] ?? "");
        if (likeness < 0.6 || likeness <= (best?.taken.confidence ?? 0)) continue;
        const reason =
          likeness === 1
            ? `asks “${question.label}” of ${set.title}`
            : `comes near “${question.label}” of ${set.title}`;
        const confidence = likeness === 1 ? 1 : likeness >= 0.9 ? 0.8 : 0.5;
        best = { taken: { role, confidence, reason, order: 0 }, label: choiceIn(question, header, parts, text) };
      }
    }
  }
  return best;
}

/** The heading without an option in front, behind or in brackets. */
function unlabelled(header: string): string[] {
  return [
    header.replace(/^.{1,120}?\s*:\s*(?=\S)/s, ""),
    header.replace(/\s*\[[^[\]]{1,120}\]\s*$/, ""),
    header.replace(/\s[-–—|]\s[^|]{1,120}$/, ""),
  ].filter((text) => text !== header);
}

function choiceIn(question: SetQuestion, header: string, parts: readonly string[], asked: string): string | null {
  if (asked === header || question.kind === "text" || question.kind === "number") return null;
  const rest = parts.filter((part) => part !== asked);
  const candidates =
    parts.length > 1 ? rest : optionTexts(header).concat(header.replace(asked, "").replace(/[\s[\]:|–—-]+$/, ""));
  const known = candidates.find((text) =>
    scaleOf(question).some(({ label, wordings }) => [label, ...wordings].some((form) => fold(form) === fold(text))),
  );
  return known ?? (parts.length > 1 ? (rest.at(-1) ?? null) : null);
}

/** A wording as sets are searched: folded, without punctuation, numbering, or the names of months and years. */
export function comparable(text: string): string {
  return fold(text)
    .replace(/\b(in|during|for|of) <month>|<month>/g, " ")
    .replace(/^(q?\d{1,3}[a-z]?[.):]?\s+)/, "")
    .replace(/\b(in|during|for|of) may\b/g, " ")
    .replace(
      /\b((in|during|for|of) )?(january|february|march|april|june|july|august|september|october|november|december|(19|20)\d\d)\b/g,
      " ",
    )
    .replace(/[^a-z0-9.]+/g, " ")
    .replace(/\.(?![a-z])/g, " ")
    .replace(/\s+/g, " ")
    .trim();
}

/** How alike two comparable wordings are: words in common over words in either (Jaccard), 0 to 1. */
export function likenessOf(a: string, b: string): number {
  const [one, two] = [new Set(a.split(" ")), new Set(b.split(" "))];
  const shared = [...one].filter((word) => two.has(word)).length;
  return shared / (one.size + two.size - shared);
}
