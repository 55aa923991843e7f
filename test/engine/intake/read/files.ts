import { mkdtemp, readdir, readlink, rm, writeFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { expect } from "vitest";
import { openSpreadsheet } from "../../../../electron/engine/intake/read/open.ts";
import type { OpenOptions, Sheet, SheetRow, Spreadsheet } from "../../../../electron/engine/intake/read/types.ts";
import { BellwetherError, type ErrorCode } from "../../../../shared/errors.ts";

/** A fresh folder for a test's files, removed when the test lets go of it. */
export async function folder(): Promise<
  { path: string; write(name: string, bytes: Uint8Array | string): Promise<string> } & AsyncDisposable
> {
  const path = await mkdtemp(join(tmpdir(), "bellwether-read-"));
  return {
    path,
    async write(name, bytes) {
      await writeFile(join(path, name), bytes);
      return join(path, name);
    },
    async [Symbol.asyncDispose]() {
      await rm(path, { recursive: true, force: true });
    },
  };
}

/** Writes bytes to a file, opens it, shows it to `look` and closes it. */
export async function withSpreadsheet<T>(
  bytes: Uint8Array | string,
  look: (spreadsheet: Spreadsheet) => Promise<T> | T,
  name = "Returns.csv",
  options: OpenOptions = {},
): Promise<T> {
  await using place = await folder();
  const spreadsheet = await openSpreadsheet(await place.write("file", bytes), name, options);
  try {
    return await look(spreadsheet);
  } finally {
    await spreadsheet.close();
  }
}

/** All rows of a sheet. */
export async function rowsOf(sheet: Sheet | undefined): Promise<SheetRow[]> {
  const rows: SheetRow[] = [];
  for await (const batch of sheet!.rows()) rows.push(...batch);
  return rows;
}

/** All rows of a file's first sheet. */
export function readRows(bytes: Uint8Array | string): Promise<SheetRow[]> {
  return withSpreadsheet(bytes, ({ sheets }) => rowsOf(sheets[0]));
}

/** The cells of a file's first sheet, row numbers left out. */
export async function readCells(bytes: Uint8Array | string): Promise<(readonly unknown[])[]> {
  return (await readRows(bytes)).map((row) => row.cells);
}

/** Reads every sheet of a file that must be refused, and checks that the refusal names it and says what to do. */
export async function refusal(
  bytes: Uint8Array | string,
  code: ErrorCode,
  advice: RegExp,
  name = "June return.xlsx",
): Promise<BellwetherError> {
  const error = await withSpreadsheet(
    bytes,
    async ({ sheets }) => {
      for (const sheet of sheets) await rowsOf(sheet);
    },
    name,
  ).then(
    () => undefined,
    (fault: unknown) => fault,
  );
  expect(error).toBeInstanceOf(BellwetherError);
  const fault = error as BellwetherError;
  expect(fault.message).toContain(`“${name}”`);
  expect(fault.message).toMatch(advice);
  expect(fault.code).toBe(code);
  expect(fault.place.file).toBe(name);
  return fault;
}

/** Files under a folder that this process holds open, where the system tells. */
export async function openHandles(path: string): Promise<string[]> {
  if (process.platform !== "linux") return [];
  const links = await Promise.all(
    (await readdir("/proc/self/fd")).map((fd) => readlink(`/proc/self/fd/${fd}`).catch(() => "")),
  );
  return links.filter((link) => link.startsWith(path));
}
