import path from "node:path";
import type { Page } from "playwright-core";
import { afterEach, beforeEach, expect, test } from "vitest";
import { decide } from "../../electron/engine/deciding.ts";
import { createCampaign, type CampaignFile } from "../../electron/engine/store/campaignFile.ts";
import { importInto, quietly } from "../engine/campaign.ts";
import { trackerCsv, write, type TrackerRow } from "../engine/files.ts";
import { type App, axeFindings, goTo, importFiles, look, newCampaign, openApp } from "./app.ts";
import { fixtureFolder } from "./files.ts";

let app: App;
let page: Page;
const folder = fixtureFolder();
const PERHAPS = { kind: "unknown-wording", question: "intent.la", wording: "Perhaps" } as const;

beforeEach(async () => {
  app = await openApp();
  page = app.page;
  await newCampaign(page, "Merge");
});
afterEach(() => app.close());

test("a colleague’s copy is merged, what was said differently is settled in Check, and the merge is undone", async () => {
  const january = write(folder, "january.csv", trackerCsv("January", rows("10/02/2025 09:00:00")));
  const february = write(folder, "february.csv", trackerCsv("February", rows("10/03/2025 09:00:00")));
  await importFiles(page, [january]);
  await app.call("check.decide", { ...PERHAPS, value: "unlikely" });
  const copy = await colleague("Ann’s copy", async (campaign) => {
    await importInto(campaign, [january]);
    await importInto(campaign, [february]);
    await decide(campaign, { ...PERHAPS, value: "likely" }, quietly);
  });
  await page.reload();
  await goTo(page, "Import");
  await page.getByLabel("Colleague’s copy to merge").setInputFiles([copy]);
  const note = page.getByRole("status").getByText(/^Ann’s copy\.evidence merged: 4 responses, 1 decision new\./);
  await note.waitFor();
  expect(await note.textContent()).toContain("1 thing said differently: see Check.");
  await page.getByText("Merged from Ann’s copy.evidence").waitFor();
  await look(page, "merge-imported");
  expect(await axeFindings(page)).toEqual([]);

  await goTo(page, "This month");
  await page.getByText("Next: look at 1 thing said differently in merged campaigns.", { exact: false }).waitFor();
  await goTo(page, "Check");
  await page.getByRole("heading", { name: "1 thing said differently in merged campaigns" }).waitFor();
  await page.getByText("From Ann’s copy.evidence", { exact: false }).waitFor();
  await look(page, "check-clashes");
  expect(await axeFindings(page)).toEqual([]);
  await page.getByRole("button", { name: /^Choose: Unlikely\. What “Perhaps” means/ }).focus();
  await page.keyboard.press("Enter");
  await page.getByText(/settled as “Unlikely”/).waitFor();
  await page.getByRole("heading", { name: /said differently/ }).waitFor({ state: "detached" });

  await goTo(page, "Import");
  await page.getByRole("button", { name: "Undo the merge of Ann’s copy.evidence" }).click();
  const asking = page.getByRole("dialog", { name: "Undo this merge?" });
  await asking.getByText("what was settled on Check stays settled", { exact: false }).waitFor();
  await asking.getByRole("button", { name: "Undo the merge" }).click();
  await page.getByText("Merge of Ann’s copy.evidence undone: 4 responses removed.").waitFor();
  expect((await app.call("import.list", {})).map(({ merged }) => merged)).toEqual([null]);
  expect(app.complaints).toEqual([]);
});

test("a copy that cannot be merged says why, and one with nothing new says so", async () => {
  const january = write(
    folder,
    "plain.csv",
    trackerCsv("January", rows("10/02/2025 09:00:00")).replaceAll(" in January", ""),
  );
  await goTo(page, "Import");
  const other = await colleague("other month", (campaign) => importInto(campaign, [january], "2025-01" as never));
  await choose(other);
  await page.getByText(/^other month\.evidence merged: 4 responses new\./).waitFor();
  await choose(other);
  await page.getByText("other month.evidence: nothing new. Everything in it is here already.").waitFor();
  const otherwise = await colleague("otherwise", (campaign) => importInto(campaign, [january], "2025-02" as never));
  await choose(otherwise);
  const alert = page
    .getByRole("alert")
    .getByText(/otherwise\.evidence cannot be merged: plain\.csv is in both campaigns/);
  await alert.waitFor();
  await look(page, "merge-refused");
  expect(await axeFindings(page)).toEqual([]);
  await choose(write(folder, "broken.evidence", "Name,Age\r\n"));
  await page
    .getByRole("alert")
    .getByText(/broken\.evidence is not a Bellwether campaign/)
    .waitFor();
});

