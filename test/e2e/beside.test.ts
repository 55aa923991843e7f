import { readdirSync, readFileSync } from "node:fs";
import path from "node:path";
import type { Locator, Page } from "playwright-core";
import { afterAll, beforeAll, expect, test } from "vitest";
import { type App, atRest, axeFindings, goTo, importFiles, look, newCampaign, openApp } from "./app.ts";
import { fixtureFolder, GROUPS, writeTracker } from "./files.ts";

let app: App;
let page: Page;

beforeAll(async () => {
  app = await openApp();
  page = app.page;
  await newCampaign(page, "Beside");
  await importFiles(page, [writeTracker(fixtureFolder(), "february.csv", { month: "2025-02", groups: GROUPS })]);
  await goTo(page, "Brief");
});
afterAll(() => app.close());

const panel = (): Locator => page.getByRole("region", { name: "Evidence beside the figures" });

async function seen(name: string): Promise<void> {
  for (const colorScheme of ["light", "dark"] as const) {
    await page.emulateMedia({ colorScheme });
    await atRest(page);
    await look(page, `${name}-${colorScheme}`);
    expect(await axeFindings(page), `${name}, ${colorScheme}`).toEqual([]);
  }
}

test("a member’s words enter a pack with consent, without what names somebody, and confirmed as they are published", async () => {
  await panel().getByText("No quotes yet.").waitFor();
  await panel().getByRole("button", { name: "Type or paste…" }).click();
  const editor = page.getByRole("dialog", { name: "A member’s words" });
  const given = editor.getByLabel("Words as given");
  await given.fill("Ring Sunrise on 01632 960123: fees do not cover wages.");
  await given.blur();
  const published = editor.getByRole("blockquote");
  await expect.poll(() => published.textContent()).toBe("“Ring Sunrise on […]: fees do not cover wages.”");
  await editor.getByLabel("Take out other words").fill("Ring Sunrise on");
  await editor.getByRole("button", { name: "Take out" }).click();
  await expect.poll(() => published.textContent()).toMatch(/^“(?:\[…\] ?)+: fees do not cover wages\.”$/);
  await editor.getByLabel("Service type", { exact: true }).selectOption("Homecare");
  await editor.getByLabel("Month it is about").fill("2025-02");
  await editor.getByRole("checkbox", { name: "The member consents to its use" }).check();
  await editor.getByText("Say who. It stays in the campaign.").waitFor();
  await editor.getByLabel("Who consented").fill("The manager");
  await editor.getByLabel("Your name").fill("Ann Reader");
  await editor.getByRole("checkbox", { name: /^I have read it as it would be published/ }).check();
  await seen("beside-quote");
  await editor.getByRole("button", { name: "Keep" }).click();
  const tick = panel().getByRole("checkbox", { name: /fees do not cover wages/ });
  await tick.check();
  await panel()
    .getByText("Confirmed, with consent. Labelled “A member (Homecare)” where that group is published.")
    .waitFor();

  await panel()
    .getByRole("checkbox", { name: /^57% of the providers/ })
    .check();
  await panel().getByRole("button", { name: "Add a policy commitment" }).click();
  const adding = page.getByRole("dialog", { name: "Policy commitment" });
  await adding.getByLabel("What it says").fill("Fees are to cover the cost of care.");
  await adding.getByLabel("Source").fill("Fair cost of care");
  await adding.getByLabel("Published by").fill("A department");
  await adding.getByLabel("Date").fill("last year");
  await adding.getByText("Write it as 2023-04-04, 2023-04 or 2023.").last().waitFor();
  expect(await adding.getByRole("button", { name: "Keep" }).isDisabled()).toBe(true);
  await adding.getByLabel("Date").fill("2022-08");
  await seen("beside-reference");
  await adding.getByRole("button", { name: "Keep" }).click();
  await panel().getByRole("checkbox", { name: "Fees are to cover the cost of care." }).check();
  await panel().scrollIntoViewIfNeeded();
  await seen("beside");

  for (const name of ["PDF", "Word", "PowerPoint", "Excel"])
    await page.getByRole("checkbox", { name, exact: true }).uncheck();
  await page.getByRole("button", { name: "Make the draft pack" }).click();
  await page.getByRole("heading", { name: "The draft pack is ready" }).waitFor({ timeout: 60_000 });
  const packs = path.join(app.library, "packs");
  const html = readFileSync(path.join(packs, readdirSync(packs)[0]!, "index.html"), "utf8");
  expect(html).toMatch(/fees do not cover wages\..*A member \(Homecare\)/s);
  expect(html).not.toMatch(/Sunrise|960123|Ann Reader|The manager/);
  expect(html).toContain("57% of the providers that answered would hand back existing contracts");
  expect(html).toContain("A department, Fair cost of care, August 2022.");
  expect(html).not.toContain("£700 million");
  await page.getByRole("button", { name: "Make another" }).click();
});

test("words that are changed wait for a new confirmation, and what is removed can be put back", async () => {
  await panel()
    .getByRole("button", { name: /^Edit the quote/ })
    .click();
  const editor = page.getByRole("dialog", { name: "A member’s words" });
  await editor.getByLabel("Words as given").fill("Fees do not cover wages in our town.");
  await editor.getByLabel("Words as given").blur();
  await expect.poll(() => editor.getByRole("blockquote").textContent()).toBe("“Fees do not cover wages in our town.”");
  expect(await editor.getByRole("checkbox", { name: /^I have read it/ }).isChecked()).toBe(false);
  await editor.getByRole("button", { name: "Keep" }).click();
  const tick = panel().getByRole("checkbox", { name: /in our town/ });
  await tick.waitFor();
  expect(await tick.isDisabled()).toBe(true);
  await panel()
    .getByRole("button", { name: /^Remove the quote/ })
    .click();
  await panel().getByText("No quotes yet.").waitFor();
  await page.getByRole("button", { name: "Undo" }).click();
  await tick.waitFor();
  await panel().getByRole("button", { name: "From an answer…" }).click();
  const answers = page.getByRole("dialog", { name: "Which answer?" });
  await answers.getByText("No answers in free text.", { exact: false }).waitFor();
  await seen("beside-no-answers");
  await page.keyboard.press("Escape");
  await answers.waitFor({ state: "detached" });
});
