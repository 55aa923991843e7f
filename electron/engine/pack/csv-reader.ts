/** The records of a data file as the audit reads them back (RFC 4180): a reader of its own, so that it trusts no writer. */
export function parseCsv(bytes: Uint8Array): readonly (readonly string[])[] {
  const text = new TextDecoder().decode(bytes);
  const records: string[][] = [];
  let record: string[] = [];
  const pattern = /(?:"((?:[^"]|"")*)"|([^",\r\n]*))(,|\r\n|$)/gy;
  while (pattern.lastIndex < text.length) {
    const match = pattern.exec(text);
    if (match === null) throw new Error("A data file of the pack is not well-formed CSV.");
    record.push(match[1]?.replaceAll('""', '"') ?? match[2] ?? "");
    if (match[3] === ",") continue;
    records.push(record);
    record = [];
  }
  return records;
}
