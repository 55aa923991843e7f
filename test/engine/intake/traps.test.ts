import { describe, expect, test } from "vitest";
import type { Month } from "../../../shared/month.ts";
import { parseMonth } from "../../../shared/month.ts";
import { decide } from "../../../electron/engine/deciding.ts";
import { NO_MAPPING } from "../../../electron/engine/intake/mapping.ts";
import { recognise } from "../../../electron/engine/intake/recognise.ts";
import { stageFile, type StagedSheet } from "../../../electron/engine/intake/stage.ts";
import { check, everybody, importInto, newCampaign, quietly } from "../campaign.ts";
import { csv, temporaryFolder, write } from "../files.ts";

const LIKELY = "How likely are you to hand back any LA contracts in the next 3 months?";
const LA = "Did you hand back any LA contracts in January 2025?";
const NHS = "Did you hand back any NHS contracts in January 2025?";

/** The only sheet of a file made of these rows. */
async function staged(rows: readonly (readonly string[])[], month: Month | null = null): Promise<StagedSheet> {
  const file = write(temporaryFolder(), "trap.csv", csv(rows));
  const [sheet] = (await stageFile({ path: file, name: "trap.csv" }, { month })).sheets;
  if (sheet === undefined) throw new Error("No sheet");
  return sheet;
}

function answers(sheet: StagedSheet, part = 0): string[] {
  return (sheet.parts[part]?.coded.responses ?? []).map(({ answers: given }) =>
    given.map(({ question, written }) => `${question} ${written}`).join(", "),
  );
}

describe("the first row of data is never eaten as headings", () => {
  const rows = [
    ["", "Acme", "LS1 1AA", "No", "No"],
    ["2", "Beta", "LS1 2AA", "Yes", "Yes"],
  ];
  for (const [what, headings, first] of [
    ["beside a column without a heading", ["Ref", "Organisation name", "Postcode", LA, NHS, ""], "late"],
    ["where its respondent has no id", ["Respondent ID", "Organisation name", "Postcode", LA, NHS], ""],
    ["where it holds the word Response", ["Ref", "Organisation name", "Postcode", LA, NHS, "Comment"], "Response"],
  ] as const) {
    test(`${what}: it is data`, async () => {
      const [one = [], two = []] = rows;
      const sheet = await staged([headings, [...one, first], two]);
      expect(answers(sheet)).toEqual(["handback.la No, handback.nhs No", "handback.la Yes, handback.nhs Yes"]);
    });
  }
});

test("a second table with other headings below the first is refused, the same headings are skipped", async () => {
  const headings = ["Organisation name", "Postcode", LA, NHS];
  const acme = ["Acme", "LS1 1AA", "Yes", "No"];
  const beta = ["Beta", "LS1 2AA", "Yes", "No"];
  const other = ["Organisation name", "Postcode", NHS, LA];
  await expect(staged([headings, acme, other, beta])).rejects.toMatchObject({ code: "bad-mapping", place: { row: 3 } });
  const sheet = await staged([headings, acme, headings, beta]);
  expect(answers(sheet)).toHaveLength(2);
  expect(sheet.parts[0]?.setAside).toMatchObject([{ row: 3 }]);
});

test("a mapping is for the sheets that hold responses: notes beside them need not have its headings", () => {
  const known = { mapping: { ...NO_MAPPING, columns: new Map([["Plans", "intent.la"]]) }, sets: [], remembered: [] };
  const rows = (...cells: string[][]) => cells.map((row, index) => ({ row: index + 1, cells: row }));
  expect(recognise(rows(["Note", "By"], ["Sent late", "Ann"]), known)).toMatchObject({ blocks: [] });
  const data = rows(["Organisation name", "Postcode", "Plans"], ["Acme", "LS1 1AA", "Likely"]);
  expect(recognise(data, known)?.blocks).toHaveLength(1);
  const wrong = rows(["Organisation name", "Postcode", LA], ["Acme", "LS1 1AA", "Yes"]);
  expect(() => recognise(wrong, known)).toThrow("“Plans”");
});

