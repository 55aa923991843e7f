import { readFileSync, writeFileSync } from "node:fs";
import path from "node:path";
import type { Page } from "playwright-core";
import { afterAll, beforeAll, expect, test } from "vitest";
import { percent } from "../../shared/charts/format.ts";
import type { AnswerTable } from "../../shared/contract.ts";
import { bellwether } from "../cli/run.ts";
import { type App, atRest, axeFindings, goTo, look, openApp } from "./app.ts";
import { fixtureFolder, GROUPS, writeTracker } from "./files.ts";

/** Campaigns at the edges of what there is: every view of them is whole, says the truth and is accessible. */
const VIEWS = [
  "measure=intent&by=service-type",
  "measure=intent&by=none",
  "measure=intent&by=service-type&chart=answers",
  "measure=intent&by=service-type&same=yes&chart=change",
  "measure=stages&by=service-type",
  "measure=path&by=none",
  "measure=coverage&by=service-type",
  "measure=intent&by=local-authority&as=table",
] as const;

/** The campaigns whose every view axe looks at; the others differ in numbers only. */
const AXED = new Set(["one-month", "dark", "forced"]);

let app: App;
let page: Page;
const folder = fixtureFolder();
const ONE = [{ serviceType: "Homecare", organisations: 1, la: 1, nhs: 0 }];

beforeAll(async () => {
  app = await openApp();
  page = app.page;
});
afterAll(() => app.close());

test("an empty campaign says what to do first", async () => {
  await app.call("campaign.create", { name: "Empty" });
  await page.reload();
  await goTo(page, "Explore");
  await page.getByText("Import one month; a trend needs two.").waitFor();
  await look(page, "edge-empty");
  expect(await axeFindings(page)).toEqual([]);
});

test("one month is drawn as dots with whiskers, a figure beside each", async () => {
  await campaign("one-month", [tracker("2025-01", GROUPS)]);
  await everyView("one-month");
  await show("measure=intent&by=service-type");
  const table = (await app.call("table.get", { measure: "intent", by: "service-type" })) as AnswerTable;
  const homecare = table.rows.find((row) => row.serviceType === "homecare" && row.commissioner === "la")!;
  expect((await page.locator("[data-panel=homecare] text").allTextContents()).join(" ")).toContain(
    percent(homecare.share),
  );
  await page.getByText("One month so far; a trend needs two.").waitFor();
});

test("one provider is never published, and its own figures are called a hint", async () => {
  await campaign(
    "one-provider",
    ["2025-01", "2025-02", "2025-03"].map((month) => tracker(month, ONE)),
  );
  await everyView("one-provider");
  await show("measure=intent&by=service-type");
  expect(await page.locator("[data-sentences]").textContent()).toContain("a low base of 1, so a hint only");
  await page.getByRole("button", { name: "Save", exact: true }).click();
  await page.getByRole("menuitem", { name: "Chart as PNG…" }).click();
  await page.getByRole("button", { name: "As it would be published" }).click();
  await page.getByText("Every figure of this chart would be hidden, so there is nothing to draw.").waitFor();
  await show("measure=intent&by=service-type&published=yes");
  await page.getByRole("heading", { name: /and why$/ }).waitFor();
  await atRest(page);
  await look(page, "edge-one-provider-published");
  expect(await page.locator("figure").textContent()).not.toMatch(/\d+%/);
  expect(await page.locator("[data-sentences]").textContent()).toContain("Too few organisations answered");
});

test("where the questions apply to nobody, it says so and prints no figure", async () => {
  const files = ["2025-01", "2025-02"].map((month) => {
    const file = tracker(month, GROUPS);
    const said = readFileSync(file, "utf8").replace(/"(Very likely|Unlikely|Yes|No)"/g, '"Not applicable"');
    writeFileSync(file, said);
    return file;
  });
  await campaign("all-na", files);
  await everyView("all-na");
  await show("measure=intent&by=service-type");
  expect(await page.locator("figure").textContent()).not.toMatch(/NaN|undefined|null|\d+%/);
  expect(await page.locator("[data-sentences]").textContent()).toContain(
    "Nobody to whom the question applies answered it",
  );
});