test("warnings are told before storing, listed in Check with their reasons, and marked as seen", async () => {
  const file = write(folder, "beds.csv", beds());
  await goTo(page, "Import");
  await page.getByLabel("Files to import").setInputFiles([file]);
  await page.getByText("2 warnings: these rows are stored all the same, and listed in Check").click();
  await page.getByText("More beds are used than the home has (1 row, first in row 2: 45 of 40 beds used).").waitFor();
  await look(page, "import-warnings");
  expect(await axeFindings(page)).toEqual([]);
  await page.getByRole("button", { name: "Import 4 responses" }).click();
  await page.getByText("4 responses imported.").waitFor();

  await goTo(page, "Check");
  await page.getByRole("heading", { name: "2 warnings: worth a look" }).waitFor();
  await page.getByText("Nothing to check: 4 in, 4 used, 0 explained.").waitFor();
  expect(await page.locator(".bw-nav-count").count()).toBe(0);
  await look(page, "check-warnings");
  expect(await axeFindings(page)).toEqual([]);
  await page.getByRole("button", { name: /^Mark as seen: More beds are used/ }).focus();
  await page.keyboard.press("Enter");
  await page.getByRole("heading", { name: "1 warning: worth a look" }).waitFor();
  await expect
    .poll(() => page.evaluate(() => document.activeElement?.getAttribute("aria-label") ?? ""))
    .toMatch(/^Mark as seen: Submitted more than 2 months/);
  await page.keyboard.press("Enter");
  await page.getByRole("heading", { name: "Warnings: all seen" }).waitFor();
  await page.getByText("2 warnings seen").click();
  await look(page, "check-warnings-seen");
  await page.getByRole("button", { name: /^Undo: mark as not seen\. More beds/ }).click();
  await page.getByRole("heading", { name: "1 warning: worth a look" }).waitFor();
  const focused = () => page.evaluate(() => document.activeElement?.getAttribute("aria-label") ?? "");
  await expect.poll(focused).toMatch(/^Undo: mark as not seen\. Submitted/);
  await page.keyboard.press("Enter");
  await page.getByRole("heading", { name: "2 warnings: worth a look" }).waitFor();
  await expect.poll(() => page.evaluate(() => document.activeElement?.hasAttribute("data-nothing"))).toBe(true);
  expect(app.complaints).toEqual([]);
});

/** Four homes, two of which say what nobody has explained. */
function rows(updated: string): TrackerRow[] {
  return Array.from({ length: 4 }, (_, index) => ({
    location: `1-90${index}`,
    parent: `Bramblewick Number ${index}`,
    asked: "Homecare",
    updated,
    answers: { "intent.la": index < 2 ? "Perhaps" : "Unlikely" },
  }));
}

/** One home with more residents than beds, and one that answered in summer. */
function beds(): string {
  const lines = trackerCsv("January", rows("10/02/2025 09:00:00"), "2024")
    .replaceAll("Perhaps", "Likely")
    .trimEnd()
    .split("\r\n");
  return lines
    .map((line, index) => (index === 4 ? line.replace("10/02/2025", "10/06/2025") : line))
    .map((line, index) => `${line},${index === 0 ? "maxcapacity,usedbeds" : `40,${index === 1 ? 45 : 30}`}\r\n`)
    .join("");
}

async function colleague(name: string, work: (campaign: CampaignFile) => Promise<unknown>): Promise<string> {
  const file = path.join(folder, `${name}.evidence`);
  const campaign = createCampaign(file, { name });
  await work(campaign);
  campaign.close();
  return file;
}

/** Takes a file through the place for files. */
async function choose(file: string): Promise<void> {
  await page.getByLabel("Files to import").setInputFiles([file]);
}
