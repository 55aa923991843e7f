import { BellwetherError } from "../../../shared/errors.ts";
import { monthNumber, type Month } from "../../../shared/month.ts";
import { HANDBACK_SET } from "../../../shared/questionSets.ts";
import { identityKey, type Identifiers } from "../../../shared/identifiers.ts";
import type { NewFile, NewSheet } from "../store/imports.ts";
import { fingerprintsOf } from "./code.ts";
import { columnLetter } from "./columns.ts";
import type { StagedPart } from "./parts.ts";
import { nothingRecognised } from "./recognise.ts";
import { toNewRegister } from "./register/stage.ts";
import { headersOf, isUnknown, type StagedFile, type StagedSheet } from "./stage.ts";

/** What the store holds for question sets and questions: known once they are stored. */
export interface StoreNumbers {
  readonly set: (code: string) => number;
  readonly question: (code: string) => number;
}

/**
 * A staged file in the form the store takes: a sheet for each of its collections.
 * @throws BellwetherError `month-uncertain`, `mapping-uncertain`, `date-order-uncertain`, `as-of-uncertain` while something is open
 */
export function toNewFile(file: StagedFile, numbers: StoreNumbers): NewFile {
  return {
    name: file.name,
    sha256: file.sha256,
    bytes: file.bytes,
    sheets: file.sheets.flatMap((sheet) => {
      refuseOpen(sheet, file.name);
      return sheet.parts.map((part) => toNewSheet(sheet, part, file.name, numbers));
    }),
    registers: file.registers.map((register) => toNewRegister(register, file.name)),
  };
}

/** The fingerprints of a part's responses: the same for the same content, month and question set. */
export function partFingerprints({ proposal }: StagedSheet, part: StagedPart, month: Month): Uint8Array[] {
  const source = proposal.platform ?? proposal.source;
  const collection = part.set === HANDBACK_SET ? `${source}\n${month}` : `${source}\n${month}\n${part.set}`;
  return fingerprintsOf(part.coded.responses, collection);
}

function toNewSheet(sheet: StagedSheet, part: StagedPart, file: string, numbers: StoreNumbers): NewSheet {
  if (part.month === null) throw monthUncertain(sheet, part, file);
  const { source, platform } = sheet.proposal;
  return {
    position: sheet.position,
    name: sheet.name,
    source,
    platform,
    month: monthNumber(part.month),
    questionSet: numbers.set(part.set),
    mapping: JSON.stringify(sheet.memory),
    responses: part.coded.responses.map(({ answers, ...response }) => ({
      ...response,
      identity: identityOf({ ...response, platform }),
      answers: answers.map(({ question, option, written }) => ({
        question: numbers.question(question),
        option,
        written,
      })),
    })),
    fingerprints: partFingerprints(sheet, part, part.month),
    setAside: part.setAside,
    issues: part.coded.issues,
  };
}

/** Every coded response has one: rows without were set aside. */
function identityOf(ids: Identifiers): string {
  const key = identityKey(ids);
  if (key === null) throw new Error("A response that nothing identifies");
  return key;
}

/** Asks for the month of a part that does not give it. */
function monthUncertain(sheet: StagedSheet, part: StagedPart, file: string): BellwetherError {
  return new BellwetherError(
    "month-uncertain",
    `${file}${sheet.name === null ? "" : `, sheet ${sheet.name}`}: the month of this collection cannot be told. ${part.finding.reason} Say which month the questions ask about, for example with --month 2025-01.`,
    { file, sheet: sheet.name ?? undefined },
  );
}

/** @throws BellwetherError where columns or the order of dates wait for a person */
function refuseOpen(sheet: StagedSheet, file: string): void {
  if (isUnknown(sheet)) throw nothingRecognised(file, headersOf([sheet], []));
  const place = { file, sheet: sheet.name ?? undefined };
  const [first] = sheet.openColumns;
  if (first !== undefined) {
    const columns = sheet.openColumns
      .slice(0, 4)
      .map(({ column, reason }) => `column ${columnLetter(column.column)} “${column.header.slice(0, 80)}” ${reason}`)
      .join("; ");
    throw new BellwetherError(
      "mapping-uncertain",
      `${file}: ${columns}. Say with a mapping what it is, or that it is to be ignored: {"columns":${JSON.stringify({ [first.column.header]: first.suggestion })}}.`,
      place,
    );
  }
  const { openDateOrder } = sheet;
  if (openDateOrder !== null) {
    throw new BellwetherError(
      "date-order-uncertain",
      `${file}: the date “${openDateOrder.written}” in row ${openDateOrder.row} can be read as day/month or as month/day, and no other date settles it. Say which in a mapping: {"dateOrder":"day-month"}.`,
      { ...place, row: openDateOrder.row },
    );
  }
}
