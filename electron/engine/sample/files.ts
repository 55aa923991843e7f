import { mkdir, readdir, rename, rm, writeFile } from "node:fs/promises";
import path from "node:path";
import { setImmediate as nextTurn } from "node:timers/promises";
import { csvText } from "../../../shared/csv.ts";
import { diskFault } from "../../../shared/diskFaults.ts";
import { BellwetherError, throwIfCancelled } from "../../../shared/errors.ts";
import type { Month } from "../../../shared/month.ts";
import type { WorkContext } from "../importing.ts";
import { unzipPack, zipPack } from "../pack/zip.ts";
import { directoryTable, membersTable } from "./registers.ts";
import { surveyTable, trackerTable, type RawCell, type RawTable } from "./rows.ts";
import { SAMPLE_MONTHS, sampleWorld } from "./world.ts";

/**
 * Writes the raw files of the sample campaign into a folder, which is made where it is missing: two Capacity Tracker
 * extracts a month, CSV and XLSX by turns in both heading styles, a SurveyMonkey export, a CQC directory and a member
 * list. The same bytes every time.
 * @returns the names of the files
 * @throws BellwetherError `folder-not-empty`, `not-writable`, `cancelled`
 */
export async function writeSampleFiles(folder: string, context: WorkContext): Promise<string[]> {
  await prepareFolder(folder);
  const names: string[] = [];
  try {
    for await (const file of sampleFiles(context)) {
      const target = path.join(folder, file.name);
      await writeFile(`${target}.part`, file.bytes);
      await rename(`${target}.part`, target);
      names.push(file.name);
    }
  } catch (error) {
    for (const name of await readdir(folder)) await rm(path.join(folder, name), { force: true });
    throw diskFault(error, folder);
  }
  return names;
}

async function* sampleFiles(context: WorkContext): AsyncGenerator<{ name: string; bytes: Uint8Array }> {
  const world = sampleWorld();
  const total = SAMPLE_MONTHS.length * 2 + 2;
  let done = 0;
  const step = async (): Promise<void> => {
    context.progress({ stage: "Writing the sample files", done, total });
    done += 1;
    await nextTurn();
    throwIfCancelled(context.signal);
  };
  for (const [index, month] of SAMPLE_MONTHS.entries()) {
    const style = index < SAMPLE_MONTHS.length / 2 ? "2023" : "2024";
    for (const residential of [true, false]) {
      await step();
      const table = trackerTable(world, month, { residential, style });
      const stem = `capacity-tracker-${residential ? "care-homes" : "non-residential"}-${month}`;
      const csv = residential === index % 2 > 0;
      yield csv
        ? { name: `${stem}.csv`, bytes: Buffer.from(tableCsv(table, [], tracked)) }
        : { name: `${stem}.xlsx`, bytes: await workbook(table) };
    }
  }
  await step();
  const last = SAMPLE_MONTHS.at(-1) as Month;
  const survey = surveyTable(world, last);
  yield { name: `members-survey-${last}.csv`, bytes: windows1252(tableCsv(survey, [survey.second], american)) };
  await step();
  const preamble = "CQC directory (fictional sample)\r\nProduced 1 June 2025\r\n\r\n\r\n";
  const directory = tableCsv(directoryTable(world), [], tracked);
  yield { name: "cqc-directory-2025-06-01.csv", bytes: Buffer.from(`${preamble}${directory}`) };
  yield { name: "member-list-2025-06-01.csv", bytes: Buffer.from(tableCsv(membersTable(world), [], tracked)) };
}

async function prepareFolder(folder: string): Promise<void> {
  try {
    await mkdir(folder, { recursive: true });
    if ((await readdir(folder)).length === 0) return;
  } catch (error) {
    throw diskFault(error, folder);
  }
  throw new BellwetherError(
    "folder-not-empty",
    `${folder} is not empty. Choose a new or empty folder; nothing in it was touched.`,
    { file: folder },
  );
}

const two = (value: number): string => String(value).padStart(2, "0");

/** `08/02/2025 09:56:00`, as the Capacity Tracker writes it. */
function tracked(moment: number): string {
  const date = new Date(moment);
  return `${two(date.getUTCDate())}/${two(date.getUTCMonth() + 1)}/${date.getUTCFullYear()} ${date.toISOString().slice(11, 19)}`;
}

/** `07/09/2025 05:12:44 PM`, as SurveyMonkey writes it. */
function american(moment: number): string {
  const date = new Date(moment);
  const hour = date.getUTCHours();
  const time = `${two(hour % 12 === 0 ? 12 : hour % 12)}:${two(date.getUTCMinutes())}:${two(date.getUTCSeconds())} ${hour < 12 ? "AM" : "PM"}`;
  return `${two(date.getUTCMonth() + 1)}/${two(date.getUTCDate())}/${date.getUTCFullYear()} ${time}`;
}

function tableCsv(table: RawTable, seconds: readonly (readonly string[])[], date: (moment: number) => string): string {
  const text = (cell: RawCell): string =>
    cell === null ? "" : typeof cell === "object" ? date(cell.moment) : String(cell);
  return csvText([table.headers, ...seconds, ...table.rows].map((row) => row.map(text)));
}

/** Windows-1252 bytes: what the sample writes beyond Latin-1 is the curly apostrophe only. */
function windows1252(text: string): Uint8Array {
  return Buffer.from(text.replaceAll("’", "\u0092"), "latin1");
}

async function workbook(table: RawTable): Promise<Uint8Array> {
  const { default: excel } = await import("exceljs");
  const book = new excel.Workbook();
  book.created = book.modified = new Date(Date.UTC(2025, 0, 1));
  book.addWorksheet("Notes").addRow(["Fictional sample data for trying Bellwether. No real provider is described."]);
  const sheet = book.addWorksheet("Extract");
  sheet.addRow(table.headers);
  for (const row of table.rows) {
    sheet.addRow(
      row.map((cell) =>
        cell !== null && typeof cell === "object" ? new Date(cell.moment) : cell === "" ? null : cell,
      ),
    );
  }
  for (const [index, cell] of (table.rows[0] ?? []).entries()) {
    if (cell !== null && typeof cell === "object") sheet.getColumn(index + 1).numFmt = "dd/mm/yyyy hh:mm:ss";
  }
  return zipPack(unzipPack(new Uint8Array(await book.xlsx.writeBuffer())));
}
