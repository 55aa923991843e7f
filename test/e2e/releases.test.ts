import { cpSync, existsSync, readdirSync, readFileSync, writeFileSync } from "node:fs";
import path from "node:path";
import type { Locator, Page } from "playwright-core";
import { templatePlan } from "../../shared/packs.ts";
import { afterEach, expect, test } from "vitest";
import { type App, atRest, axeFindings, goTo, importFiles, look, newCampaign, openApp } from "./app.ts";
import { fixtureFolder, GROUPS, writeTracker } from "./files.ts";

let app: App;
let page: Page;

afterEach(() => app.close());

const COMPOSER = "Ruth Adeyemi";
const SECOND = "Tom Okafor";

async function open(name: string): Promise<void> {
  app = await openApp();
  page = app.page;
  await newCampaign(page, name);
  // What is in a pack has tests of its own.
  await app.call("plan.save", { plan: { ...templatePlan("full", []), formats: ["html", "xlsx"] } });
}

/** Imports months of the same organisations, a few more of which intend to hand back each month. */
async function importMonths(...months: readonly string[]): Promise<void> {
  const folder = fixtureFolder();
  await importFiles(
    page,
    months.map((month) => {
      const more = Number(month.slice(5)) * 3;
      return writeTracker(folder, `${month}.csv`, {
        month,
        groups: GROUPS.map((group) => ({ ...group, la: Math.min(group.organisations, group.la + more) })),
      });
    }),
  );
}

/** Prepares what is asked for in the form and waits until it can be signed off. */
async function prepare(): Promise<void> {
  await page.getByLabel("Composed by").fill(COMPOSER);
  await page.getByRole("button", { name: "Prepare the release" }).click();
  await page.getByRole("heading", { name: "Sign off" }).waitFor({ timeout: 180_000 });
}

async function signOff(): Promise<void> {
  await page.getByLabel("Signed off by").fill(SECOND);
  await page.getByLabel("I have looked at the pages and the list of what is hidden").check();
  await page.getByRole("button", { name: "Sign off" }).click();
  await page.getByRole("heading", { name: "Release", exact: true }).waitFor();
}

async function release(): Promise<void> {
  await page.getByRole("button", { name: "Release…" }).click();
  await page.getByRole("dialog").getByText("This cannot be undone.").waitFor();
  await page.getByRole("button", { name: "Release it" }).click();
  await page.getByRole("heading", { name: /^Released: / }).waitFor({ timeout: 60_000 });
}

async function see(name: string): Promise<void> {
  await atRest(page);
  await look(page, name);
  expect(await axeFindings(page), name).toEqual([]);
  const over = await page.evaluate(() => document.documentElement.scrollWidth - document.documentElement.clientWidth);
  expect(over, `${name} is wider than the window`).toBeLessThanOrEqual(0);
}

/** The same in light colours, and in dark ones in a larger window. */
async function seeInBoth(name: string): Promise<void> {
  await see(`${name}-light`);
  await page.emulateMedia({ colorScheme: "dark" });
  await page.setViewportSize({ width: 1600, height: 1000 });
  await see(`${name}-dark`);
  await page.emulateMedia({ colorScheme: "light" });
  await page.setViewportSize({ width: 1280, height: 800 });
}

function verdict(kind: string): Locator {
  return page.locator(`[data-verdict=${kind}]`);
}

