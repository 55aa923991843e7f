import type { StagedImport } from "../../shared/contract.ts";
import { BellwetherError } from "../../shared/errors.ts";
import { readJiscKey, type KeyFile } from "./intake/jiscKey.ts";
import { headerText } from "./intake/layout.ts";
import { rememberedSheets } from "./intake/memory.ts";
import { openSpreadsheet } from "./intake/read/open.ts";
import type { SheetRow } from "./intake/read/types.ts";
import { stageFile, type InputFile, type StagedFile, type StageOptions } from "./intake/stage.ts";
import type { WorkContext } from "./importing.ts";
import type { CampaignFile } from "./store/campaignFile.ts";
import { readQuestionSets } from "./store/questionSets.ts";
import { readSheetMemories } from "./store/memories.ts";

/** What was made of files chosen together. */
export interface StagedFiles {
  readonly files: StagedFile[];
  readonly refused: StagedImport["refused"];
  /** Keys of coded exports among them. */
  readonly keys: readonly KeyFile[];
}

/** What recognition knows from the campaign: question sets of the user's own, and how sheets were read before. */
export function knownFrom(campaign: CampaignFile | null): Pick<StageOptions, "sets" | "remembered"> {
  if (campaign === null) return { sets: [], remembered: [] };
  return {
    sets: readQuestionSets(campaign).map(({ set }) => set),
    remembered: rememberedSheets(readSheetMemories(campaign)),
  };
}

/**
 * Reads files one after another. A file that cannot be used is listed with its fault; the others go on. Keys of coded
 * exports are found first and used for the others.
 * @throws BellwetherError `cancelled`
 */
export async function stageFiles(
  files: readonly InputFile[],
  context: WorkContext,
  options: Omit<StageOptions, "signal" | "onRows" | "keys"> = {},
): Promise<StagedFiles> {
  const staged: StagedFile[] = [];
  const refused: StagedImport["refused"] = [];
  const { keys, others } = await keysAmong(files, context);
  for (const [index, file] of others.entries()) {
    const of = others.length === 1 ? "" : ` (${index + 1} of ${others.length})`;
    const stage = `Reading ${file.name}${of}`;
    context.progress({ stage, done: 0, total: null });
    try {
      const onRows = (rows: number): void => context.progress({ stage, done: rows, total: null });
      staged.push(await stageFile(file, { ...options, keys, signal: context.signal, onRows }));
    } catch (error) {
      refused.push(refusal(error, file.name));
    }
  }
  if (others.length === 0) for (const { file } of keys) refused.push(keyAlone(file));
  return { files: staged, refused, keys };
}

/** Key files are small; a file that cannot be opened here is opened again, and refused, with the others. */
async function keysAmong(
  files: readonly InputFile[],
  context: WorkContext,
): Promise<{ keys: KeyFile[]; others: InputFile[] }> {
  const keys: KeyFile[] = [];
  const others: InputFile[] = [];
  if (files.length === 1 && files[0] !== undefined && !/key/i.test(files[0].name)) return { keys, others: [...files] };
  for (const file of files) {
    const key = await keyIn(file, context);
    if (key === null) others.push(file);
    else keys.push({ key, file: file.name });
  }
  return { keys, others };
}

async function keyIn(file: InputFile, { signal }: WorkContext): Promise<KeyFile["key"] | null> {
  let spreadsheet;
  try {
    spreadsheet = await openSpreadsheet(file.path, file.name, { signal });
    const [sheet] = spreadsheet.sheets;
    const rows: SheetRow[] = [];
    for await (const batch of sheet?.rows() ?? []) {
      rows.push(...batch);
      const [first] = rows;
      if (first !== undefined && !/^urn$/i.test(headerText(first.cells[0]))) return null;
      if (rows.length > MOST_KEY_ROWS) return null;
    }
    return readJiscKey(rows);
  } catch (error) {
    if (error instanceof BellwetherError && error.code !== "cancelled") return null;
    throw error;
  } finally {
    await spreadsheet?.close();
  }
}

const MOST_KEY_ROWS = 20_000;

/** A fault of one file as the contract lists it. @throws what is not a fault of the file */
export function refusal(error: unknown, file: string): StagedImport["refused"][number] {
  if (!(error instanceof BellwetherError) || error.code === "cancelled") throw error;
  const { code, message, file: name, sheet, row } = error.toShape();
  return {
    code,
    message,
    file: name ?? file,
    ...(sheet === undefined ? {} : { sheet }),
    ...(row === undefined ? {} : { row }),
  };
}

function keyAlone(file: string): StagedImport["refused"][number] {
  return {
    code: "no-recognisable-columns",
    message: `${file} is the key of a coded export of Jisc Online Surveys. Choose it together with the export it explains.`,
    file,
  };
}
