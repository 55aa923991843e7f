import type { StagedImport } from "../../shared/contract.ts";
import { BellwetherError } from "../../shared/errors.ts";
import { stageFile, type InputFile, type StagedFile, type StageOptions } from "./intake/stage.ts";
import type { WorkContext } from "./importing.ts";

/**
 * Reads files one after another. A file that cannot be used is listed with its fault; the others go on.
 * @throws BellwetherError `cancelled`
 */
export async function stageFiles(
  files: readonly InputFile[],
  context: WorkContext,
  options: Pick<StageOptions, "month" | "mapping"> = {},
): Promise<{ files: StagedFile[]; refused: StagedImport["refused"] }> {
  const staged: StagedFile[] = [];
  const refused: StagedImport["refused"] = [];
  for (const [index, file] of files.entries()) {
    const of = files.length === 1 ? "" : ` (${index + 1} of ${files.length})`;
    const stage = `Reading ${file.name}${of}`;
    context.progress({ stage, done: 0, total: null });
    try {
      const onRows = (rows: number): void => context.progress({ stage, done: rows, total: null });
      staged.push(await stageFile(file, { ...options, signal: context.signal, onRows }));
    } catch (error) {
      if (!(error instanceof BellwetherError) || error.code === "cancelled") throw error;
      const { code, message, file: name, sheet, row } = error.toShape();
      refused.push({
        code,
        message,
        file: name ?? file.name,
        ...(sheet === undefined ? {} : { sheet }),
        ...(row === undefined ? {} : { row }),
      });
    }
  }
  return { files: staged, refused };
}
