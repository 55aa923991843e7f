import { createHash } from "node:crypto";
import type { CampaignFile } from "./campaignFile.ts";

/** What evidence is made of, and what of it tells that something was added, taken back or decided otherwise. */
const MARKS = [
  "SELECT count(*), max(id) FROM import",
  "SELECT count(*), sum(response_id), sum(service_type), sum(region) FROM standing",
  "SELECT count(*), sum(n), sum(n * option), sum(n * month) FROM rollup",
  "SELECT group_concat(at || coalesce(value, '')) FROM (SELECT at, value FROM decision ORDER BY at, value)",
  "SELECT group_concat(definition) FROM (SELECT definition FROM question_set ORDER BY id)",
  "SELECT count(*), max(id) FROM register",
  "SELECT value FROM meta WHERE key = 'rules'",
  "SELECT value FROM meta WHERE key = 'name'",
];

/**
 * A short text that changes when what a pack is made of does: imports, decisions, registers, question sets, display rules.
 * Releases themselves do not count.
 */
export function evidenceMark({ db }: CampaignFile): string {
  const hash = createHash("sha256");
  for (const sql of MARKS) hash.update(JSON.stringify(db.prepare(sql).raw().all()));
  return hash.digest("hex").slice(0, 16);
}
