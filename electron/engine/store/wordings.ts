import { OPTIONS } from "../../../shared/vocabulary.ts";
import type { CampaignFile } from "./campaignFile.ts";
import { decisionKey } from "./decisions.ts";
import type { NewAnswer } from "./imports.ts";
import { readCountedQuestions } from "./questionSets.ts";

/** Gives the id of an answer's wording, writing it down the first time it is met; a decision on it applies at once. */
export function wordings(
  campaign: CampaignFile,
  decided: ReadonlyMap<string, string | number>,
): (answer: NewAnswer) => number {
  const { db } = campaign;
  const find = db.prepare("SELECT id FROM wording WHERE question = ? AND written = ? AND coded = ?").pluck();
  const insert = db.prepare("INSERT INTO wording (question, written, coded, option) VALUES (?, ?, ?, ?)");
  const codes = new Map(readCountedQuestions(campaign).map(({ id, code }) => [id, code]));
  const unrecognised = OPTIONS.indexOf("unrecognised");
  const ids = new Map<string, number>();
  return ({ question, option, written }) => {
    const key = `${question} ${option} ${written}`;
    let id = ids.get(key);
    if (id !== undefined) return id;
    id = find.get(question, written, option) as number | undefined;
    if (id === undefined) {
      const said = decided.get(decisionKey("unknown-wording", codes.get(question) ?? "", written));
      const effective = option === unrecognised && typeof said === "number" ? said : option;
      id = Number(insert.run(question, written, option, effective).lastInsertRowid);
    }
    ids.set(key, id);
    return id;
  };
}

/** Forgets those of some wordings that no response gives any more; looks no further than it has to. */
export function forgetWordings({ db }: CampaignFile, forgotten: Set<number>): void {
  const answers = db.prepare("SELECT answers FROM response ORDER BY id DESC").pluck();
  for (const given of answers.iterate() as Iterable<string>) {
    if (forgotten.size === 0) return;
    for (const wording of JSON.parse(given) as number[]) forgotten.delete(wording);
  }
  const remove = db.prepare("DELETE FROM wording WHERE id = ?");
  for (const wording of forgotten) remove.run(wording);
}
