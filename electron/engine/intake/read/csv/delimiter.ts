import type { FieldReader } from "./encoding.ts";
import { RecordSplitter } from "./recordSplitter.ts";

/** Where two would do as well, the earlier: text holds a comma far more often than a tab. */
const DELIMITERS = ["\t", ",", ";", "|"];
const RECORDS = 100;

/** How a CSV file parts its fields. `skip` is the length in bytes of a leading `sep=` line, which is not a row. */
export interface Dialect {
  readonly delimiter: string;
  readonly skip: number;
}

/**
 * Tells the delimiter from the first part of a file: the one that cuts most records, quotes respected, into the same
 * number of fields, from the earliest record on. A file of one column gets the comma.
 */
export function dialectOf(reader: FieldReader, head: Buffer, whole: boolean): Dialect {
  const sample = reader.pieceOf(head.subarray(reader.mark));
  const told = /^sep=([,;\t|])(?:\r\n|\r|\n|$)/i.exec(sample.toString("latin1", 0, 8));
  if (told?.[1] !== undefined) return { delimiter: told[1], skip: told[0].length };
  const fits = DELIMITERS.map((delimiter) => fitOf(reader, sample, whole, delimiter)).filter((fit) => fit.fields >= 2);
  const earliest = Math.min(...fits.map((fit) => fit.first));
  let best = { delimiter: ",", score: 0 };
  for (const { delimiter, fields, first, share } of fits) {
    const score = share * (1 + Math.log2(fields)) * (first === earliest ? 2 : 1);
    if (score > best.score) best = { delimiter, score };
  }
  return { delimiter: best.delimiter, skip: 0 };
}

/** The commonest number of fields, the first record that has it, and the share of records that do. */
function fitOf(
  reader: FieldReader,
  sample: Buffer,
  whole: boolean,
  delimiter: string,
): { delimiter: string; fields: number; first: number; share: number } {
  const splitter = new RecordSplitter(delimiter, reader.decode);
  splitter.add(sample);
  const records: number[] = [];
  while (records.length < RECORDS && splitter.next(whole)) {
    if (splitter.take().length > 0) records.push(splitter.fields);
  }
  if (records.length === 0 && splitter.next(true)) records.push(splitter.fields);
  const counts = new Map<number, number>();
  for (const fields of records) counts.set(fields, (counts.get(fields) ?? 0) + 1);
  let [fields, times] = [1, 0];
  for (const [candidate, count] of counts) if (count > times) [fields, times] = [candidate, count];
  return {
    delimiter,
    fields,
    first: records.indexOf(fields),
    share: records.length === 0 ? 0 : times / records.length,
  };
}
