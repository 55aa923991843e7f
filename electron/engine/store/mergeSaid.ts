import type { CampaignFile } from "./campaignFile.ts";
import { applyDecision, decisionKey, readDecisions, type Decision } from "./decisions.ts";

/**
 * Brings what was said in another campaign (of wordings, organisations and responses) into this one, each under the
 * import that brings it. What was said here in the very same way is not brought again.
 * @param origin gives the import; asked only where there is something to bring
 * @returns how much was brought
 */
export function bringSaid(campaign: CampaignFile, other: CampaignFile, origin: () => number): number {
  return TABLES.reduce((sum, { name, columns, from }) => {
    const list = columns.join(", ");
    const known = campaign.db.prepare(
      `SELECT 1 FROM ${name} WHERE ${columns.map((column) => `${column} IS ?`).join(" AND ")}`,
    );
    const insert = campaign.db.prepare(
      `INSERT INTO ${name} (${list}, origin) VALUES (${columns.map(() => "?").join(", ")}, ?)`,
    );
    const said = other.db.prepare(`SELECT ${list} FROM ${from}`).raw().all() as (string | Uint8Array | null)[][];
    const fresh = said.filter((values) => known.get(...values) === undefined);
    return sum + fresh.reduce((brought, values) => brought + insert.run(...values, origin()).changes, 0);
  }, 0);
}

/** Forgets what an import brought of what was said. @returns the months in which it chose responses */
export function forgetSaid(campaign: CampaignFile, origin: number): number[] {
  const months = chosenMonths(campaign, origin);
  for (const { name } of TABLES) campaign.db.prepare(`DELETE FROM ${name} WHERE origin = ?`).run(origin);
  return months;
}

/** The months of the responses that an import's preferences chose. */
export function chosenMonths({ db }: CampaignFile, origin: number): number[] {
  return db
    .prepare("SELECT DISTINCT month FROM response JOIN preference USING (fingerprint) WHERE origin = ?")
    .pluck()
    .all(origin) as number[];
}

/** What counts of every decision, by its key. */
export function effectiveDecisions(campaign: CampaignFile): ReadonlyMap<string, Decision> {
  return new Map(
    readDecisions(campaign).map((decision) => [decisionKey(decision.kind, decision.field, decision.written), decision]),
  );
}

/**
 * Has rows count by the decisions that now say something else than before, and by those of some keys besides.
 * @returns the months whose figures that may change
 */
export function applyChanged(
  campaign: CampaignFile,
  before: ReadonlyMap<string, Decision>,
  besides: ReadonlySet<string> = new Set(),
): number[] {
  const after = effectiveDecisions(campaign);
  const keys = [...new Set([...before.keys(), ...after.keys()])].filter(
    (key) => besides.has(key) || before.get(key)?.value !== after.get(key)?.value,
  );
  const sayings = keys.flatMap((key) => {
    const now = after.get(key);
    const decision = now ?? before.get(key);
    return decision === undefined ? [] : [{ decision, value: now?.value ?? null }];
  });
  // Texts of one row's fields can be decided about twice, in two files: the later decision counts.
  return sayings
    .sort((a, b) => (orderOf(a.decision) < orderOf(b.decision) ? -1 : 1))
    .flatMap(({ decision, value }) => applyDecision(campaign, decision, value));
}

/** The later decision last; of one moment, by what it is about. */
function orderOf({ at, kind, field, written }: Decision): string {
  return `${at}\u001f${decisionKey(kind, field, written)}`;
}

/** Of several rows of one key the first: an import can bring one. */
const oneEach = (table: string, key: string, order: string): string =>
  `(SELECT *, row_number() OVER (PARTITION BY ${key} ORDER BY ${order}) AS place FROM ${table})
   WHERE place = 1 ORDER BY ${key}`;

/** What was said, table by table, as another campaign gives it. Of several choices of one response the last is enough. */
const TABLES = [
  {
    name: "decision",
    columns: ["kind", "field", "wording", "written", "value", "at"],
    from: oneEach("decision", "kind, field, wording, at", "value DESC, written DESC"),
  },
  {
    name: "organisation_link",
    columns: ["a", "b", "verdict", "note", "at"],
    from: oneEach("organisation_link", "a, b, at", "verdict DESC, note DESC"),
  },
  {
    name: "preference",
    columns: ["fingerprint", "rivals", "note", "at"],
    from: oneEach("preference", "fingerprint", "at DESC, note DESC, rivals DESC"),
  },
] as const;
