import { utimesSync, writeFileSync } from "node:fs";
import path from "node:path";
import type { Page } from "playwright-core";
import { afterEach, beforeEach, expect, test } from "vitest";
import { filtersOds, manyLocations, weeklyCsv } from "../engine/intake/register/fixtures.ts";
import { type App, axeFindings, goTo, look, newCampaign, openApp } from "./app.ts";
import { fixtureFolder, writeCsv } from "./files.ts";

let app: App;
let page: Page;
const folder = fixtureFolder();

beforeEach(async () => {
  app = await openApp();
  page = app.page;
  await newCampaign(page, "Registers");
  await goTo(page, "Import");
});
afterEach(() => app.close());

const MEMBERS = [
  ["Member name", "CQC provider ID", "Postcode", "Email", "Looked after by"],
  ["Larkrise Homes", "1-2000000001", "LS1 4AP", "anna@larkrise.example", "Bea"],
  ["Bramblewick", "1-2000000002", "LS2 4AP", "ben@bramblewick.example", "Cal"],
  ["", "", "LS3 4AP", "", "Cal"],
];

test("the CQC directory is recognised with its day, says what it sets aside and why, and is stored and taken back", async () => {
  const file = path.join(folder, "directory.csv");
  writeFileSync(file, weeklyCsv([...manyLocations(3000)]));
  await page.getByLabel("Files to import").setInputFiles([file]);
  const card = page.locator("[data-register][data-verdict=recognised]");
  await card.getByText("CQC directory").first().waitFor();
  await card.getByText("29 October 2025").first().waitFor();
  await card
    .getByText("1,000 adult social care locations of 1,000 providers; 3,000 rows read, 2,000 set aside.")
    .waitFor();
  await card.getByText("Why 2,000 rows are set aside").click();
  await card.getByText("500 rows: Not an adult social care service: Dentist.").waitFor();
  await card.getByText(/In \d+ rows the region was told from the local authority\./).waitFor();
  expect(await axeFindings(page)).toEqual([]);
  await look(page, "register-directory");

  await page.getByRole("button", { name: "Import 1,000 locations" }).click();
  await page.getByText("1,000 locations imported.").waitFor();
  const past = page.getByRole("row").filter({ hasText: "directory.csv" });
  expect(await past.innerText()).toMatch(/CQC directory of 29 October 2025\s+3,000\s+1,000\s+2,000/);
  await look(page, "register-imported");
  await page.getByRole("button", { name: "Undo the import of directory.csv" }).click();
  await page.getByRole("dialog").getByText("1,000 locations from directory.csv will be removed").waitFor();
  await page.getByRole("dialog").getByRole("button", { name: "Undo the import" }).click();
  await page.getByText("Import of directory.csv undone: 1,000 locations removed.").waitFor();
  expect(await app.call("import.list", {})).toEqual([]);
  expect(app.complaints).toEqual([]);
});

test("a directory far shorter than the one before says so before and after it is stored, and one of no use is refused", async () => {
  const [whole, part, wrong] = ["whole.csv", "part.csv", "wrong.csv"].map((name) => path.join(folder, name)) as [
    string,
    string,
    string,
  ];
  const later = { day: "5 November 2025" };
  writeFileSync(whole, weeklyCsv([...manyLocations(30)]));
  writeFileSync(part, weeklyCsv([...manyLocations(6)], later));
  writeFileSync(wrong, weeklyCsv([{ id: "101", types: ["Residential homes"] }], later));
  await page.getByLabel("Files to import").setInputFiles([whole]);
  await page.getByRole("button", { name: "Import 10 locations" }).click();
  await page.getByText("10 locations imported.").waitFor();
  await page.getByLabel("Files to import").setInputFiles([part, wrong]);
  const short = "It lists 2 locations; the directory of 29 October 2025 had 10. If it is a part of a directory,";
  await page
    .getByRole("region", { name: "Worth a look" })
    .getByText(`${short} do not import it: coverage would be counted against it.`)
    .waitFor();
  await page.getByText(/wrong\.csv: Its only row cannot be stored .*“101” is no CQC location id/).waitFor();
  expect(await axeFindings(page)).toEqual([]);
  await look(page, "register-short");
  await page.getByRole("button", { name: "Import 2 locations" }).click();
  await page.getByText("2 locations imported.").waitFor();
  await page
    .getByRole("row")
    .filter({ hasText: "part.csv" })
    .getByText(`${short} undo this import: coverage is counted against it.`)
    .waitFor();
  await page.getByLabel("Files to import").setInputFiles([part]);
  await page.getByRole("button", { name: "Change the day 5 November 2025" }).click();
  await page.getByRole("textbox", { name: "The day it tells about" }).fill("2098-11-01");
  await page.getByRole("button", { name: "Use this day" }).click();
  await page.getByText("A register cannot tell about 1 November 2098: that day is still to come.").waitFor();
});

