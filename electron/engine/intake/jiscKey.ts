import { tidy } from "../../../shared/identifiers.ts";
import type { Cell, Sheet, SheetRow } from "./read/types.ts";

/** The key of a coded export of Jisc Online Surveys: by question code, its text and the label of each value. */
export type JiscKey = ReadonlyMap<string, { readonly text: string; readonly labels: ReadonlyMap<string, string> }>;

/**
 * Reads a key file from its rows: a question is its code and text (`"Q1","What is your age?"`), followed by a row for
 * each value and its label (`"1","18 - 24"`). Null where the rows are not a key.
 */
export function readJiscKey(rows: readonly SheetRow[]): JiscKey | null {
  const first = rows[0]?.cells.map(text) ?? [];
  if (first[0]?.toUpperCase() !== "URN" || first.filter((cell) => cell !== "").length !== 2) return null;
  const key = new Map<string, { text: string; labels: Map<string, string> }>();
  let labels = new Map<string, string>();
  for (const { cells } of rows) {
    const [code, label] = [text(cells[0]), text(cells[1])];
    if (CODE.test(code)) {
      labels = new Map();
      key.set(code.toUpperCase(), { text: label, labels });
    } else if (code !== "") labels.set(code, label);
  }
  return key.size > 1 ? key : null;
}

/** True for headings of a coded export, which only its key can explain. */
export function isJiscCoded(headers: readonly string[]): boolean {
  return headers[0]?.toUpperCase() === "URN" && headers.filter((header) => /^Q\d/i.test(header)).length >= 2;
}

/** A key with the name of its file. */
export interface KeyFile {
  readonly key: JiscKey;
  readonly file: string;
}

/**
 * The sheet with codes in place of headings and answers put into words, where it is a coded export; by the key that
 * explains most of it. Cells the key does not know stay as they are. `used` names the key's file once it was needed.
 */
export function decoded(sheet: Sheet, keys: readonly KeyFile[]): { sheet: Sheet; used: () => string | null } {
  let used: string | null = null;
  const put = {
    name: sheet.name,
    hidden: sheet.hidden,
    async *rows() {
      let columns: readonly DecodedColumn[] | null = null;
      for await (const batch of sheet.rows()) {
        const rows: SheetRow[] = [];
        for (const row of batch) {
          if (columns !== null)
            rows.push({ ...row, cells: row.cells.map((cell, index) => answer(cell, columns?.[index])) });
          else if (isJiscCoded(row.cells.map(text))) {
            const best = bestKey(row.cells.map(text), keys);
            if (best === null) {
              rows.push(row);
              continue;
            }
            used = best.file;
            columns = row.cells.map((cell) => decodedColumn(text(cell), best.key));
            rows.push({ ...row, cells: row.cells.map((cell, index) => columns?.[index]?.header ?? cell) });
          } else rows.push(row);
        }
        yield rows;
      }
    },
  };
  return { sheet: put, used: () => used };
}

/** The key that explains most of the headings, and at least half of them. */
function bestKey(headers: readonly string[], keys: readonly KeyFile[]): KeyFile | null {
  const explained = (key: JiscKey): number =>
    headers.filter((header) => decodedColumn(header, key).header !== null).length;
  const [best] = keys.toSorted((a, b) => explained(b.key) - explained(a.key));
  return best !== undefined && explained(best.key) * 2 >= headers.length ? best : null;
}

interface DecodedColumn {
  readonly header: string | null;
  /** Null where the column is one choice of several: 0 or 1, which its heading explains. */
  readonly labels: ReadonlyMap<string, string> | null;
}

/** `Q9_1` is choice 1 of Q9; `Q11_1_a` is a row of the grid Q11, and `Q11_1_a_1` a choice in it. */
function decodedColumn(code: string, key: JiscKey): DecodedColumn {
  const upper = code.toUpperCase();
  const own = key.get(upper);
  if (own !== undefined) return { header: inContext(upper, own.text, key), labels: own.labels };
  const cut = upper.lastIndexOf("_");
  const question = cut < 0 ? undefined : key.get(upper.slice(0, cut));
  const choice = question?.labels.get(code.slice(cut + 1));
  if (question === undefined || choice === undefined) return { header: null, labels: null };
  return { header: `${inContext(upper.slice(0, cut), question.text, key)} [${choice}]`, labels: null };
}

/** A row of a grid is named with the grid's question. */
function inContext(code: string, own: string, key: JiscKey): string {
  const grid = key.get(/^(Q\d+)_/.exec(code)?.[1] ?? "");
  return grid === undefined || grid.text === own ? own : `${grid.text} [${own}]`;
}

function answer(cell: Cell, column: DecodedColumn | undefined): Cell {
  return column?.labels?.get(text(cell)) ?? cell;
}

function text(cell: Cell | undefined): string {
  return typeof cell === "string" ? tidy(cell) : typeof cell === "number" ? String(cell) : "";
}

const CODE = /^(URN|Q\d[\w.]*|CompletionDate|StartDate)$/i;
