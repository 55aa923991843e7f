import type { PreviewRow, SheetVerdict } from "../../shared/contract.ts";
import { HANDBACK_SET, optionId, scaleOf, type QuestionSet } from "../../shared/questionSets.ts";
import { identityKey } from "../../shared/identifiers.ts";
import { monthNumber } from "../../shared/month.ts";
import { OPTIONS } from "../../shared/vocabulary.ts";
import { isWarning, WARNING_RULES } from "../../shared/warnings.ts";
import type { CodedResponse } from "./intake/code.ts";
import { columnLetter } from "./intake/columns.ts";
import { changesSince } from "./intake/memory.ts";
import type { StagedPart } from "./intake/parts.ts";
import { rolesInOrder } from "./intake/recognise.ts";
import { partFingerprints } from "./intake/newFile.ts";
import { proposesMembers } from "./intake/register/read.ts";
import { isUnknown, type StagedFile, type StagedSheet } from "./intake/stage.ts";
import type { CampaignFile } from "./store/campaignFile.ts";
import { knownFingerprints, readAnswerers } from "./store/answerers.ts";
import { HANDBACK_SET_ID } from "./store/questionSets.ts";

/** The question sets of the user's own that are stored, by code. */
export type KnownSets = ReadonlyMap<string, { readonly id: number; readonly set: QuestionSet }>;

/** What would become of each response of a part, beside its coded responses. */
export type Fate = Exclude<PreviewRow["fate"], "set-aside">;

/**
 * What would become of each response: unchanged where the campaign holds the very same; changed where the same
 * respondent answered the same collection otherwise; else new. All new while the month is not known.
 */
export function fatesOf(
  campaign: CampaignFile,
  sheet: StagedSheet,
  part: StagedPart,
  sets: KnownSets,
): readonly Fate[] {
  const { responses } = part.coded;
  if (part.month === null) return responses.map(() => "new");
  const known = knownFingerprints(campaign, partFingerprints(sheet, part, part.month));
  const setId = part.set === HANDBACK_SET ? HANDBACK_SET_ID : sets.get(part.set)?.id;
  const answered = new Set(
    setId === undefined
      ? []
      : readAnswerers(campaign, setId, monthNumber(part.month)).flatMap((ids) => identityKey(ids) ?? []),
  );
  return responses.map((response, index) => {
    if (known[index] === true) return "unchanged";
    return answered.has(keyOf(sheet, response) ?? "") ? "changed" : "new";
  });
}

/** What Import shows of a staged sheet: what it is, what would be stored, and what a person has to say first. */
export function verdictOf(
  file: StagedFile,
  key: string,
  sheet: StagedSheet,
  sets: KnownSets,
  fatesIn: (sheet: StagedSheet, part: StagedPart) => readonly Fate[],
): SheetVerdict {
  const { proposal } = sheet;
  const parts = sheet.parts.map((part): SheetVerdict["parts"][number] => {
    const fates = fatesIn(sheet, part);
    const count = (fate: Fate): number => fates.filter((own) => own === fate).length;
    return {
      key: part.key,
      questionSet: part.set,
      questionSetTitle: part.set === HANDBACK_SET ? null : (sets.get(part.set)?.set.title ?? part.set),
      month: part.month,
      monthReason: part.finding.reason,
      questions: part.block.roles.length,
      rowsRead: part.rowsRead,
      added: count("new"),
      changed: count("changed"),
      unchanged: count("unchanged"),
      setAside: part.setAside.length,
    };
  });
  const since = proposal.last;
  const changes = since === null ? [] : changesSince(sheet.memory, since, proposal.renamed);
  const open =
    parts.length === 0 ||
    sheet.openColumns.length > 0 ||
    sheet.openDateOrder !== null ||
    parts.some(({ month }) => month === null);
  const nothingNew = parts.every((part) => part.added + part.changed === 0);
  return {
    key,
    file: file.name,
    sheet: sheet.name,
    source: proposal.source,
    platform: proposal.platform,
    confidence: proposal.confidence,
    reasons: [...proposal.reasons],
    notes: [...file.notes, ...sheet.notes],
    verdict: open ? "needs-answer" : nothingNew ? "unchanged" : changes.length > 0 ? "changed" : "recognised",
    headerRows: [...proposal.headerRows],
    columns: columnsOf(sheet),
    parts,
    dateOrder: sheet.openDateOrder,
    since: since === null ? null : { file: since.file, month: since.month, changes },
    warnings: warningsOf(sheet),
    unknownWordings: unknownWordings(sheet),
    ignoredSheets: [...file.ignoredSheets],
    looksLikeMembers:
      isUnknown(sheet) && proposal.traits === null && proposesMembers(proposal.columns.map(({ header }) => header)),
  };
}

