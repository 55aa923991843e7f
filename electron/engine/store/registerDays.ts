import { dayLabel } from "../../../shared/day.ts";
import { REGISTER_KINDS, type RegisterKind } from "../../../shared/imports.ts";
import type { CampaignFile } from "./campaignFile.ts";
import { memberIdentity, type NewRegisterEntry } from "./registers.ts";

/** A register as far as it says who is listed on which day; the day is null while it has to be said. */
export interface Listing {
  readonly kind: RegisterKind;
  readonly asOf: string | null;
  readonly entries: readonly NewRegisterEntry[];
}

/** A newest register that lists far less than the one before it, which may mean that it is a part. */
export interface Short {
  readonly kind: RegisterKind;
  readonly entries: number;
  readonly before: { readonly asOf: string; readonly entries: number };
}

/** Below this share of the day before, the newest day is worth a word. */
const SHARE = 0.5;

/**
 * How the newest day of a kind of register falls short of the day before it: by less than half of the entries. All
 * registers of a day count together, each entry once.
 * @param together registers that would be stored with it
 * @returns null where it does not, where it is not the newest, or where there is none before
 */
export function shortOf(
  campaign: CampaignFile,
  { kind, asOf, entries }: Listing,
  together: readonly Listing[],
): Short | null {
  const stored = campaign.db
    .prepare("SELECT DISTINCT as_of FROM register WHERE kind = ?")
    .pluck()
    .all(REGISTER_KINDS.indexOf(kind)) as string[];
  const beside = together.filter((other) => other.kind === kind);
  const days = new Set([...stored, ...beside.flatMap((other) => other.asOf ?? [])]);
  const earlier = [...days].filter((day) => asOf !== null && day < asOf).sort();
  const before = earlier.at(-1);
  if (asOf === null || before === undefined || [...days].some((day) => day > asOf)) return null;
  const listedOn = (day: string, own: readonly NewRegisterEntry[]): number =>
    new Set([
      ...[...own, ...beside.flatMap((other) => (other.asOf === day ? other.entries : []))].map((entry) =>
        keyOf(kind, entry),
      ),
      ...storedOn(campaign, kind, day),
    ]).size;
  const [now, then] = [listedOn(asOf, entries), listedOn(before, [])];
  return now < then * SHARE ? { kind, entries: now, before: { asOf: before, entries: then } } : null;
}

/** The same in words, with what to do: before it is stored, or after. Empty where there is nothing to say. */
export function shortWords(short: Short | null, when: "staged" | "stored"): string[] {
  if (short === null) return [];
  const { kind, entries, before } = short;
  const [what, list] = kind === "cqc-directory" ? ["location", "directory"] : ["member", "member list"];
  const advice =
    when === "staged"
      ? "do not import it: coverage would be counted against it."
      : "undo this import: coverage is counted against it.";
  return [
    `It lists ${counted(entries, what)}; the ${list} of ${dayLabel(before.asOf)} had ${before.entries.toLocaleString("en-GB")}. If it is a part of a ${list}, ${advice}`,
  ];
}

function storedOn(campaign: CampaignFile, kind: RegisterKind, day: string): string[] {
  const rows = campaign.db
    .prepare(
      `SELECT location_id AS locationId, provider_id AS providerId, ods_code AS odsCode, name, provider_name AS providerName,
         postcode FROM register_entry JOIN register ON register.id = register_id WHERE kind = ? AND as_of = ?`,
    )
    .all(REGISTER_KINDS.indexOf(kind), day) as Parameters<typeof memberIdentity>[0][];
  return rows.map((entry) => keyOf(kind, entry));
}

function keyOf(kind: RegisterKind, entry: Parameters<typeof memberIdentity>[0]): string {
  return kind === "cqc-directory" ? (entry.locationId ?? "") : memberIdentity(entry);
}

function counted(number: number, one: string): string {
  return `${number.toLocaleString("en-GB")} ${number === 1 ? one : `${one}s`}`;
}
