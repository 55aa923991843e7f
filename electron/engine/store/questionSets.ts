import { BellwetherError } from "../../../shared/errors.ts";
import {
  countedQuestions,
  HANDBACK_QUESTIONS,
  questionSetSchema,
  storedCodes,
  type CountedQuestion,
  type QuestionSet,
} from "../../../shared/questionSets.ts";
import type { CampaignFile } from "./campaignFile.ts";

/** A question set of the user's own with what the store holds for it and, by code, for each of its questions. */
export interface StoredQuestionSet {
  readonly id: number;
  readonly set: QuestionSet;
  readonly ids: ReadonlyMap<string, number>;
}

/** What the store holds for the hand-back questions. */
export const HANDBACK_SET_ID = 0;
/** Questions of a user's own are numbered from here. */
const FIRST_OWN_QUESTION = 100;

/** Every question set of the user's own, by title. */
export function readQuestionSets(campaign: CampaignFile): StoredQuestionSet[] {
  const rows = campaign.db.prepare("SELECT id, definition FROM question_set ORDER BY code").all() as {
    id: number;
    definition: string;
  }[];
  const ids = campaign.db.prepare("SELECT code, id FROM question WHERE question_set = ?").raw();
  return rows.map(({ id, definition }) => ({
    id,
    set: questionSetSchema.parse(JSON.parse(definition)),
    ids: new Map(ids.all(id) as [string, number][]),
  }));
}

/** The counted questions of one set, as the store numbers sets; of every set where none is named. */
export function readCountedQuestions(campaign: CampaignFile, setId?: number): readonly CountedQuestion[] {
  if (setId === HANDBACK_SET_ID) return HANDBACK_QUESTIONS;
  const own = readQuestionSets(campaign)
    .filter(({ id }) => setId === undefined || id === setId)
    .flatMap(({ set, ids }) => countedQuestions(set, ids));
  return setId === undefined ? [...HANDBACK_QUESTIONS, ...own] : own;
}

/** What the store holds for every question of a set, free text included. */
export function readQuestionIds(campaign: CampaignFile, setId: number): number[] {
  if (setId === HANDBACK_SET_ID) return HANDBACK_QUESTIONS.map(({ id }) => id);
  return campaign.db
    .prepare("SELECT id FROM question WHERE question_set = ? ORDER BY id")
    .pluck()
    .all(setId) as number[];
}

/**
 * Writes a set, new or changed, inside the transaction the caller holds. Answers are not coded again here.
 * @throws BellwetherError `bad-request` where a question or choice that has answers would go
 */
export function writeQuestionSet(campaign: CampaignFile, set: QuestionSet): StoredQuestionSet {
  const { db } = campaign;
  db.prepare(
    "INSERT INTO question_set (code, definition) VALUES (?, ?) ON CONFLICT (code) DO UPDATE SET definition = excluded.definition",
  ).run(set.code, JSON.stringify(set));
  const id = Number(db.prepare("SELECT id FROM question_set WHERE code = ?").pluck().get(set.code));
  const codes = set.questions.flatMap((question) => storedCodes(question).map((stored) => stored.code));
  const next = `(SELECT max(${FIRST_OWN_QUESTION - 1}, coalesce(max(id), 0)) + 1 FROM question)`;
  const insert = db.prepare(
    `INSERT INTO question (id, question_set, code) VALUES (${next}, ?, ?) ON CONFLICT DO NOTHING`,
  );
  for (const code of codes) insert.run(id, code);
  const gone = (
    db.prepare("SELECT id, code FROM question WHERE question_set = ?").all(id) as { id: number; code: string }[]
  ).filter(({ code }) => !codes.includes(code));
  for (const question of gone) {
    if (db.prepare("SELECT 1 FROM wording WHERE question = ?").get(question.id) !== undefined) {
      throw new BellwetherError(
        "bad-request",
        `“${question.code}” has answers, so it cannot be taken out of the set. Undo the imports that hold them first.`,
      );
    }
    db.prepare("DELETE FROM question WHERE id = ?").run(question.id);
  }
  const stored = readQuestionSets(campaign).find((candidate) => candidate.id === id);
  if (stored === undefined) throw new Error("A question set that was not written");
  return stored;
}

/** Removes a set without responses. @throws BellwetherError `bad-request` where it has some */
export function removeQuestionSet(campaign: CampaignFile, code: string): void {
  const { db } = campaign;
  const used = db
    .prepare("SELECT count(*) FROM sheet WHERE question_set = (SELECT id FROM question_set WHERE code = ?)")
    .pluck()
    .get(code);
  if (used !== 0) {
    throw new BellwetherError(
      "bad-request",
      "This question set has responses. Undo the imports that hold them first; then it can be removed.",
    );
  }
  db.prepare("DELETE FROM question_set WHERE code = ?").run(code);
}

/** Distinct answers to a question as they were written, with what the scale makes of each. */
export interface StoredWording {
  readonly id: number;
  readonly question: number;
  readonly written: string;
  readonly coded: number;
  readonly option: number;
}

/** Every wording of some questions. */
export function readWordings(campaign: CampaignFile, questions: readonly number[]): StoredWording[] {
  const select = campaign.db.prepare("SELECT id, question, written, coded, option FROM wording WHERE question = ?");
  return questions.flatMap((question) => select.all(question) as StoredWording[]);
}

/** Codes wordings again after their scale changed. Only for questions whose answers are coded by their wording alone. */
export function recodeWordings(campaign: CampaignFile, coded: ReadonlyMap<number, number>): void {
  const update = campaign.db.prepare("UPDATE wording SET coded = @coded, option = @coded WHERE id = @id");
  for (const [id, option] of coded) update.run({ id, coded: option });
}

/**
 * Gives every response that answered one question an answer to another, told from the same cell: for a choice that was
 * added to a multiple choice after the import.
 * @param optionOf what the cell says to the new question
 */
export function answerAlike(
  campaign: CampaignFile,
  from: number,
  to: number,
  optionOf: (written: string) => number | null,
): void {
  const { db } = campaign;
  const insert = db.prepare(
    "INSERT INTO wording (question, written, coded, option) VALUES (@to, @written, @option, @option) RETURNING id",
  );
  const alike = new Map<number, number>();
  for (const { id, written } of readWordings(campaign, [from])) {
    const option = optionOf(written);
    if (option !== null) alike.set(id, (insert.get({ to, written, option }) as { id: number }).id);
  }
  const set = db.prepare("SELECT question_set FROM question WHERE id = ?").pluck().get(to);
  const responses = db.prepare("SELECT id, answers FROM response WHERE question_set = ?").all(set) as {
    id: number;
    answers: string;
  }[];
  const update = db.prepare("UPDATE response SET answers = ? WHERE id = ?");
  for (const { id, answers } of responses) {
    const ids = JSON.parse(answers) as number[];
    const added = ids.flatMap((wording) => alike.get(wording) ?? []);
    if (added.length > 0) update.run(JSON.stringify([...ids, ...added]), id);
  }
}

/** Forgets choices noted as unknown that a question now has. */
export function forgetKnownChoices(campaign: CampaignFile, field: string, isKnown: (written: string) => boolean): void {
  const texts = campaign.db
    .prepare("SELECT DISTINCT written FROM issue WHERE kind = 'unknown-choice' AND field = ?")
    .pluck()
    .all(field) as string[];
  const remove = campaign.db.prepare("DELETE FROM issue WHERE kind = 'unknown-choice' AND field = ? AND written = ?");
  for (const written of texts) if (isKnown(written)) remove.run(field, written);
}
