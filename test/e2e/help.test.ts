import type { Page } from "playwright-core";
import { afterAll, beforeAll, expect, test } from "vitest";
import { type App, atRest, axeFindings, goTo, importFiles, look, newCampaign, openApp } from "./app.ts";
import { fixtureFolder, GROUPS, writeTracker } from "./files.ts";

let app: App;
let page: Page;

beforeAll(async () => {
  app = await openApp();
  page = app.page;
});
afterAll(() => app.close());

const guide = () => page.getByRole("complementary", { name: "Guide" });
const chapter = (title: string) => guide().getByRole("heading", { name: title, exact: true, level: 2 });

test("the guide opens before there is a campaign, and its contents lead to every chapter", async () => {
  await page.getByRole("button", { name: "Guide", exact: true }).click();
  await chapter("Start here").waitFor();
  await guide().getByRole("button", { name: "Contents" }).click();
  const chapters = guide().getByRole("navigation", { name: "Chapters of the guide" });
  const titles = await chapters.getByRole("listitem").allTextContents();
  expect(titles.length).toBeGreaterThan(15);
  await look(page, "guide-contents");
  for (const title of titles) {
    await chapters.getByRole("button", { name: title, exact: true }).click();
    await chapter(title).waitFor();
    expect(await axeFindings(page), title).toEqual([]);
    for (const picture of await guide().getByRole("img").all()) {
      expect(
        await picture.evaluate((image: HTMLImageElement) => image.decode().then(() => image.naturalWidth)),
      ).toBeGreaterThan(0);
    }
    await guide().getByRole("button", { name: "Contents" }).click();
  }
  await page.keyboard.press("Escape");
  await guide().waitFor({ state: "detached" });
});

test("F1 opens the chapter of the screen, and of what lies over it; Escape gives the place back", async () => {
  await newCampaign(page, "Help");
  await importFiles(page, [writeTracker(fixtureFolder(), "january.csv", { month: "2025-01", groups: GROUPS })]);
  for (const screen of ["This month", "Import", "Check", "Explore", "Coverage", "Brief", "Releases"]) {
    await goTo(page, screen);
    await page.keyboard.press("F1");
    await chapter(screen).waitFor();
  }
  await page.keyboard.press("Escape");
  await goTo(page, "Explore");
  await page
    .locator(".mantine-SegmentedControl-label", { hasText: /^Table$/ })
    .first()
    .click();
  const figure = page.locator('[data-row="homecare 2025-01"] button').first();
  await figure.click();
  const drawer = page.getByRole("dialog");
  await drawer.getByRole("table").waitFor();
  await page.keyboard.press("F1");
  await chapter("Where a figure comes from").waitFor();
  await page.keyboard.press("Escape");
  await guide().waitFor({ state: "detached" });
  expect(await drawer.isVisible()).toBe(true);
  await page.keyboard.press("Escape");
  await drawer.waitFor({ state: "detached" });
});

test("a search leads to the heading that names it, and says so where there is none", async () => {
  await goTo(page, "Check");
  await page.getByRole("button", { name: "Guide", exact: true }).click();
  const field = guide().getByRole("textbox", { name: "Search the guide" });
  await field.fill("passphrase");
  await guide()
    .getByText(/^Found in \d+ places\.$/)
    .waitFor();
  await atRest(page);
  await look(page, "guide-search");
  expect(await axeFindings(page)).toEqual([]);
  const first = guide().locator(".bw-guide-body button").first();
  const [title, heading] = (await first.innerText()).split(": ");
  await first.click();
  await chapter(title!).waitFor();
  if (heading !== undefined) {
    const found = guide().getByRole("heading", { name: heading, exact: true });
    await expect.poll(() => found.evaluate((element) => element === document.activeElement)).toBe(true);
  }
  await field.fill("xylophone");
  await guide().getByText("The guide says nothing about “xylophone”. Try another word, or look in Contents.").waitFor();
  await guide().getByRole("button", { name: "Close the guide" }).click();
  const button = page.getByRole("button", { name: "Guide", exact: true });
  expect(await button.evaluate((element) => element === document.activeElement)).toBe(true);
});

test("the tour of the sample is offered once, walks through every screen, and can be taken again", async () => {
  await page.getByRole("button", { name: "All campaigns" }).click();
  await page.getByRole("button", { name: "Open the sample campaign" }).click();
  const invitation = page.getByRole("region", { name: "Tour" });
  await invitation.waitFor({ timeout: 90_000 });
  await look(page, "tour-offered");
  await page.getByRole("button", { name: "Take the tour" }).click();
  for (const [index, screen] of [
    "This month",
    "Import",
    "Check",
    "Explore",
    "Coverage",
    "Brief",
    "Releases",
  ].entries()) {
    const card = page.getByRole("region", { name: screen });
    await card.getByText(`Step ${index + 1} of 7`).waitFor();
    await page.waitForFunction((name) => document.title.startsWith(name), screen);
    await atRest(page);
    await look(page, `tour-${index + 1}`);
    expect(await axeFindings(page), screen).toEqual([]);
    await card.getByRole("button", { name: index === 6 ? "Done" : "Next" }).click();
  }
  await goTo(page, "This month");
  await page.locator("[data-figure=la]").waitFor();
  expect(await invitation.count()).toBe(0);
  await page.keyboard.press("F1");
  await guide().getByRole("button", { name: "Contents" }).click();
  await guide().getByRole("button", { name: "Take the tour" }).click();
  await page.getByText("Step 1 of 7").waitFor();
  await page.getByRole("button", { name: "End the tour" }).click();
  expect(await page.getByText("Step 1 of 7").count()).toBe(0);
  expect(app.complaints).toEqual([]);
});
