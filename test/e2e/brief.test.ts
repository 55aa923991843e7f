import { createHash } from "node:crypto";
import { readdirSync, readFileSync } from "node:fs";
import path from "node:path";
import type { Page } from "playwright-core";
import { afterEach, beforeEach, expect, test } from "vitest";
import { type App, axeFindings, goTo, importFiles, look, newCampaign, openApp } from "./app.ts";
import { fixtureFolder, GROUPS, writeTracker } from "./files.ts";

let app: App;
let page: Page;

beforeEach(async () => {
  app = await openApp();
  page = app.page;
  await newCampaign(page, "Brief");
  const folder = fixtureFolder();
  await importFiles(page, [
    writeTracker(folder, "january.csv", { month: "2025-01", groups: GROUPS }),
    writeTracker(folder, "february.csv", { month: "2025-02", groups: GROUPS }),
  ]);
  await goTo(page, "Brief");
});
afterEach(() => app.close());

test("the draft pack is written where it says, with the files it lists", async () => {
  expect(await page.getByLabel("Title").inputValue()).toBe("Contract hand-backs: February 2025");
  await page.getByRole("button", { name: "Make the draft pack" }).click();
  await page.getByRole("heading", { name: "The draft pack is ready" }).waitFor({ timeout: 60_000 });
  await look(page, "brief-done");
  expect(await axeFindings(page)).toEqual([]);
  const packs = path.join(app.library, "packs");
  const [pack] = readdirSync(packs);
  const folder = path.join(packs, pack!);
  await page.getByText(folder).waitFor();
  const listed = await page.locator("table tbody tr td:first-child").allTextContents();
  expect(listed.length).toBeGreaterThan(3);
  for (const name of listed) expect(readFileSync(path.join(folder, name)).byteLength, name).toBeGreaterThan(0);
  const manifest = JSON.parse(readFileSync(path.join(folder, "manifest.json"), "utf8")) as {
    files: { name: string; sha256: string }[];
  };
  for (const { name, sha256 } of manifest.files) {
    expect(
      createHash("sha256")
        .update(readFileSync(path.join(folder, name)))
        .digest("hex"),
      name,
    ).toBe(sha256);
  }
  expect(readFileSync(path.join(folder, "index.html"), "utf8")).not.toContain("Provider 1 Ltd");
});

test("what is in a pack is chosen, kept with the campaign, taken back, and is what is written", async () => {
  await page.getByLabel("What it is for").selectOption("One-page note");
  expect(await page.getByRole("checkbox", { name: "Excel" }).isChecked()).toBe(false);
  await page.getByRole("checkbox", { name: "Word", exact: true }).uncheck();
  await page.getByRole("checkbox", { name: "PDF" }).uncheck();
  await page.getByText("Choose at least one document and one section.").waitFor();
  expect(await page.getByRole("button", { name: "Make the draft pack" }).isDisabled()).toBe(true);
  await page.getByRole("button", { name: "Undo" }).click();
  expect(await page.getByRole("checkbox", { name: "PDF" }).isChecked()).toBe(true);
  await page.getByRole("checkbox", { name: "Web page" }).check();
  await page.getByRole("checkbox", { name: "PDF" }).uncheck();
  await page.getByRole("checkbox", { name: "Methods" }).check();
  await page.getByRole("button", { name: "Move “Methods” up" }).focus();
  await page.keyboard.press("Enter");
  await page.getByRole("button", { name: "Comment on “Key messages”" }).click();
  await page
    .getByLabel("Your words at the start of “Key messages”")
    .fill("Fees have not kept up.\n\nWe ask for a meeting.");
  await look(page, "brief-plan");
  expect(await axeFindings(page)).toEqual([]);
  await goTo(page, "Explore");
  await goTo(page, "Brief");
  await page.getByRole("checkbox", { name: "Methods", checked: true }).waitFor();
  await page.getByRole("button", { name: "Make the draft pack" }).click();
  await page.getByRole("heading", { name: "The draft pack is ready" }).waitFor({ timeout: 60_000 });
  const packs = path.join(app.library, "packs");
  const folder = path.join(packs, readdirSync(packs)[0]!);
  expect(readdirSync(folder).toSorted()).toEqual(["charts", "data", "index.html", "manifest.json"]);
  expect(readdirSync(path.join(folder, "charts")).every((name) => name.endsWith(".svg"))).toBe(true);
  const html = readFileSync(path.join(folder, "index.html"), "utf8");
  const headings = [...html.matchAll(/<h2[^>]*>([^<]*)</g)].map((found) => found[1]);
  expect(headings).toEqual(["Key messages", "Methods", "One chart of intent"]);
  expect(html).toContain("<p>Fees have not kept up.</p><p>We ask for a meeting.</p>");
  await page.getByRole("button", { name: "Make another" }).click();
  await page.getByRole("button", { name: "Comment on “Key messages”" }).click();
  await page.getByLabel("Your words at the start of “Key messages”").fill("Already 1234 homes say so.");
  await page.getByRole("button", { name: "Make the draft pack" }).click();
  await page.getByText("It states 1234, which is no published figure").waitFor({ timeout: 60_000 });
});

test("making a pack can be cancelled and leaves nothing behind", async () => {
  await page.getByRole("button", { name: "Make the draft pack" }).click();
  await page.getByRole("region", { name: "Making the draft pack" }).getByRole("button", { name: "Cancel" }).click();
  await page.getByRole("button", { name: "Make the draft pack" }).waitFor();
  await expect.poll(() => packsIn(app.library)).toEqual([]);
});

function packsIn(library: string): readonly string[] {
  try {
    return readdirSync(path.join(library, "packs"));
  } catch {
    return [];
  }
}

test("the pages stand beside the choices and follow them: a message by hand, a house style that can be read", async () => {
  const shown = page.getByRole("list", { name: "Pages" });
  await shown.getByRole("img", { name: /^Page 1 of \d+: Contract hand-backs: February 2025; Key messages/ }).waitFor({
    timeout: 60_000,
  });
  await page
    .getByRole("button", { name: /^Edit “In February 2025/ })
    .first()
    .click();
  const words = page.getByLabel("This message in your words");
  await words.fill("In truth 97.3% will go.");
  await page.getByRole("button", { name: "Keep", exact: true }).click();
  await page.getByText("“97.3%” is no published figure of this pack.").waitFor();
  await words.fill("Care is at risk in February 2025.");
  await page.getByRole("button", { name: "Keep", exact: true }).click();
  await page.getByText("In your words").waitFor();
  await page.getByText("As the PDF will be.").waitFor({ timeout: 60_000 });
  await page.getByText("Read the words of the pages").click();
  await page.getByRole("region", { name: "Words of page 1" }).getByText("Care is at risk").waitFor();
  await page.getByText("Read the words of the pages").click();

  await page.getByText("Change it").click();
  await page.getByLabel("Association").fill("Care Association");
  await page.getByLabel("Main colour", { exact: true }).fill("#ffcc00");
  await page.getByText("Contrast on white 1.5 to 1").waitFor();
  await page.getByRole("button", { name: "Take #907300" }).click();
  await page.getByRole("button", { name: "Keep the house style" }).click();
  await page.getByText("Kept: every document of a pack has it").waitFor();
  await page.getByText("As the PDF will be.").waitFor({ timeout: 60_000 });
  await look(page, "brief-pages");
  expect(await axeFindings(page)).toEqual([]);
  expect(app.complaints).toEqual([]);
  expect(await app.call("house.get", {})).toMatchObject({ name: "Care Association", colour: "#907300" });
});
