import { readFileSync, writeFileSync } from "node:fs";
import path from "node:path";
import type { Page } from "playwright-core";
import { afterEach, beforeEach, expect, test } from "vitest";
import { type App, goTo, importFiles, look, newCampaign, openApp } from "./app.ts";
import { fixtureFolder, GROUPS, writeTracker } from "./files.ts";

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
  expect(await counts(page)).toEqual({ "rows read": "300", new: "300", "imported before": "0", "set aside": "0" });
  await card.getByText("“It depends on the council”").waitFor();
  await card.getByText("12 columns understood").click();
  await card.getByRole("cell", { name: "Likely to hand back, NHS" }).waitFor();
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
  expect(await counts(page)).toMatchObject({ "rows read": "300", new: "0", "imported before": "300" });
  await page.getByRole("button", { name: "Finish: nothing new" }).click();
  await page.getByText("Nothing new: every row was imported before.").waitFor();
});

test("a sheet that does not name its month is asked about and waits", async () => {
  const file = writeTracker(folder, "no-month.csv", { month: "2025-05", groups: GROUPS, withoutMonth: true });
  await goTo(page, "Import");
  await page.getByLabel("Files to import").setInputFiles([file]);
  await page.locator("[data-verdict=month-needed]").waitFor();
  expect(await page.getByRole("button", { name: /^Import \d+ responses/ }).isDisabled()).toBe(true);
  await look(page, "month-needed");
  await page.getByLabel("Month asked about").selectOption("May");
  await page.getByLabel("Year").selectOption("2025");
  await page.getByRole("button", { name: "Use this month" }).click();
  await page.locator("[data-verdict=recognised]").getByText("May 2025").waitFor();
  await page.getByRole("button", { name: "Import 300 responses" }).click();
  await page.getByText("300 responses imported.").waitFor();
  expect(await app.call("campaign.current", {})).toMatchObject({ firstMonth: "2025-05", lastMonth: "2025-05" });
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
