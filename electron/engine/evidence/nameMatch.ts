/**
 * How alike two names are, 0 to 1: Dice's coefficient over pairs of neighbouring letters (Dice 1945; for names Adamson
 * and Boreham 1974). Names are given as `comparableName` writes them.
 */
export function nameLikeness(a: string, b: string): number {
  if (a === b) return 1;
  return likenessOf(letterPairs(a), letterPairs(b));
}

/** The pairs of neighbouring letters of a name, sorted, for comparing one name with many. */
export function letterPairs(name: string): Uint32Array {
  const pairs = new Uint32Array(Math.max(0, name.length - 1));
  for (let at = 0; at < pairs.length; at += 1) pairs[at] = name.charCodeAt(at) * 65_536 + name.charCodeAt(at + 1);
  return pairs.sort();
}

/** Dice's coefficient of two sorted lists of pairs: twice what they share over what they have. */
export function likenessOf(a: Uint32Array, b: Uint32Array): number {
  let shared = 0;
  for (let i = 0, j = 0; i < a.length && j < b.length;) {
    const [one, other] = [a[i] ?? 0, b[j] ?? 0];
    if (one === other) shared += 1;
    if (one <= other) i += 1;
    if (other <= one) j += 1;
  }
  return a.length + b.length === 0 ? 0 : (2 * shared) / (a.length + b.length);
}
