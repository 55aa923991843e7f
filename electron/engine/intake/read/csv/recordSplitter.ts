import type { Cell, SheetRow } from "../types.ts";

const QUOTE = 34;
const LF = 10;
const CR = 13;

/** What a stretch of bytes, some of them from 0x80 on, says. */
export type FieldDecoder = (bytes: Buffer, from: number, to: number) => string;

/**
 * Splits CSV bytes into rows as they arrive, in any encoding that spells ASCII as ASCII does. A record ends at LF, CR or
 * CR LF outside quotes; a field that starts with a quotation mark runs to the closing one, two of them meaning one.
 * Fields are cut from a Latin-1 reading of the same bytes, and only those with bytes from 0x80 on are decoded: V8 scans
 * bytes, and keeps and cuts Latin-1, at half the cost of decoded text. (PapaParse 5.7 was tried first: twice the time on
 * 100,000 x 25, over the budget; it takes one kind of line end only and rescans after every unclosed quotation.)
 */
export class RecordSplitter {
  /** Rows with at least one cell, not yet taken. */
  rows: SheetRow[] = [];
  /** Their cells, long texts weighed as `weightOf` does. */
  held = 0;
  /** The number of the last whole record, blank ones counted. */
  row = 0;
  /** Fields of the last whole record, blank ones counted. */
  fields = 0;
  /** The bytes so far end inside a quotation. */
  openQuote = false;
  readonly #delimiter: number;
  readonly #decode: FieldDecoder;
  readonly #cells: Cell[] = [];
  #bytes: Buffer = Buffer.allocUnsafeSlow(128 * 1024);
  #end = 0;
  #text = "";
  #at = 0;

  constructor(delimiter: string, decode: FieldDecoder) {
    this.#delimiter = delimiter.charCodeAt(0);
    this.#decode = decode;
  }

  /** Takes a copy of the next piece. */
  add(piece: Buffer): void {
    const kept = this.waiting;
    if (kept + piece.length > this.#bytes.length) {
      const larger = Buffer.allocUnsafeSlow(Math.max(this.#bytes.length * 2, kept + piece.length));
      this.#bytes.copy(larger, 0, this.#at, this.#end);
      this.#bytes = larger;
    } else this.#bytes.copyWithin(0, this.#at, this.#end);
    piece.copy(this.#bytes, kept);
    this.#at = 0;
    this.#end = kept + piece.length;
    this.#text = this.#bytes.toString("latin1", 0, this.#end);
  }

  /** Bytes that wait for the rest of their record. */
  get waiting(): number {
    return this.#end - this.#at;
  }

  take(): SheetRow[] {
    const rows = this.rows;
    this.rows = [];
    this.held = 0;
    return rows;
  }

  /** Reads one record and says whether there was a whole one. `final` means that no more bytes will come. */
  next(final: boolean): boolean {
    const bytes = this.#bytes;
    const text = this.#text;
    const end = this.#end;
    const delimiter = this.#delimiter;
    const highest = Math.max(delimiter, CR);
    const cells = this.#cells;
    let at = this.#at;
    let fields = 0;
    let filled = 0;
    this.openQuote = false;
    if (at >= end) return false;
    for (;;) {
      let value = "";
      let bits = 0;
      let byte = 0;
      let from = at;
      if (at < end && bytes[at] === QUOTE) {
        from = ++at;
        for (;;) {
          for (; at < end; at++) {
            byte = bytes[at] ?? 0;
            if (byte === QUOTE) break;
            bits |= byte;
          }
          if (at >= end) {
            this.openQuote = true;
            return false;
          }
          if (at + 1 >= end && !final) return false;
          if (at + 1 >= end || bytes[at + 1] !== QUOTE) break;
          value += bits > 0x7f ? this.#decode(bytes, from, at + 1) : text.slice(from, at + 1);
          at += 2;
          from = at;
        }
        value += bits > 0x7f ? this.#decode(bytes, from, at) : text.slice(from, at);
        from = ++at;
        bits = 0;
      }
      for (; at < end; at++) {
        byte = bytes[at] ?? 0;
        if (byte <= highest && (byte === delimiter || byte === LF || byte === CR)) break;
        bits |= byte;
      }
      if (at >= end && !final) return false;
      if (at > from) {
        const rest = bits > 0x7f ? this.#decode(bytes, from, at) : text.slice(from, at);
        value = value === "" ? rest : value + rest;
      }
      if (value === "") cells[fields++] = null;
      else {
        cells[fields++] = value;
        filled = fields;
      }
      if (at >= end) break;
      if (byte === delimiter) {
        at++;
        continue;
      }
      if (byte === CR) {
        if (at + 1 >= end && !final) return false;
        if (at + 1 < end && bytes[at + 1] === LF) at++;
      }
      at++;
      break;
    }
    const weight = (at - this.#at) >>> 10;
    this.#at = at;
    this.row++;
    this.fields = fields;
    if (filled > 0) {
      this.rows.push({ row: this.row, cells: cells.slice(0, filled) });
      this.held += filled + weight;
    }
    return true;
  }
}
