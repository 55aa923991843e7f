import { assertNever } from "../../../shared/errors.ts";
import { fold } from "../../../shared/identifiers.ts";
import {
  OPTIONS,
  REGIONS,
  SERVICE_TYPES,
  SOURCES,
  type OptionCode,
  type Region,
  type ServiceType,
  type Source,
} from "../../../shared/vocabulary.ts";
import { WARNING_KINDS } from "../../../shared/warnings.ts";
import type { CountedQuestion } from "../../../shared/questionSets.ts";
import type { CampaignFile } from "./campaignFile.ts";
import { readCountedQuestions } from "./questionSets.ts";

/**
 * What a person can decide about: an answer, a service type, a region or a date that was not understood; and a warning,
 * whose `field` is its rule, whose `written` names its sheet, and of which nothing can be said but that it was seen; and
 * which source stands first where an organisation answered in both.
 */
export const DECISION_KINDS = [
  "unknown-wording",
  "unknown-service-type",
  "unknown-region",
  "date",
  "source-order",
  ...WARNING_KINDS,
] as const;
export type DecisionKind = (typeof DECISION_KINDS)[number];

/**
 * What a wording means, said by a person once for all rows, now and later. `field` is a question's code, or the field
 * of a row; `value` an option, service type, region or moment, or null to leave the wording as it is.
 */
export interface Decision {
  readonly kind: DecisionKind;
  readonly field: string;
  readonly written: string;
  readonly value: string | null;
  readonly at: string;
}

/** Every decision, in the order of its wording; where merged campaigns decided otherwise, the latest one counts. */
export function readDecisions(campaign: CampaignFile): Decision[] {
  return campaign.db
    .prepare(
      `SELECT kind, field, written, value, at FROM (
         SELECT *, row_number() OVER (PARTITION BY kind, field, wording ORDER BY at DESC, value DESC, written DESC) AS place FROM decision
       ) WHERE place = 1 ORDER BY kind, field, wording`,
    )
    .all() as Decision[];
}

/** The source whose responses stand first: the Capacity Tracker, unless a person said otherwise. */
export function readFirstSource(campaign: CampaignFile): Source {
  const said = readDecisions(campaign).find(({ kind }) => kind === "source-order")?.value;
  return SOURCES.find((source) => source === said) ?? "capacity-tracker";
}

/** Decisions on answers that this many organisations gave: common wordings, which tell nobody apart. */
export function readCommonDecisions(campaign: CampaignFile, organisations: number): Decision[] {
  const codes = new Map(readCountedQuestions(campaign).map(({ id, code }) => [id, code]));
  const rows = campaign.db
    .prepare(
      `SELECT w.question, w.written, i.organisation FROM response r JOIN identity i ON i.id = r.identity,
         json_each(r.answers) j JOIN wording w ON w.id = j.value
       WHERE w.coded = ? AND w.option <> w.coded`,
    )
    .raw()
    .all(UNRECOGNISED) as [number, string, string][];
  const givers = new Map<string, Set<string>>();
  for (const [question, written, organisation] of rows) {
    const key = decisionKey("unknown-wording", codes.get(question) ?? "", written);
    const known = givers.get(key) ?? new Set();
    givers.set(key, known.add(organisation));
  }
  return readDecisions(campaign).filter(
    ({ kind, field, written }) => (givers.get(decisionKey(kind, field, written))?.size ?? 0) >= organisations,
  );
}

/**
 * Records a decision and applies it to every row that says the wording, inside the transaction the caller holds.
 * @returns the months whose figures it may change
 */
export function writeDecision(campaign: CampaignFile, decision: Decision): number[] {
  removeDecision(campaign, decision);
  campaign.db
    .prepare("INSERT INTO decision (kind, field, wording, origin, written, value, at) VALUES (?, ?, ?, 0, ?, ?, ?)")
    .run(decision.kind, decision.field, fold(decision.written), decision.written, decision.value, decision.at);
  return applyDecision(campaign, decision, decision.value);
}

/** Takes a decision back: its wording waits again. @returns the months whose figures it may change */
export function removeDecision(campaign: CampaignFile, decision: Omit<Decision, "value" | "at">): number[] {
  const gone = campaign.db
    .prepare("DELETE FROM decision WHERE kind = ? AND field = ? AND wording = ?")
    .run(decision.kind, decision.field, fold(decision.written)).changes;
  return gone === 0 ? [] : applyDecision(campaign, decision, null);
}

/** The key under which a decision is looked up while rows are stored. */
export function decisionKey(kind: string, field: string, written: string): string {
  return `${kind}\u001f${field}\u001f${fold(written)}`;
}

