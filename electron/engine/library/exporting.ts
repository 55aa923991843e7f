import { createWriteStream, existsSync } from "node:fs";
import { mkdir, readdir, rename, rm, rmdir, writeFile } from "node:fs/promises";
import path from "node:path";
import { once } from "node:events";
import { randomBytes } from "node:crypto";
import { setImmediate as nextTurn } from "node:timers/promises";
import { csvText } from "../../../shared/csv.ts";
import { diskFault } from "../../../shared/diskFaults.ts";
import { BellwetherError, throwIfCancelled } from "../../../shared/errors.ts";
import { REGISTER_KINDS } from "../../../shared/imports.ts";
import {
  OPTIONS,
  QUESTION_WORDINGS,
  QUESTIONS,
  REGIONS,
  SERVICE_TYPES,
  SOURCES,
  UNITS,
} from "../../../shared/vocabulary.ts";
import type { WorkContext } from "../importing.ts";
import { isOut, packFiles } from "../releaseRecord.ts";
import { allTables, type StoredTable, type StoredValue } from "../store/allTables.ts";
import type { CampaignFile } from "../store/campaignFile.ts";
import { FATES } from "../store/imports.ts";
import { readReleases } from "../store/releases.ts";

/**
 * Writes everything a campaign holds into a new or empty folder, for other programs and for ever: each table as CSV and JSON,
 * the files of each release as they went out, and what the numbers in the tables stand for. It names everybody, and says so.
 * @returns how many tables and rows were written
 * @throws BellwetherError `folder-not-empty`, `disk-full`, `not-writable`, `cancelled`
 */
export async function exportEverything(
  campaign: CampaignFile,
  out: string,
  context: WorkContext,
): Promise<{ tables: number; rows: number }> {
  const staging = path.join(path.dirname(out), `.bellwether-${randomBytes(6).toString("hex")}`);
  try {
    return await told(out, async () => {
      if (existsSync(out) && (await readdir(out)).length > 0) throw occupied(out);
      await mkdir(path.join(staging, "tables"), { recursive: true });
      const tables = allTables(campaign);
      const total = tables.reduce((sum, { count }) => sum + count, 0);
      let done = 0;
      const onRows = async (rows: number): Promise<void> => {
        done += rows;
        throwIfCancelled(context.signal);
        context.progress({ stage: "Writing the tables", done, total });
        await nextTurn();
      };
      for (const table of tables) await writeTable(table, path.join(staging, "tables"), onRows);
      for (const release of readReleases(campaign).filter(isOut)) {
        for (const { name, bytes } of packFiles(campaign, release.id)) {
          throwIfCancelled(context.signal);
          const file = path.join(staging, "releases", release.code, name);
          await mkdir(path.dirname(file), { recursive: true });
          await writeFile(file, bytes);
        }
      }
      await writeFile(path.join(staging, "about.json"), `${JSON.stringify(about(tables), null, 2)}\n`);
      if (existsSync(out)) await rmdir(out);
      await rename(staging, out);
      return { tables: tables.length, rows: total };
    });
  } finally {
    await rm(staging, { recursive: true, force: true });
  }
}

/** What a reader of the tables has to know. */
function about(tables: readonly StoredTable[]): unknown {
  return {
    format: "bellwether-export/1",
    identifiable:
      "These tables name organisations and hold what each of them answered. Nothing here is anonymised. Do not pass it on.",
    leftOut:
      "The campaign’s secret, which seeds the rounding of published figures. Only a saved copy (.evidence) holds it.",
    tables: tables.map(({ name, columns, count }) => ({ name, columns, rows: count })),
    meaning: {
      months: "A month is year x 12 + month - 1: 24300 is January 2025.",
      bytes: "Binary values are written in hex.",
      questions: QUESTIONS.map((code, number) => ({ number, code, wording: QUESTION_WORDINGS[code] })),
      otherQuestions: "Questions of your own sets are in the table question, by id.",
      options: OPTIONS.map((code, number) => ({ number, code })),
      serviceTypes: SERVICE_TYPES.map((code, number) => ({ number, code })),
      regions: REGIONS.map((code, number) => ({ number, code })),
      sources: SOURCES.map((code, number) => ({ number, code })),
      units: UNITS.map((code, number) => ({ number, code })),
      registerKinds: REGISTER_KINDS.map((code, number) => ({ number, code })),
      fates: FATES,
    },
  };
}

const ROWS_AT_ONCE = 2000;

async function writeTable(table: StoredTable, folder: string, onRows: (rows: number) => Promise<void>): Promise<void> {
  const csv = createWriteStream(path.join(folder, `${table.name}.csv`));
  const json = createWriteStream(path.join(folder, `${table.name}.json`));
  const streams = [csv, json];
  const fault = Promise.race(
    streams.map((stream) => once(stream, "error").then(([error]) => Promise.reject(error as Error))),
  );
  fault.catch(() => undefined); // heard below, wherever the writing waits
  const write = (stream: typeof csv, text: string): Promise<unknown> =>
    stream.write(text) ? Promise.resolve() : Promise.race([once(stream, "drain"), fault]);
  await write(csv, csvText([table.columns]));
  await write(json, "[");
  let first = true;
  // Read in one go, so that the rows are those of one moment; written in parts.
  const rows = [...table.rows()];
  for (let at = 0; at < rows.length; at += ROWS_AT_ONCE) {
    const part = rows.slice(at, at + ROWS_AT_ONCE);
    await write(csv, csvText(part.map((row) => row.map(cellOf))));
    const objects = part.map((row) =>
      JSON.stringify(Object.fromEntries(table.columns.map((name, i) => [name, plain(row[i])]))),
    );
    await write(json, `${first ? "\n" : ",\n"}${objects.join(",\n")}`);
    first = false;
    await onRows(part.length);
  }
  await write(json, first ? "]\n" : "\n]\n");
  for (const stream of streams) {
    stream.end();
    await Promise.race([once(stream, "close"), fault]);
  }
}

function plain(value: StoredValue | undefined): string | number | null {
  return value instanceof Uint8Array ? Buffer.from(value).toString("hex") : (value ?? null);
}

function cellOf(value: StoredValue): string {
  return String(plain(value) ?? "");
}

function occupied(out: string): BellwetherError {
  return new BellwetherError("folder-not-empty", `${out} is not empty. Choose a new or an empty folder.`, {
    file: out,
  });
}

async function told<T>(out: string, work: () => Promise<T>): Promise<T> {
  try {
    return await work();
  } catch (error) {
    throw diskFault(error, out);
  }
}
