/** How a number in a cell is to be understood. `duration` counts hours, minutes or seconds without end. */
export type NumberKind = "number" | "date" | "time" | "duration";

/** The built-in formats that are not plain numbers (ECMA-376 Part 1, 18.8.30; 27 to 36 and 50 to 58 are East Asian dates). */
export function builtInKind(id: number): NumberKind {
  if ((id >= 14 && id <= 17) || id === 22 || (id >= 27 && id <= 36) || (id >= 50 && id <= 58)) return "date";
  if ((id >= 18 && id <= 21) || id === 45 || id === 47) return "time";
  return id === 46 ? "duration" : "number";
}

const PASSED_OVER = /"[^"]*"?|\\.|_.|\*.|general|\[(?!(?:h+|m+|s+)\])[^\]]*\]/gis;

/** Reads a custom format by its tokens, its first section alone: quoted text, escapes, colours and conditions say nothing. */
export function customKind(format: string): NumberKind {
  const section = format.replace(PASSED_OVER, " ").split(";")[0] ?? "";
  const letters = section
    .toLowerCase()
    .replace(/am\/pm|a\/p/g, "h")
    .replace(/(s\]?)[.,]0+/g, "$1");
  if (/[0#?]/.test(letters)) return "number";
  if (/\[(?:h+|m+|s+)\]/.test(letters)) return "duration";
  if (/[ydgbe]|m{3}|a{3}/.test(letters)) return "date";
  if (/[hs]/.test(letters)) return "time";
  return letters.includes("m") ? "date" : "number";
}
