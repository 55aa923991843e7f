import { comparableName, fold, tellingWords } from "../../../shared/identifiers.ts";
import type { Removal, RemovalKind } from "../../../shared/quotes.ts";

/** Names to look for in texts, in the form in which they are compared, and how many words the longest has. */
export interface KnownNames {
  readonly kinds: ReadonlyMap<string, "organisation" | "place">;
  readonly longest: number;
}

/** Names and places made ready to be looked for. A name also counts by the words that tell it from others. */
export function knownNames(organisations: Iterable<string>, places: Iterable<string>): KnownNames {
  const kinds = new Map<string, "organisation" | "place">();
  let longest = 1;
  const add = (name: string, kind: "organisation" | "place"): void => {
    const comparable = comparableName(name);
    if (comparable === null || comparable.length < 4 || COMMON.has(comparable)) return;
    if (!kinds.has(comparable)) kinds.set(comparable, kind);
    longest = Math.max(longest, name.split(/\s+/).length);
  };
  for (const place of places) add(place, "place");
  for (const name of organisations) {
    add(name, "organisation");
    const telling = tellingWords(name).join("");
    if (telling.length >= 5) add(telling, "organisation");
  }
  return { kinds, longest: Math.min(longest, 10) };
}

/**
 * What to take out of a member’s words before they are published, for a person to accept or to leave: whatever has the form
 * of an address, an id or a name, names that are known, and numbers that few share. In order, never overlapping.
 */
export function proposedRemovals(text: string, known: KnownNames): Removal[] {
  const found = [
    ...SHAPES.flatMap(([kind, shape]) => matches(text, kind, shape)),
    ...knownIn(text, known),
    ...namesIn(text),
    ...numbersIn(text),
  ];
  const chosen: Removal[] = [];
  for (const one of found) {
    const clash = chosen.findIndex(({ start, end }) => one.start < end && start < one.end);
    const other = chosen[clash];
    if (other === undefined) chosen.push(one);
    // What reaches further takes in what it touches.
    else if (one.start <= other.start && one.end >= other.end && one.end - one.start > other.end - other.start) {
      for (let at = chosen.length - 1; at >= 0; at -= 1) {
        const each = chosen[at];
        if (each !== undefined && one.start < each.end && each.start < one.end) chosen.splice(at, 1);
      }
      chosen.push(one);
    }
  }
  return chosen.toSorted((a, b) => a.start - b.start);
}

