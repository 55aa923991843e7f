import type ExcelJS from "exceljs";
import { BOARDS } from "../../../shared/boards.ts";
import { type GroupKey, groupLabel } from "../../../shared/charts/labels.ts";
import { COMMISSIONERS, PUBLISHED_SPLITS, REGIONS, SERVICE_TYPES, STAGES } from "../../../shared/vocabulary.ts";
import { readPage } from "./audit/page-texts.ts";
import { parseCsv } from "./csv-reader.ts";
import { dataFigure, dataFileName, setFileName } from "./data-files.ts";
import {
  allTables,
  type OwnTable,
  type PackDefinition,
  type PackFile,
  type PackQuestion,
  type PackTable,
  type StageTable,
  type Subject,
  subjectOf,
} from "./definition.ts";
import { codeOf, figureNames, figureOf, namesOf } from "./figures.ts";
import { MATCHED_FILE, MATCHED_TITLE, matchedByData, matchedPublished } from "./matched.ts";
import { matchedBySheet } from "./workbook-matched.ts";
import { monthFrom, once, statedIn } from "./stated.ts";
import { sheetColumns, sheetTitle } from "./workbook.ts";
import { HEAD_ROW } from "./workbook-table.ts";

/** Figures as a format states them, by name: a number, null where hidden, or words such as "90% or more". */
export type Published = ReadonlyMap<string, number | string | null>;

/** What the protected tables say. */
export function publishedByTables(definition: PackDefinition): Published {
  return new Map([
    ...matchedPublished(definition),
    ...allTables(definition).flatMap((table) =>
      table.table.rows.flatMap((row) =>
        namesOf(table).map((name) => {
          const { key, value } = figureOf(table, row, name);
          return [key, name === "share" ? (row.shareText ?? value) : value] as const;
        }),
      ),
    ),
  ]);
}

/** What the data files say. The questions are those of the user's own sets in the pack. */
export function publishedByData(files: readonly PackFile[], questions: readonly PackQuestion[] = []): Published {
  const figures = new Map(matchedByData(files));
  const read = (fileName: string, by: PackTable["by"], subjectNamed: (whose: string) => [string, Subject] | null) => {
    const file = files.find((candidate) => candidate.name === fileName);
    if (file === undefined) return;
    for (const [month, whose = "", group, , figure = "", , , value = "", note = ""] of parseCsv(file.bytes).slice(1)) {
      const [code, subject] = subjectNamed(whose) ?? [whose, null];
      const name =
        subject === null ? undefined : figureNames(subject).find((known) => dataFigure(known, subject) === figure);
      const bound = name === "share" ? /^\d+% or (more|less)/.exec(note)?.[0] : undefined;
      const key = [code, month, by, group, name ?? `unknown ${figure}`].join("|");
      figures.set(key, once(figures, key, bound ?? statedIn(value)));
    }
  };
  const byCode = new Map(questions.map((question) => [question.code as string, question]));
  for (const by of PUBLISHED_SPLITS) {
    for (const stage of STAGES) read(dataFileName(stage, by), by, (whose) => [`${stage}.${whose}`, stage]);
    for (const set of new Set(questions.map(({ code }) => code.split(".")[0] ?? ""))) {
      read(setFileName(set, by), by, (whose) => {
        const question = byCode.get(whose);
        return question === undefined ? null : [whose, question];
      });
    }
  }
  return figures;
}

/** Data files that belong to no question the pack knows of: nothing in them could be compared. */
export function unknownData(files: readonly PackFile[], questions: readonly PackQuestion[]): readonly PackFile[] {
  const sets = new Set(questions.map(({ code }) => code.split(".")[0] ?? ""));
  const known = new Set(
    PUBLISHED_SPLITS.flatMap((by) => [
      ...STAGES.map((stage) => dataFileName(stage, by)),
      ...[...sets].map((set) => setFileName(set, by)),
    ]),
  ).add(MATCHED_FILE);
  return files.filter(({ name }) => name.endsWith(".csv") && !known.has(name));
}

/** What the workbook says: sheets are known by their titles, rows and columns by their labels. */
export async function publishedByWorkbook(file: PackFile, questions: readonly PackQuestion[] = []): Promise<Published> {
  const { default: excel } = await import("exceljs");
  const workbook = new excel.Workbook();
  await workbook.xlsx.load(Buffer.from(file.bytes) as never);
  const known: readonly (Omit<StageTable, "table"> | Omit<OwnTable, "table">)[] = PUBLISHED_SPLITS.flatMap((by) => [
    ...STAGES.flatMap((measure) => COMMISSIONERS.map((commissioner) => ({ measure, commissioner, by }))),
    ...questions.map((question) => ({ question, by })),
  ]);
  const titles = new Map(known.map((table) => [sheetTitle(table), table]));
  const figures = new Map<string, number | string | null>();
  for (const sheet of workbook.worksheets) {
    const title = /^Table \d+: (.*), England$/.exec(sheet.getCell("A1").text)?.[1];
    if (title === MATCHED_TITLE)
      for (const [key, value] of matchedBySheet(sheet)) figures.set(key, once(figures, key, value));
    const table = title === undefined ? undefined : titles.get(title);
    if (table === undefined) continue;
    const labels = new Map(sheetColumns(subjectOf(table)).map(({ name, label }) => [label, name]));
    const groups = groupKeys(table.by);
    const heads = cellsOf(sheet.getRow(HEAD_ROW));
    for (let line = HEAD_ROW + 1; line <= sheet.rowCount; line += 1) {
      const cells = cellsOf(sheet.getRow(line));
      heads.forEach((head, column) => {
        const name = labels.get(String(head));
        if (name === undefined) return;
        const where = [monthFrom(String(cells[0])), table.by, groups.get(String(cells[1]))];
        const key = [codeOf(table), ...where, name].join("|");
        figures.set(key, once(figures, key, cellValue(cells[column])));
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
  const { figures, cells } = readPage(new TextDecoder().decode(file.bytes));
  return { figures, unmarked: cells.filter((text) => /\p{N}/u.test(text)) };
}

function groupKeys(by: PackTable["by"]): ReadonlyMap<string, string> {
  const keys: Readonly<Record<PackTable["by"], readonly GroupKey[]>> = {
    "service-type": [...SERVICE_TYPES, "other_services", "all"],
    region: [...REGIONS, "rest_of_england", "all"],
    icb: [...BOARDS, "small_boards", "other_boards", "not_stated", "all"],
  };
  return new Map(keys[by].map((key) => [groupLabel(key, by), key]));
}

function cellsOf(row: ExcelJS.Row): readonly unknown[] {
  return Array.isArray(row.values) ? row.values.slice(1) : [];
}

function cellValue(cell: unknown): number | string | null {
  return typeof cell === "number" ? cell : statedIn(String(cell));
}
