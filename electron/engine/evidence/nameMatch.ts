/**
 * How alike two names are, 0 to 1: Dice's coefficient over pairs of neighbouring letters, twice what they share over
 * what they have (Dice 1945; for names Adamson and Boreham 1974). Names are given as `comparableName` writes them.
 */
export function nameLikeness(a: string, b: string): number {
  if (a === b) return 1;
  const [one, other] = [letterPairs(a), letterPairs(b)];
  let shared = 0;
  for (let i = 0, j = 0; i < one.length && j < other.length;) {
    const [here, there] = [one[i] ?? 0, other[j] ?? 0];
    if (here === there) shared += 1;
    if (here <= there) i += 1;
    if (there <= here) j += 1;
  }
  return one.length + other.length === 0 ? 0 : (2 * shared) / (one.length + other.length);
}

/** The pairs of neighbouring letters of a name, sorted; kept, since one name is compared with many. */
function letterPairs(name: string): Uint32Array {
  const known = kept.get(name);
  if (known !== undefined) return known;
  const pairs = new Uint32Array(Math.max(0, name.length - 1));
  for (let at = 0; at < pairs.length; at += 1) pairs[at] = name.charCodeAt(at) * 65_536 + name.charCodeAt(at + 1);
  if (kept.size >= MOST_KEPT) kept.clear();
  kept.set(name, pairs.sort());
  return pairs;
}

const MOST_KEPT = 20_000;
const kept = new Map<string, Uint32Array>();
