/**
 * A share (0 to 1) as people say it, in small letters: "half", "just over half", "nearly a third". It says what
 * the printed percentage says: "half" is what prints as 50 %, "nearly" and "just over" are up to 3 points off, 1 where few are
 * meant; all else is "more than" what lies below.
 */
export function shareInWords(exact: number): string {
  if (exact > 0 && exact < 0.005) return "very few";
  if (exact < 1 && exact >= 0.995) return "nearly all";
  const share = Math.round(exact * 100) / 100;
  if (share <= 0) return "none";
  if (share >= 1) return "all";
  if (share > NEARLY_ALL) return "nearly all";
  const near = ANCHORS.filter((anchor) => off(share, anchor) <= (anchor.share <= FEW ? 0.01 : 0.03));
  const [nearest] = near.toSorted((a, b) => off(share, a) - off(share, b));
  if (nearest === undefined) {
    const below = ANCHORS.findLast((anchor) => anchor.share < share);
    return below === undefined ? "very few" : `more than ${below.words}`;
  }
  if (off(share, nearest) <= SAME) return nearest.words;
  return `${share < nearest.share ? "nearly" : "just over"} ${nearest.words}`;
}

/** A share of some people as it is said of them: "half of organisations", "two in five organisations", "very few providers". */
export function shareOfPeople(share: number, people: string): string {
  const words = shareInWords(share);
  return /( in (five|ten|twenty)|few|all|none)$/.test(words)
    ? `${words.replace("none", "no")} ${people}`
    : `${words} of ${people}`;
}

/** How far a share is from one that has words, so that no binary fraction decides an edge. */
function off(share: number, { share: named }: { readonly share: number }): number {
  return Math.round(Math.abs(share - named) * 1e6) / 1e6;
}

const SAME = 0.005;
const FEW = 0.1;
const NEARLY_ALL = 0.975;
const ANCHORS = [
  { share: 0.05, words: "one in twenty" },
  { share: 0.1, words: "one in ten" },
  { share: 0.2, words: "one in five" },
  { share: 0.25, words: "a quarter" },
  { share: 0.3, words: "three in ten" },
  { share: 1 / 3, words: "a third" },
  { share: 0.4, words: "two in five" },
  { share: 0.5, words: "half" },
  { share: 0.6, words: "three in five" },
  { share: 2 / 3, words: "two thirds" },
  { share: 0.7, words: "seven in ten" },
  { share: 0.75, words: "three quarters" },
  { share: 0.8, words: "four in five" },
  { share: 0.9, words: "nine in ten" },
] as const;
