import { assertNever } from "../../../../../shared/errors.ts";
import { BATCH, LIMITS, weightOf } from "../limits.ts";
import { isoCell } from "../isoDate.ts";
import { damaged, endlessRow, endlessText, tooLarge, type FilePlace } from "../refusals.ts";
import type { Cell, SheetRow } from "../types.ts";
import type { NumberKind } from "./numberFormat.ts";
import { numberFrom } from "../xml/numberText.ts";
import { serialCell } from "./serialDate.ts";
import type { SharedStrings } from "./sharedStrings.ts";
import { cellText } from "./cellText.ts";
import { CLOSE, MORE, OPEN, XmlScanner } from "../xml/xmlScanner.ts";

/** What a workbook says for all its sheets. */
export interface WorkbookFacts {
  readonly strings: SharedStrings;
  readonly kinds: readonly NumberKind[];
  readonly from1904: boolean;
}

type CellType = "number" | "shared" | "text" | "boolean" | "error" | "iso";

/** Turns the XML of one sheet into rows as it arrives. */
export class SheetReader {
  /** Rows with at least one cell, not yet taken. */
  rows: SheetRow[] = [];
  /** The number of the last row begun. */
  row = 0;
  /** The last column with a cell. */
  widest = 0;
  /** Columns that the sheet hides, as pairs of first and last. */
  readonly hiddenColumns: [first: number, last: number][] = [];
  /** Formulas that were never calculated, so that their cells came out empty. */
  uncalculated = 0;
  readonly #xml: XmlScanner;
  readonly #facts: WorkbookFacts;
  readonly #place: FilePlace;
  #held = 0;
  /** Depth of the sheetData element, 0 outside it. */
  #data = 0;
  #inRow = false;
  /** The number of the last whole row. */
  #last = 0;
  #numbered = false;
  #hidden = false;
  #cells: Cell[] = [];
  #rowWeight = 0;
  /** Characters of all cells so far. */
  #given = 0;
  #inCell = false;
  #column = 0;
  #type: CellType = "number";
  #kind: NumberKind = "number";
  #value: Cell = null;
  #formula = false;
  #valued = false;
  /** Depth of the element whose text is the cell's, 0 when there is none open. */
  #taking = 0;
  #inline = false;
  #phonetic = 0;
  #text: string | undefined;

  constructor(place: FilePlace, facts: WorkbookFacts) {
    this.#place = place;
    this.#facts = facts;
    this.#xml = new XmlScanner(place);
  }

  add(piece: Buffer): void {
    this.#xml.add(piece);
  }

