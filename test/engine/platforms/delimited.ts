/** How a platform writes delimited text. */
export interface Dialect {
  readonly delimiter?: "," | ";" | "\t";
  /** Quote every cell, or only those that need it. */
  readonly quotes?: "all" | "needed";
  readonly newline?: "\r\n" | "\n";
  readonly bom?: boolean;
  readonly encoding?: "utf-8" | "windows-1252" | "utf-16le";
  /** Written after the last cell of every line. */
  readonly tail?: string;
}

/** The bytes of a delimited file. */
export function delimited(rows: readonly (readonly string[])[], dialect: Dialect = {}): Uint8Array {
  const { delimiter = ",", quotes = "needed", newline = "\r\n", bom = false, encoding = "utf-8", tail = "" } = dialect;
  const cellText = (cell: string): string => {
    const needs = quotes === "all" || cell.includes(delimiter) || /["\r\n]/.test(cell);
    return needs ? `"${cell.replaceAll('"', '""')}"` : cell;
  };
  const text = rows.map((row) => row.map(cellText).join(delimiter) + tail + newline).join("");
  return encoded((bom ? "\uFEFF" : "") + text, encoding);
}

/** Windows-1252's own characters between 0x80 and 0x9F that the respondents use. */
const WINDOWS_1252: Readonly<Record<string, number>> = { "–": 0x96, "—": 0x97, "‘": 0x91, "’": 0x92, "…": 0x85 };

function encoded(text: string, encoding: NonNullable<Dialect["encoding"]>): Uint8Array {
  if (encoding === "utf-8") return new TextEncoder().encode(text);
  if (encoding === "utf-16le") return new Uint8Array(Buffer.from(text, "utf16le"));
  return Uint8Array.from(text, (character) => {
    const code = WINDOWS_1252[character] ?? character.charCodeAt(0);
    if (code > 0xff) throw new Error(`Windows-1252 has no ${character}`);
    return code;
  });
}
