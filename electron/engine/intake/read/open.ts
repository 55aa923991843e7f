import { openCsv } from "./csv/openCsv.ts";
import { damaged, empty, notASpreadsheet, passwordProtected } from "./refusals.ts";
import { SourceFile } from "./sourceFile.ts";
import { isOldContainer, surveyBytes, type BytesSurvey } from "./surveyBytes.ts";
import type { OpenOptions, Spreadsheet } from "./types.ts";
import { openWorkbook } from "./xlsx/openWorkbook.ts";

/**
 * Opens a spreadsheet by what its bytes are, whatever its extension: XLSX, XLSM or delimited text.
 * @param name the file as the person knows it, for messages
 * @throws BellwetherError saying what the file is instead, how it is broken, or that it cannot be reached
 */
export async function openSpreadsheet(path: string, name: string, options: OpenOptions = {}): Promise<Spreadsheet> {
  const file = await SourceFile.find(path, name, options);
  if (file.bytes === 0) throw empty(file.place);
  const survey = await surveyBytes(file);
  try {
    return await openByKind(file, survey);
  } catch (error) {
    await file.close();
    throw error;
  }
}

async function openByKind(file: SourceFile, survey: BytesSurvey): Promise<Spreadsheet> {
  const { head } = survey;
  if (isOldContainer(head)) throw oldOfficeFile(file, survey);
  const start = head.toString("hex", 0, 4);
  if (ZIP.includes(start)) return openWorkbook(file, survey.sha256);
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
