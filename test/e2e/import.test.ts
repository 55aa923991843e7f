import { readFileSync, writeFileSync } from "node:fs";
import path from "node:path";
import type { Page } from "playwright-core";
import { afterEach, beforeEach, expect, test } from "vitest";
import { type App, axeFindings, goTo, importFiles, look, newCampaign, openApp } from "./app.ts";
import { fixtureFolder, GROUPS, writeCsv, writeTracker } from "./files.ts";

let app: App;
let page: Page;
const folder = fixtureFolder();

beforeEach(async () => {
  app = await openApp();
  page = app.page;
  await newCampaign(page, "Import");
});
afterEach(() => app.close());

test("files dropped on the window are looked at before anything is stored, and every row is accounted for", async () => {
  const file = writeTracker(folder, "dropped.csv", { month: "2025-03", groups: GROUPS, unknown: 2 });
  await goTo(page, "Import");
  await drop(page, [file]);
  const card = page.locator("[data-verdict]");
  await card.getByText("Recognised").waitFor();
  expect(await card.getByText("March 2025").first().isVisible()).toBe(true);
  expect(await counts(page)).toEqual({ "rows read": "300", new: "300", changed: "0", same: "0", "set aside": "0" });
  await card.getByText("“It depends on the council”").waitFor();
  await card.getByText("Columns: 12 taken, 0 left out").click();
  await card.getByRole("combobox", { name: /^What “How likely are you to hand back any of your NHS/ }).waitFor();
  expect((await app.call("check.report", {})).rows.read).toBe(0);

  await page.getByRole("button", { name: "Import 300 responses" }).click();
  await page.getByText("300 responses imported.").waitFor();
  expect((await app.call("check.report", {})).rows).toMatchObject({
    read: 300,
    stored: 300,
    unchanged: 0,
    setAside: 0,
  });
  expect(app.complaints).toEqual([]);
});

test("undo, in the notice and in the list, takes an import back whole", async () => {
  const january = writeTracker(folder, "january.csv", { month: "2025-01", groups: GROUPS });
  await importFiles(page, [january]);
  await page.getByRole("status").getByRole("button", { name: "Undo" }).click();
  await page.getByText("undone: 300 responses removed").waitFor();
  expect(await app.call("import.list", {})).toEqual([]);
  await goTo(page, "Explore");
  await page.getByText("Import one month; a trend needs two.").waitFor();

  await importFiles(page, [january]);
  await page.getByRole("button", { name: "Undo the import of january.csv" }).click();
  await page.getByRole("dialog").getByRole("button", { name: "Cancel" }).click();
  expect(await app.call("import.list", {})).toHaveLength(1);
  await page.getByRole("button", { name: "Undo the import of january.csv" }).click();
  await page.getByRole("dialog").getByRole("button", { name: "Undo the import" }).click();
  await page.getByText("undone: 300 responses removed").waitFor();
  expect(await page.getByText("Imported so far").count()).toBe(0);
});

test("a file imported before is recognised as such and adds nothing", async () => {
  const file = writeTracker(folder, "again.csv", { month: "2025-02", groups: GROUPS });
  await importFiles(page, [file]);
  await page.getByLabel("Files to import").setInputFiles([file]);
  await page.locator("[data-verdict=unchanged]").getByText("Imported before", { exact: true }).waitFor();
  expect(await counts(page)).toMatchObject({ "rows read": "300", new: "0", same: "300" });
  await page.getByRole("button", { name: "Finish: nothing new" }).click();
  await page.getByText("Nothing new: every row was imported before.").waitFor();
});

test("a sheet that does not name its month is asked about and waits", async () => {
  const file = writeTracker(folder, "no-month.csv", { month: "2025-05", groups: GROUPS, withoutMonth: true });
  await goTo(page, "Import");
  await page.getByLabel("Files to import").setInputFiles([file]);
  await page.locator("[data-verdict=needs-answer]").waitFor();
  expect(await page.getByRole("button", { name: /^Import \d+ responses/ }).isDisabled()).toBe(true);
  await page
    .getByText("Before this can be stored: no-month.csv does not say which month was asked about.", { exact: true })
    .waitFor();
  expect(await axeFindings(page)).toEqual([]);
  await look(page, "month-needed");
  await page.getByLabel("Month asked about").selectOption("May");
  await page.getByLabel("Year").selectOption("2025");
  await page.getByRole("button", { name: "Use this month" }).click();
  await page.locator("[data-verdict=recognised]").getByText("May 2025").waitFor();
  await page.getByRole("button", { name: "Import 300 responses" }).click();
  await page.getByText("300 responses imported.").waitFor();
  expect(await app.call("campaign.current", {})).toMatchObject({ firstMonth: "2025-05", lastMonth: "2025-05" });
});

