/**
 * Rules of form for the identifiers of care organisations (DESIGN section 4). Each function gives the normal form, or
 * null where the text cannot serve as that identifier: placeholders such as "N/A" identify nobody.
 */

/** What a response says about who sent it, as written. */
export interface Identifiers {
  readonly providerId: string | null;
  readonly locationId: string | null;
  readonly odsCode: string | null;
  readonly parentName: string | null;
  readonly organisationName: string | null;
  readonly postcode: string | null;
  readonly platform: string | null;
  readonly respondentId: string | null;
}

/**
 * What a response says by itself of who sent it: the first usable of CQC provider id, CQC location id, ODS code, parent
 * organisation name, organisation name + postcode, the platform's respondent id. Only that one decides: weaker ones in
 * common never merge two organisations. Null where nothing usable is there.
 */
export function identityKey(ids: Identifiers): string | null {
  const provider = ids.providerId === null ? null : cqcId(ids.providerId);
  if (provider !== null) return `provider ${provider}`;
  const location = ids.locationId === null ? null : cqcId(ids.locationId);
  if (location !== null) return `location ${location}`;
  const ods = ids.odsCode === null ? null : odsCode(ids.odsCode);
  if (ods !== null) return `ods ${ods}`;
  const parent = ids.parentName === null ? null : comparableName(ids.parentName);
  if (parent !== null) return `name ${parent}`;
  const name = ids.organisationName === null ? null : comparableName(ids.organisationName);
  const code = ids.postcode === null ? null : postcode(ids.postcode);
  if (name !== null && code !== null) return `name ${name} at ${code}`;
  if (ids.respondentId === null) return null;
  return `respondent ${ids.platform ?? ""} ${ids.respondentId}${name === null ? "" : `${CALLED}${name}`}`;
}

/** Parts a respondent's id from the name it went by, which tells nobody apart but carries what a person said of it. */
const CALLED = "\u001f";

/** A respondent's key without the name it went by, and that name as a key of its own; null where the key has none. */
export function respondentName(key: string): { readonly respondent: string; readonly named: string } | null {
  const at = key.indexOf(CALLED);
  return at < 0 ? null : { respondent: key.slice(0, at), named: `named ${key.slice(at + CALLED.length)}` };
}

/** A CQC provider or location id: `1-` and digits, also out of its page's address. Any dash serves; spaces do not matter. */
export function cqcId(text: string): string | null {
  const plain = tidy(text)
    .replace(/[\u2010-\u2015\u2212]/g, "-")
    .replaceAll(" ", "");
  const id = /cqc\.org\.uk\/(?:location|provider)\/(1-\d+)/i.exec(plain)?.[1] ?? plain;
  return /^1-\d+$/.test(id) && !/^1-0{6,}$/.test(id) ? id : null;
}

/** An ODS code: 3 to 10 letters and digits, upper-cased. */
export function odsCode(text: string): string | null {
  const plain = tidy(text).replaceAll(" ", "").toUpperCase();
  return /^[A-Z0-9]{3,10}$/.test(plain) && !isPlaceholder(text) ? plain : null;
}

/** A UK postcode in upper case without spaces. */
export function postcode(text: string): string | null {
  const plain = tidy(text)
    .replace(/[ .,-]/g, "")
    .toUpperCase();
  return /^[A-Z]{1,2}\d[A-Z\d]?\d[A-Z]{2}$/.test(plain) ? plain : null;
}

/**
 * A name as it is compared: case, accents, spaces, punctuation and the words Ltd, Limited, PLC and LLP do not count.
 * Null for a placeholder or where nothing is left.
 */
export function comparableName(text: string): string | null {
  const words = wordsOf(text);
  if (PLACEHOLDERS.has(words.join(""))) return null;
  const name = words.filter((word) => !LEGAL_FORMS.has(word)).join("");
  return name === "" ? null : name;
}

/**
 * A name as it is compared for people to look at, more freely than `comparableName`: "&" and "and", "St" and "Saint",
 * "The", and community interest companies count alike. Never decides by itself.
 */
