import { openCsv } from "./csv/openCsv.ts";
import { isOpenDocument } from "./ods/documentKind.ts";
import { openDocument } from "./ods/openDocument.ts";
import { damaged, empty, notASpreadsheet, passwordProtected } from "./refusals.ts";
import { SourceFile } from "./sourceFile.ts";
import { isOldContainer, surveyBytes, type BytesSurvey } from "./surveyBytes.ts";
import type { OpenOptions, Sheet, SheetRow, Spreadsheet } from "./types.ts";
import { openWorkbook } from "./xlsx/openWorkbook.ts";
import { ZipArchive } from "./zip/zipArchive.ts";

/**
 * Opens a spreadsheet by what its bytes are, whatever its extension: XLSX, XLSM, ODS or delimited text.
 * @param name the file as the person knows it, for messages
 * @throws BellwetherError saying what the file is instead, how it is broken, or that it cannot be reached
 */
export async function openSpreadsheet(path: string, name: string, options: OpenOptions = {}): Promise<Spreadsheet> {
  const file = await SourceFile.find(path, name, options);
  if (file.bytes === 0) throw empty(file.place);
  try {
    const spreadsheet = await openByKind(file, await surveyBytes(file));
    const sheets = spreadsheet.sheets.map((sheet) => ({ ...sheet, rows: () => explained(file, sheet) }));
    return { ...spreadsheet, sheets };
  } catch (error) {
    const fault = await file.explain(error);
    await file.close();
    throw fault;
  }
}

async function* explained(file: SourceFile, sheet: Sheet): AsyncGenerator<readonly SheetRow[], void, undefined> {
  try {
    yield* sheet.rows();
  } catch (error) {
    throw await file.explain(error);
  }
}

async function openByKind(file: SourceFile, survey: BytesSurvey): Promise<Spreadsheet> {
  const { head } = survey;
  if (isOldContainer(head)) throw oldOfficeFile(file, survey);
  const start = head.toString("hex", 0, 4);
  if (ZIP.includes(start)) {
    const archive = await ZipArchive.open(file);
    return (await isOpenDocument(archive))
      ? openDocument(archive, survey.sha256)
      : openWorkbook(archive, survey.sha256);
  }
  if (start === "504b" || start === "504b03") throw damaged(file.place, "only its first bytes are there");
  return openCsv(file, survey);
}

/** How a zip begins: with an entry, with its end where it is empty, or with the mark of a part of several. */
const ZIP = ["504b0304", "504b0506", "504b0708"];

function oldOfficeFile(file: SourceFile, survey: BytesSurvey): Error {
  if (survey.encryptedPackage) return passwordProtected(file.place);
  const what = survey.oldWorkbook ? "is an old Excel workbook (.xls)" : "is an old Office file, such as .xls or .doc";
  return notASpreadsheet(
    file.place,
    what,
    "Open it in Excel, choose File, Save As, Excel Workbook (.xlsx), then choose the new file.",
  );
}