test("a row of a grid that is no option asks something of its own, and a comment box is no answer", async () => {
  const grid = await staged([
    ["Organisation name", "Postcode", `${LIKELY} [Staffing]`],
    ["Acme", "LS1 1AA", "Very likely"],
  ]);
  expect(grid.parts).toEqual([]);
  const comments = await staged([
    ["Respondent ID", "End Date", LA, ""],
    ["", "", "Response", "Please give details"],
    ["1148120001", "02/14/2025", "", "Yes, two of them"],
  ]);
  expect(answers(comments)).toEqual([""]);
  expect(comments.openColumns).toEqual([]);
});

test("another's hand-backs never fill the blanks of the question", async () => {
  const sheet = await staged([
    ["Organisation name", "Postcode", LA, "Did your partners hand back any LA contracts in January 2025?"],
    ["Acme", "LS1 1AA", "", "Yes"],
    ["Beta", "LS1 2AA", "No", ""],
  ]);
  expect(answers(sheet)).toEqual(["", "handback.la No"]);
  expect(sheet.notes).toEqual([expect.stringContaining("asks something else about handing back")]);
});

describe("the month is not taken", () => {
  const about = async (question: string, submitted: string): Promise<StagedSheet> =>
    staged([
      ["Submitted", "Organisation name", "Postcode", question],
      [submitted, "Acme", "LS1 1AA", "Yes"],
    ]);
  test("from the month of the uplift", async () => {
    const sheet = await about(LIKELY.replace("?", " due to insufficient fee uplifts for April 2025?"), "13/02/2025");
    expect(sheet.parts[0]).toMatchObject({ month: null });
  });
  test("where it lies after every submission", async () => {
    const sheet = await about("Did you hand back any LA contracts in May 2025?", "13/02/2025");
    expect(sheet.parts[0]).toMatchObject({ month: null });
  });
  test("where two are named", async () => {
    const sheet = await about("Did you hand back any LA contracts in January and February 2025?", "13/03/2025");
    expect(sheet.openColumns).toMatchObject([{ reason: "asks about more than one month" }]);
  });
  test("from a column by the order of another", async () => {
    const sheet = await staged([
      ["Respondent ID", "End Date", "Month", LIKELY],
      ["1148120001", "02/13/2025 07:43:13 AM", "01/02/2025", "Likely"],
      ["1148120002", "01/14/2025 07:43:13 AM", "01/12/2024", "Likely"],
    ]);
    expect(sheet.parts.map(({ month }) => month)).toEqual(["2024-12", "2025-02"]);
  });
  test("for every sheet alike where their names differ", async () => {
    await expect(
      staged(
        [
          ["Organisation name", "Postcode", "Period", LIKELY],
          ["Acme", "LS1 1AA", "May 2025", "Likely"],
        ],
        parseMonth("2025-01"),
      ),
    ).rejects.toMatchObject({ code: "month-contradicted" });
  });
});

test("months in a row above the questions tell the blocks apart", async () => {
  const sheet = await staged([
    ["", "", "", "Jan-25", "", "Feb-25", ""],
    [
      "Organisation name",
      "Postcode",
      "Most common service type",
      "Likely to hand back LA contracts",
      "Handed back LA contracts",
      "Likely to hand back LA contracts",
      "Handed back LA contracts",
    ],
    ["Acme", "LS1 1AA", "Homecare", "Likely", "No", "", ""],
    ["Beta", "LS1 2AA", "Homecare", "", "", "Unlikely", "Yes"],
  ]);
  expect(sheet.parts.map(({ month }) => month)).toEqual(["2025-01", "2025-02"]);
  expect(answers(sheet, 1)).toEqual(["intent.la Unlikely, handback.la Yes"]);
});

