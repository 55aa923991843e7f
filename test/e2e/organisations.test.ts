import type { Page } from "playwright-core";
import { afterEach, beforeEach, expect, test } from "vitest";
import { QUESTION_WORDINGS } from "../../shared/vocabulary.ts";
import { type App, axeFindings, goTo, importFiles, look, newCampaign, openApp } from "./app.ts";
import { fixtureFolder, writeCsv } from "./files.ts";

let app: App;
let page: Page;
const folder = fixtureFolder();

beforeEach(async () => {
  app = await openApp();
  page = app.page;
  await newCampaign(page, "Organisations");
});
afterEach(() => app.close());

const HEADINGS = ["CQC provider ID", "Organisation name", "Postcode", "Date submitted", QUESTION_WORDINGS["intent.la"]];
const SURVEY = [
  ["1-101", "Alder Care Ltd", "ZZ1 1ZZ", "13/02/2025", "Likely"],
  ["", "Alder Care", "ZZ1 1ZZ", "14/02/2025", "Unlikely"],
  ["1-102", "Birch Homes Ltd", "ZZ2 2ZZ", "13/02/2025", "Very likely"],
  ["", "Birch Homez", "ZZ2 2ZZ", "13/02/2025", "Very likely"],
  ["1-103", "Cedar Living", "ZZ3 3ZZ", "13/02/2025", "Unlikely"],
  ["", "Cedar Living", "ZZ3 4ZZ", "13/02/2025", "Unlikely"],
];

function survey(name: string, month: string): string {
  const discussion = QUESTION_WORDINGS["discussion.la"].replace("<month>", month);
  return writeCsv(folder, name, [[...HEADINGS, discussion], ...SURVEY.map((row) => [...row, "No"])]);
}

async function base(month: string): Promise<number | null | undefined> {
  const table = await app.call("table.get", { measure: "intent", by: "none", commissioner: "la" });
  return table.rows.flatMap((row) => ("base" in row && row.month === month ? [row.base] : []))[0];
}

test("pairs that may be one are decided by keyboard alone, hold next month, and can be taken back", async () => {
  await importFiles(page, [survey("january.csv", "January")]);
  await goTo(page, "Check");
  await page.getByRole("heading", { name: "3 pairs of organisations that may be one" }).waitFor();
  await look(page, "check-organisations");
  expect(await axeFindings(page)).toEqual([]);
  expect(await base("2025-01")).toBe(6);

  await page.getByRole("button", { name: "Same: Alder Care and Alder Care Ltd" }).focus();
  await page.keyboard.press("Enter");
  await page
    .getByRole("status")
    .getByText("Alder Care and Alder Care Ltd are one organisation, from now on.")
    .waitFor();
  await expect.poll(focusedName).toMatch(/^Same: Cedar Living/);
  await page.keyboard.press("Tab");
  await page.keyboard.press("Enter");
  await page.getByRole("status").getByText("are different, from now on.").waitFor();
  await expect.poll(focusedName).toMatch(/^Same: Birch Homez/);
  await page.keyboard.press("Tab");
  await page.keyboard.press("Tab");
  await page.keyboard.press("Space");
  await page.getByRole("status").getByText("are put off.").waitFor();
  await page.getByText(/Nothing to check/).waitFor();
  expect(await base("2025-01")).toBe(5);

  await importFiles(page, [survey("february.csv", "February")]);
  await goTo(page, "Check");
  await page.getByText(/Nothing to check/).waitFor();
  expect(await base("2025-02")).toBe(5);
  await page.getByText("3 pairs of organisations decided").click();
  await look(page, "check-organisations-decided");
  expect(await axeFindings(page)).toEqual([]);
  await page.getByRole("button", { name: /^Undo what you said of Alder Care / }).press("Enter");
  await page.getByRole("heading", { name: "1 pair of organisations that may be one" }).waitFor();
  await expect.poll(focusedName).toMatch(/^Undo what you said of /);
  expect(await base("2025-02")).toBe(6);
  await page.keyboard.press("Enter");
  await page.getByRole("heading", { name: "2 pairs of organisations that may be one" }).waitFor();
  await page.getByText("1 pair of organisations decided").waitFor();
  await expect.poll(focusedName).toMatch(/^Undo what you said of /);
  await page.keyboard.press("Enter");
  await page.getByRole("heading", { name: "3 pairs of organisations that may be one" }).waitFor();
  await expect.poll(focusedName).toMatch(/^Same: Alder Care/);
});

test("all pairs that are very likely one are called the same at once, and undone at once", async () => {
  const rows = [1, 2, 3, 4].flatMap((n) => [
    [`1-10${n}`, `Alder Care ${n} Ltd`, `ZZ${n} 1ZZ`, "13/02/2025", "Likely", "No"],
    ["", `Alder Care ${n}`, `ZZ${n} 1ZZ`, "14/02/2025", "Unlikely", "No"],
  ]);
  const discussion = QUESTION_WORDINGS["discussion.la"].replace("<month>", "January");
  await importFiles(page, [writeCsv(folder, "many.csv", [[...HEADINGS, discussion], ...rows])]);
  await goTo(page, "Check");
  await page.getByRole("button", { name: "Same for all 4 that are very likely so" }).press("Enter");
  await page.getByRole("status").getByText("4 pairs are one organisation each, from now on.").waitFor();
  await page.getByText(/Nothing to check/).waitFor();
  await expect.poll(() => page.evaluate(() => document.activeElement?.hasAttribute("data-nothing"))).toBe(true);
  expect(await base("2025-01")).toBe(4);
  await page.getByRole("button", { name: "Undo", exact: true }).click();
  await page.getByRole("heading", { name: "4 pairs of organisations that may be one" }).waitFor();
  expect(await base("2025-01")).toBe(8);
});