test("a pack is prepared, looked at, signed off by a second person, released, verified and withdrawn", async () => {
  await open("Releases");
  await goTo(page, "Releases");
  await page.getByRole("heading", { name: "Nothing released yet." }).waitFor();
  await seeInBoth("releases-empty");
  await importMonths("2025-01", "2025-02");
  await goTo(page, "Releases");
  await page.getByRole("button", { name: "Prepare the first release" }).click();
  expect(await page.getByLabel("Title").inputValue()).toBe("Contract hand-backs: February 2025");
  await seeInBoth("releases-form");
  await prepare();

  await seeInBoth("releases-prepared");
  const claims = await page.getByText(/^Nobody could prove anything: [1-9][\d,]* claims tried, 0 proved\.$/).count();
  expect(claims).toBe(1);
  await page.getByText("Contract hand-backs: January and February 2025").waitFor();
  await page.getByText("This is the first release: nothing was published before it.").waitFor();
  const [prepared] = await app.call("release.list", {});
  expect(prepared!.hidden.length).toBeGreaterThan(0);
  await page.getByRole("heading", { name: `${prepared!.hidden.length} rows hidden, and why` }).waitFor();
  await page.getByLabel("Filter").fill("shared lives february");
  await page
    .getByRole("cell", { name: /February 2025.*Shared Lives/ })
    .first()
    .waitFor();
  expect(await page.getByRole("cell", { name: /January 2025/ }).count()).toBe(0);
  await seeInBoth("releases-hidden");

  await page.getByRole("button", { name: "Look at the pages" }).click();
  await page.getByText("These pages are for looking at: nothing is released yet.").waitFor();
  const packs = path.join(app.library, "packs");
  const [looked] = readdirSync(packs);
  const listed = await page.getByRole("region", { name: "Files" }).locator("tbody td:first-child").allTextContents();
  expect(listed.toSorted()).toEqual(prepared!.files.map(({ name }) => name).toSorted());
  for (const name of listed) expect(existsSync(path.join(packs, looked!, name)), name).toBe(true);

  await page.getByLabel("Signed off by").fill(` ${COMPOSER.toUpperCase()}`);
  await page.getByText(`${COMPOSER} composed it. Somebody else must sign it off.`).waitFor();
  await page.getByLabel("I have looked at the pages and the list of what is hidden").check();
  expect(await page.getByRole("button", { name: "Sign off" }).isDisabled()).toBe(true);
  await page.getByLabel("Signed off by").fill("Adeyemi, Rúth");
  await page.getByRole("button", { name: "Sign off" }).click();
  await page
    .getByRole("alert")
    .getByText(/somebody else signs it off/)
    .waitFor();
  await seeInBoth("releases-refused");
  await signOff();
  await seeInBoth("releases-signed");
  await page.getByLabel("As one .zip file").check();
  await release();
  await seeInBoth("releases-done");

  const zip = readdirSync(packs).find((name) => name.endsWith(".zip"))!;
  await page.getByText(path.join(packs, zip)).waitFor();
  const [released] = await app.call("release.list", {});
  expect(released).toMatchObject({ state: "released", composedBy: COMPOSER, signedOffBy: SECOND });
  const row = page.locator(`[data-release="${released!.code}"]`);
  await row.getByText("Released", { exact: true }).waitFor();

  const drop = page.getByLabel("Files to check");
  await drop.setInputFiles([path.join(packs, zip)]);
  await verdict("whole").getByText(`every file is as released in ${released!.code}`).waitFor();
  const changed = fixtureFolder();
  const html = readFileSync(path.join(packs, looked!, "index.html"), "utf8");
  writeFileSync(path.join(changed, "changed.html"), html.replace("5", "6"));
  await drop.setInputFiles([path.join(packs, looked!, "index.html"), path.join(changed, "changed.html")]);
  await verdict("part").getByText(`one file of release ${released!.code}, exactly as released`).waitFor();
  await verdict("unknown").getByText("no release of this campaign holds this file").waitFor();
  await dropOnWindow(path.join(packs, looked!));
  await verdict("whole").getByText(`every file is as released in ${released!.code}`).waitFor();
  cpSync(path.join(packs, looked!), path.join(changed, "pack"), { recursive: true });
  writeFileSync(path.join(changed, "pack", "index.html"), html.replace("5", "6"));
  await page.evaluate(() => window.scrollTo(0, 0));
  await dropOnWindow(path.join(changed, "pack"));
  await verdict("changed").getByText("index.html: It was changed after the release.").waitFor();
  await expect.poll(() => inView(verdict("changed"))).toBe(true);
  await seeInBoth("releases-verified");

  await row.getByRole("button", { name: `Open ${released!.code}` }).click();
  const drawer = page.getByRole("dialog");
  await drawer.getByText("Exactly what left").waitFor();
  await seeInBoth("releases-details");
  const saving = page.waitForEvent("download");
  await drawer.getByRole("button", { name: "Save the record…" }).click();
  const record = JSON.parse(readFileSync(await (await saving).path(), "utf8")) as {
    code: string;
    signedOffBy: string;
  };
  expect(record).toMatchObject({ code: released!.code, signedOffBy: SECOND });
  await drawer.getByRole("button", { name: "Withdraw…" }).click();
  const question = page.getByRole("dialog", { name: `Withdraw ${released!.code}?` });
  await question.getByLabel("Your name").fill(SECOND);
  await question.getByLabel("Why").fill("The wrong member list was used.");
  await seeInBoth("releases-withdraw");
  await question.getByRole("button", { name: "Withdraw it" }).click();
  await drawer.getByText("Withdrawn: do not use it").waitFor();
  expect(await drawer.getByRole("button", { name: "Withdraw…" }).count()).toBe(0);
  await drawer.getByRole("button", { name: "Close" }).click();
  await row.getByText("Withdrawn", { exact: true }).waitFor();
  await drop.setInputFiles([path.join(packs, zip)]);
  await verdict("whole").getByText(`${SECOND} withdrew it on`).waitFor();
  await seeInBoth("releases-withdrawn");
  expect(app.complaints).toEqual([]);
}, 300_000);