/** Decisions that say something, by `decisionKey`, in the form that a column of the store takes. */
export function decidedValues(campaign: CampaignFile): ReadonlyMap<string, string | number> {
  const questions = readCountedQuestions(campaign);
  const values = new Map<string, string | number>();
  for (const { kind, field, written, value } of readDecisions(campaign)) {
    const stored = value === null ? null : storedValue(questions, kind, field, value);
    if (stored !== null) values.set(decisionKey(kind, field, written), stored);
  }
  return values;
}

/** The column of a response that a field's decision sets; answers have wordings of their own. */
export const DECIDED_COLUMNS: Readonly<Record<string, string>> = {
  service_type: "service_type_answer",
  serviceTypeColumn: "service_type_source",
  region: "region",
  submittedAt: "submitted_at",
};

/** A decision's value as its column holds it; null where it is no longer one of the options. */
export function storedValue(
  questions: readonly CountedQuestion[],
  kind: DecisionKind,
  field: string,
  value: string,
): string | number | null {
  const at = (index: number): number | null => (index < 0 ? null : index);
  switch (kind) {
    case "unknown-wording": {
      const question = questions.find(({ code }) => code === field);
      const own = question?.options.find((option) => option.code === value)?.id;
      const beside = ["dont_know", "not_applicable", "blank"].includes(value);
      return question === undefined ? null : (own ?? (beside ? OPTIONS.indexOf(value as OptionCode) : null));
    }
    case "unknown-service-type":
      return at(SERVICE_TYPES.indexOf(value as ServiceType));
    case "unknown-region":
      return at(REGIONS.indexOf(value as Region));
    case "date":
      return value;
    case "source-order":
      return SOURCES.find((source) => source === value) ?? null;
    case "implausible":
    case "copied":
    case "window":
    case "newer-than-file":
    case "identical":
      return null;
    default:
      return assertNever(kind);
  }
}

/**
 * Has every row that says a decision's wording count by it, or by what its scale makes of it where the value is null.
 * @returns the months whose figures it may change
 */
export function applyDecision(
  campaign: CampaignFile,
  { kind, field, written }: Omit<Decision, "value" | "at">,
  value: string | null,
): number[] {
  const { db } = campaign;
  const wanted = fold(written);
  const questions = readCountedQuestions(campaign);
  const stored = value === null ? null : storedValue(questions, kind, field, value);
  if (kind === "unknown-wording") {
    const question = questions.find(({ code }) => code === field);
    if (question === undefined) return [];
    const same = (
      db.prepare("SELECT id, written FROM wording WHERE question = ? AND coded = ?").all(question.id, UNRECOGNISED) as {
        id: number;
        written: string;
      }[]
    ).filter((wording) => fold(wording.written) === wanted);
    const update = db.prepare("UPDATE wording SET option = coalesce(?, coded) WHERE id = ?");
    for (const { id } of same) update.run(stored, id);
    return monthsOf(
      campaign,
      `EXISTS (SELECT 1 FROM json_each(response.answers) WHERE value IN (SELECT value FROM json_each(?)))`,
      same.map(({ id }) => id),
    );
  }
  if (kind === "source-order") return db.prepare("SELECT DISTINCT month FROM response").pluck().all() as number[];
  const column = DECIDED_COLUMNS[field];
  if (column === undefined) return [];
  const texts = (
    db.prepare("SELECT DISTINCT written FROM issue WHERE kind = ? AND field = ?").pluck().all(kind, field) as string[]
  ).filter((text) => fold(text) === wanted);
  const rows = db
    .prepare(
      `SELECT DISTINCT source_row.response_id FROM issue JOIN source_row
       ON source_row.sheet_id = issue.sheet_id AND source_row.row = issue.row
       WHERE issue.kind = ? AND issue.field = ? AND issue.written IN (SELECT value FROM json_each(?))
         AND source_row.response_id IS NOT NULL`,
    )
    .pluck()
    .all(kind, field, JSON.stringify(texts)) as number[];
  const update = db.prepare(`UPDATE response SET ${column} = ? WHERE id = ?`);
  for (const id of rows) update.run(stored, id);
  return monthsOf(campaign, "id IN (SELECT value FROM json_each(?))", rows);
}

const UNRECOGNISED = OPTIONS.indexOf("unrecognised");

function monthsOf(campaign: CampaignFile, condition: string, ids: readonly number[]): number[] {
  if (ids.length === 0) return [];
  return campaign.db
    .prepare(`SELECT DISTINCT month FROM response WHERE ${condition}`)
    .pluck()
    .all(JSON.stringify(ids)) as number[];
}
