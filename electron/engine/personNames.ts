import { BellwetherError } from "../../shared/errors.ts";

/** Whether two names are likely one person's: case, spaces, punctuation, diacritics and the order of words do not count. */
export function sameName(a: string, b: string): boolean {
  const [one, other] = [wordsOf(a), wordsOf(b)];
  return one.join("") === other.join("") || one.toSorted().join(" ") === other.toSorted().join(" ");
}

/** @throws BellwetherError `bad-request` where a text names nobody: it has no letter */
export function refuseNobody(name: string): void {
  if (/\p{L}/u.test(name)) return;
  throw new BellwetherError(
    "bad-request",
    `“${name}” is no name. The register keeps who composed and who signed off: give the name of a person.`,
  );
}

function wordsOf(name: string): string[] {
  return name
    .normalize("NFKD")
    .replaceAll(/\p{M}/gu, "")
    .toLowerCase()
    .split(/[^\p{L}\p{N}]+/u)
    .filter((word) => word !== "");
}
