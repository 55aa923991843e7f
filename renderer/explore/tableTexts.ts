import { csvText } from "../../shared/csv.ts";
import { plainText } from "../../shared/plainText.ts";
import type { Shown } from "./shown.ts";

/** A view's table as it is pasted into a spreadsheet or a document: title, figures, source and caveats. */
export function tableHtml(shown: Shown): string {
  const { columns, rows } = shown.figures;
  const head = headings(shown)
    .map((text) => `<th>${escaped(plainText(text))}</th>`)
    .join("");
  const body = rows
    .map(({ cells }) => `<tr>${cells.map(({ text }) => `<td>${escaped(cellText(text))}</td>`).join("")}</tr>`)
    .join("");
  const around = (text: string): string => `<tr><td colspan="${columns.length}">${escaped(plainText(text))}</td></tr>`;
  return `<table><tbody>${lead(shown).map(around).join("")}<tr>${head}</tr>${body}${shown.caption.map(around).join("")}</tbody></table>`;
}

/** The same as lines of cells between tabs. */
export function tableText(shown: Shown): string {
  return lines(shown)
    .map((cells) => cells.map((cell) => cell.replace(/[\t\r\n]+/g, " ")).join("\t"))
    .join("\n");
}

/** The same as a CSV file, with a byte order mark for Excel. */
export function tableCsv(shown: Shown): string {
  return `\ufeff${csvText(lines(shown))}`;
}

function lines(shown: Shown): readonly (readonly string[])[] {
  const around = (text: string): readonly string[] => [plainText(text)];
  return [
    ...lead(shown).map(around),
    headings(shown).map(plainText),
    ...shown.figures.rows.map(({ cells }) => cells.map(({ text }) => cellText(text))),
    ...shown.caption.map(around),
  ];
}

/** A figure as a spreadsheet reads it: with the minus sign it knows. */
function cellText(text: string): string {
  return plainText(text.replace(/^\u2212(?=\d+$)/, "-"));
}

function lead({ title, sentences, subtitle }: Shown): readonly string[] {
  return [title, ...sentences, subtitle];
}

function headings({ figures }: Shown): readonly string[] {
  return figures.columns.map(({ label, over }) => (over === undefined ? label : `${over}: ${label}`));
}

function escaped(text: string): string {
  return text.replaceAll("&", "&amp;").replaceAll("<", "&lt;").replaceAll(">", "&gt;");
}