export function looseName(text: string): string | null {
  const comparable = comparableName(text);
  if (comparable === null) return null;
  const words = wordsOf(text.replaceAll("ß", "ss").replace(/\bcommunity interest company\b/gi, "CIC"))
    .map((word) => (word === "st" ? "saint" : word))
    .filter((word) => !LEGAL_FORMS.has(word) && !["and", "the", "cic"].includes(word));
  return words.length === 0 ? comparable : words.join("");
}

/**
 * The words of a name that tell it from others of the field: without legal forms and words such as "care", "home" and
 * "services", which most names have; all of its words where nothing else is left.
 */
export function tellingWords(text: string): readonly string[] {
  const words = wordsOf(text).filter((word) => !LEGAL_FORMS.has(word));
  const telling = words.filter((word) => !COMMON_WORDS.has(word));
  return telling.length > 0 ? telling : words;
}

/** True for texts that people and programs write where they have nothing to say. */
export function isPlaceholder(text: string): boolean {
  return PLACEHOLDERS.has(wordsOf(text).join(""));
}

/** Text with NFC, NBSP and zero-width characters as spaces, spaces collapsed and trimmed. */
export function tidy(text: string): string {
  if (TIDY_ALREADY.test(text)) return text;
  return text
    .normalize("NFC")
    .replace(/[\s\u00a0\u200b-\u200d\u2060\ufeff]+/g, " ")
    .trim();
}

/** Text as wordings are compared: case, accents, kinds of space, apostrophe and dash do not count. */
export function fold(text: string): string {
  return tidy(text)
    .replace(/[\u2018\u2019\u201b\u2032\u00b4`]/g, "'")
    .normalize("NFKD")
    .replace(/[\u0300-\u036f]/g, "")
    .replace(/[\u2010-\u2015\u2212]/g, "-")
    .toLowerCase();
}

/** Letters and digits with single spaces. */
const PLAIN_NAME = /^[A-Za-z0-9]+(?: [A-Za-z0-9]+)*$/;

/** Plain ASCII words with single spaces: nothing to do, which is most cells. */
const TIDY_ALREADY = /^[!-~]+(?: [!-~]+)*$/;

const LEGAL_FORMS: ReadonlySet<string> = new Set(["ltd", "limited", "plc", "llp"]);

const COMMON_WORDS: ReadonlySet<string> = new Set(
  `the and of a an in at for by to care cares caring carers home homes homecare house nursing residential service services
  support supported supporting living group holdings uk company co community domiciliary health healthcare social agency
  solutions trust association centre center lodge court limited`.split(/\s+/),
);

const PLACEHOLDERS: ReadonlySet<string> = new Set([
  "",
  "na",
  "none",
  "null",
  "nil",
  "unknown",
  "notknown",
  "notapplicable",
  "tbc",
  "tba",
  "xxx",
  "test",
  "noparent",
  "confidential",
  "anonymous",
  "private",
  "prefernottosay",
  "notprovided",
  "notgiven",
  "notstated",
  "yes",
  "no",
  "anon",
  "independent",
  "independentprovider",
  "notpartofagroup",
  "individual",
  "soletrader",
  "selfemployed",
  "unassigned",
  "unallocated",
  "0",
  "noparentorganisation",
  "noparentcompany",
  "noneindependent",
  "nasinglehome",
  "nasingle",
  "singlehome",
  "independentnogroup",
  "notapplicablesinglehome",
  "nogroup",
  "standalone",
  "single",
  "singleprovider",
  "error",
  "ref",
]);

/** Lower-case words of a name: accents folded, dots and apostrophes dropped, other punctuation parts words. */
function wordsOf(text: string): string[] {
  if (PLAIN_NAME.test(text)) return text.toLowerCase().split(" ");
  return tidy(text)
    .normalize("NFKD")
    .replace(/[\u0300-\u036f.'’‘`´]/g, "")
    .toLowerCase()
    .split(/[^\p{L}\p{N}]+/u)
    .filter((word) => word !== "");
}
