import { readFileSync } from "node:fs";
import path from "node:path";
import type { Page } from "playwright-core";
import { afterAll, beforeAll, expect, test } from "vitest";
import { createCampaign } from "../../electron/engine/store/campaignFile.ts";
import type { AnswerTable } from "../../shared/contract.ts";
import { importInto } from "../engine/campaign.ts";
import { directoryCsv } from "../engine/directories.ts";
import { PAY, payMembers, storeMembers, storeSet } from "../engine/ownSets.ts";
import { surveyCsv, trackerCsv, write } from "../engine/files.ts";
import { type App, axeFindings, goTo, importFiles, look, newCampaign, openApp } from "./app.ts";
import { fixtureFolder, GROUPS, writeTracker } from "./files.ts";

let app: App;
let page: Page;

beforeAll(async () => {
  app = await openApp();
  page = app.page;
  await newCampaign(page, "Trace");
  const folder = fixtureFolder();
  await importFiles(page, [
    writeTracker(folder, "january.csv", { month: "2025-01", groups: GROUPS, unknown: 2 }),
    writeTracker(folder, "february.csv", { month: "2025-02", groups: GROUPS }),
  ]);
});
afterAll(() => app.close());

const drawer = () => page.getByRole("dialog");
const choose = (name: string) =>
  page
    .locator(".mantine-SegmentedControl-label", { hasText: new RegExp(`^${name}$`) })
    .first()
    .click();

test("a share in the table leads to as many organisations as it counts, by name, and no further than this app", async () => {
  await goTo(page, "Explore");
  await choose("Table");
  const table = (await app.call("table.get", {
    measure: "intent",
    by: "service-type",
    commissioner: "la",
  })) as AnswerTable;
  const row = table.rows.find((one) => one.serviceType === "homecare" && one.month === "2025-01")!;
  const figure = page.locator('[data-row="homecare 2025-01"] button').first();
  await figure.focus();
  await page.keyboard.press("Enter");
  await drawer().getByText(`${row.intends} organisations`, { exact: true }).waitFor();
  expect(await drawer().getByText("Internal: names organisations. Never in a pack.").isVisible()).toBe(true);
  expect(await drawer().getByRole("table").getAttribute("aria-rowcount")).toBe(String(row.intends! + 1));
  await look(page, "trace-figure");
  expect(await axeFindings(page)).toEqual([]);

  await drawer().getByLabel("Figure", { exact: true }).selectOption({ label: "Unrecognised wording" });
  await drawer().getByText("2 organisations", { exact: true }).waitFor();
  expect(await drawer().getByText("“It depends on the council”").count()).toBe(2);
  await drawer().getByLabel("Search", { exact: true }).fill("provider 2");
  await drawer().getByText("1 organisation with “provider 2”").waitFor();
});

test("by keyboard alone from the organisation to its cells and back; Escape gives the keyboard back to the figure", async () => {
  await drawer().getByRole("button", { name: "Provider 2 Ltd" }).focus();
  await page.keyboard.press("Enter");
  const heading = drawer().getByRole("heading", { name: "Provider 2 Ltd" });
  await heading.waitFor();
  await expect.poll(() => heading.evaluate((element) => element === document.activeElement)).toBe(true);
  await drawer().getByText("january.csv, row 3", { exact: true }).waitFor();
  const answer = drawer().getByRole("row", { name: /Likely to hand back in the next 3 months, Local authority/ });
  expect(await answer.textContent()).toContain("“It depends on the council”");
  expect(await answer.textContent()).toContain("Column G");
  await drawer()
    .getByText("By its CQC location id 1-10000002, for which the files name the parent organisation “Provider 2 Ltd”.")
    .waitFor();
  await look(page, "trace-response");
  expect(await axeFindings(page)).toEqual([]);
  await drawer().getByRole("button", { name: "Back to the list" }).focus();
  await page.keyboard.press("Enter");
  const opener = drawer().getByRole("button", { name: "Provider 2 Ltd" });
  await expect.poll(() => opener.evaluate((element) => element === document.activeElement)).toBe(true);
  expect(await drawer().getByLabel("Search", { exact: true }).inputValue()).toBe("provider 2");
  await page.keyboard.press("Escape");
  await drawer().waitFor({ state: "detached" });
  const figure = page.locator('[data-row="homecare 2025-01"] button').first();
  await expect.poll(() => figure.evaluate((element) => element === document.activeElement)).toBe(true);
});

test("a month of the chart leads there too, by pointer and by keyboard", async () => {
  await choose("Chart");
  const panel = page.locator("[data-panel=homecare]");
  await panel.locator("svg").first().focus();
  await page.keyboard.press("ArrowRight");
  await panel.locator("[data-month]").waitFor();
  await page.keyboard.press("Enter");
  await drawer()
    .getByRole("heading", { name: /^Homecare, (January|February) 2025$/ })
    .waitFor();
  await drawer()
    .getByText("66 organisations", { exact: true })
    .or(drawer().getByText("64 organisations", { exact: true }))
    .waitFor();
  await page.keyboard.press("Escape");
  await drawer().waitFor({ state: "detached" });
  await panel.locator("svg").first().click();
  await drawer()
    .getByRole("heading", { name: /^Homecare, / })
    .waitFor();
  await page.keyboard.press("Escape");
  await drawer().waitFor({ state: "detached" });
});

