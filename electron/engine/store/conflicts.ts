import { monthNumber, type Month } from "../../../shared/month.ts";
import { OPTIONS } from "../../../shared/vocabulary.ts";
import type { CampaignFile } from "./campaignFile.ts";

/** What makes one answer differ from the one that stands: asked again, another site, or another source. */
export const CONFLICT_KINDS = ["again", "sites", "sources"] as const;
export type ConflictKind = (typeof CONFLICT_KINDS)[number];

/** Two answers of one organisation and month to the same question: the response that stands and one that does not. */
export interface NewConflict {
  readonly organisation: string;
  readonly question: number;
  readonly superseded: number;
  readonly standing: number;
  readonly kind: ConflictKind;
  /** A person chose the one that stands over the other. */
  readonly settled: boolean;
  /** How far everybody's share of that month would move if the other answer stood: 0 to 1. */
  readonly impact: number;
}

/** Writes the conflicts of a question set in a month. */
export function writeConflicts(
  campaign: CampaignFile,
  questionSet: number,
  month: number,
  conflicts: readonly NewConflict[],
): void {
  const insert = campaign.db.prepare(
    `INSERT INTO conflict (question_set, month, organisation, question, superseded, standing, kind, settled, impact)
     VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?)`,
  );
  for (const c of conflicts) {
    insert.run(
      questionSet,
      month,
      c.organisation,
      c.question,
      c.superseded,
      c.standing,
      CONFLICT_KINDS.indexOf(c.kind),
      Number(c.settled),
      c.impact,
    );
  }
}

/** A conflict with what both sides answered. */
export interface StoredConflict extends NewConflict {
  readonly questionSet: number;
  readonly month: number;
  readonly standingOption: number;
  readonly supersededOption: number;
}

/**
 * The conflicts that a person has not settled, or those they have; those that would move a headline most come first.
 * @param limit at most so many
 */
export function readConflicts(campaign: CampaignFile, settled: boolean, limit: number): StoredConflict[] {
  return (
    campaign.db
      .prepare(
        `SELECT c.question_set AS questionSet, c.month, c.organisation, c.question, c.superseded, c.standing, c.kind, c.impact,
           ${optionOf("standing")} AS standingOption, ${optionOf("superseded")} AS supersededOption
         FROM conflict c WHERE settled = ?
         ORDER BY c.impact DESC, c.month DESC, c.organisation, c.question, c.superseded LIMIT ?`,
      )
      .all(Number(settled), limit) as (Omit<StoredConflict, "kind" | "settled"> & { kind: number })[]
  ).map((row) => ({ ...row, settled, kind: CONFLICT_KINDS[row.kind] ?? "again" }));
}

/** True where a person chose which response stands for somebody in one of these months. */
export function hasSettled({ db }: CampaignFile, months: readonly Month[]): boolean {
  return (
    db
      .prepare("SELECT 1 FROM conflict WHERE settled = 1 AND month IN (SELECT value FROM json_each(?)) LIMIT 1")
      .get(JSON.stringify(months.map(monthNumber))) !== undefined
  );
}

/** How many conflicts wait for a person, by kind. */
export function countConflicts(campaign: CampaignFile): ReadonlyMap<ConflictKind, number> {
  const rows = campaign.db
    .prepare("SELECT kind, count(*) FROM conflict WHERE settled = 0 GROUP BY kind")
    .raw()
    .all() as [number, number][];
  return new Map(rows.map(([kind, n]) => [CONFLICT_KINDS[kind] ?? "again", n]));
}

const optionOf = (side: string): string => `coalesce((SELECT w.option FROM response r, json_each(r.answers) j
  JOIN wording w ON w.id = j.value WHERE r.id = c.${side} AND w.question = c.question), ${OPTIONS.indexOf("blank")})`;