describe("dates", () => {
  test("of two minds are asked about, not read one way", async () => {
    const dates = ["13/02/2025", "02/14/2025", "02/03/2025"];
    const sheet = await staged([
      ["Submitted", "Organisation name", "Postcode", LA],
      ...dates.map((date, index) => [date, `Org ${index}`, "LS1 1AA", "Yes"]),
    ]);
    expect(sheet.openDateOrder).toEqual({ row: 4, written: "02/03/2025" });
  });
  test("settle their own order against what was said last time", async () => {
    const folder = temporaryFolder();
    const campaign = newCampaign(folder);
    const sheet = (month: string, ...dates: string[]): string =>
      csv([
        ["Submitted", "Organisation name", "Postcode", LA.replace("January", month)],
        ...dates.map((date, index) => [date, `Org ${index}`, "LS1 1AA", "Yes"]),
      ]);
    const mapping = { ...NO_MAPPING, dateOrder: "month-day" as const };
    await importInto(campaign, [write(folder, "jan.csv", sheet("January", "02/03/2025"))], null, mapping);
    await importInto(campaign, [write(folder, "feb.csv", sheet("February", "13/03/2025", "04/03/2025"))]);
    const submitted = campaign.db.prepare("SELECT submitted_at FROM response WHERE month = ? ORDER BY 1").pluck();
    expect(submitted.all(2025 * 12 + 1)).toEqual(["2025-03-04T00:00:00", "2025-03-13T00:00:00"]);
  });
  test("are read in every form that Excel gives them", async () => {
    const dates = [
      "13-Feb-25",
      "13 Feb 25",
      "13th February 2025",
      "Thursday 13 February 2025",
      "13/02/2025 10.30",
      "Thu Feb 13 2025",
    ];
    const sheet = await staged([
      ["Date", "Organisation name", "Postcode", LA],
      ...dates.map((date, index) => [date, `Org ${index}`, "LS1 1AA", "Yes"]),
    ]);
    expect(new Set(sheet.parts[0]?.coded.responses.map(({ submittedAt }) => submittedAt?.slice(0, 10)))).toEqual(
      new Set(["2025-02-13"]),
    );
  });
});

describe("respondents", () => {
  test("whose ids a spreadsheet program has cut short are not one", async () => {
    const folder = temporaryFolder();
    const campaign = newCampaign(folder);
    const text = csv([
      ["Respondent ID", "End Date", LA],
      ["1.14812E+11", "02/13/2025", "Yes"],
      ["1.14812E+11", "02/14/2025", "No"],
    ]);
    const { files } = await importInto(campaign, [write(folder, "a.csv", text)]);
    expect(files[0]).toMatchObject({ stored: 0, notes: [expect.stringContaining("No row would be stored")] });
  });
  test("without ids are the same when seconds were lost, and never merged across forms", async () => {
    const folder = temporaryFolder();
    const campaign = newCampaign(folder);
    const form = (moment: string, answer: string): string =>
      csv([
        ["Timestamp", LA, NHS],
        [moment, answer, "No"],
      ]);
    await importInto(campaign, [write(folder, "a.csv", form("2025/02/13 10:00:12 AM GMT", "Yes"))]);
    await importInto(campaign, [write(folder, "again.csv", form("13/02/2025 10:00", "Yes"))]);
    await importInto(campaign, [write(folder, "other.csv", form("13/02/2025 10:00", "No"))]);
    expect(await everybody(campaign, "2025-01", { measure: "handback" })).toMatchObject({ base: 2, yes: 1 });
  });
});

test("totals and averages are no providers, and their numbers do not spoil a column of 0 and 1", async () => {
  const sheet = await staged([
    ["Parent organisation", LA],
    ["Acme", "1"],
    ["Beta", "0"],
    ["Average", "0.5"],
    ["TOTAL (n=2)", "1"],
    ["All providers", "2"],
  ]);
  expect(sheet.parts[0]?.setAside).toHaveLength(3);
  expect(sheet.parts[0]?.coded.responses.map(({ answers: given }) => given[0]?.option)).toEqual([5, 6]);
});

test("an explanation that denies its answer waits in Check, and can be decided", async () => {
  const folder = temporaryFolder();
  const campaign = newCampaign(folder);
  const said = ["No - but likely soon", "None - all were handed back", "Yes (No)", "No - not yet"];
  const text = csv([["CQC_ID", LA], ...said.map((answer, index) => [`1-10${index}`, answer])]);
  await importInto(campaign, [write(folder, "a.csv", text)]);
  expect(
    check(campaign)
      .issues.map(({ wording }) => wording)
      .sort(),
  ).toEqual(said.slice(0, 3).sort());
  await decide(
    campaign,
    { kind: "unknown-wording", question: "handback.la", wording: said[1] ?? "", value: "yes" },
    quietly,
  );
  expect(await everybody(campaign, "2025-01", { measure: "handback" })).toMatchObject({
    base: 2,
    yes: 1,
    unrecognised: 2,
  });
});
