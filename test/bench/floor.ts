import Database from "better-sqlite3";
import { openSpreadsheet } from "../../electron/engine/intake/read/open.ts";

/** The floor: every cell read and put into one table, in one transaction. */
export async function readAndInsert(file: string, target: string): Promise<void> {
  const db = new Database(target);
  for (const pragma of [
    "journal_mode = WAL",
    "synchronous = FULL",
    "cache_size = -65536",
    "wal_autocheckpoint = 16384",
  ])
    db.pragma(pragma);
  const spreadsheet = await openSpreadsheet(file, "tracker");
  const width = 25;
  db.exec(`CREATE TABLE cell (${Array.from({ length: width }, (_, index) => `c${index} TEXT`).join(", ")})`);
  const insert = db.prepare(`INSERT INTO cell VALUES (${Array.from({ length: width }, () => "?").join(", ")})`);
  db.exec("BEGIN IMMEDIATE");
  for (const sheet of spreadsheet.sheets) {
    for await (const batch of sheet.rows()) {
      for (const { cells } of batch) {
        insert.run(
          Array.from({ length: width }, (_, column) => {
            const cell = cells[column] ?? null;
            return typeof cell === "object" && cell !== null ? ("date" in cell ? cell.date : cell.error) : cell;
          }),
        );
      }
    }
  }
  db.exec("COMMIT");
  db.pragma("wal_checkpoint(TRUNCATE)");
  await spreadsheet.close();
  db.close();
}

/** How long work takes, in milliseconds. */
export async function timed(work: () => Promise<unknown>): Promise<number> {
  const start = performance.now();
  await work();
  return performance.now() - start;
}

/** How long work that is done at once takes, in milliseconds. */
export function timedNow(work: () => unknown): number {
  const start = performance.now();
  work();
  return performance.now() - start;
}

/** How many times the floor. */
export const ratio = (value: number, floor: number): string => (value / floor).toFixed(2);
/** Milliseconds as seconds. */
export const seconds = (milliseconds: number): string => `${(milliseconds / 1000).toFixed(2)} s`;
