/** Something in a text that has the form of what no pack may hold, and what it is. */
export interface FoundShape {
  readonly what: string;
  readonly text: string;
}

/** E-mail addresses and paths of files: nowhere in a pack, not even where nobody reads. */
export function addressesIn(text: string): readonly FoundShape[] {
  return [...emails(text), ...matches(text, PATH, "the path of a file")];
}

/** Postcodes and CQC numbers in words that people read. */
export function identifiersIn(text: string): readonly FoundShape[] {
  return [...matches(text, POSTCODE, "a postcode"), ...matches(text, CQC, "a CQC number")];
}

/** Looked for around each @ only: a long text mostly has none. */
function emails(text: string): readonly FoundShape[] {
  const found: FoundShape[] = [];
  for (let at = text.indexOf("@"); at >= 0; at = text.indexOf("@", at + 1))
    found.push(...matches(text.slice(Math.max(0, at - 64), at + 128), EMAIL, "an e-mail address"));
  return found;
}

function matches(text: string, shape: RegExp, what: string): readonly FoundShape[] {
  return [...text.matchAll(shape)].map(([found]) => ({ what, text: found.trim() }));
}

const EMAIL = /[\p{L}\p{N}][\p{L}\p{N}._%+'-]{0,63}@[\p{L}\p{N}](?:[\p{L}\p{N}-]{0,62}\.)+\p{L}{2,24}(?!\p{L})/gu;

/** Home folders of all systems, drives, shares, and addresses of files. */
const PATH =
  /(?<![\w.:/-])\/(?:home|Users|root|tmp|var|mnt|media|private|Volumes|workspace)\/[^\s"'<>,;]+|(?<![A-Za-z])[A-Za-z]:\\{1,2}[\w .-]+\\[^\s"'<>]*|(?<![\\\w])\\\\[\w.-]+\\[\w$][^\s"'<>]*|\bfile:\/\/[^\s"'<>]+/g;

/** In capitals, or with its space. */
const POSTCODE =
  /\b(?:[A-Z]{1,2}\d[A-Z\d]? ?\d[ABD-HJLNP-UW-Z]{2}|[A-Za-z]{1,2}\d[A-Za-z\d]? \d[abd-hjlnp-uw-zABD-HJLNP-UW-Z]{2})\b/g;
const CQC = /(?<![\p{L}\p{N}-])1-\d{6,}(?![\p{L}\p{N}])/gu;
