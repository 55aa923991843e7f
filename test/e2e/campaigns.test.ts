import { readdirSync, readFileSync, writeFileSync } from "node:fs";
import path from "node:path";
import { afterEach, beforeEach, expect, test } from "vitest";
import { type App, axeFindings, importFiles, look, newCampaign, openApp } from "./app.ts";
import { fixtureFolder, GROUPS, writeTracker } from "./files.ts";

let app: App;

beforeEach(async () => {
  app = await openApp();
});
afterEach(() => app.close());

test("a campaign is saved under a passphrase, opened again beside itself, damaged, and restored from its backup", async () => {
  const { page, library } = app;
  const passphrase = "hedge lantern tuesday coal";
  const more = (of: string, item: string) =>
    page
      .getByRole("button", { name: of })
      .click()
      .then(() => page.getByRole("menuitem", { name: item }).click());
  await newCampaign(page, "Mine");
  await importFiles(page, [writeTracker(fixtureFolder(), "a.csv", { month: "2025-01", groups: GROUPS })]);
  await more("Campaign Mine", "Save a copy…");
  await page.getByLabel("Passphrase", { exact: true }).fill(passphrase);
  await page.getByLabel("The same passphrase again").fill(passphrase);
  await look(page, "save-a-copy");
  expect(await axeFindings(page)).toEqual([]);
  await page.getByRole("button", { name: "Save the copy" }).click();
  await page.getByRole("button", { name: "Done" }).click();
  await more("Campaign Mine", "Backups…");
  await page.getByRole("button", { name: "Make a backup now" }).click();
  await page.getByText("Made by hand").waitFor();
  expect(await axeFindings(page)).toEqual([]);
  await page.keyboard.press("Escape");
  await page.getByRole("button", { name: "All campaigns" }).click();

  const [copy = ""] = readdirSync(path.join(library, "packs"));
  await page.getByLabel("Copy of a campaign to open").setInputFiles([path.join(library, "packs", copy)]);
  await page.getByLabel("Passphrase", { exact: true }).fill("not the right words");
  await page.getByRole("button", { name: "Open", exact: true }).click();
  await page.getByText("That is not the passphrase of").waitFor();
  await page.getByLabel("Passphrase", { exact: true }).fill(passphrase);
  await page.getByRole("button", { name: "Open", exact: true }).click();
  await page.getByLabel("Keep both").check();
  expect(await axeFindings(page)).toEqual([]);
  await page.getByRole("button", { name: "Keep both" }).click();
  await page.getByRole("button", { name: "Campaign Mine (copy)" }).waitFor();
  await page.getByRole("button", { name: "All campaigns" }).click();

  const file = path.join(library, "mine.evidence");
  writeFileSync(file, readFileSync(file).fill(0x5a, 8192, 60_000));
  await page.reload();
  await page.getByRole("button", { name: /^Mine Cannot be opened|^Mine Jan/ }).click();
  await page.getByText("The newest backup that is whole").waitFor();
  await look(page, "damaged");
  expect(await axeFindings(page)).toEqual([]);
  await page.getByRole("button", { name: "Restore this backup" }).click();
  await page.getByRole("button", { name: "Campaign Mine", exact: true }).waitFor();
  expect(await app.call("campaign.current", {})).toMatchObject({ name: "Mine", responses: 300 });

  await more("Campaign Mine", "Move to the bin…");
  await page.getByRole("button", { name: "Move to the bin", exact: true }).click();
  await page.getByText(/“Mine” is in /).waitFor();
  expect((await app.call("campaign.list", {})).map(({ name }) => name)).toEqual(["Mine (copy)"]);
});
