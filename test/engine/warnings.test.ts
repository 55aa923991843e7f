import ExcelJS from "exceljs";
import { utimesSync } from "node:fs";
import path from "node:path";
import { expect, test } from "vitest";
import { decide, undecide } from "../../electron/engine/deciding.ts";
import { openSpreadsheet } from "../../electron/engine/intake/read/open.ts";
import { mergeCampaign } from "../../electron/engine/merging.ts";
import { Stages } from "../../electron/engine/stages.ts";
import { newSession } from "../../electron/engine/session.ts";
import { countOpenChecks } from "../../shared/checks.ts";
import { WARNING_KINDS, WARNING_RULES } from "../../shared/warnings.ts";
import { check, dump, importInto, newCampaign, quietly, undo } from "./campaign.ts";
import { temporaryFolder, trackerCsv, write, type TrackerRow } from "./files.ts";

const LIKELY = { "intent.la": "Likely", "intent.nhs": "Unlikely" };

test("every row of the rules is stored, noted with its reason, and seen only when a person says so", async () => {
  const folder = temporaryFolder();
  const campaign = newCampaign(folder);
  const file = write(folder, "january.csv", odd());
  const { importId, files } = await importInto(campaign, [file]);
  expect(files[0]).toMatchObject({ rowsRead: 12, stored: 12, setAside: [] });
  expect(files[0]?.mapping.map(({ header }) => header)).not.toContain("maxcapacity");
  const { warnings, issues, decisions } = check(campaign);
  expect(warnings.map(({ kind, rule, rows, row, seenAt }) => [kind, rule, rows, row, seenAt])).toEqual([
    ["implausible", "used-over-capacity", 1, 2, null],
    ["implausible", "date-as-count", 1, 4, null],
    ["copied", "agency-as-employed", 1, 5, null],
    ["copied", "agency-across-sites", 5, 9, null],
    ["window", "late", 1, 3, null],
    ["identical", "identical", 5, 9, null],
  ]);
  expect(warnings[0]).toMatchObject({
    message: "More beds are used than the home has (1 row, first in january.csv, row 2: 45 of 40 beds used).",
    reason: WARNING_RULES["used-over-capacity"].reason,
  });
  expect([issues, decisions, countOpenChecks(check(campaign))]).toEqual([[], [], 0]);

  const before = dump(campaign);
  const { kind, rule, of } = warnings[0]!;
  const said = { kind, question: rule, wording: of };
  await decide(campaign, { ...said, value: null }, quietly);
  expect(check(campaign).warnings.filter(({ seenAt }) => seenAt !== null)).toMatchObject([{ rule }]);
  expect(check(campaign).decisions).toEqual([]);
  await expect(decide(campaign, { ...said, value: "likely" }, quietly)).rejects.toMatchObject({ code: "bad-request" });
  const next = write(folder, "february.csv", odd("February", "10/03/2025 09:00:00"));
  const february = await importInto(campaign, [next]);
  expect(
    check(campaign)
      .warnings.filter((warning) => warning.rule === rule)
      .map(({ seenAt }) => seenAt === null),
  ).toEqual([true, false]);
  await undo(campaign, february.importId ?? 0);
  await undecide(campaign, said, quietly);
  expect(dump(campaign)).toEqual(before);
  await undo(campaign, importId ?? 0);
  expect(check(campaign).warnings).toEqual([]);
});

test("the preview says what would be noted before anything is stored", async () => {
  const folder = temporaryFolder();
  const campaign = newCampaign(folder);
  const stages = new Stages(() => undefined);
  const file = write(folder, "january.csv", odd());
  const id = await stages.stage(newSession("test", campaign), [{ path: file, name: "january.csv" }], quietly);
  const [sheet] = stages.show(id).sheets;
  expect(sheet?.verdict).toBe("recognised");
  expect(sheet?.warnings).toHaveLength(6);
  expect(sheet?.warnings[0]).toEqual({
    rule: "used-over-capacity",
    rows: 1,
    text: "More beds are used than the home has (1 row, first in row 2: 45 of 40 beds used).",
    reason: WARNING_RULES["used-over-capacity"].reason,
  });
});

