import { UNITS, type Unit } from "../../../shared/vocabulary.ts";
import type { CampaignFile } from "./campaignFile.ts";

/**
 * Everybody who stands of a question set, a row a member and month, in columns: read once, then counted in memory by
 * whatever split. Rows of one month stand together, in order of month. Codes are indexes into shared/vocabulary.
 */
export interface Standings {
  /** Store months, in order, each with its rows: from the first to the one after the last. */
  readonly months: ReadonlyMap<number, { readonly from: number; readonly to: number }>;
  readonly members: readonly string[];
  readonly organisations: readonly string[];
  /** Location ids, normalised as responses keep them. */
  readonly locations: readonly string[];
  readonly senders: readonly StoredSender[];
  /** What rows answered: the wordings of a response, each list once. */
  readonly given: readonly (readonly number[])[];
  /** By row, indexes into the lists above; a location is -1 where the response names none. */
  readonly member: Int32Array;
  readonly organisation: Int32Array;
  readonly location: Int32Array;
  readonly sender: Int32Array;
  readonly answers: Int32Array;
  readonly responseId: Float64Array;
  readonly serviceType: Uint8Array;
  readonly region: Uint8Array;
}

/** Where a response came from: the source as the store numbers it, and the survey platform. */
export interface StoredSender {
  readonly source: number;
  readonly platform: string | null;
}

/** Reads who stands of a question set, for a unit. */
export function readStandings(campaign: CampaignFile, unit: Unit, questionSet: number): Standings {
  const { db } = campaign;
  const asked = [UNITS.indexOf(unit), questionSet] as const;
  const sizes = db
    .prepare("SELECT month, count(*) FROM standing WHERE unit = ? AND question_set = ? GROUP BY month ORDER BY month")
    .raw()
    .all(...asked) as [number, number][];
  const count = sizes.reduce((sum, [, n]) => sum + n, 0);
  const [members, organisations, locations, texts] = [listed(), listed(), listed(), listed()];
  const senders = listed();
  const columns = {
    member: new Int32Array(count),
    organisation: new Int32Array(count),
    location: new Int32Array(count),
    sender: new Int32Array(count),
    answers: new Int32Array(count),
    responseId: new Float64Array(count),
    serviceType: new Uint8Array(count),
    region: new Uint8Array(count),
  };
  const months = new Map<number, { from: number; to: number }>();
  const select = db
    .prepare(
      `SELECT s.member, s.organisation, r.location_id, r.source, r.platform, r.answers, r.id, s.service_type, s.region
       FROM standing s JOIN response r ON r.id = s.response_id
       WHERE s.unit = ? AND s.question_set = ? AND s.month = ? ORDER BY s.member`,
    )
    .raw();
  let row = 0;
  for (const [month] of sizes) {
    const from = row;
    for (const [member, organisation, location, source, platform, answers, id, type, region] of select.all(
      ...asked,
      month,
    ) as [string, string, string | null, number, string | null, string, number, number, number][]) {
      columns.member[row] = members.at(member);
      columns.organisation[row] = organisations.at(organisation);
      columns.location[row] = location === null ? -1 : locations.at(location);
      columns.sender[row] = senders.at(`${source} ${platform ?? ""}`);
      columns.answers[row] = texts.at(answers);
      columns.responseId[row] = id;
      columns.serviceType[row] = type;
      columns.region[row] = region;
      row += 1;
    }
    months.set(month, { from, to: row });
  }
  return {
    months,
    members: members.all,
    organisations: organisations.all,
    locations: locations.all,
    senders: senders.all.map((text) => {
      const at = text.indexOf(" ");
      return { source: Number(text.slice(0, at)), platform: text.slice(at + 1) || null };
    }),
    given: texts.all.map((text) => JSON.parse(text) as number[]),
    ...columns,
  };
}

/** The fingerprints, in hex, of the responses that stand of a question set for organisations, by their numbers. */
export function readFingerprints({ db }: CampaignFile, questionSet: number): ReadonlyMap<number, string> {
  const rows = db
    .prepare(
      `SELECT r.id, lower(hex(r.fingerprint)) FROM standing s JOIN response r ON r.id = s.response_id
       WHERE s.unit = 0 AND s.question_set = ?`,
    )
    .raw()
    .all(questionSet) as [number, string][];
  return new Map(rows);
}

/** Texts, each once, told by their place. */
function listed(): { readonly all: string[]; at(text: string): number } {
  const places = new Map<string, number>();
  const all: string[] = [];
  return {
    all,
    at(text) {
      const known = places.get(text);
      if (known !== undefined) return known;
      places.set(text, all.length);
      all.push(text);
      return all.length - 1;
    },
  };
}