test("a conflict is settled by hand with a note, by keyboard, and goes back to the rule", async () => {
  const tracker = writeCsv(folder, "tracker.csv", [
    ["Location", "Parent_Organisation", "Region", "CQC_ID", "Lrf", "Last_Updated_UTC", ...INTENT],
    ["Elm House", "Elm Group", "London", "1-201", "x", "2025-02-10 09:30:00", "Likely", "Unlikely", "No"],
    ["Elm Lodge", "Elm Group", "London", "1-202", "x", "2025-02-11 09:30:00", "Unlikely", "Unlikely", "No"],
    ["Fir House", "Fir Ltd", "London", "1-203", "x", "2025-02-11 09:30:00", "Likely", "Unlikely", "No"],
  ]);
  await importFiles(page, [tracker]);
  await goTo(page, "Check");
  await page.getByRole("heading", { name: "1 answer given twice, differently", exact: true }).waitFor();
  await page.getByRole("cell", { name: "50.0 points" }).waitFor();
  await page.getByRole("button", { name: "Show the response in tracker.csv, row 3" }).press("Enter");
  await page.getByRole("dialog").getByText("Elm Lodge").first().waitFor();
  await page.keyboard.press("Escape");
  await page.getByRole("dialog").waitFor({ state: "detached" });
  await page.getByRole("button", { name: "Choose which answer of Elm Group stands in January 2025" }).focus();
  await page.keyboard.press("Enter");
  const dialog = page.getByRole("dialog");
  await dialog.getByText("Stands by the rule").waitFor();
  await expect.poll(() => page.evaluate(() => document.activeElement?.getAttribute("type"))).toBe("radio");
  await page.keyboard.press("ArrowDown");
  await page.keyboard.press("Tab");
  await page.keyboard.type("Head office confirmed by phone");
  await look(page, "check-conflict-choosing");
  expect(await axeFindings(page)).toEqual([]);
  await dialog.getByRole("button", { name: "Let this answer stand" }).press("Enter");
  await page.getByRole("status").getByText("The answer of Elm Group in January 2025 is settled.").waitFor();
  await page.getByText("1 conflict settled by hand").click();
  await page.getByRole("cell", { name: "Head office confirmed by phone" }).waitFor();
  await look(page, "check-conflict-settled");
  expect(await intends()).toBe(2);
  await page.getByRole("button", { name: "Undo: leave Elm Group in January 2025 to the rule" }).press("Enter");
  await page.getByRole("heading", { name: "1 answer given twice, differently", exact: true }).waitFor();
  await expect.poll(() => page.evaluate(() => document.activeElement?.hasAttribute("data-nothing"))).toBe(true);
  expect(await intends()).toBe(1);
});

test("where a later answer differs from the one a person chose, the choice says so", async () => {
  const heading = ["Location", "Parent_Organisation", "Region", "CQC_ID", "Lrf", "Last_Updated_UTC", ...INTENT];
  const row = (location: string, id: string, day: string, intent: string): string[] => [
    location,
    "Elm Group",
    "London",
    id,
    "x",
    `2025-02-${day} 09:30:00`,
    intent,
    "Unlikely",
    "No",
  ];
  const first = [row("Elm House", "1-201", "10", "Likely"), row("Elm Lodge", "1-202", "11", "Unlikely")];
  await importFiles(page, [writeCsv(folder, "first.csv", [heading, ...first])]);
  const [conflict] = (await app.call("check.report", {})).conflicts;
  await app.call("check.stand", { responseId: conflict!.superseded.responseId, note: "" });
  await page.reload();
  await importFiles(page, [writeCsv(folder, "later.csv", [heading, row("Elm Court", "1-203", "12", "Unlikely")])]);
  await goTo(page, "Check");
  await page.getByRole("heading", { name: "1 answer given twice, differently", exact: true }).waitFor();
  await page.getByText("1 conflict settled by hand").waitFor();
  await page.getByRole("button", { name: "Choose which answer of Elm Group stands in January 2025" }).press("Enter");
  await page.getByRole("dialog").getByText("Stands, as you chose").waitFor();
  expect(await page.getByRole("dialog").getByText("Stands by the rule").count()).toBe(0);
});

const INTENT = [
  QUESTION_WORDINGS["intent.la"],
  QUESTION_WORDINGS["intent.nhs"],
  QUESTION_WORDINGS["discussion.la"].replace("<month>", "January"),
];

async function intends(): Promise<number | null | undefined> {
  const table = await app.call("table.get", { measure: "intent", by: "none", commissioner: "la" });
  return table.rows.flatMap((row) => ("intends" in row ? [row.intends] : []))[0];
}

function focusedName(): Promise<string | null> {
  return page.evaluate(() => document.activeElement?.getAttribute("aria-label") ?? null);
}