/** Rows of a part as the preview shows them, in order of row. `set` is the part's own where it is one of the user's. */
export function previewRows(
  sheet: StagedSheet,
  part: StagedPart,
  fates: readonly Fate[],
  set: QuestionSet | null,
): PreviewRow[] {
  const codes = ownOptionCodes(set);
  const rows = part.coded.responses.map((response, index): PreviewRow => ({
    row: response.row,
    fate: fates[index] ?? "new",
    reason: null,
    organisation: response.parentName ?? response.organisationName ?? response.locationName ?? keyOf(sheet, response),
    submittedAt: response.submittedAt,
    answers: response.answers.map(({ question, option, written }) => ({
      question,
      option: codes.get(`${question} ${option}`) ?? OPTIONS[option] ?? "",
      written,
    })),
  }));
  const aside = part.setAside.map(({ row, reason }): PreviewRow => ({
    row,
    fate: "set-aside",
    reason,
    organisation: null,
    submittedAt: null,
    answers: [],
  }));
  return [...rows, ...aside].sort((a, b) => a.row - b.row);
}

/** By question and what the store holds for an option: the option's code. */
function ownOptionCodes(set: QuestionSet | null): ReadonlyMap<string, string> {
  return new Map(
    (set?.questions ?? []).flatMap((question) =>
      scaleOf(question).map((option, index): [string, string] => [
        `${set?.code ?? ""}.${question.code} ${optionId(option, index)}`,
        option.code,
      ]),
    ),
  );
}

function keyOf({ proposal }: StagedSheet, response: CodedResponse): string | null {
  return identityKey({ ...response, platform: proposal.platform });
}

function columnsOf(sheet: StagedSheet): SheetVerdict["columns"] {
  const { proposal, openColumns, samples } = sheet;
  const taken = new Map(
    rolesInOrder(proposal).flatMap((role) => role.columns.map((column) => [column, role] as const)),
  );
  const open = new Map(openColumns.map((column) => [column.column.column, column]));
  return proposal.columns.map(({ column, header }) => {
    const role = taken.get(column);
    const asked = open.get(column);
    return {
      index: column,
      column: columnLetter(column),
      header,
      role: asked === undefined ? (role?.role ?? null) : null,
      confidence: role?.confidence ?? 0,
      reason: asked?.reason ?? role?.reason ?? "",
      open: asked !== undefined,
      suggestion: asked?.suggestion ?? null,
      samples: [...(samples[column] ?? [])],
    };
  });
}

/** What the rules of the field noted in a sheet, each rule once with its first row. */
function warningsOf({ parts }: StagedSheet): SheetVerdict["warnings"] {
  const issues = parts.flatMap(({ coded }) => coded.issues).filter(({ kind }) => isWarning(kind));
  const byRule = Map.groupBy(issues, ({ field }) => field);
  return Object.entries(WARNING_RULES).flatMap(([rule, { what, reason }]) => {
    const [first, ...more] = (byRule.get(rule) ?? []).toSorted((a, b) => a.row - b.row);
    if (first === undefined) return [];
    const rows = new Set([first, ...more].map(({ row }) => row)).size;
    const text = `${what} (${rows === 1 ? "1 row" : `${rows} rows`}, first in row ${first.row}: ${first.written}).`;
    return { rule, rows, text, reason };
  });
}

function unknownWordings(sheet: StagedSheet): SheetVerdict["unknownWordings"] {
  const unrecognised = OPTIONS.indexOf("unrecognised");
  const rows = new Map<string, SheetVerdict["unknownWordings"][number]>();
  for (const { coded } of sheet.parts) {
    for (const response of coded.responses) {
      for (const { question, option, written } of response.answers) {
        if (option !== unrecognised) continue;
        const key = `${question} ${written}`;
        const entry = rows.get(key) ?? { question, wording: written, rows: 0 };
        rows.set(key, { ...entry, rows: entry.rows + 1 });
      }
    }
  }
  return [...rows.values()].sort((a, b) => b.rows - a.rows);
}
