import type { Cell, SheetRow } from "../types.ts";

const QUOTE = 34;
const LF = 10;
const CR = 13;
/** How much of a new piece is first joined to an unfinished record. */
const SEAM = 4096;

/**
 * Splits CSV text into rows as it arrives. A record ends at LF, CR or CR LF outside quotes; a field that starts with a
 * quotation mark runs to the closing one, two of them meaning one. Only the record at the seam of two pieces is joined,
 * because V8 reads joined strings at half speed.
 */
export class RecordSplitter {
  /** Rows with at least one cell, not yet taken. */
  rows: SheetRow[] = [];
  cells = 0;
  /** The number of the last whole record, blank ones counted. */
  row = 0;
  /** Fields of the last whole record, blank ones counted. */
  fields = 0;
  /** The text so far ends inside a quotation. */
  openQuote = false;
  readonly #delimiter: number;
  readonly #cells: Cell[] = [];
  #text = "";
  #at = 0;
  /** The newest piece, of which `#text` holds the first `#joined` characters at its end. */
  #piece = "";
  #joined = 0;

  constructor(delimiter: string) {
    this.#delimiter = delimiter.charCodeAt(0);
  }

  add(text: string): void {
    this.#piece = text;
    this.#joined = 0;
    if (this.waiting === 0) this.#moveToPiece(0);
    else this.#join(Math.max(SEAM, this.waiting));
  }

  /** Characters that wait for the rest of their record. */
  get waiting(): number {
    return this.#text.length - this.#at;
  }

  take(): SheetRow[] {
    const rows = this.rows;
    this.rows = [];
    this.cells = 0;
    return rows;
  }

  /** Reads one record and says whether there was a whole one. `final` means that no more text will come. */
  next(final: boolean): boolean {
    while (this.#joined < this.#piece.length) {
      if (this.#read(false)) {
        const beyond = this.waiting - this.#joined;
        if (beyond <= 0) this.#moveToPiece(-beyond);
        return true;
      }
      this.#join(this.#joined * 8);
    }
    return this.#read(final);
  }

  #join(length: number): void {
    const to = Math.min(this.#piece.length, length);
    this.#text = this.#text.slice(this.#at) + this.#piece.slice(this.#joined, to);
    this.#at = 0;
    this.#joined = to;
  }

  #moveToPiece(at: number): void {
    this.#text = this.#piece;
    this.#at = at;
    this.#joined = this.#piece.length;
  }

  #read(final: boolean): boolean {
    const text = this.#text;
    const end = text.length;
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
      let from = at;
      if (at < end && text.charCodeAt(at) === QUOTE) {
        from = at + 1;
        for (;;) {
          at = text.indexOf('"', from);
          if (at < 0) {
            this.openQuote = true;
            return false;
          }
          if (at + 1 >= end && !final) return false;
          value += text.slice(from, at);
          from = at + 1;
          if (text.charCodeAt(at + 1) !== QUOTE) break;
          value += '"';
          from = at + 2;
        }
        at = from;
      }
      let char = -1;
      for (; at < end; at++) {
        char = text.charCodeAt(at);
        if (char <= highest && (char === delimiter || char === LF || char === CR)) break;
      }
      if (at >= end && !final) return false;
      if (at > from) value = value === "" ? text.slice(from, at) : value + text.slice(from, at);
      if (value === "") cells[fields++] = null;
      else {
        cells[fields++] = value;
        filled = fields;
      }
      if (at >= end) break;
      if (char === delimiter) {
        at++;
        continue;
      }
      if (char === CR) {
        if (at + 1 >= end && !final) return false;
        if (text.charCodeAt(at + 1) === LF) at++;
      }
      at++;
      break;
    }
    this.#at = at;
    this.row++;
    this.fields = fields;
    if (filled > 0) {
      this.rows.push({ row: this.row, cells: cells.slice(0, filled) });
      this.cells += filled;
    }
    return true;
  }
}