test("a release waits for Check, and says where to go", async () => {
  await open("Open checks");
  const folder = fixtureFolder();
  await importFiles(page, [writeTracker(folder, "odd.csv", { month: "2025-01", groups: GROUPS, unknown: 3 })]);
  await goTo(page, "Releases");
  await page.getByRole("button", { name: "Prepare the first release" }).click();
  await page.getByText("1 thing in Check is still open.").waitFor();
  await page.getByLabel("Composed by").fill(COMPOSER);
  expect(await page.getByRole("button", { name: "Prepare the release" }).isDisabled()).toBe(true);
  expect(await axeFindings(page)).toEqual([]);
  await page.getByRole("link", { name: "Look at it in Check" }).click();
  await page.getByRole("heading", { name: "1 answer to explain" }).waitFor();
});

test("the keyboard alone prepares, throws away and keeps its place; what was typed outlives a cancelled attack", async () => {
  await open("Keyboard");
  await importMonths("2025-01");
  await goTo(page, "Brief");
  await page.evaluate(() => (window.location.hash = "#/releases?prepare"));
  await page.getByLabel("Months").waitFor();
  await page.getByLabel("Title").focus();
  await page.keyboard.press("Control+A");
  await page.keyboard.type("What members say");
  await page.keyboard.press("Tab");
  await page.keyboard.type(COMPOSER);
  await page.keyboard.press("Enter");
  const cancel = page.getByRole("region", { name: "Preparing the release" }).getByRole("button", { name: "Cancel" });
  await cancel.focus();
  await page.keyboard.press("Enter");
  await page.getByLabel("Composed by").waitFor();
  expect(await page.getByLabel("Title").inputValue()).toBe("What members say");
  expect(await page.getByLabel("Composed by").inputValue()).toBe(COMPOSER);
  expect(await app.call("release.list", {})).toEqual([]);

  await page.getByLabel("Composed by").press("Enter");
  await page.getByRole("heading", { name: "Sign off" }).waitFor({ timeout: 180_000 });
  expect(await page.evaluate(() => document.activeElement?.tagName)).not.toBe("BODY");
  await page.getByLabel("Signed off by").focus();
  await page.keyboard.type(SECOND);
  await page.keyboard.press("Tab");
  await page.keyboard.press("Space");
  await page.keyboard.press("Enter");
  await page.getByRole("button", { name: "Release…" }).waitFor();
  expect(await focusedText()).toContain("Where it goes");
  await page.getByRole("button", { name: "Throw away…" }).press("Enter");
  await page.getByRole("dialog").waitFor();
  await expect.poll(focusedText).toBe("Cancel");
  await page.keyboard.press("Escape");
  await page.getByRole("dialog").waitFor({ state: "detached" });
  await page.getByRole("button", { name: "Throw away…" }).press("Enter");
  await expect.poll(focusedText).toBe("Cancel");
  await page.getByRole("button", { name: "Throw it away" }).press("Enter");
  await page.getByRole("heading", { name: "Nothing released yet." }).waitFor();
  await expect.poll(() => page.evaluate(() => document.activeElement?.tagName)).not.toBe("BODY");
  expect(await app.call("release.list", {})).toEqual([]);
});