test("published figures lead nowhere, and say why; the same organisations and locations lead to theirs", async () => {
  await choose("Table");
  await page.getByRole("switch", { name: "As it would be published" }).click();
  await page.getByText(/Who is behind a figure is not shown here/).waitFor();
  expect(await page.locator("[data-row] button").count()).toBe(0);
  await page.getByRole("switch", { name: "As it would be published" }).click();
  await page.getByRole("switch", { name: "Same organisations" }).click();
  const earlier = page.locator('[data-row="homecare 2025-02"] td').nth(2).locator("button");
  await earlier.click();
  await drawer().getByText("64 organisations", { exact: true }).waitFor();
  await drawer()
    .getByText(/as they answered in January 2025/)
    .waitFor();
  await page.keyboard.press("Escape");
  await page.getByRole("switch", { name: "Same organisations" }).click();
  await page.getByRole("switch", { name: "Count locations" }).click();
  await page.getByRole("columnheader", { name: "Base, locations" }).first().waitFor();
  await page.locator('[data-row="homecare 2025-02"] button').first().click();
  await drawer().getByText("66 locations", { exact: true }).waitFor();
  await page.keyboard.press("Escape");
  await page.getByRole("switch", { name: "Count locations" }).click();
  expect(app.complaints).toEqual([]);
});

test("an import tells what became of each of its rows", async () => {
  await goTo(page, "Import");
  await page.getByRole("button", { name: /^Rows of .*: what became of each$/ }).click();
  await drawer().getByText("600 rows read").waitFor();
  expect(
    await drawer()
      .getByText(/= 600 that stand \+ 0 superseded/)
      .count(),
  ).toBe(1);
  await drawer().getByLabel("File", { exact: true }).selectOption("january.csv");
  await drawer().getByText("300 rows read").waitFor();
  await look(page, "trace-rows");
  expect(await axeFindings(page)).toEqual([]);
  const search = drawer().getByLabel("Search", { exact: true });
  await search.fill("x".repeat(201));
  await drawer().getByRole("alert").waitFor();
  expect(await drawer().getByLabel("File", { exact: true }).inputValue()).toBe("january.csv");
  await search.fill("provider 299");
  await drawer().getByRole("button", { name: "Provider 299 Ltd" }).click();
  await drawer().getByRole("heading", { name: "Provider 299 Ltd" }).waitFor();
  await page.keyboard.press("Escape");
  await drawer().waitFor({ state: "detached" });
});

test("a superseded response names the one that stands and why, and leads to it; own questions lead to theirs", async () => {
  const folder = fixtureFolder();
  const campaign = createCampaign(path.join(app.library, "two.evidence"), { name: "Two" });
  const likely = { "intent.la": "Likely" } as const;
  await importInto(campaign, [
    write(
      folder,
      "directory.csv",
      directoryCsv("31 October 2024", [
        { location: "1-11", provider: "1-900", providerName: "Alder Care Ltd", name: "Alder House" },
      ]),
    ),
    write(folder, "tracker.csv", trackerCsv("January", [{ location: "1-11", name: "Alder House", answers: likely }])),
    write(
      folder,
      "survey.csv",
      surveyCsv("January", [
        { respondent: "1", provider: "1-900", organisation: "Alder Care", answers: { "intent.la": "Unlikely" } },
      ]),
    ),
  ]);
  storeSet(campaign, PAY);
  storeMembers(campaign, PAY, "2025-01", payMembers(420, 21));
  campaign.close();
  await app.call("campaign.open", { id: "two" });
  await page.reload();
  await goTo(page, "Import");
  await page
    .getByRole("button", { name: /^Rows of .*tracker.csv/ })
    .first()
    .or(page.getByRole("button", { name: /^Rows of .*more files/ }))
    .first()
    .click();
  await drawer().getByLabel("Rows", { exact: true }).selectOption("superseded");
  await drawer().getByText("Row 2 of tracker.csv stands instead").waitFor();
  await drawer().getByRole("button", { name: "Alder Care", exact: true }).click();
  await drawer().getByText("The Capacity Tracker stands before surveys.").waitFor();
  await look(page, "trace-superseded");
  await drawer().getByRole("button", { name: "Show the one that stands" }).click();
  await drawer()
    .getByText(
      "By its CQC location id 1-11, which the register of 31 October 2024 gives to provider 1-900, “Alder Care Ltd”.",
    )
    .waitFor();
  await drawer().getByRole("button", { name: "Back to the response before" }).click();
  await drawer().getByRole("button", { name: "Back to the list" }).click();
  await drawer().getByText("Row 2 of tracker.csv stands instead").waitFor();
  await page.keyboard.press("Escape");

  await goTo(page, "Explore");
  await page.getByLabel("Question").selectOption({ label: "Outlook for pay" });
  await choose("Table");
  const table = (await app.call("table.get", { measure: "pay.outlook", by: "service-type" })) as AnswerTable;
  const row = table.rows.find((one) => one.serviceType === "homecare")!;
  await page.locator('[data-row="homecare 2025-01"] button').nth(2).click();
  await drawer().getByText(`${row.counts!["base"]} organisations`, { exact: true }).waitFor();
  await drawer()
    .getByRole("cell", { name: /^Up by 10% or more/ })
    .first()
    .waitFor();
  await page.keyboard.press("Escape");
  expect(app.complaints).toEqual([]);
  expect(readFileSync(path.join(app.library, "two.evidence")).length).toBeGreaterThan(0);
});

test("at 1600 x 1000 and in the dark all of it stays readable", async () => {
  await page.setViewportSize({ width: 1600, height: 1000 });
  await page.emulateMedia({ colorScheme: "dark" });
  await page.locator('[data-row="homecare 2025-01"] button').first().click();
  await drawer().getByRole("table").waitFor();
  await look(page, "trace-figure-dark");
  expect(await axeFindings(page)).toEqual([]);
  await drawer().locator("[data-open-response]").first().click();
  await drawer().getByText("Does it count?").waitFor();
  await look(page, "trace-response-dark");
  expect(await axeFindings(page)).toEqual([]);
  await page.keyboard.press("Escape");
});