test("ten years of months stay readable, and the last is the one that is named", async () => {
  const files = Array.from({ length: 120 }, (_, index) => {
    const month = `${2016 + Math.floor(index / 12)}-${String((index % 12) + 1).padStart(2, "0")}`;
    const swing = Math.round(6 * Math.sin(index / 9));
    const groups = GROUPS.slice(0, 4).map((group) => ({
      ...group,
      organisations: 24,
      la: 12 + swing,
      nhs: Math.max(0, 8 + Math.round(swing / 2)),
    }));
    return tracker(month, groups);
  });
  await campaign("ten-years", files);
  await everyView("ten-years");
  await show("measure=intent&by=service-type");
  expect(await page.locator("#finding").textContent()).toContain("December 2025");
  const overlaps = await page
    .locator("[data-panel=all] .recharts-xAxis text, [data-panel=all] .recharts-cartesian-axis-tick text")
    .evaluateAll((ticks) => {
      const boxes = ticks
        .map((tick) => tick.getBoundingClientRect())
        .filter(({ top }, _, all) => top === Math.max(...all.map((box) => box.top)));
      return boxes.filter((box, index) =>
        boxes.some((other, place) => place > index && other.left < box.right && box.left < other.right),
      ).length;
    });
  expect(overlaps).toBe(0);
});

test.each(["dark", "forced"] as const)("every view of a campaign is accessible in %s colours", async (how) => {
  await campaign(
    `colours-${how}`,
    ["2025-02", "2025-03", "2025-04"].map((month) => tracker(month, GROUPS)),
  );
  await page.emulateMedia(how === "dark" ? { colorScheme: "dark" } : { colorScheme: "light", forcedColors: "active" });
  await everyView(how);
  await page.emulateMedia({ colorScheme: "light", forcedColors: "none" });
});

test("at 200 % zoom every view fits the width of the window", async () => {
  await page.setViewportSize({ width: 640, height: 400 });
  for (const view of VIEWS) {
    await show(view);
    await atRest(page);
    const over = await page.evaluate(() => document.documentElement.scrollWidth - window.innerWidth);
    expect(over, view).toBeLessThanOrEqual(0);
  }
  await look(page, "edge-zoomed");
  await page.setViewportSize({ width: 1280, height: 800 });
  expect(app.complaints).toEqual([]);
});

test("the keyboard goes through a view in the order in which it is read", async () => {
  await show("measure=intent&by=service-type");
  await page.locator("[data-panel]").first().waitFor();
  await page.locator("main").focus();
  const order: string[] = [];
  for (let step = 0; step < 30; step += 1) {
    await page.keyboard.press("Tab");
    const here = await page.evaluate(() => {
      const { activeElement: on } = document;
      const label = on?.getAttribute("aria-label") ?? (on as HTMLInputElement | null)?.labels?.[0]?.textContent;
      return label ?? on?.closest<HTMLElement>("[data-panel]")?.dataset["panel"] ?? on?.textContent ?? "";
    });
    order.push(here.trim());
  }
  const place = (name: string): number => order.findIndex((entry) => entry.startsWith(name));
  const names = [
    "Chart",
    "Copy",
    "Save",
    "Views",
    "Question",
    "Contracts",
    "Split by",
    "Same organisations",
    "As it would be published",
    "all",
  ];
  const places = names.map(place);
  expect(places, order.join(" | ")).not.toContain(-1);
  expect(places).toEqual(places.toSorted((a, b) => a - b));
});

function tracker(month: string, groups: Parameters<typeof writeTracker>[2]["groups"]): string {
  return writeTracker(folder, `tracker ${month} ${(made += 1)}.csv`, { month, groups });
}
let made = 0;

/** Imports files into a campaign of the library by the command line, and opens it. */
async function campaign(id: string, files: readonly string[]): Promise<void> {
  const { code, stderr } = await bellwether([
    "import",
    ...files,
    "--campaign",
    path.join(app.library, `${id}.evidence`),
  ]);
  expect(code, stderr).toBe(0);
  await app.call("campaign.open", { id });
  await page.reload();
  await page.getByRole("navigation", { name: "The month’s work" }).waitFor();
}

async function show(address: string): Promise<void> {
  await page.evaluate((hash) => {
    window.location.hash = hash;
  }, `#/explore?${address}`);
  await page.locator('[aria-busy="false"]').waitFor();
  await page.locator("figure, [role=alert]").first().waitFor();
}

async function everyView(name: string): Promise<void> {
  for (const [index, view] of VIEWS.entries()) {
    await show(view);
    await atRest(page);
    await look(page, `edge-${name}-${index}`);
    if (AXED.has(name)) expect(await axeFindings(page), view).toEqual([]);
    const text = await page.locator("main").innerText();
    expect(text, view).not.toMatch(/NaN|undefined|\bnull\b|Infinity/);
    const over = await page.evaluate(() => document.documentElement.scrollWidth - document.documentElement.clientWidth);
    expect(over, view).toBeLessThanOrEqual(0);
  }
}
