import type { Page } from "playwright-core";
import { afterEach, beforeEach, expect, test } from "vitest";
import { type App, axeFindings, goTo, importFiles, look, newCampaign, openApp } from "./app.ts";
import { fixtureFolder, GROUPS, writeTracker } from "./files.ts";

let app: App;
let page: Page;

beforeEach(async () => {
  app = await openApp();
  page = app.page;
});
afterEach(() => app.close());

test("the address loses its key at once, and a reload still works", async () => {
  await page.getByRole("heading", { name: "Bellwether" }).waitFor();
  expect(page.url()).not.toContain("token");
  await page.reload();
  await page.getByRole("button", { name: "New campaign" }).waitFor();
});

test("without the key there is nothing but how to get in", async () => {
  const stranger = await page.context().newPage();
  await stranger.goto(page.url());
  await stranger.getByRole("heading", { name: "Open Bellwether from its own address" }).waitFor();
});

test("a month’s work needs no mouse", async () => {
  await page.getByRole("button", { name: "New campaign" }).waitFor();
  await press(page, "New campaign");
  await page.getByRole("dialog").waitFor();
  await page.keyboard.type("By keyboard");
  await page.keyboard.press("Enter");
  await page.getByRole("navigation", { name: "The month’s work" }).waitFor();

  await page.evaluate(() => (document.activeElement as HTMLElement | null)?.blur());
  await page.keyboard.press("Tab");
  expect(await focused(page)).toBe("Skip to the content");
  await page.keyboard.press("Enter");
  expect(await page.evaluate(() => document.activeElement?.id)).toBe("main");

  await press(page, "Import");
  await page.getByRole("heading", { level: 1, name: "Import" }).waitFor();
  const file = writeTracker(fixtureFolder(), "keyboard.csv", { month: "2025-01", groups: GROUPS });
  const chooser = page.waitForEvent("filechooser");
  await press(page, "Choose files");
  await (await chooser).setFiles([file]);
  await page.getByRole("button", { name: "Import 300 responses" }).waitFor();
  await press(page, "Import 300 responses");
  await page.getByText("300 responses imported.").waitFor();
  await press(page, "Explore");
  await page.locator("[data-panel]").first().waitFor();
  await press(page, "Table", "radio");
  await page.locator("table").waitFor();
});

test("the engine’s death is told in a banner, in plain words", async () => {
  await newCampaign(page, "Gone");
  await importFiles(page, [writeTracker(fixtureFolder(), "gone.csv", { month: "2025-01", groups: GROUPS })]);
  await app.kill();
  await goTo(page, "Explore");
  await page.getByText("Bellwether’s engine has stopped. What was saved is safe.").waitFor();
  await look(page, "engine-gone");
  expect(await axeFindings(page)).toEqual([]);
  expect(await page.locator("body").innerText()).not.toMatch(/TypeError|Failed to fetch|at \w+ \(/);
});

test("a campaign can be left and opened again from the list", async () => {
  await newCampaign(page, "First");
  await page.getByRole("button", { name: "All campaigns" }).click();
  await newCampaign(page, "Second");
  await page.getByRole("button", { name: "All campaigns" }).click();
  await page.getByRole("button", { name: /^First/ }).click();
  await page.getByRole("banner").getByText("First").waitFor();
  expect(await page.getByRole("banner").innerText()).toContain("Contains identifiable data");
});

test("high contrast keeps every mark and word of the chart", async () => {
  await newCampaign(page, "Contrast");
  await importFiles(page, [
    writeTracker(fixtureFolder(), "one.csv", { month: "2025-01", groups: GROUPS }),
    writeTracker(fixtureFolder(), "two.csv", { month: "2025-02", groups: GROUPS }),
  ]);
  await page.emulateMedia({ forcedColors: "active" });
  await goTo(page, "Explore");
  await page.locator("[data-panel=homecare]").waitFor();
  await look(page, "forced-colours");
  const ink = await page
    .locator("[data-panel=homecare] text")
    .first()
    .evaluate((text) => getComputedStyle(text).fill);
  const paper = await page.evaluate(() => {
    const probe = document.body.appendChild(document.createElement("i"));
    probe.style.color = "CanvasText";
    return getComputedStyle(probe).color;
  });
  expect(ink).toBe(paper);
});

/** Tabs to what carries the name, with Shift held where that is nearer, and presses it. */
async function press(on: Page, name: string, kind: "button" | "radio" = "button"): Promise<void> {
  for (let step = 0; step < 60; step += 1) {
    await on.keyboard.press("Tab");
    const here = await focused(on);
    if (kind === "radio" && (await on.evaluate(() => (document.activeElement as HTMLInputElement).type)) === "radio") {
      const own = await on.evaluate(() =>
        [
          ...((document.activeElement as HTMLInputElement).form ?? document).querySelectorAll<HTMLInputElement>(
            `input[name="${(document.activeElement as HTMLInputElement).name}"]`,
          ),
        ].map((input) => input.labels?.[0]?.textContent),
      );
      if (!own.includes(name)) continue;
      await on.keyboard.press("ArrowRight");
      return;
    }
    if (here === name) {
      const outline = await on.evaluate(() => getComputedStyle(document.activeElement!).outlineStyle);
      expect(outline, `${name} shows where the focus is`).not.toBe("none");
      await on.keyboard.press("Enter");
      return;
    }
  }
  throw new Error(`The keyboard never reached “${name}”.`);
}

function focused(on: Page): Promise<string> {
  return on.evaluate(() => document.activeElement?.textContent?.trim() ?? "");
}