test("a day that the file does not say is asked for, with the day of its last change as a proposal", async () => {
  const file = path.join(folder, "undated.csv");
  writeFileSync(file, weeklyCsv([...manyLocations(30)], { day: null }));
  utimesSync(file, new Date("2025-11-04T09:00:00Z"), new Date("2025-11-04T09:00:00Z"));
  await page.getByLabel("Files to import").setInputFiles([file]);
  const card = page.locator("[data-register][data-verdict=needs-answer]");
  await card
    .getByText("The file was last changed on 4 November 2025: use that only if it is right.", { exact: false })
    .waitFor();
  await page
    .getByText("Before this can be stored: undated.csv does not say which day it tells about.", { exact: true })
    .waitFor();
  expect(await page.getByRole("button", { name: "Import 10 locations" }).isDisabled()).toBe(true);
  expect(await card.getByLabel("The day it tells about").last().inputValue()).toBe("2025-11-04");
  expect(await axeFindings(page)).toEqual([]);
  await look(page, "register-day");
  await card.getByRole("textbox", { name: "The day it tells about" }).fill("2025-11-03");
  await card.getByRole("button", { name: "Use this day" }).click();
  await page.locator("[data-register][data-verdict=recognised]").getByText("3 November 2025").waitFor();
  await page.getByRole("button", { name: "Change the day 3 November 2025" }).click();
  await page.getByRole("textbox", { name: "The day it tells about" }).fill("2025-11-02");
  await page.getByRole("button", { name: "Use this day" }).click();
  await page.getByRole("button", { name: "Change the day 2 November 2025" }).waitFor();
  await page.getByRole("button", { name: "Import 10 locations" }).click();
  await page.getByText("10 locations imported.").waitFor();
  expect(await app.call("import.list", {})).toMatchObject([
    { registers: [{ kind: "cqc-directory", asOf: "2025-11-02", entries: 10 }] },
  ]);
});

test("a list of names and ids is proposed as a member list, and taken once that is said", async () => {
  const file = writeCsv(folder, "members 2025-11-01.csv", MEMBERS);
  await page.getByLabel("Files to import").setInputFiles([file]);
  const sheet = page.locator("[data-verdict=unknown]");
  await sheet.getByText("This looks like a member list: it asks nothing, and names organisations.").waitFor();
  expect(
    await page
      .getByRole("button", { name: /^Import/ })
      .last()
      .isDisabled(),
  ).toBe(true);
  await look(page, "register-proposed");
  await sheet.getByRole("button", { name: "Use it as a member list" }).click();
  const card = page.locator("[data-register][data-verdict=recognised]");
  await card.getByText("2 members of 2 providers; 3 rows read, 1 set aside.").waitFor();
  await card.getByText("1 row: Nothing in this row tells who the member is").waitFor();
  await card.getByText("Columns: 4 taken, 1 left out").click();
  await card.getByRole("combobox", { name: "What “Email” is" }).waitFor();
  expect(await card.getByRole("combobox", { name: "What “Email” is" }).inputValue()).toBe("E-mail address");
  expect(await axeFindings(page)).toEqual([]);
  await look(page, "register-members");

  await card.getByRole("button", { name: "It is a survey, not a member list" }).click();
  await sheet.waitFor();
  await sheet.getByRole("button", { name: "Use it as a member list" }).click();
  await page.getByRole("button", { name: "Import 2 members" }).click();
  await page.getByText("2 members imported.").waitFor();
  expect(await app.call("import.list", {})).toMatchObject([
    { registers: [{ kind: "member-list", asOf: "2025-11-01", entries: 2, setAside: 1 }] },
  ]);

  await page.getByLabel("Files to import").setInputFiles([file]);
  await page.getByRole("button", { name: "Use it as a member list" }).click();
  await page.locator("[data-register][data-verdict=unchanged]").getByText("Imported before", { exact: true }).waitFor();
  await page.getByRole("button", { name: "Finish: nothing new" }).click();
  await page.getByText("Nothing new: every row was imported before.").waitFor();
});

test("a list in words of its own becomes a member list once its columns are said", async () => {
  const file = writeCsv(folder, "firms 2025-11-01.csv", [
    ["Firm", "Ring up"],
    ["Larkrise", "anna@larkrise.example"],
    ["Bramblewick", "ben@bramblewick.example"],
  ]);
  await page.getByLabel("Files to import").setInputFiles([file]);
  await page.getByText("No column here asks a question that Bellwether knows.").waitFor();
  await page.getByRole("button", { name: "Use it as a member list" }).click();
  const card = page.locator("[data-register]");
  await card.getByText("No column tells who a member is.").waitFor();
  await page
    .getByText("Before this can be stored: firms 2025-11-01.csv does not say which column names its members.", {
      exact: true,
    })
    .waitFor();
  await card.getByText("Columns: 0 taken, 2 left out").click();
  for (const [heading, meaning] of [
    ["Firm", "Organisation’s name"],
    ["Ring up", "E-mail address"],
  ] as const) {
    await card.getByRole("combobox", { name: `What “${heading}” is` }).click();
    await page.getByRole("option", { name: meaning, exact: true }).click();
  }
  await card.getByRole("button", { name: "Read again with these columns" }).click();
  await page.getByRole("button", { name: "Import 2 members" }).click();
  await page.getByText("2 members imported.").waitFor();
});

test("the directory with filters says which of its sheets it uses", async () => {
  const file = path.join(folder, "01_November_2025_HSCA_Active_Locations.ods");
  writeFileSync(
    file,
    filtersOds([
      {
        id: "1-1000000001",
        provider: "1-2000000001",
        name: "Larkrise",
        types: ["Domiciliary care service"],
        brand: "Larkrise",
      },
    ]),
  );
  await page.getByLabel("Files to import").setInputFiles([file]);
  const card = page.locator("[data-register][data-verdict=recognised]");
  await card.getByText("CQC directory, sheet “HSCA_Active_Locations”").waitFor();
  await card.getByText("Not used: “README” and “Dual_Registration_Locations”.").waitFor();
  await page.getByRole("button", { name: "Import 1 location", exact: true }).click();
  await page.getByText("1 location imported.").waitFor();
});
