import { BATCH, LIMITS, weightOf } from "../limits.ts";
import { damaged, endlessRow, tooLarge, type FilePlace } from "../refusals.ts";
import type { Noticed } from "../sheetNotes.ts";
import type { Cell, SheetRow } from "../types.ts";
import { CLOSE, MORE, OPEN, XmlScanner } from "../xml/xmlScanner.ts";
import { CellTag, countFrom } from "./cellValue.ts";
import { Paragraphs } from "./paragraphs.ts";

/** Inside a cell: what is shown beside or over it, or says how its text is pronounced, but is not its text. */
const ASIDE = ["annotation", "ruby-text", "note", "frame", "custom-shape", "g", "control", "rect", "line", "ellipse"];

/** What holds rows or columns of a table without being one. */
const GROUPS = [
  "table-rows",
  "table-header-rows",
  "table-row-group",
  "table-columns",
  "table-header-columns",
  "table-column-group",
];

/** Turns the XML of a spreadsheet's content into the rows of one of its tables as it arrives, the tables before it passed over. */
export class TableReader implements Noticed {
  /** Rows with at least one cell, not yet taken. */
  rows: SheetRow[] = [];
  /** The number of the last row begun. */
  row = 0;
  /** The table has been read to its end. */
  done = false;
  widest = 0;
  readonly hiddenColumns: [first: number, last: number][] = [];
  uncalculated = 0;
  covered = 0;
  readonly #xml: XmlScanner;
  readonly #place: FilePlace;
  readonly #index: number;
  readonly #tag = new CellTag();
  readonly #paragraphs: Paragraphs;
  #held = 0;
  #tables = 0;
  #columns = 0;
  /** Depths of the elements that are open, 0 for none. `#skipped` is one that says nothing, `#paragraph` one whose text counts. */
  #spreadsheet = 0;
  #table = 0;
  #inRow = 0;
  #inCell = 0;
  #paragraph = 0;
  #skipped = 0;
  #hidden = false;
  #isCovered = false;
  #cells: Cell[] = [];
  /** Columns of the row so far, empty ones counted. */
  #column = 0;
  #rowWeight = 0;
  /** How often the row still has to be given, `#next` being its next number. */
  #left = 0;
  #next = 1;
  #repeatedRows = 1;
  /** How much repetition has added so far. */
  #repetition = 0;

  /** @param index the table's place among all tables */
  constructor(place: FilePlace, index: number) {
    this.#place = place;
    this.#index = index;
    this.#xml = new XmlScanner(place);
    this.#paragraphs = new Paragraphs(place);
  }

  add(piece: Buffer): void {
    this.#xml.add(piece);
  }