  /** Reads on until a batch is full (true) or more bytes are needed (false). */
  fill(): boolean {
    const xml = this.#xml;
    for (let token = xml.next(); token !== MORE; token = xml.next()) {
      if (token === OPEN) {
        if (this.#data === 0) this.#openOutside();
        else this.#open(xml.depth - this.#data);
      } else if (token === CLOSE) {
        if (this.#data !== 0) this.#close(xml.depth - this.#data);
        if (this.rows.length >= BATCH.rows || this.#held >= BATCH.cells) return true;
      } else if (this.#taking !== 0) this.#take();
    }
    return false;
  }

  take(): SheetRow[] {
    const rows = this.rows;
    this.rows = [];
    this.#held = 0;
    return rows;
  }

  /** @throws BellwetherError `truncated-file` where the sheet has not been closed */
  finish(): void {
    if (this.#xml.finished) return;
    const after = this.row === 0 ? "it stops before its first row" : `it breaks off after row ${this.row}`;
    throw damaged({ ...this.#place, ...(this.row > 0 && { row: this.row }) }, after);
  }

  #openOutside(): void {
    const xml = this.#xml;
    if (xml.is("sheetData")) this.#data = xml.depth;
    else if (xml.is("col") && isTrue(xml.attribute("hidden")) && this.hiddenColumns.length < LIMITS.columns)
      this.hiddenColumns.push([Number(xml.attribute("min")), Number(xml.attribute("max"))]);
  }

  #open(depth: number): void {
    const xml = this.#xml;
    if (depth === 2) {
      if (this.#inRow && xml.is("c")) this.#startCell();
    } else if (depth === 1) {
      if (xml.is("row")) this.#startRow();
    } else if (this.#inCell && depth === 3) {
      if (xml.is("v")) {
        this.#taking = this.#inline ? 0 : xml.depth;
        this.#valued = true;
      } else if (xml.is("f")) this.#formula = true;
      else if (xml.is("is")) {
        this.#inline = true;
        this.#type = "text";
        this.#text = "";
      }
    } else if (this.#inline) {
      if (xml.is("rPh")) this.#phonetic = xml.depth;
      else if (xml.is("t") && this.#phonetic === 0) this.#taking = xml.depth;
    }
  }

  #close(depth: number): void {
    if (depth === 1) {
      if (this.#inCell) this.#endCell();
    } else if (depth === 0) {
      if (this.#inRow) this.#endRow();
    } else if (depth === -1) this.#data = 0;
    else {
      this.#taking = 0;
      if (this.#phonetic > this.#xml.depth) this.#phonetic = 0;
    }
  }

  #startRow(): void {
    const xml = this.#xml;
    const given = xml.attribute("r");
    this.#numbered = given !== undefined;
    this.#setRow(given === undefined ? this.row + 1 : Number(given));
    this.#hidden = isTrue(xml.attribute("hidden"));
    this.#cells = [];
    this.#column = 0;
    this.#rowWeight = 0;
    this.#inRow = true;
  }

  #setRow(row: number): void {
    if (!(row > this.#last && row <= LIMITS.rows && Number.isInteger(row)))
      throw damaged({ ...this.#place, row: this.#last }, `the row after ${this.#last} has no proper number`);
    this.row = row;
  }

  #startCell(): void {
    const xml = this.#xml;
    const bytes = xml.bytes;
    let column = this.#column + 1;
    let style = 0;
    this.#type = "number";
    while (xml.nextAttribute()) {
      if (xml.attributeTo - xml.attributeFrom !== 1) continue;
      const name = bytes[xml.attributeFrom];
      if (name === 114) column = this.#reference();
      else if (name === 115) style = numberFrom(bytes, xml.valueFrom, xml.valueTo);
      else if (name === 116) this.#type = typeOf(bytes, xml.valueFrom, xml.valueTo);
    }
    if (!(column >= 1 && column <= LIMITS.columns))
      throw damaged(
        { ...this.#place, row: this.row },
        `row ${this.row} has a cell outside the columns a sheet can have`,
      );
    this.#column = column;
    this.#kind = this.#facts.kinds[style] ?? "number";
    this.#value = null;
    this.#formula = false;
    this.#valued = false;
    this.#inline = false;
    this.#phonetic = 0;
    this.#text = undefined;
    this.#inCell = true;
  }

  /** The column of a reference such as `AB12`, whose row counts only where its row element has no number. */
  #reference(): number {
    const { bytes, valueFrom, valueTo } = this.#xml;
    let column = 0;
    let at = valueFrom;
    for (; at < valueTo; at++) {
      const letter = (bytes[at] ?? 0) & 0xdf;
      if (letter < 65 || letter > 90) break;
      column = column * 26 + (letter - 64);
    }
    if (!this.#numbered) {
      this.#numbered = true;
      this.#setRow(numberFrom(bytes, at, valueTo));
    }
    return column;
  }

  #take(): void {
    const xml = this.#xml;
    if (xml.textAll && this.#text === undefined) {
      if (this.#type === "number" && this.#kind === "number") {
        const number = numberFrom(xml.bytes, xml.textFrom, xml.textTo);
        if (!Number.isNaN(number)) {
          this.#value = number;
          return;
        }
      } else if (this.#type === "shared") {
        this.#value = this.#shared(numberFrom(xml.bytes, xml.textFrom, xml.textTo));
        return;
      }
    }
    this.#text = (this.#text ?? "") + xml.text();
    if (this.#text.length > LIMITS.xmlText) throw endlessText(this.#place);
  }

  #endCell(): void {
    this.#inCell = false;
    const value = this.#text === undefined ? this.#value : this.#valueOf(this.#text);
    if (value === null || value === "") {
      if (this.#formula && !this.#valued) this.uncalculated++;
      return;
    }
    if (typeof value === "string") this.#weigh(value);
    const cells = this.#cells;
    const index = this.#column - 1;
    while (cells.length < index) cells.push(null);
    cells[index] = value;
  }

  #weigh(text: string): void {
    this.#rowWeight += weightOf(text);
    this.#given += text.length;
    if (this.#rowWeight > LIMITS.rowWeight) throw endlessRow(this.#place, this.row);
    if (this.#given > LIMITS.sheetText)
      throw tooLarge(
        { ...this.#place, row: this.row },
        "repeats the same texts far more often than a filled-in workbook does",
      );
  }

  #valueOf(text: string): Cell {
    switch (this.#type) {
      case "text":
        return cellText(text);
      case "shared":
        return text.trim() === "" ? null : this.#shared(Number(text));
      case "boolean":
        return text.trim() === "" ? null : isTrue(text.trim());
      case "error":
        return { error: text.trim() };
      case "iso":
        return text.trim() === "" ? null : isoCell(text);
      case "number":
        return this.#numberOf(text);
      default:
        return assertNever(this.#type);
    }
  }

  #numberOf(text: string): Cell {
    const bytes = Buffer.from(text);
    const number = numberFrom(bytes, 0, bytes.length);
    if (Number.isNaN(number)) return text.trim() === "" ? null : text;
    return this.#kind === "number" ? number : serialCell(number, this.#kind, this.#facts.from1904);
  }

  #shared(index: number): string {
    const text = this.#facts.strings.get(index);
    if (text === undefined)
      throw damaged({ ...this.#place, row: this.row }, `row ${this.row} refers to a text that is not in it`);
    return text;
  }

  #endRow(): void {
    this.#inRow = false;
    this.#last = this.row;
    const cells = this.#cells;
    if (cells.length === 0) return;
    if (cells.length > this.widest) this.widest = cells.length;
    this.#held += cells.length + this.#rowWeight;
    this.rows.push(this.#hidden ? { row: this.row, cells, hidden: true } : { row: this.row, cells });
  }
}

function isTrue(text: string | undefined): boolean {
  return text === "1" || text === "true" || text === "TRUE" || text === "on";
}

function typeOf(bytes: Buffer, from: number, to: number): CellType {
  switch (bytes[from]) {
    case 115:
      return to - from === 1 ? "shared" : "text";
    case 105:
      return "text";
    case 98:
      return "boolean";
    case 101:
      return "error";
    case 100:
      return "iso";
    default:
      return "number";
  }
}
