/** Resolves `_xHHHH_`, by which workbooks write characters that XML cannot hold (ECMA-376 Part 1, 22.9.2.19). */
export function cellText(text: string): string {
  return text.includes("_x")
    ? text.replace(/_x([0-9a-f]{4})_/gi, (_, hex: string) => String.fromCharCode(Number.parseInt(hex, 16)))
    : text;
}
