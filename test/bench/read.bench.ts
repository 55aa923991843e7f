import { execFile } from "node:child_process";
import { createReadStream, createWriteStream } from "node:fs";
import { mkdtemp, open, readFile, rm, writeFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { Readable } from "node:stream";
import { pipeline } from "node:stream/promises";
import { promisify } from "node:util";
import { createInflateRaw } from "node:zlib";
import { openSpreadsheet } from "../../electron/engine/intake/read/open.ts";

const ROWS = 100_000;
const COLUMNS = 25;
const ROUNDS = 7;

/**
 * Reads 100,000 x 25 as XLSX, ODS and CSV beside the least that reading takes: inflating the same zip entries, decoding the same
 * bytes (`TextDecoder`, streaming). Each figure is the fastest of seven fresh processes, taken in turn so that a busy machine is fair to both.
 */
export async function benchRead(log: (line: string) => void): Promise<void> {
  const folder = await mkdtemp(join(tmpdir(), "bellwether-bench-"));
  try {
    const paths = { xlsx: join(folder, "r.xlsx"), ods: join(folder, "r.ods"), csv: join(folder, "r.csv") };
    for (const [format, path] of Object.entries(paths)) await inProcess(`write-${format}`, path);
    log(await compared("read xlsx 100,000 x 25", "inflate", paths.xlsx, 6, 250));
    log(await compared("read ods 100,000 x 25", "inflate", paths.ods, 6, 250));
    log(await compared("read csv 100,000 x 25", "decode", paths.csv, 4, 150));
  } finally {
    await rm(folder, { recursive: true, force: true });
  }
}

async function compared(
  title: string,
  least: "inflate" | "decode",
  path: string,
  ratioBudget: number,
  peakBudget: number,
): Promise<string> {
  const fastest = { [least]: Infinity, read: Infinity };
  const peaks: number[] = [];
  for (let round = 0; round < ROUNDS; round++) {
    for (const work of [least, "read"]) {
      const { ms, peak } = await inProcess(work, path);
      fastest[work] = Math.min(fastest[work] ?? Infinity, ms);
      if (work === "read") peaks.push(peak);
    }
  }
  const [read, base] = [fastest["read"] ?? 0, fastest[least] ?? 0];
  const peak = Math.max(...peaks);
  const verdict = read / base <= ratioBudget && peak <= peakBudget ? "within" : "OVER";
  return `${title}: ${(read / base).toFixed(2)} x ${least} (${read.toFixed(0)} ms to ${base.toFixed(0)} ms), peak ${peak.toFixed(0)} MB; ${verdict} the budget of ${ratioBudget} x and ${peakBudget} MB`;
}

/** Does one work in a fresh process. A process begins with the peak memory of the one that starts it, so the files are written in others, too. */
async function inProcess(work: string, path: string): Promise<{ ms: number; peak: number }> {
  const { stdout } = await promisify(execFile)(process.execPath, [import.meta.filename, work, path]);
  return JSON.parse(stdout) as { ms: number; peak: number };
}

const WORKS: Record<string, (path: string) => Promise<void>> = {
  "write-xlsx": writeXlsx,
  "write-ods": writeOds,
  "write-csv": (path) => pipeline(Readable.from(csvLines()), createWriteStream(path)),
  async read(path) {
    const spreadsheet = await openSpreadsheet(path, path);
    let cells = 0;
    for (const sheet of spreadsheet.sheets)
      for await (const rows of sheet.rows()) for (const row of rows) cells += row.cells.length;
    await spreadsheet.close();
    if (cells !== (ROWS + 1) * COLUMNS) throw new Error(`Read ${cells} cells.`);
  },
  async inflate(path) {
    const bytes = await readFile(path);
    const end = bytes.lastIndexOf("PK\x05\x06");
    const entries: [from: number, length: number][] = [];
    for (
      let at = bytes.readUInt32LE(end + 16);
      at < end;
      at += 46 + bytes.readUInt16LE(at + 28) + bytes.readUInt16LE(at + 30) + bytes.readUInt16LE(at + 32)
    ) {
      if (bytes.readUInt16LE(at + 10) === 0) continue;
      const header = bytes.readUInt32LE(at + 42);
      entries.push([
        header + 30 + bytes.readUInt16LE(header + 26) + bytes.readUInt16LE(header + 28),
        bytes.readUInt32LE(at + 20),
      ]);
    }
    for (const [start, length] of entries) {
      const inflated = (await open(path))
        .createReadStream({ start, end: start + length - 1 })
        .pipe(createInflateRaw({ chunkSize: 64 * 1024 }));
      let total = 0;
      for await (const piece of inflated) total += (piece as Buffer).length;
      if (total === 0) throw new Error("Inflated nothing.");
    }
  },
  async decode(path) {
    const decoder = new TextDecoder();
    let total = 0;
    for await (const piece of createReadStream(path)) total += decoder.decode(piece as Buffer, { stream: true }).length;
    if (total === 0) throw new Error("Decoded nothing.");
  },
};

const ANSWERS = [
  "Very likely",
  "Fairly likely",
  "Neither likely nor unlikely",
  "Fairly unlikely",
  "Very unlikely",
  "Not applicable",
  "Don't know",
];

/** Rows like those of returns: ids, moments, answers, counts, money, gaps and a comment of a few words with its quotes and dashes. */
function* returns(): Generator<(string | number | Date | null)[], void, undefined> {
  yield Array.from({ length: COLUMNS }, (_, column) => `Question ${column + 1}`);
  for (let row = 0; row < ROWS; row++) {
    yield Array.from({ length: COLUMNS }, (_, column) => {
      if (column === 0) return `1-${100_000_000 + row}`;
      if (column === 1) return new Date(Date.UTC(2025, row % 12, 1 + (row % 28), 10, row % 60));
      if (column === COLUMNS - 1) return `Fees, again, stay below cost ${row} – we “may” hand back`;
      const shape = (row * 31 + column * 7) % 10;
      if (shape < 4) return ANSWERS[(row + column) % ANSWERS.length] ?? "";
      if (shape < 7) return (row * column) % 5000;
      return shape < 9 ? Math.round(((row * column) % 977) * 14.2857) / 100 : null;
    });
  }
}

async function writeXlsx(filename: string): Promise<void> {
  const { default: ExcelJS } = await import("exceljs");
  const workbook = new ExcelJS.stream.xlsx.WorkbookWriter({ filename, useSharedStrings: true, useStyles: true });
  const sheet = workbook.addWorksheet("Returns");
  for (const row of returns()) sheet.addRow(row).commit();
  sheet.commit();
  await workbook.commit();
}

/** As LibreOffice writes it. No budget was set for it: that of XLSX stands beside its figure. */
async function writeOds(path: string): Promise<void> {
  const { strToU8, Zip, ZipDeflate, ZipPassThrough } = await import("fflate");
  const pieces: Uint8Array[] = [];
  const zip = new Zip((error, piece) => {
    if (error !== null) throw error;
    pieces.push(piece);
  });
  const media = new ZipPassThrough("mimetype");
  zip.add(media);
  media.push(strToU8("application/vnd.oasis.opendocument.spreadsheet"), true);
  const content = new ZipDeflate("content.xml");
  zip.add(content);
  const namespaces = ["office", "table", "text", "calcext"]
    .map((prefix) => `xmlns:${prefix}="urn:oasis:names:tc:opendocument:xmlns:${prefix}:1.0"`)
    .join(" ");
  content.push(
    strToU8(
      `<office:document-content ${namespaces}><office:body><office:spreadsheet><table:table table:name="Returns" table:style-name="ta1">`,
    ),
  );
  for (const row of returns())
    content.push(strToU8(`<table:table-row table:style-name="ro1">${row.map(odsCell).join("")}</table:table-row>`));
  content.push(strToU8("</table:table></office:spreadsheet></office:body></office:document-content>"), true);
  zip.end();
  await writeFile(path, pieces);
}

function odsCell(cell: string | number | Date | null): string {
  const written = (type: string, value: string, shown: string): string =>
    `<table:table-cell office:value-type="${type}"${value} calcext:value-type="${type}"><text:p>${shown}</text:p></table:table-cell>`;
  if (cell === null) return "<table:table-cell/>";
  if (typeof cell === "string") return written("string", "", cell);
  if (typeof cell === "number") return written("float", ` office:value="${cell}"`, String(cell));
  const date = cell.toISOString().slice(0, 19);
  return written("date", ` office:date-value="${date}"`, date.replace("T", " "));
}

function* csvLines(): Generator<string, void, undefined> {
  for (const row of returns()) {
    const fields = row.map((cell) =>
      cell instanceof Date ? cell.toISOString().slice(0, 19).replace("T", " ") : String(cell ?? ""),
    );
    yield `${fields.map((field) => (field.includes(",") ? `"${field}"` : field)).join(",")}\r\n`;
  }
}

const [, script, work, path] = process.argv;
if (script === import.meta.filename && work !== undefined && path !== undefined) {
  const start = performance.now();
  await WORKS[work]?.(path);
  process.stdout.write(JSON.stringify({ ms: performance.now() - start, peak: process.resourceUsage().maxRSS / 1024 }));
}
