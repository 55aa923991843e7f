import { readFileSync, writeFileSync } from "node:fs";
import path from "node:path";
import type { Locator, Page } from "playwright-core";
import { afterEach, beforeEach, expect, test } from "vitest";
import { type App, axeFindings, goTo, look, newCampaign, openApp } from "./app.ts";
import { fixtureFolder, GROUPS, VAGUE, writeCsv, writeSurvey, writeTracker } from "./files.ts";

let app: App;
let page: Page;
const folder = fixtureFolder();

beforeEach(async () => {
  app = await openApp();
  page = app.page;
  await newCampaign(page, "Mapping");
  await goTo(page, "Import");
});
afterEach(() => app.close());

test("a column in other words is asked about, and mapped without a mouse", async () => {
  const file = writeSurvey(folder, "other words.csv", { month: "2025-01", vague: true });
  await take([file]);
  const card = page.locator("[data-verdict=needs-answer]");
  await card.getByText("Columns: 1 to decide, 5 taken, 0 left out").waitFor();
  await page
    .getByText("Before this can be stored: other words.csv does not say what one column is.", { exact: true })
    .waitFor();
  expect(await importButton().isDisabled()).toBe(true);
  expect(await axeFindings(page)).toEqual([]);
  await look(page, "mapping-open");

  await page.getByRole("button", { name: "Show me" }).focus();
  await page.keyboard.press("Enter");
  expect(await focusedName()).toBe(`What “${VAGUE}” is`);
  await page.keyboard.type("handed back, nhs");
  await page.keyboard.press("ArrowDown");
  await page.keyboard.press("Enter");
  await card.getByText("1 change, not applied yet").waitFor();
  await page
    .getByText("Before this can be stored: 1 change to the columns of other words.csv is not applied yet.")
    .waitFor();
  await card.getByText("You changed this.").waitFor();
  await look(page, "mapping-changed");
  await tabTo("Take back");
  await page.keyboard.press("Enter");
  await card.getByRole("button", { name: "Yes, it is Likely to hand back, NHS" }).focus();
  await page.keyboard.press("Enter");
  await tabTo("Read again with these columns");
  await page.keyboard.press("Enter");
  await page.getByText("other words.csv was read again with 1 change to its columns.").waitFor();
  expect(await page.evaluate(() => document.activeElement?.tagName)).toBe("SUMMARY");
  await page.locator("[data-verdict=recognised]").getByText("Columns: 6 taken, 0 left out").waitFor();

  await page.getByRole("button", { name: "Import 40 responses" }).click();
  await page.getByText("40 responses imported.").waitFor();
  const { rows } = (await app.call("table.get", { measure: "intent", by: "none", commissioner: "nhs" })) as {
    rows: { base?: number }[];
  };
  expect(rows[0]?.base).toBe(40);
});

test("what is said of a column is kept for next month, and what changed since is shown", async () => {
  const more = [["How many staff do you have?", ["12", "40", "7"]]] as const;
  await take([writeSurvey(folder, "january.csv", { month: "2025-01", vague: true, more })]);
  await page.getByRole("button", { name: `Leave it out: “${VAGUE}”` }).click();
  await page.getByRole("button", { name: "Read again with these columns" }).click();
  await page.getByRole("button", { name: "Import 40 responses" }).click();
  await page.getByText("40 responses imported.").waitFor();
  await page.getByRole("button", { name: "Close this message" }).click();

  const next = writeSurvey(folder, "february.csv", {
    month: "2025-02",
    vague: true,
    dates: ["14/03/2025"],
    more: [["Anything else?", ["Nothing", "Fees are too low"]]],
  });
  await take([next]);
  const card = page.locator("[data-verdict=changed]");
  await card.getByText("Changed since last time").waitFor();
  await card.getByText("Since last time: 1 column added, 1 column gone").waitFor();
  await card.getByText("“Anything else?” is new").waitFor();
  await card.getByText("“How many staff do you have?” is no longer there").waitFor();
  await look(page, "since");
  expect(await axeFindings(page)).toEqual([]);
});

test("dates that can be read both ways are asked about by an example", async () => {
  const file = writeSurvey(folder, "dates.csv", { month: "2025-01", dates: ["05/02/2025", "06/02/2025"] });
  await take([file]);
  const ask = page.getByRole("region", { name: "How dates are written" });
  await ask.getByText("Row 2 says “05/02/2025”").waitFor();
  await page.getByText("dates.csv does not say how dates are written").waitFor();
  await ask.getByRole("button", { name: "2 May 2025 (month first)" }).waitFor();
  await look(page, "date-order");
  expect(await axeFindings(page)).toEqual([]);
  await ask.getByRole("button", { name: "5 February 2025 (day first)" }).click();
  await page.locator("[data-verdict=recognised]").waitFor();
  await page.getByText(/^Rows: look at 40/).click();
  await rowsTable().getByRole("cell", { name: "05/02/2025" }).first().waitFor();
  await page.getByRole("button", { name: "Import 40 responses" }).click();
  await page.getByText("40 responses imported.").waitFor();
});