test("a file knows when it was saved: a workbook by what it says itself, text by its folder", async () => {
  const folder = temporaryFolder();
  const workbook = new ExcelJS.Workbook();
  workbook.modified = new Date("2025-02-12T09:00:00Z");
  workbook.addWorksheet("A").addRow(["Name"]);
  const book = write(folder, "book.xlsx", new Uint8Array(await workbook.xlsx.writeBuffer()));
  const text = write(folder, "text.csv", "Name\r\nA\r\n");
  const saved = new Date("2025-02-13T10:30:00Z");
  for (const file of [book, text]) utimesSync(file, saved, saved);
  const found = [];
  for (const file of [book, text]) {
    const opened = await openSpreadsheet(file, path.basename(file));
    found.push(new Date(opened.modified).toISOString());
    await opened.close();
  }
  expect(found).toEqual(["2025-02-12T09:00:00.000Z", "2025-02-13T10:30:00.000Z"]);
});

test("what only one of two merged campaigns noted of the same file is noted in both, and goes with the merge", async () => {
  const folder = temporaryFolder();
  const file = write(folder, "january.csv", odd());
  const [mine, theirs] = [newCampaign(folder, "mine"), newCampaign(folder, "theirs")];
  const early = new Date("2025-02-11T00:00:00Z");
  await importInto(mine, [file]);
  utimesSync(file, early, early);
  await importInto(theirs, [file]);
  const rules = (campaign: typeof mine) => check(campaign).warnings.map(({ rule, rows }) => `${rule} ${rows}`);
  expect(rules(theirs)).toContain("after-file 1");
  expect(rules(mine)).not.toContain("after-file 1");
  const before = dump(mine);
  const { importId } = await mergeCampaign(mine, { path: theirs.path, name: "theirs.evidence" }, quietly);
  expect(rules(mine)).toEqual(rules(theirs));
  expect((await mergeCampaign(theirs, { path: mine.path, name: "mine.evidence" }, quietly)).importId).toBeNull();
  await undo(mine, importId ?? 0);
  expect(dump(mine)).toEqual(before);
});

test("every rule is of a kind that Check shows", () => {
  for (const [code, { kind, what, reason }] of Object.entries(WARNING_RULES)) {
    expect(WARNING_KINDS, code).toContain(kind);
    expect(what, code).toMatch(/^[A-Z0-9].*[^.]$/);
    expect(reason, code).toMatch(/\.$/);
  }
});

/** Twelve homes: some with beds, staff, dates and answers that are worth a look. */
function odd(month = "January", usual = "10/02/2025 09:00:00"): string {
  const rows: TrackerRow[] = Array.from({ length: 12 }, (_, index) => ({
    location: `1-90${index}`,
    parent: index >= 7 ? "Alder Group" : `Home ${index}`,
    updated: index === 1 ? "12/06/2025 09:00:00" : index >= 7 ? usual.replace("09:00", `10:0${index - 7}`) : usual,
    answers: LIKELY,
  }));
  const counts = [
    "maxcapacity,usedbeds,nursesemployed,agencynursesemployed,careworkersemployed,agencycareworkersemployed",
    ...rows.map((_, index) => {
      const [used, nurses, agencyNurses] = [index === 0 ? 45 : 30, index === 2 ? 45_689 : 4, index === 3 ? 4 : 0];
      return [40, used, nurses, agencyNurses, 20, index === 3 ? 20 : index >= 7 ? 9 : 0].join(",");
    }),
  ];
  const lines = trackerCsv(month, rows, "2024").trimEnd().split("\r\n");
  return lines.map((line, index) => `${line},${counts[index] ?? ""}\r\n`).join("");
}
