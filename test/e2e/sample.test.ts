import { readdirSync, readFileSync, writeFileSync } from "node:fs";
import path from "node:path";
import { afterEach, beforeEach, expect, test } from "vitest";
import { type App, atRest, axeFindings, goTo, look, openApp } from "./app.ts";

let app: App;

beforeEach(async () => {
  app = await openApp();
});
afterEach(() => app.close());

test("the sample campaign opens with progress, says that it is fictional, and fills every screen", async () => {
  const { page } = app;
  await page.getByRole("button", { name: "Open the sample campaign" }).click();
  await page.getByRole("navigation", { name: "The month’s work" }).waitFor({ timeout: 90_000 });
  expect(await page.getByRole("banner").innerText()).toContain("Fictional sample data");
  await page.locator("[data-figure=la]").waitFor();
  for (const screen of ["This month", "Import", "Check", "Explore"]) {
    await goTo(page, screen);
    await atRest(page);
    await look(page, `sample-${screen.toLowerCase().replace(" ", "-")}`);
    expect(await axeFindings(page), screen).toEqual([]);
  }
  await page.getByLabel("Split by").selectOption({ label: "Region" });
  await look(page, "sample-region");
  await page.getByLabel("Split by").selectOption({ label: "Service type" });
  await page.getByRole("switch", { name: "Same organisations" }).click();
  await look(page, "sample-matched");
  expect(app.complaints).toEqual([]);
});

test("opening the sample can be cancelled and leaves nothing behind", async () => {
  const { page } = app;
  await page.getByRole("button", { name: "Open the sample campaign" }).click();
  await page.getByRole("button", { name: "Cancel" }).click();
  await page.getByRole("button", { name: "Open the sample campaign" }).waitFor();
  expect(await app.call("campaign.current", {})).toBeNull();
  expect(await app.call("campaign.list", {})).toEqual([]);
});

test("a sample that is damaged is told as such at its button, with what can be done", async () => {
  const { page, library } = app;
  const open = page.getByRole("button", { name: "Open the sample campaign" });
  await open.click();
  await page.getByRole("navigation", { name: "The month’s work" }).waitFor({ timeout: 90_000 });
  await page.getByRole("button", { name: "All campaigns" }).click();
  await open.waitFor();
  const [file = ""] = readdirSync(library).filter((name) => name.endsWith(".evidence"));
  const damaged = path.join(library, file);
  writeFileSync(damaged, readFileSync(damaged).fill(0x5a, 8192, 60_000));
  await open.click();
  await page.getByText(/is damaged$/).waitFor();
  await page
    .getByRole("button", { name: /^(?:Restore this backup|Open a copy…)$/ })
    .first()
    .waitFor();
});