const SHAPES: readonly (readonly [RemovalKind, RegExp])[] = [
  ["email", /[\p{L}\p{N}._%+'-]+@[\p{L}\p{N}-]+(?:\.[\p{L}\p{N}-]+)+/gu],
  [
    "address",
    /\b(?:https?:\/\/|www\.)[^\s<>"')\]]+|\b[a-z0-9-]+(?:\.[a-z0-9-]+)*\.(?:co\.uk|org\.uk|org|com|net|care|uk)\b(?:\/\S*)?/gi,
  ],
  ["id", /(?<![\p{L}\p{N}-])1[-\u2010-\u2015]\d{6,}(?![\p{L}\p{N}])/gu],
  [
    "id",
    /\b(?:ODS|CQC|provider|location|registration)(?: (?:code|id|no|number))?[:.]? ?(?=[A-Z0-9]*\d)[A-Z0-9]{3,12}\b/g,
  ],
  ["id", /\b(?=[A-Z0-9]*\d)[A-Z][A-Z0-9]{3,9}\b(?! ?\d[A-Za-z]{2}\b)/g],
  ["postcode", /\b[A-Za-z]{1,2}\d[A-Za-z\d]? ?\d[A-Za-z]{2}\b/g],
  ["phone", /(?<![\p{N}£.,])(?:\+44 ?\(?0?\)?|\(?0)[\d ()-]{8,14}\d(?!\p{N})/gu],
];

const NAME = "\\p{Lu}[\\p{L}'’-]+";
const INITIAL = "(?:\\p{Lu}\\.? )?";

/** Names by the words around them. */
const AROUND: readonly (readonly [RemovalKind, RegExp])[] = [
  [
    "person",
    new RegExp(
      `\\b(?:Mr|Mrs|Ms|Miss|Mx|Dr|Prof|Professor|Sir|Dame|Lord|Lady|Cllr|Councillor|Sister|Rev)\\b\\.? ${INITIAL}${NAME}(?: ${NAME})?`,
      "gu",
    ),
  ],
  [
    "person",
    new RegExp(
      `(?<=\\b(?:[Mm]anager|[Oo]wner|[Dd]irector|[Nn]urse|[Cc]arer|[Mm]atron|[Cc]ommissioner|[Rr]esident|[Ll]ead|[Cc]olleague|[Hh]usband|[Ww]ife|[Nn]ame is|[Cc]alled|I am|I'm|I’m|[Cc]ontact|[Rr]egards,?|[Tt]hanks,?),? )${NAME} ${INITIAL}${NAME}`,
      "gu",
    ),
  ],
  [
    "organisation",
    new RegExp(
      `\\b(?:${NAME}|&|of|and|the|St\\.?)(?: (?:${NAME}|&|of|and|the|St\\.?))*? (?:Care Group|Care Homes?|Care|Homecare|Healthcare|Nursing Home|Residential Home|Homes|House|Lodge|Court|Manor|Grange|Hall|Group|Services|Support|Trust|Association|Ltd|Limited|LLP|PLC|CIC)\\b(?: (?:Ltd|Limited|LLP|PLC|CIC)\\b)?`,
      "gu",
    ),
  ],
  [
    "place",
    new RegExp(
      `\\b(?:${NAME})(?: (?:${NAME}|upon|and|with|on|of))* (?:County Council|City Council|Borough Council|District Council|Council|Borough|ICB|Integrated Care Board|CCG|Hospital|Road|Street|Lane|Avenue|Close|Drive)\\b`,
      "gu",
    ),
  ],
  [
    "place",
    new RegExp(
      `(?<=\\b(?:in|near|around|across|outside|from|at|for) )${NAME}(?:[ -](?:${NAME}|upon|on|le|the))*`,
      "gu",
    ),
  ],
  ["person", new RegExp(`(?<=[\\p{Ll},;] )${NAME} ${NAME}(?![\\p{L}'’-])`, "gu")],
];

function namesIn(text: string): readonly Removal[] {
  return AROUND.flatMap(([kind, shape]) => matches(text, kind, shape)).filter(
    ({ start, end }) => !isPublic(text.slice(start, end)),
  );
}

/** Words that everybody uses in capitals: they tell nobody. */
const PUBLIC: ReadonlySet<string> = new Set(
  `the of and for january february march april may june july august september october november december england english uk
  britain government department health social care national insurance living wage minimum real local authority authorities
  nhs cqc quality commission capacity tracker treasury budget autumn spring spending review minister ministers secretary
  state parliament hmrc tax council councils continuing healthcare chc home homes homecare nursing residential support
  supported services service extra shared lives monday tuesday wednesday thursday friday saturday sunday christmas easter
  brexit covid i we our they it if nics nlw icb icbs integrated board boards employer employers employment rights act bill
  association limited covid-19 fair pay agreement market sustainability improvement fund better`.split(/\s+/),
);

function isPublic(name: string): boolean {
  return wordsIn(name).every(({ word }) => PUBLIC.has(fold(word)) || /^\d+$/.test(word));
}

/** Names of the campaign and of its registers, and places, wherever they stand. A single word counts only in capitals. */
function knownIn(text: string, { kinds, longest }: KnownNames): readonly Removal[] {
  const words = wordsIn(text);
  const found: Removal[] = [];
  for (let at = 0; at < words.length; at += 1) {
    for (let length = Math.min(longest, words.length - at); length > 0; length -= 1) {
      const [first, last] = [words[at], words[at + length - 1]];
      if (first === undefined || last === undefined) continue;
      const part = text.slice(first.start, last.end);
      const kind = kinds.get(comparableName(part) ?? "");
      if (kind === undefined || isPublic(part) || (length === 1 && !/^\p{Lu}/u.test(part))) continue;
      found.push({ start: first.start, end: last.end, kind });
      at += length - 1;
      break;
    }
  }
  return found;
}

function wordsIn(text: string): readonly { readonly word: string; readonly start: number; readonly end: number }[] {
  return [...text.matchAll(/[\p{L}\p{N}&][\p{L}\p{N}&'’.-]*/gu)].map((match) => {
    const word = match[0].replace(/[.'’-]+$/, "");
    return { word, start: match.index, end: match.index + word.length };
  });
}

/** Words too common to be a name by themselves. */
const COMMON: ReadonlySet<string> = new Set(
  "care home homes house support services group health living choice trust hope unity".split(" "),
);

const UNITS = `beds?|bedded|bedroom(?:ed)?|rooms?|staff|employees|carers?|nurses|residents?|clients?|people|service users?|homes?|locations?|branches|hours|packages|contracts|years|weeks|of us`;
const IN_WORDS = `(?:one|two|three|four|five|six|seven|eight|nine|ten|eleven|twelve|(?:thir|four|fif|six|seven|eigh|nine)teen|(?:twenty|thirty|forty|fifty|sixty|seventy|eighty|ninety)(?:[- ](?:one|two|three|four|five|six|seven|eight|nine))?)`;

/** Numbers that few members share: how large they are, for how long, and exact sums. Shares, years and rates of pay stay. */
function numbersIn(text: string): readonly Removal[] {
  return [
    ...matches(text, "number", new RegExp(`(?<![\\p{L}\\p{N}£.,])\\d[\\d,.]*(?: |-)?(?:${UNITS})\\b`, "giu")),
    ...matches(text, "number", new RegExp(`\\b${IN_WORDS}[ -](?:${UNITS})\\b`, "gi")),
    ...matches(
      text,
      "number",
      /£ ?\d[\d,]{3,}(?:\.\d+)?(?: ?(?:k|m|million|thousand)\b)?|£ ?\d+(?:\.\d+)? ?(?:k|m|million|thousand)\b/gi,
    ),
    ...matches(
      text,
      "number",
      /(?<![\p{L}\p{N}£.,/-])\d[\d,]*(?:\.\d+)?(?![\p{L}\p{N}%]|[.,]\d| ?(?:%|per ?cent|pence|p\b))/gu,
    ).filter(({ start, end }) => !/^(?:19|20)\d\d$|^\d$/.test(text.slice(start, end))),
  ];
}

function matches(text: string, kind: RemovalKind, shape: RegExp): readonly Removal[] {
  return [...text.matchAll(shape)].map((match) => {
    const said = match[0].replace(/[\s.,;:]+$/, "");
    return { start: match.index, end: match.index + said.length, kind };
  });
}