test("the next release is set beside the one before, and This month says what comes next", async () => {
  await open("Cycle");
  await importMonths("2025-01");
  await goTo(page, "This month");
  await page.getByRole("link", { name: "release it" }).click();
  await prepare();
  await goTo(page, "This month");
  await page.getByText("Next: a second person looks at it and signs it off.").waitFor();
  await page.getByRole("button", { name: "Releases" }).click();
  await signOff();
  await release();
  await goTo(page, "This month");
  await page.getByText("January 2025 is released. Next: import the files of the month after.").waitFor();
  await importMonths("2025-02");
  await goTo(page, "Releases");
  await page.getByRole("button", { name: "Prepare a release" }).click();
  expect(await page.getByLabel("Composed by").inputValue()).toBe(COMPOSER);
  await prepare();
  await page.getByText("Month added: February 2025.").waitFor();
  await page.getByText("Contract hand-backs: February 2025", { exact: true }).first().waitFor();
  const [second] = await app.call("release.list", {});
  expect(second!.freezes.map(({ month }) => month)).toEqual(["2025-02"]);
  const { headlines } = await app.call("release.compare", { id: second!.id });
  const shown = await page.getByRole("region", { name: "Headlines" }).locator("tbody tr").allTextContents();
  expect(shown).toEqual(headlines.map(({ label, before, now }) => `${label}${before!}${now!}`));
  await see("releases-compared");
  await page.setViewportSize({ width: 640, height: 400 });
  await see("releases-zoomed");
  await page.setViewportSize({ width: 1280, height: 800 });
  expect(await page.getByText("The evidence has changed since").count()).toBe(0);
  await page.getByLabel("Counts from a base of").fill("20");
  await page.getByRole("button", { name: "Save the rules" }).click();
  await page.getByText("The evidence has changed since").waitFor();
  await see("releases-stale");
});

test("the rules of what may be shown are made stricter, never looser, and taken back", async () => {
  await open("Rules");
  await goTo(page, "Releases");
  const counts = page.getByLabel("Counts from a base of");
  await counts.fill("10");
  await page.getByText("A whole number from 15 to 1000.").waitFor();
  expect(await page.getByRole("button", { name: "Save the rules" }).isDisabled()).toBe(true);
  await counts.fill("20");
  await page.getByLabel("Largest organisation’s share").fill("40");
  await page.getByRole("button", { name: "Save the rules" }).click();
  await page.getByText("The rules are changed. From the next pack on.").waitFor();
  expect(await app.call("rules.get", {})).toMatchObject({ countsFrom: 20, largestShare: 0.4, percentagesFrom: 30 });
  await see("releases-rules");
  await page.getByRole("button", { name: "Undo" }).click();
  await expect.poll(() => counts.inputValue()).toBe("15");
  expect((await app.call("rules.get", {})).countsFrom).toBe(15);
  await counts.fill("25");
  await page.getByRole("button", { name: "Save the rules" }).click();
  await page.getByRole("button", { name: "Back to the defaults" }).click();
  await page.getByText("These are the defaults.").waitFor();
  expect(await counts.inputValue()).toBe("15");
  expect(await app.call("rules.get", {})).toMatchObject({ countsFrom: 15, largestShare: 0.5 });
  await page.getByLabel("Show integrated care boards beside regions").click();
  await page.getByText("Packs tell of integrated care boards.").waitFor();
  expect(await app.call("boards.get", {})).toEqual({ shown: true });
  await page.getByRole("button", { name: "Undo" }).click();
  await expect.poll(() => app.call("boards.get", {})).toEqual({ shown: false });
});

function focusedText(): Promise<string> {
  return page.evaluate(() => document.activeElement?.textContent ?? "");
}

/** Drops a file or a folder of this computer on the window, as a file manager does. */
async function dropOnWindow(dropped: string): Promise<void> {
  const session = await page.context().newCDPSession(page);
  const data = { items: [], files: [dropped], dragOperationsMask: 1 };
  for (const type of ["dragEnter", "dragOver", "drop"] as const) {
    await session.send("Input.dispatchDragEvent", { type, x: 640, y: 400, data });
  }
  await session.detach();
}

function inView(part: Locator): Promise<boolean> {
  return part.evaluate((element) => element.getBoundingClientRect().bottom <= window.innerHeight);
}
