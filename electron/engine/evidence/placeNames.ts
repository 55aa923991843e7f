import { fold } from "../../../shared/identifiers.ts";
import { compareText } from "./organisation.ts";

/** A council's name as names are compared: case, spaces, punctuation and & for and do not count. */
export function councilKey(written: string): string {
  return letters(fold(written).replaceAll("&", " and "));
}

/** An integrated care board's name as names are compared: as councils are, and with or without NHS, ICB and the like. */
export function boardKey(written: string): string {
  const text = fold(written).replaceAll("&", " and ").trim();
  const bare = letters(text.replace(/^nhs\s+/, "").replace(/(\s*\(?(icb|integrated care board)\)?)+$/, ""));
  return bare === "" ? letters(text) : bare;
}

/** Gives a name as it is most often written by those whose key is the same; of two as often one in both cases, then by text. */
export function spellings(
  keyOf: (written: string) => string,
  votes: Iterable<readonly [written: string | null, n: number]>,
): (written: string) => string {
  const counts = new Map<string, Map<string, number>>();
  for (const [written, n] of votes) {
    if (written === null) continue;
    const key = keyOf(written);
    const own = counts.get(key) ?? new Map<string, number>();
    counts.set(key, own.set(written, (own.get(written) ?? 0) + n));
  }
  const shown = new Map(
    [...counts].map(([key, own]): [string, string] => {
      const [first = ""] = [...own]
        .sort((a, b) => b[1] - a[1] || oneCase(a[0]) - oneCase(b[0]) || compareText(a[0], b[0]))
        .map(([written]) => written);
      return [key, first];
    }),
  );
  return (written) => shown.get(keyOf(written)) ?? written;
}

function oneCase(written: string): number {
  return Number(written === written.toUpperCase() || written === written.toLowerCase());
}

function letters(text: string): string {
  return text.replace(/[^a-z0-9]/g, "");
}
