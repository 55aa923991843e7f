import { fold, tidy } from "../../../../shared/identifiers.ts";
import { REGIONS, type Region } from "../../../../shared/vocabulary.ts";
import { regionOf } from "../answers.ts";
import { COUNCILS, SPELLINGS, SPLIT } from "./authorities.ts";
import { DISTRICTS } from "./districts.ts";

/** What a local authority's name says: today's council by its ONS name (null where there are several), and the region. */
export interface Authority {
  readonly council: string | null;
  readonly region: Region;
}

/** The council that arranges social care where a name of a council, a district or an abolished council says; null where unknown. */
export function authorityOf(written: string): Authority | null {
  const text = fold(written).replaceAll("&", " and ");
  const before = REMEMBERED.get(text);
  if (before !== undefined) return before;
  const found =
    sparing(text)
      .map((form) => KNOWN.get(form))
      .find((authority) => authority !== undefined) ?? null;
  if (REMEMBERED.size >= MOST_REMEMBERED) REMEMBERED.clear();
  REMEMBERED.set(text, found);
  return found;
}

/** The place of a region in `REGIONS` as registers write it, such as `South East (England)`; null where it is none of the nine. */
export function regionCode(written: string): number | null {
  const plain = tidy(written)
    .replaceAll("&", " and ")
    .replace(/\s+/g, " ")
    .replace(/\s*\((england|region|pseudo)\)$|\s+region$/i, "");
  const region = regionOf(plain);
  return region === null ? null : REGIONS.indexOf(region);
}

const MOST_REMEMBERED = 5000;
const REMEMBERED = new Map<string, Authority | null>();

/** The same name again and again, spared of one more thing that councils are called by each time. */
function sparing(text: string): string[] {
  const forms = [text];
  for (let at = text, spared = spare(at); spared !== at; at = spared, spared = spare(at)) forms.push(spared);
  return forms.map(key);
}

function spare(text: string): string {
  for (const form of SPARED) {
    const spared = text.replace(form, "").trim();
    if (spared !== text && spared !== "") return spared;
  }
  return text;
}

/** What stands around a council's name, before it, behind it, or in brackets. */
const SPARED: readonly RegExp[] = [
  /\s*\([^)]*\)$/,
  /\s+(corporation|council|authority|unitary|ua|la|mbc|mdc|lbc|lb|ccc|cc|bc|dc)$/,
  /\s+(unitary|local|metropolitan|met|london|royal|county|city|district|borough)$/,
  /,\s*((city|county|royal borough|london borough|borough)( of)?|the)$/,
  /^(the )?((royal|london|metropolitan) borough|lb|rb|rlb|borough|city|county|district|council|corporation)( council)? of( the)? /,
  /^(lb|rb|the|council for|london borough) /,
];

function key(text: string): string {
  return text.replace(/\band\b|[^a-z0-9]/g, "");
}

const KNOWN: ReadonlyMap<string, Authority> = index();

function index(): ReadonlyMap<string, Authority> {
  const known = new Map<string, Authority>();
  const add = (name: string, authority: Authority): void => {
    const form = key(fold(name));
    if (!known.has(form)) known.set(form, authority);
  };
  const councils = new Map<string, Authority>();
  for (const region of REGIONS) {
    if (region === "not_stated") continue;
    for (const council of COUNCILS[region]) councils.set(council, { council, region });
  }
  for (const [council, authority] of councils) add(council, authority);
  const districts = Object.entries(DISTRICTS).map(([council, names]): [string, string[]] => [
    council,
    names.split(", "),
  ]);
  for (const [council, names] of [...Object.entries(SPELLINGS), ...districts]) {
    const authority = councils.get(council);
    if (authority === undefined) throw new Error(`${council} is no council of today`);
    for (const name of names) add(name, authority);
  }
  for (const [name, region] of Object.entries(SPLIT)) add(name, { council: null, region });
  return known;
}