  /** Reads on until a batch is full (true) or the table ends or more bytes are needed (false). */
  fill(): boolean {
    if (this.#left > 0 && this.#give()) return true;
    const xml = this.#xml;
    for (let token = xml.next(); token !== MORE; token = xml.next()) {
      if (token === CLOSE) {
        this.#close(xml.depth);
        if (this.done) return false;
        if (this.#full) return true;
      } else if (this.#skipped !== 0) continue;
      else if (token === OPEN) this.#open();
      else if (this.#paragraph !== 0 && this.#tag.needsText) this.#paragraphs.add(xml.text());
    }
    return false;
  }

  take(): SheetRow[] {
    const rows = this.rows;
    this.rows = [];
    this.#held = 0;
    return rows;
  }

  /** @throws BellwetherError `truncated-file` where the table has not been closed */
  finish(): void {
    if (this.done) return;
    const after = this.row === 0 ? "it stops before its first row" : `it breaks off after row ${this.row}`;
    throw damaged(this.#placed(), after);
  }

  get #full(): boolean {
    return this.rows.length >= BATCH.rows || this.#held >= BATCH.cells;
  }

  #open(): void {
    const xml = this.#xml;
    if (this.#inCell !== 0) this.#openInCell();
    else if (this.#inRow !== 0) {
      const covered = xml.is("covered-table-cell");
      if (covered || xml.is("table-cell")) this.#startCell(covered);
      else this.#skipped = xml.depth;
    } else if (this.#table !== 0) this.#openInTable();
    else if (this.#spreadsheet === 0) {
      if (xml.is("spreadsheet")) this.#spreadsheet = xml.depth;
    } else if (xml.depth === this.#spreadsheet + 1 && xml.is("table")) {
      if (this.#tables++ === this.#index) this.#table = xml.depth;
      else xml.passElement();
    } else this.#skipped = xml.depth;
  }

  #openInTable(): void {
    const xml = this.#xml;
    if (xml.is("table-row")) this.#startRow();
    else if (xml.is("table-column")) this.#noteColumns();
    else if (!GROUPS.some((name) => xml.is(name))) this.#skipped = xml.depth;
  }

  #close(depth: number): void {
    if (this.#skipped !== 0) {
      if (depth < this.#skipped) this.#skipped = 0;
    } else if (this.#inCell !== 0) {
      if (depth < this.#inCell) this.#endCell();
      else if (depth < this.#paragraph) this.#paragraph = 0;
    } else if (this.#inRow !== 0) {
      if (depth < this.#inRow) this.#endRow();
    } else if (depth < this.#table) this.done = true;
  }

  #noteColumns(): void {
    const { count, hidden } = this.#repetitionOf("number-columns-repeated");
    const first = this.#columns + 1;
    this.#columns = Math.min(this.#columns + count, LIMITS.columns);
    if (hidden && first <= this.#columns) this.hiddenColumns.push([first, this.#columns]);
  }

  #startRow(): void {
    const { count, hidden } = this.#repetitionOf("number-rows-repeated");
    this.row = this.#next;
    this.#next += count;
    this.#repeatedRows = count;
    this.#hidden = hidden;
    this.#cells = [];
    this.#column = 0;
    this.#rowWeight = 0;
    this.#inRow = this.#xml.depth;
  }

  /** How often the last OPEN stands for a row or columns, and whether it hides them. */
  #repetitionOf(name: string): { count: number; hidden: boolean } {
    const xml = this.#xml;
    let count = 1;
    let hidden = false;
    while (xml.nextAttribute()) {
      if (xml.isAttribute(name)) count = this.#proper(countFrom(xml));
      else if (xml.isAttribute("visibility")) hidden = ["collapse", "filter"].includes(xml.attributeValue());
    }
    return { count, hidden };
  }

  #proper(count: number): number {
    if (Number.isNaN(count))
      throw damaged(this.#placed(), `something after row ${this.row} is repeated without a number`);
    return count;
  }

  #startCell(covered: boolean): void {
    this.#tag.read(this.#xml);
    this.#proper(this.#tag.repeated);
    this.#isCovered = covered;
    this.#paragraphs.clear();
    this.#paragraph = 0;
    this.#inCell = this.#xml.depth;
  }

  #openInCell(): void {
    const xml = this.#xml;
    if (this.#paragraph === 0) {
      if (xml.is("p") || xml.is("h")) {
        this.#paragraph = xml.depth;
        this.#paragraphs.begin();
      } else if (!xml.is("list") && !xml.is("list-item")) this.#skipped = xml.depth;
    } else if (xml.is("s")) this.#paragraphs.addKept(" ", Number(xml.attribute("c") ?? 1));
    else if (xml.is("tab")) this.#paragraphs.addKept("\t");
    else if (xml.is("line-break")) this.#paragraphs.addKept("\n");
    else if (ASIDE.some((name) => xml.is(name))) this.#skipped = xml.depth;
  }

  #endCell(): void {
    this.#inCell = 0;
    const { repeated } = this.#tag;
    const value = this.#tag.cell(this.#paragraphs.text);
    if (value === null || this.#isCovered) {
      if (value !== null) this.covered += repeated;
      else if (this.#tag.formula && !this.#tag.typed) this.uncalculated += repeated;
      this.#column += repeated;
      return;
    }
    if (this.#column + repeated > LIMITS.columns)
      throw damaged(this.#placed(), `row ${this.row} has a cell outside the columns a sheet can have`);
    const cells = this.#cells;
    const weight = weightOf(value);
    this.#repeat((weight + 1) * (repeated - 1));
    this.#rowWeight += weight * repeated;
    if (this.#rowWeight > LIMITS.rowWeight) throw endlessRow(this.#placed(), this.row);
    while (cells.length < this.#column) cells.push(null);
    for (let times = 0; times < repeated; times++) cells.push(value);
    this.#column = cells.length;
  }

  #endRow(): void {
    this.#inRow = 0;
    const cells = this.#cells;
    if (cells.length === 0) return;
    if (this.#next - 1 > LIMITS.rows) throw tooLarge(this.#placed(), "has more rows than a sheet can have");
    if (this.#repeatedRows > LIMITS.repeatedRows)
      throw tooLarge(this.#placed(), `has the same row ${this.#repeatedRows} times over, from row ${this.row} on`);
    this.#repeat((this.#rowWeight + cells.length) * (this.#repeatedRows - 1));
    if (cells.length > this.widest) this.widest = cells.length;
    this.#left = this.#repeatedRows;
    this.#give();
  }

  /** Gives the last row as often as it stands for, as far as the batch has room; says whether the batch is full. */
  #give(): boolean {
    const cells = this.#cells;
    for (; this.#left > 0 && !this.#full; this.#left--) {
      const row = this.#next - this.#left;
      this.#held += cells.length + this.#rowWeight;
      this.rows.push(this.#hidden ? { row, cells, hidden: true } : { row, cells });
    }
    return this.#full;
  }

  #repeat(weight: number): void {
    this.#repetition += weight;
    if (this.#repetition > LIMITS.repetition)
      throw tooLarge(this.#placed(), "repeats the same cells far more often than a filled-in spreadsheet does");
  }

  #placed(): FilePlace {
    return this.row === 0 ? this.#place : { ...this.#place, row: this.row };
  }
}
