import { setImmediate as nextTurn } from "node:timers/promises";
import type { Progress, RegisterResult, SheetResult } from "../../shared/contract.ts";
import { BellwetherError, throwIfCancelled } from "../../shared/errors.ts";
import { HANDBACK_SET } from "../../shared/questionSets.ts";
import { QUESTIONS } from "../../shared/vocabulary.ts";
import { consolidate } from "./evidence/consolidate.ts";
import type { Mapping } from "./intake/mapping.ts";
import { toNewFile, type StoreNumbers } from "./intake/newFile.ts";
import { mappingOf, type StagedFile } from "./intake/stage.ts";
import { registerResult } from "./registerVerdict.ts";
import type { CampaignFile } from "./store/campaignFile.ts";
import { decisionKey, readDecisions, storedValue, writeDecision } from "./store/decisions.ts";
import { countSuperseded, storeImport, type SheetOutcome } from "./store/imports.ts";
import { takeBack } from "./store/merge.ts";
import { HANDBACK_SET_ID, readCountedQuestions, readQuestionSets, writeQuestionSet } from "./store/questionSets.ts";
import { inTransaction } from "./store/transaction.ts";

/** What long work on a campaign reports to and obeys. */
export interface WorkContext {
  readonly signal: AbortSignal;
  readonly progress: (progress: Progress) => void;
}

/** What an import did: its id (null where nothing was new), and every sheet's outcome. */
export interface ImportOutcome {
  readonly importId: number | null;
  readonly files: SheetResult[];
  readonly registers: RegisterResult[];
}

/**
 * Stores staged files as one import and consolidates, all in one transaction: cancelled or failed, nothing is stored.
 * @throws BellwetherError `month-uncertain`, `as-of-uncertain`, `cancelled`, and the store's own
 */
export async function commitImport(
  campaign: CampaignFile,
  staged: readonly StagedFile[],
  context: WorkContext,
  mapping: Mapping | null = null,
): Promise<ImportOutcome> {
  const parts = staged.flatMap((file) => file.sheets.flatMap((sheet) => sheet.parts));
  const responses = parts.reduce((sum, part) => sum + part.coded.responses.length, 0);
  const total = staged
    .flatMap(({ registers }) => registers)
    .reduce((sum, { entries, setAside }) => sum + entries.length + setAside.length, responses);
  let stage = responses === 0 ? "Storing the register" : "Storing responses";
  const work = function* (): Generator<number, ImportOutcome> {
    const months = mapping === null ? new Set<number>() : adopt(campaign, mapping);
    const numbers = storeNumbers(campaign);
    const files = staged.map((file) => toNewFile(file, numbers));
    const stored = yield* storeImport(campaign, new Date().toISOString(), files);
    stage = "Consolidating";
    yield total;
    if (stored.importId !== null) {
      for (const { sheets } of files) for (const { month } of sheets) months.add(month);
    }
    const registered = stored.registers.flat().some((entries) => entries > 0);
    if (months.size > 0 || registered) yield* consolidate(campaign, months);
    const registers = staged.flatMap((file, index) =>
      file.registers.map((register, place) =>
        registerResult(campaign, file, register, stored.registers[index]?.[place] ?? 0),
      ),
    );
    return { importId: stored.importId, files: results(campaign, staged, stored.outcomes), registers };
  };
  return inTransaction(campaign, work, async (done) => {
    await nextTurn();
    throwIfCancelled(context.signal);
    context.progress(stage === "Consolidating" ? { stage, done: 0, total: null } : { stage, done, total });
  });
}

/**
 * Writes down what a mapping brings with it that the campaign does not have yet: question sets, meanings of wordings.
 * @returns the months whose figures those meanings may change
 */
function adopt(campaign: CampaignFile, { questionSets, wordings }: Mapping): Set<number> {
  const months = new Set<number>();
  const known = new Set(readQuestionSets(campaign).map(({ set }) => set.code));
  for (const set of questionSets) if (!known.has(set.code)) writeQuestionSet(campaign, set);
  const questions = readCountedQuestions(campaign);
  const decided = new Set(readDecisions(campaign).map(({ kind, field, written }) => decisionKey(kind, field, written)));
  for (const [field, meanings] of Object.entries(wordings)) {
    for (const [written, value] of Object.entries(meanings)) {
      const decision = { kind: "unknown-wording", field, written, value, at: new Date().toISOString() } as const;
      if (storedValue(questions, decision.kind, field, value) === null) throw notAnOption(field, written, value);
      if (decided.has(decisionKey(decision.kind, field, written))) continue;
      for (const month of writeDecision(campaign, decision)) months.add(month);
    }
  }
  return months;
}

function notAnOption(field: string, written: string, value: string): BellwetherError {
  return new BellwetherError(
    "bad-mapping",
    `The mapping says that “${written}” means ${value}, which is not an option of ${field}.`,
  );
}

/** What the store holds for question sets and questions, by their codes. */
function storeNumbers(campaign: CampaignFile): StoreNumbers {
  const sets = readQuestionSets(campaign);
  const questions = new Map<string, number>(QUESTIONS.map((code, id) => [code, id]));
  for (const { set, ids } of sets) for (const [code, id] of ids) questions.set(`${set.code}.${code}`, id);
  const of = <T>(value: T | undefined, code: string): T => {
    if (value === undefined) throw new Error(`Nothing is stored for ${code}`);
    return value;
  };
  return {
    set: (code) => (code === HANDBACK_SET ? HANDBACK_SET_ID : of(sets.find(({ set }) => set.code === code)?.id, code)),
    question: (code) => of(questions.get(code), code),
  };
}

/** Takes an import back whole and consolidates. @throws BellwetherError `cancelled`, and the store's own */
export async function undoImport(campaign: CampaignFile, importId: number, context: WorkContext): Promise<void> {
  const work = function* (): Generator<number, void> {
    const months = takeBack(campaign, importId);
    yield 0;
    yield* consolidate(campaign, months);
  };
  await inTransaction(campaign, work, betweenSteps(context, "Undoing the import"));
}

/** What work in steps without a known end does between them: lets other work in, hears a cancel, says what it is at. */
export function betweenSteps(context: WorkContext, stage: string): () => Promise<void> {
  return async () => {
    await nextTurn();
    throwIfCancelled(context.signal);
    context.progress({ stage, done: 0, total: null });
  };
}

function results(
  campaign: CampaignFile,
  staged: readonly StagedFile[],
  outcomes: readonly SheetOutcome[][],
): SheetResult[] {
  return staged.flatMap((file, fileIndex) => {
    const ofFile = [...(outcomes[fileIndex] ?? [])];
    return file.sheets.flatMap((sheet) =>
      sheet.parts.map((part) => {
        const outcome = ofFile.shift();
        return {
          file: file.name,
          sheet: sheet.name,
          source: sheet.proposal.source,
          platform: sheet.proposal.platform,
          month: part.month ?? "",
          ...(part.set === HANDBACK_SET ? {} : { questionSet: part.set }),
          rowsRead: part.rowsRead,
          stored: outcome?.stored ?? 0,
          unchanged: outcome?.unchanged ?? 0,
          superseded: outcome?.sheetId === undefined ? 0 : countSuperseded(campaign, outcome.sheetId),
          setAside: [...part.setAside],
          mapping: mappingOf(sheet, part),
          ignoredSheets: [...file.ignoredSheets],
          notes: [...file.notes, ...sheet.notes],
        };
      }),
    );
  });
}
