import ExcelJS from "exceljs";
import { type GroupKey, groupLabel } from "../../../shared/charts/labels.ts";
import { MONTH_NAMES, monthOf } from "../../../shared/month.ts";
import { COMMISSIONERS, REGIONS, SERVICE_TYPES, STAGES } from "../../../shared/vocabulary.ts";
import { parseCsv } from "./csv-reader.ts";
import { dataFigure, dataFileName } from "./data-files.ts";
import type { PackDefinition, PackFile, PackTable } from "./definition.ts";
import { figureLabel, figureNames, figureOf } from "./figures.ts";
import { HEAD_ROW } from "./workbook.ts";
import { tableTitle } from "./wording.ts";

/** Figures as a format states them, by name: a number, null where hidden, or words such as "90% or more". */
export type Published = ReadonlyMap<string, number | string | null>;

const SPLITS = ["service-type", "region"] as const;

/** What the protected tables say. */
export function publishedByTables({ tables }: PackDefinition): Published {
  return new Map(
    tables.flatMap((table) =>
      table.table.rows.flatMap((row) =>
        figureNames(table.measure).map((name) => {
          const { key, value } = figureOf(table, row, name);
          return [key, name === "share" ? (row.shareText ?? value) : value] as const;
        }),
      ),
    ),
  );
}

/** What the data files say. */
export function publishedByData(files: readonly PackFile[]): Published {
  const figures = new Map<string, number | string | null>();
  for (const stage of STAGES) {
    const names = new Map(figureNames(stage).map((name) => [dataFigure(name, stage), name]));
    for (const by of SPLITS) {
      const file = files.find((candidate) => candidate.name === dataFileName(stage, by));
      if (file === undefined) continue;
      for (const [month, commissioner, group, , figure = "", , , value = "", note = ""] of parseCsv(file.bytes).slice(
        1,
      )) {
        const name = names.get(figure) ?? `unknown ${figure}`;
        const bound = name === "share" ? /^\d+% or (more|less)/.exec(note)?.[0] : undefined;
        figures.set([`${stage}.${commissioner}`, month, by, group, name].join("|"), bound ?? numberOf(value));
      }
    }
  }
  return figures;
}

/** What the workbook says: sheets are known by their titles, rows and columns by their labels. */
export async function publishedByWorkbook(file: PackFile): Promise<Published> {
  const workbook = new ExcelJS.Workbook();
  await workbook.xlsx.load(Buffer.from(file.bytes) as never);
  const titles = new Map<string, Omit<PackTable, "table">>(
    STAGES.flatMap((measure) =>
      COMMISSIONERS.flatMap((commissioner) =>
        SPLITS.map((by) => [tableTitle({ measure, commissioner, by }), { measure, commissioner, by }] as const),
      ),
    ),
  );
  const figures = new Map<string, number | string | null>();
  for (const sheet of workbook.worksheets) {
    const title = /^Table \d+: (.*), England$/.exec(sheet.getCell("A1").text)?.[1];
    const table = title === undefined ? undefined : titles.get(title);
    if (table === undefined) continue;
    const labels = new Map(figureNames(table.measure).map((name) => [figureLabel(name, table.measure), name]));
    const groups = groupKeys(table.by);
    const heads = cellsOf(sheet.getRow(HEAD_ROW));
    for (let line = HEAD_ROW + 1; line <= sheet.rowCount; line += 1) {
      const cells = cellsOf(sheet.getRow(line));
      heads.forEach((head, column) => {
        const name = labels.get(String(head));
        if (name === undefined) return;
        const where = [monthFrom(String(cells[0])), table.by, groups.get(String(cells[1]))];
        figures.set([`${table.measure}.${table.commissioner}`, ...where, name].join("|"), cellValue(cells[column]));
      });
    }
  }
  return figures;
}

/** The figures of the page, each marked with its name, and whatever number stands in a table cell without one. */
export function publishedByPage(file: PackFile): {
  readonly figures: readonly (readonly [string, string])[];
  readonly unmarked: readonly string[];
} {
  const html = new TextDecoder().decode(file.bytes);
  const marked = /<(span|strong) data-f="([^"]*)">([^<]*)<\/\1>/g;
  const figures = [...html.matchAll(marked)].map(
    (match) => [unescape(match[2] ?? ""), unescape(match[3] ?? "")] as const,
  );
  const cells = html.replaceAll(marked, "").matchAll(/<td[^>]*>(.*?)<\/td>/gs);
  const unmarked = [...cells]
    .map((match) => (match[1] ?? "").replaceAll(/<[^>]*>/g, ""))
    .filter((text) => /\d/.test(text));
  return { figures, unmarked };
}

function groupKeys(by: PackTable["by"]): ReadonlyMap<string, string> {
  const keys: readonly GroupKey[] =
    by === "region" ? [...REGIONS, "rest_of_england", "all"] : [...SERVICE_TYPES, "other_services", "all"];
  return new Map(keys.map((key) => [groupLabel(key, by), key]));
}

function cellsOf(row: ExcelJS.Row): readonly unknown[] {
  return Array.isArray(row.values) ? row.values.slice(1) : [];
}

function cellValue(cell: unknown): number | string | null {
  return typeof cell === "number" ? cell : numberOf(String(cell));
}

function numberOf(text: string): number | string | null {
  if (text === "[c]") return null;
  return text.trim() !== "" && Number.isFinite(Number(text)) ? Number(text) : text;
}

function monthFrom(label: string): string {
  const [name = "", year = ""] = label.split(" ");
  return monthOf(Number(year), (MONTH_NAMES as readonly string[]).indexOf(name) + 1);
}

function unescape(text: string): string {
  return text
    .replaceAll("&lt;", "<")
    .replaceAll("&gt;", ">")
    .replaceAll("&quot;", '"')
    .replaceAll("&#x27;", "'")
    .replaceAll("&amp;", "&");
}
