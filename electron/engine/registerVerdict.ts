import type { RegisterResult, RegisterVerdict } from "../../shared/contract.ts";
import { columnLetter } from "./intake/columns.ts";
import type { StagedRegister } from "./intake/register/register.ts";
import {
  KIND_WORDS,
  namesNobody,
  registerMapping,
  storesNothing,
  toNewRegister,
  whyNothing,
} from "./intake/register/stage.ts";
import type { StagedFile } from "./intake/stage.ts";
import type { CampaignFile } from "./store/campaignFile.ts";
import { shortOf, shortWords } from "./store/registerDays.ts";
import { differenceFrom, registerBefore } from "./store/registers.ts";

/** How many reasons for setting rows aside are shown; a directory has hundreds. */
const SHOWN = 12;

/**
 * What Import shows of a staged register: what it is, of which day, what would be stored, and what has to be said first.
 * @param together the registers that would be stored with it
 */
export function registerVerdictOf(
  campaign: CampaignFile,
  file: StagedFile,
  key: string,
  register: StagedRegister,
  together: readonly StagedRegister[],
): RegisterVerdict {
  const { sheet, kind, asOf, asOfReason, entries, setAside } = register;
  const open = asOf === null || namesNobody(register) || storesNothing(register);
  const fresh = open ? null : toNewRegister(register, file.name);
  const before = fresh === null ? null : registerBefore(campaign, file.sha256, register.position, fresh);
  const differs = before === null || fresh === null ? null : differenceFrom(before, fresh);
  const short = before !== null || fresh === null ? null : shortOf(campaign, fresh, together);
  const warning = storesNothing(register) ? whyNothing(register) : (shortWords(short, "staged")[0] ?? null);
  const again =
    differs === null ? [] : [`It has been imported before, ${differs}: undo that import first, or leave the file out.`];
  const reasons = reasonsOf(setAside);
  return {
    key,
    file: file.name,
    sheet,
    kind,
    verdict: open ? "needs-answer" : before !== null && differs === null ? "unchanged" : "recognised",
    asOf,
    asOfReason,
    proposedAsOf: asOf === null ? register.modified : null,
    rowsRead: register.rowsRead,
    entries: entries.length,
    providers: new Set(entries.flatMap(({ providerId }) => providerId ?? [])).size,
    setAside: setAside.length,
    reasons: reasons.slice(0, SHOWN),
    otherReasons: reasons.slice(SHOWN).reduce((sum, { rows }) => sum + rows, 0),
    headerRows: [register.headerRow],
    columns: columnsOf(register),
    namesNobody: namesNobody(register),
    warning,
    notes: [...again, ...file.notes, ...register.notes],
    ignoredSheets: [...file.ignoredSheets],
  };
}

/** What an import did with a register, as `import --json` prints it. */
export function registerResult(
  campaign: CampaignFile,
  file: StagedFile,
  register: StagedRegister,
  stored: number,
): RegisterResult {
  const { sheet, kind, asOf, rowsRead, entries, setAside } = register;
  if (asOf === null) throw new Error(`A ${KIND_WORDS[kind]} was stored without its day`);
  return {
    file: file.name,
    sheet,
    kind,
    asOf,
    asOfReason: register.asOfReason,
    rowsRead,
    stored,
    unchanged: entries.length - stored,
    setAside: [...setAside],
    mapping: registerMapping(register),
    ignoredSheets: [...file.ignoredSheets],
    notes: [...shortWords(shortOf(campaign, { kind, asOf, entries }, []), "stored"), ...file.notes, ...register.notes],
  };
}

/** Reasons with their rows, the most frequent first; what names a row or an id is one reason. */
function reasonsOf(setAside: StagedRegister["setAside"]): RegisterVerdict["reasons"] {
  const rows = new Map<string, number>();
  for (const { reason } of setAside) {
    const kind = reason
      .replace(/^Location \S+ is listed above, in row \d+\.$/, "The location is listed above.")
      .replace(/^This member is listed above, in row \d+\.$/, "The member is listed above.")
      .replace(/^“.*” is no CQC location id\.$/s, "What stands for the location’s id is no CQC id.");
    rows.set(kind, (rows.get(kind) ?? 0) + 1);
  }
  return [...rows]
    .map(([reason, count]) => ({ reason, rows: count }))
    .sort((a, b) => b.rows - a.rows || (a.reason < b.reason ? -1 : 1));
}

function columnsOf({ columns, samples }: StagedRegister): RegisterVerdict["columns"] {
  return columns.map(({ column, header, role, reason }) => ({
    index: column,
    column: columnLetter(column),
    header,
    role,
    confidence: role === null ? 0 : 1,
    reason,
    open: false,
    suggestion: null,
    samples: [...(samples[column] ?? [])],
  }));
}
