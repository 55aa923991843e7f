import fc from "fast-check";
import { expect, test } from "vitest";
import { QUESTION_WORDINGS } from "../../../shared/vocabulary.ts";
import { BellwetherError, ERROR_CODES } from "../../../shared/errors.ts";
import { stageFile } from "../../../electron/engine/intake/stage.ts";
import { toNewFile } from "../../../electron/engine/intake/newFile.ts";
import { csv, temporaryFolder, write } from "../files.ts";

const HEADINGS = [
  ...Object.values(QUESTION_WORDINGS),
  "Respondent ID",
  "Start Date",
  "End Date",
  "CQC_ID",
  "Month",
  "Status",
  "ID",
  "Start time",
  "Completion time",
  "URN",
  "Timestamp",
  "Did you hand back any LA contracts in January?",
  "Did you hand back any LA contracts in February?",
  "How likely are you to hand back contracts? [NHS]",
  "Response",
  "Local Authority",
  "-",
];
const CELLS = [
  "",
  "Likely",
  "Yes",
  "1",
  "0",
  "1-1234",
  "02/03/2025",
  "22/12/2025",
  "12/22/2025 07:33:13 AM",
  "January",
  "2025-01",
  "Total",
  "Partial",
  '{"ImportId":"x"}',
  "=1+1",
  "\u0000",
  "Other: x | y",
  "#N/A",
];

/** Sheets made of anything that occurs in exports, in any order: never a crash, never a row lost. */
test("any sheet of headings and cells is read with every row accounted for, or refused with a reason", async () => {
  const folder = temporaryFolder();
  const cell = fc.oneof(
    { weight: 5, arbitrary: fc.constantFrom(...CELLS) },
    { weight: 2, arbitrary: fc.constantFrom(...HEADINGS) },
    fc.string({ maxLength: 12 }),
  );
  const heading = fc.oneof({ weight: 6, arbitrary: fc.constantFrom(...HEADINGS) }, fc.string({ maxLength: 30 }));
  const sheet = fc
    .integer({ min: 1, max: 9 })
    .chain((width) =>
      fc.tuple(
        fc.array(fc.array(cell, { maxLength: width }), { maxLength: 2 }),
        fc.array(heading, { minLength: width, maxLength: width }),
        fc.array(fc.array(cell, { minLength: 0, maxLength: width + 1 }), { maxLength: 8 }),
      ),
    );
  let number = 0;
  await fc.assert(
    fc.asyncProperty(sheet, async ([above, headings, rows]) => {
      number += 1;
      const file = write(folder, `${number}.csv`, csv([...above, headings, ...rows]));
      let staged;
      try {
        staged = await stageFile({ path: file, name: "any.csv" });
      } catch (error) {
        expect(error).toBeInstanceOf(BellwetherError);
        expect(ERROR_CODES).toContain((error as BellwetherError).code);
        expect((error as BellwetherError).message).toContain("any.csv");
        return;
      }
      for (const { parts, proposal } of staged.sheets) {
        for (const part of parts) {
          const numbers = [...part.coded.responses, ...part.setAside].map(({ row }) => row);
          expect(numbers.length).toBe(part.rowsRead);
          expect(new Set(numbers).size).toBe(part.rowsRead);
          expect(Math.min(...numbers)).toBeGreaterThan(proposal.headerRows.at(-1) ?? 0);
        }
      }
      try {
        toNewFile(staged, { set: () => 0, question: () => 0 });
      } catch (error) {
        expect(error).toBeInstanceOf(BellwetherError);
      }
    }),
    { numRuns: 400 },
  );
});