test("the rows can be looked at by what becomes of them, and searched", async () => {
  const january = writeTracker(folder, "rows.csv", { month: "2025-01", groups: GROUPS });
  await take([january]);
  await page.getByRole("button", { name: "Import 300 responses" }).click();
  await page.getByText("300 responses imported.").waitFor();
  const lines = readFileSync(january, "utf8").trimEnd().split("\r\n");
  const cells = lines.map((line) => line.slice(1, -1).split('","'));
  const changed = cells.map((row, index) =>
    index === 3 ? row.map((cell) => (cell === "Very likely" ? "v. likely" : cell)) : row,
  );
  const nobody = cells[1]!.map((cell, column) => (column < 4 ? "" : cell));
  const again = writeCsv(folder, "rows again.csv", [...changed, nobody]);
  await take([again]);
  await page.getByText("Rows: look at 301, 1 set aside").click();
  expect(await counts()).toEqual({ "rows read": "301", new: "0", changed: "1", same: "299", "set aside": "1" });
  await rowsTable().getByRole("cell", { name: "Provider 1 Ltd" }).waitFor();
  await look(page, "rows");
  expect(await axeFindings(page)).toEqual([]);
  await pick("Changed 1");
  await rowsTable().getByRole("cell", { name: "Provider 3 Ltd" }).waitFor();
  await rowsTable().getByText("“v. likely”").first().waitFor();
  expect(await rowsTable().locator("tbody tr[data-index]").count()).toBe(1);
  await look(page, "rows-changed");
  await pick("Set aside 1");
  await rowsTable().getByText("302", { exact: true }).waitFor();
  await pick("All 301");
  await page.getByLabel("Search the rows").fill("provider 299");
  await page.getByText("1 found").waitFor();
  await rowsTable().getByRole("cell", { name: "Provider 299 Ltd" }).waitFor();
  await page.getByLabel("Search the rows").fill("no such thing");
  await page.getByText("No row says “no such thing”.").waitFor();
  await page.getByLabel("Search the rows").fill("");

  const box = page.getByRole("region", { name: "Rows of rows again.csv" });
  await box.focus();
  await page.keyboard.press("End");
  await rowsTable().getByRole("cell", { name: "Provider 300 Ltd" }).waitFor();
});

test("the headings’ row can be said", async () => {
  const file = writeSurvey(folder, "plain.csv", { month: "2025-01" });
  await take([file]);
  await page.locator("[data-verdict=recognised]").waitFor();
  await page.getByText(/^Columns:/).click();
  await page.getByText("Headings are in row 1").click();
  await page.getByLabel("The headings begin in row").fill("nonsense");
  await page.getByText("Write the number of a row.").waitFor();
  await page.getByLabel("The headings begin in row").fill("9");
  await page.getByRole("button", { name: "Read again from this row" }).click();
  await page.locator("[data-verdict=unknown]").getByText("No question found", { exact: true }).waitFor();
  await page
    .getByText("plain.csv asks no question that is known; say what its columns are, or leave it out.")
    .waitFor();
  expect(await importButton().isDisabled()).toBe(true);
  await page.getByText("Headings are in row 9").waitFor();
  await look(page, "no-question");
  expect(await axeFindings(page)).toEqual([]);
  await page.getByRole("button", { name: "Find them again" }).click();
  await page.locator("[data-verdict=recognised]").waitFor();
  await page.getByText("Headings are in row 1").waitFor();
});

test("a mapping is saved as a file, and used when it is dropped with other files", async () => {
  const file = writeSurvey(folder, "to map.csv", { month: "2025-01", vague: true });
  await take([file]);
  await page.getByRole("button", { name: "Yes, it is Likely to hand back, NHS" }).click();
  await page.getByRole("button", { name: "Read again with these columns" }).click();
  await page.locator("[data-verdict=recognised]").waitFor();
  const download = page.waitForEvent("download");
  await page.getByRole("button", { name: "Save this mapping…" }).click();
  const saved = await download;
  expect(saved.suggestedFilename()).toBe("to map mapping.json");
  const mapping = path.join(folder, "to map mapping.json");
  await saved.saveAs(mapping);
  const text = readFileSync(mapping, "utf8");
  expect(JSON.parse(text)).toMatchObject({ columns: { [VAGUE]: "intent.nhs" } });
  expect(text).not.toContain("Member");
  await page.getByRole("button", { name: "Do not import" }).click();

  await take([file, mapping]);
  await page.locator("[data-verdict=recognised]").getByText("Columns: 6 taken, 0 left out").waitFor();
  await page.getByRole("button", { name: "Do not import" }).click();
  const broken = path.join(folder, "broken.json");
  writeFileSync(broken, "{");
  await take([file, broken]);
  const refused = page.getByRole("alert");
  await refused.getByText(/broken\.json is not JSON/).waitFor();
  await refused.getByRole("button", { name: "Dismiss broken.json" }).click();
  await refused.waitFor({ state: "detached" });
  expect(app.complaints).toEqual([]);
});

async function take(files: readonly string[]): Promise<void> {
  await page.getByLabel("Files to import").setInputFiles([...files]);
  await page.getByRole("heading", { name: "Before it is stored" }).waitFor();
}

function importButton(): Locator {
  return page.getByRole("button", { name: /^Import [\d,]+ responses?$/ });
}

function rowsTable(): Locator {
  return page.getByRole("table", { name: /^Rows of/ });
}

async function pick(label: string): Promise<void> {
  await page.locator("main label").filter({ hasText: label }).click();
}

async function counts(): Promise<Record<string, string>> {
  const found = await page
    .locator("[data-count]")
    .evaluateAll((all) => all.map((one) => [one.getAttribute("data-count"), one.textContent]));
  return Object.fromEntries(found) as Record<string, string>;
}

/** Tabs on until the named button has the focus. */
async function tabTo(name: string): Promise<void> {
  for (let step = 0; step < 60; step += 1) {
    await page.keyboard.press("Tab");
    if ((await focusedName()) === name) return;
  }
  throw new Error(`The keyboard never reached “${name}”.`);
}

function focusedName(): Promise<string> {
  return page.evaluate(() => {
    const here = document.activeElement;
    return here?.getAttribute("aria-label") ?? here?.textContent?.trim() ?? "";
  });
}
