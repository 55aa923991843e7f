import type { CampaignFile } from "./campaignFile.ts";

/** What a person can say of two organisations that may be one. */
export const LINK_VERDICTS = ["same", "different", "later"] as const;
export type LinkVerdict = (typeof LINK_VERDICTS)[number];

/** What was said of two organisations, by the keys they had, the smaller first. */
export interface OrganisationLink {
  readonly a: string;
  readonly b: string;
  readonly verdict: LinkVerdict;
  readonly note: string | null;
  readonly at: string;
}

/** Everything said of organisations, by key; where merged campaigns differ, the latest counts. */
export function readLinks(campaign: CampaignFile): OrganisationLink[] {
  return campaign.db
    .prepare(
      `SELECT a, b, verdict, note, at FROM (
         SELECT *, row_number() OVER (PARTITION BY a, b ORDER BY at DESC, verdict DESC, note DESC) AS place FROM organisation_link
       ) WHERE place = 1 ORDER BY a, b`,
    )
    .all() as OrganisationLink[];
}

/** Writes down what was said of two organisations, in the place of anything said before. */
export function writeLink(campaign: CampaignFile, { a, b, verdict, note, at }: OrganisationLink): void {
  removeLink(campaign, a, b);
  campaign.db
    .prepare("INSERT INTO organisation_link (a, b, origin, verdict, note, at) VALUES (?, ?, 0, ?, ?, ?)")
    .run(...(a < b ? [a, b] : [b, a]), verdict, note, at);
}

/** Takes back what was said of two organisations. */
export function removeLink(campaign: CampaignFile, a: string, b: string): void {
  campaign.db.prepare("DELETE FROM organisation_link WHERE a = ? AND b = ?").run(...(a < b ? [a, b] : [b, a]));
}

/** Two organisations that may be one, with how likely (0 to 1) and why, in words. */
export interface Suggestion {
  readonly a: string;
  readonly b: string;
  readonly score: number;
  readonly reasons: readonly string[];
}

/** The pairs that may be one organisation, the likeliest first. */
export function readSuggestions(campaign: CampaignFile): Suggestion[] {
  return (
    campaign.db.prepare("SELECT a, b, score, reasons FROM suggestion ORDER BY score DESC, a, b").all() as (Omit<
      Suggestion,
      "reasons"
    > & { reasons: string })[]
  ).map((row) => ({ ...row, reasons: JSON.parse(row.reasons) as string[] }));
}

/** Replaces the pairs that may be one organisation. */
export function writeSuggestions(campaign: CampaignFile, suggestions: readonly Suggestion[]): void {
  campaign.db.exec("DELETE FROM suggestion");
  const insert = campaign.db.prepare("INSERT INTO suggestion (a, b, score, reasons) VALUES (?, ?, ?, ?)");
  for (const { a, b, score, reasons } of suggestions) insert.run(a, b, score, JSON.stringify(reasons));
}
