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
    `INSERT INTO conflict (question_set, month, organisation, question, superseded, standing, kind, impact)
     VALUES (?, ?, ?, ?, ?, ?, ?, ?)`,
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
      c.impact,
    );
  }
}

/** A conflict with what both sides answered, and how a person settled it. */
export interface StoredConflict extends NewConflict {
  readonly questionSet: number;
  readonly month: number;
  readonly standingOption: number;
  readonly supersededOption: number;
  /** What a person wrote when they chose the response that stands; null where the rule chose it. */
  readonly note: string | null;
}

/**
 * The conflicts that a person has not settled, or those they have; those that would move a headline most come first.
 * @param limit at most so many; null gives all
 */
export function readConflicts(campaign: CampaignFile, settled: boolean, limit: number | null): StoredConflict[] {
  return (
    campaign.db
      .prepare(
        `WITH chosen AS MATERIALIZED (${CHOSEN})
         SELECT c.question_set AS questionSet, c.month, c.organisation, c.question, c.superseded, c.standing, c.kind, c.impact,
           chosen.note, ${optionOf("standing")} AS standingOption, ${optionOf("superseded")} AS supersededOption
         FROM conflict c LEFT JOIN chosen ON chosen.id = c.standing
         WHERE (chosen.id IS NOT NULL) = ?
         ORDER BY c.impact DESC, c.month DESC, c.organisation, c.question, c.superseded LIMIT ?`,
      )
      .all(settled ? 1 : 0, limit ?? -1) as (Omit<StoredConflict, "kind"> & { kind: number })[]
  ).map((row) => ({ ...row, kind: CONFLICT_KINDS[row.kind] ?? "again" }));
}

/** How many conflicts wait for a person, by kind. */
export function countConflicts(campaign: CampaignFile): ReadonlyMap<ConflictKind, number> {
  const rows = campaign.db
    .prepare(
      `WITH chosen AS MATERIALIZED (${CHOSEN})
       SELECT kind, count(*) FROM conflict WHERE standing NOT IN (SELECT id FROM chosen) GROUP BY kind`,
    )
    .raw()
    .all() as [number, number][];
  return new Map(rows.map(([kind, n]) => [CONFLICT_KINDS[kind] ?? "again", n]));
}

/** Responses a person chose, with the latest note. */
const CHOSEN = `SELECT r.id, p.note, max(p.at) FROM preference p JOIN response r ON r.fingerprint = p.fingerprint GROUP BY r.id`;

const optionOf = (side: string): string => `coalesce((SELECT w.option FROM response r, json_each(r.answers) j
  JOIN wording w ON w.id = j.value WHERE r.id = c.${side} AND w.question = c.question), ${OPTIONS.indexOf("blank")})`;
