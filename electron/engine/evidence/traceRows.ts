import type { Output, ParsedInput } from "../../../shared/contract.ts";
import { BellwetherError } from "../../../shared/errors.ts";
import { monthFromNumber } from "../../../shared/month.ts";
import type { TracedRow } from "../../../shared/traces.ts";
import type { CampaignFile } from "../store/campaignFile.ts";
import { placesOf } from "../store/check.ts";
import {
  countTracedRows,
  firstPlaces,
  importedFiles,
  readTracedRows,
  type StoredTracedRow,
  type TracedFate,
} from "../store/traceRows.ts";

/**
 * What became of each row of an import: it stands, another stands instead, an earlier file holds it, it was set aside, or
 * it is an entry of a register. The counts add up to the rows that were read.
 * @throws BellwetherError `bad-request` where the import has been undone, or has no such file
 */
export function traceRows(campaign: CampaignFile, query: ParsedInput<"trace.rows">): Output<"trace.rows"> {
  const files = importedFiles(campaign, query.importId);
  if (files.length === 0 || (query.file !== null && !files.includes(query.file))) {
    throw new BellwetherError(
      "bad-request",
      files.length === 0
        ? "This import has been undone, so its rows are gone."
        : `This import has no file ${query.file ?? ""}. Its files are ${files.join(", ")}.`,
    );
  }
  const counts = countTracedRows(campaign, query.importId, query.file);
  const { total, rows } = readTracedRows(campaign, query);
  const first = firstPlaces(campaign);
  const holders = placesOf(
    campaign,
    rows.flatMap(({ fate, holder }) => (fate === "superseded" && holder !== null ? [holder] : [])),
  );
  const of = (fate: TracedFate): number => counts.get(fate) ?? 0;
  const named = ({ file, sheet, row }: Place): string => `row ${row} of ${file}${sheet === null ? "" : `, ${sheet}`}`;
  const detailOf = ({ fate, reason, holder, responseId }: StoredTracedRow): string | null => {
    const place =
      fate === "superseded" && holder !== null
        ? holders.get(holder)
        : fate === "unchanged" && responseId !== null
          ? first(responseId)
          : null;
    if (place != null)
      return fate === "superseded" ? `${capital(named(place))} stands instead` : `Already in ${named(place)}`;
    return reason;
  };
  return {
    files,
    counts: {
      read: [...counts.values()].reduce((sum, n) => sum + n, 0),
      stands: of("stands"),
      superseded: of("superseded"),
      unchanged: of("unchanged"),
      setAside: of("set-aside"),
      listed: of("listed"),
    },
    total,
    rows: rows.map((row): TracedRow => ({
      file: row.file,
      sheet: row.sheet,
      row: row.row,
      month: row.month === null ? null : monthFromNumber(row.month),
      fate: row.fate,
      name: row.name,
      responseId: row.responseId,
      detail: detailOf(row),
      instead: row.fate === "superseded" ? row.holder : null,
    })),
  };
}

interface Place {
  readonly file: string;
  readonly sheet: string | null;
  readonly row: number;
}

function capital(text: string): string {
  return text.charAt(0).toUpperCase() + text.slice(1);
}