test("a month that was recognised can still be changed", async () => {
  const file = writeTracker(folder, "other month.csv", { month: "2025-03", groups: GROUPS });
  await goTo(page, "Import");
  await page.getByLabel("Files to import").setInputFiles([file]);
  await page.getByText("The questions name March 2025.").waitFor();
  const change = page.getByRole("button", { name: "Change the month March 2025" });
  await change.focus();
  await page.keyboard.press("Enter");
  await expect.poll(() => page.evaluate(() => document.activeElement?.hasAttribute("data-month-picker"))).toBe(true);
  await page.getByRole("button", { name: "Leave it" }).press("Enter");
  await expect
    .poll(() => page.evaluate(() => document.activeElement?.getAttribute("aria-label")))
    .toBe("Change the month March 2025");
  await page.keyboard.press("Enter");
  await page.getByLabel("Month asked about").selectOption("April");
  await look(page, "month-changing");
  await page.getByRole("button", { name: "Use this month" }).click();
  await page.getByRole("button", { name: "Change the month April 2025" }).waitFor();
  await page.getByRole("button", { name: "Import 300 responses" }).click();
  await page.getByText("300 responses imported.").waitFor();
  expect(await app.call("campaign.current", {})).toMatchObject({ firstMonth: "2025-04", lastMonth: "2025-04" });
});

test("several files are looked at together, and one of them can be left out", async () => {
  const months = ["2025-01", "2025-02"].map((month) =>
    writeTracker(folder, `together ${month}.csv`, { month, groups: GROUPS }),
  );
  await goTo(page, "Import");
  await page.getByLabel("Files to import").setInputFiles(months);
  await page.getByRole("button", { name: "Import 600 responses" }).waitFor();
  expect(await page.locator("[data-verdict=recognised]").count()).toBe(2);
  await page.getByRole("button", { name: "Leave this file out: together 2025-01.csv" }).click();
  await page.getByRole("button", { name: "Import 300 responses" }).click();
  await page.getByText("300 responses imported.").waitFor();
  expect(await app.call("campaign.current", {})).toMatchObject({ firstMonth: "2025-02", lastMonth: "2025-02" });
});

test("a file of another survey waits with what can be done about it", async () => {
  const file = writeCsv(folder, "catering.csv", [
    ["Member", "Do you cook on site?"],
    ["One", "Yes"],
    ["Two", "No"],
  ]);
  await goTo(page, "Import");
  await page.getByLabel("Files to import").setInputFiles([file]);
  await page.locator("[data-verdict=unknown]").getByText("No question found", { exact: true }).waitFor();
  await page.getByRole("button", { name: "Make a question set of its columns…" }).click();
  await page
    .getByRole("dialog")
    .getByRole("checkbox", { name: /Do you cook on site/ })
    .waitFor();
});

test("a file that cannot be used is refused in plain words, naming it, and the others go on", async () => {
  const picture = path.join(folder, "holiday photo.csv");
  writeFileSync(picture, Buffer.from([0xff, 0xd8, 0xff, 0xe0, 0, 16, 74, 70, 73, 70, 0, 1, 2, 0, 0, 1, 0, 1, 0, 0]));
  const good = writeTracker(folder, "good.csv", { month: "2025-03", groups: GROUPS });
  await goTo(page, "Import");
  await page.getByLabel("Files to import").setInputFiles([picture, good]);
  const refused = page.getByRole("alert");
  await refused.getByText("One file could not be used").waitFor();
  const words = await refused.innerText();
  expect(words).toContain("holiday photo.csv");
  expect(words).not.toMatch(/Error:|at \w+ \(|undefined/);
  await look(page, "refused");
  expect(await axeFindings(page)).toEqual([]);
  await page.getByRole("button", { name: "Dismiss holiday photo.csv" }).click();
  await refused.waitFor({ state: "detached" });
  await page.getByRole("button", { name: "Import 300 responses" }).click();
  await page.getByText("300 responses imported.").waitFor();
});

test("a staged import survives a look at another screen, and can be left out", async () => {
  const file = writeTracker(folder, "leave.csv", { month: "2025-03", groups: GROUPS });
  await goTo(page, "Import");
  await page.getByLabel("Files to import").setInputFiles([file]);
  await page.locator("[data-verdict=recognised]").waitFor();
  await goTo(page, "Check");
  await goTo(page, "Import");
  await page.locator("[data-verdict=recognised]").waitFor();
  await page.getByRole("button", { name: "Do not import" }).click();
  await page.getByText("Drop this month’s files here. The originals stay untouched.").waitFor();
  expect(await app.call("import.list", {})).toEqual([]);
});

async function counts(on: Page): Promise<Record<string, string>> {
  const found = await on
    .locator("[data-count]")
    .evaluateAll((all) => all.map((one) => [one.getAttribute("data-count"), one.textContent]));
  return Object.fromEntries(found) as Record<string, string>;
}

/** Drops files on the window as the file manager would. */
async function drop(on: Page, files: readonly string[]): Promise<void> {
  const payload = files.map((file) => ({ name: path.basename(file), text: readFileSync(file, "utf8") }));
  await on.evaluate((given) => {
    const data = new DataTransfer();
    for (const { name, text } of given) data.items.add(new File([text], name, { type: "text/csv" }));
    for (const kind of ["dragenter", "dragover", "drop"]) {
      document.body.dispatchEvent(new DragEvent(kind, { dataTransfer: data, bubbles: true, cancelable: true }));
    }
  }, payload);
}
