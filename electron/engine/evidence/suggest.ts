import { looseName, tellingWords } from "../../../shared/identifiers.ts";
import type { Suggestion } from "../store/organisationLinks.ts";
import { nameLikeness } from "./nameMatch.ts";
import { compareText } from "./organisation.ts";

/** A name an organisation goes by, as written, with its postcode in normal form where one stands beside it. */
export interface Alias {
  readonly name: string;
  readonly postcode: string | null;
  /** What the name is of: the organisation, one of its locations, or the brand it belongs to. */
  readonly of: "organisation" | "location" | "brand";
}

/** An organisation of the evidence, the register or the member list, as far as it may be matched with others. */
export interface Party {
  readonly key: string;
  readonly aliases: readonly Alias[];
  /** It sent a response. Of two that are suggested at least one did. */
  readonly answered: boolean;
  /** Its id is in the newest register, which settles who it is: two of these are never suggested. */
  readonly registered: boolean;
}

/** Below this a pair is not worth a person's time. */
const LEAST_SCORE = 0.6;
/** Pairs offered for one organisation. */
const MOST_EACH = 3;
/** A name's word that more than so many have tells nobody apart: bounds the work to organisations x this. */
const MOST_ALIKE = 60;
const PARTIES_A_STEP = 500;

interface Entry {
  readonly party: Party;
  readonly alias: Alias;
  readonly comparable: string;
}

/**
 * Pairs of organisations that may be one, by name and place, scored 0 to 1 with reasons in words. Each is compared only
 * with those that share its name, its postcode or a rare word of its name, so the work grows with their number, not
 * with its square.
 * @param isSettled true for pairs that a person has spoken about, which are never offered again
 * @returns steps, each the number of organisations compared so far
 */
export function* suggestPairs(
  parties: readonly Party[],
  isSettled: (a: string, b: string) => boolean,
): Generator<number, Suggestion[]> {
  const open = parties.filter(({ answered, registered }) => answered && !registered);
  const entriesOf = new Map(open.map((party) => [party, entriesIn(party)]));
  const blocks = new Map<string, Block>();
  for (const entries of entriesOf.values())
    for (const entry of entries)
      for (const key of blockKeys(entry)) blocks.set(key, { entries: [], parties: new Set() });
  const bearers = new Map<string, Set<string>>();
  if (open.length > 0) {
    for (const [index, party] of parties.entries()) {
      if (index % PARTIES_A_STEP === 0) yield 0;
      for (const entry of entriesOf.get(party) ?? entriesIn(party)) {
        bearers.set(entry.comparable, (bearers.get(entry.comparable) ?? new Set()).add(party.key));
        for (const key of blockKeys(entry)) {
          const block = blocks.get(key);
          block?.entries.push(entry);
          block?.parties.add(party);
        }
      }
    }
  }
  const found = new Map<string, Suggestion>();
  for (const [index, party] of open.entries()) {
    if (index % PARTIES_A_STEP === 0) yield index;
    const best = new Map<string, Suggestion>();
    for (const entry of entriesOf.get(party) ?? []) {
      for (const other of near(entry, blocks)) {
        const [a, b] = [party.key, other.party.key].sort(compareText) as [string, string];
        if (a === b || (isProvider(a) && isProvider(b))) continue;
        const judged = judge(entry, other, bearers.get(entry.comparable)?.size ?? 1);
        if (judged === null || judged.score <= (best.get(`${a}\n${b}`)?.score ?? LEAST_SCORE - 0.001)) continue;
        if (!isSettled(a, b)) best.set(`${a}\n${b}`, { a, b, ...judged });
      }
    }
    const offered = [...best.entries()].sort(([, x], [, y]) => y.score - x.score || compareText(x.a + x.b, y.a + y.b));
    for (const [pair, suggestion] of offered.slice(0, MOST_EACH)) {
      if ((found.get(pair)?.score ?? 0) < suggestion.score) found.set(pair, suggestion);
    }
  }
  return [...found.values()];
}

/** Names that share a name, a postcode or a word. */
interface Block {
  readonly entries: Entry[];
  readonly parties: Set<Party>;
}

function entriesIn(party: Party): readonly Entry[] {
  return party.aliases.flatMap((alias) => {
    const comparable = looseName(alias.name);
    return comparable === null ? [] : [{ party, alias, comparable }];
  });
}

/** Two ids of providers are two registrations: that they are one is told by their locations, never by a name. */
function isProvider(key: string): boolean {
  return key.startsWith("provider ");
}

function blockKeys({ alias, comparable }: Entry): string[] {
  return [
    `name ${comparable}`,
    ...(alias.postcode === null ? [] : [`at ${alias.postcode}`]),
    ...new Set(tellingWords(alias.name).map((word) => `word ${word}`)),
  ];
}

/** Everybody else who shares the name, the postcode or a rare word of the name. */
function near(entry: Entry, blocks: ReadonlyMap<string, Block>): ReadonlySet<Entry> {
  const others = new Set<Entry>();
  for (const key of blockKeys(entry)) {
    const block = blocks.get(key);
    if (block === undefined || block.parties.size > MOST_ALIKE) continue;
    for (const other of block.entries) if (other.party !== entry.party) others.add(other);
  }
  return others;
}

/** How likely two names are of one organisation, and why; null where they are not. */
function judge(
  one: Entry,
  other: Entry,
  bearers: number,
): { readonly score: number; readonly reasons: readonly string[] } | null {
  const [here, there] = [one.alias.postcode, other.alias.postcode];
  const samePlace = here !== null && here === there;
  const elsewhere = here !== null && there !== null && !samePlace;
  const sameDistrict = here !== null && there !== null && here.slice(0, -3) === there.slice(0, -3);
  const whose = { organisation: "", location: "a location of ", brand: "the brand of " }[other.alias.of];
  const names = `“${one.alias.name}” and ${whose === "" ? "" : `${whose}the other, `}“${other.alias.name}”`;
  const place = sameDistrict ? `Both in ${here.slice(0, -3)}` : null;
  const says = (score: number, ...reasons: (string | null)[]): { score: number; reasons: string[] } => ({
    score,
    reasons: reasons.filter((reason) => reason !== null),
  });
  if (one.comparable === other.comparable) {
    const same = `The same name: ${names}`;
    if (samePlace) return says(0.98, same, `The same postcode, ${spaced(here)}`);
    if (other.alias.of === "brand") return says(0.7, same);
    if (bearers === 2) return says(elsewhere && !sameDistrict ? 0.72 : 0.88, same, "Nobody else has this name", place);
    return elsewhere && !sameDistrict
      ? null
      : says(sameDistrict ? 0.8 : 0.62, same, `${bearers} have this name`, place);
  }
  if (digitsOf(one.comparable) !== digitsOf(other.comparable)) return null;
  const likeness = nameLikeness(one.comparable, other.comparable);
  const alike = `Names much alike: ${names}`;
  if (samePlace && likeness >= 0.6) {
    return says(likeness >= 0.8 ? 0.85 : 0.75, alike, `The same postcode, ${spaced(here)}`);
  }
  if (other.alias.of === "brand") return null;
  if (sameDistrict && likeness >= 0.85) return says(0.74, alike, place);
  return !elsewhere && likeness >= 0.9 ? says(0.64, alike) : null;
}

/** The numbers in a name tell apart what its words do not: "Alder Care No 1" and "Alder Care No 2". */
function digitsOf(name: string): string {
  return name.replace(/\D+/g, " ");
}

function spaced(postcode: string): string {
  return `${postcode.slice(0, -3)} ${postcode.slice(-3)}`;
}
