import { guarded, type CampaignFile } from "./campaignFile.ts";

/** One table of a campaign file: its columns, how many rows it has, and the rows themselves, one at a time. */
export interface StoredTable {
  readonly name: string;
  readonly columns: readonly string[];
  readonly count: number;
  rows(): Iterable<readonly StoredValue[]>;
}
export type StoredValue = string | number | null | Uint8Array;

/** What never leaves the campaign file: it would let somebody undo the rounding of what was published. */
const SECRET_COLUMNS = new Set(["merge.secret_before", "merge.secret"]);

/** Every table, by name, without the secrets that seed rounding; the files of releases by their size alone. */
export function allTables({ db, path }: CampaignFile): StoredTable[] {
  const names = db
    .prepare("SELECT name FROM sqlite_schema WHERE type = 'table' AND name NOT LIKE 'sqlite_%' ORDER BY name")
    .pluck()
    .all() as string[];
  return names.map((name) => {
    const columns = (
      db.prepare("SELECT name FROM pragma_table_info(?) ORDER BY cid").pluck().all(name) as string[]
    ).filter((column) => !SECRET_COLUMNS.has(`${name}.${column}`));
    const picked = columns.map((column) =>
      name === "release_file" && column === "bytes" ? 'length("bytes")' : `"${column}"`,
    );
    const where = name === "meta" ? " WHERE key <> 'secret'" : "";
    return {
      name,
      columns,
      count: db.prepare(`SELECT count(*) FROM "${name}"${where}`).pluck().get() as number,
      rows: () =>
        guarded(path, () =>
          db
            .prepare(`SELECT ${picked.join(", ")} FROM "${name}"${where}`)
            .raw()
            .iterate(),
        ) as Iterable<readonly StoredValue[]>,
    };
  });
}
