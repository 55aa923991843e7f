import path from "node:path";
import type { Page } from "playwright-core";
import { afterAll, beforeAll, expect, test } from "vitest";
import type { AnswerTable } from "../../shared/contract.ts";
import { createCampaign } from "../../electron/engine/store/campaignFile.ts";
import { PAY, payMembers, storeMembers, storeSet } from "../engine/ownSets.ts";
import { type App, axeFindings, goTo, importFiles, look, newCampaign, openApp } from "./app.ts";
import { fixtureFolder, GROUPS, writeTracker } from "./files.ts";

let app: App;
let page: Page;

beforeAll(async () => {
  app = await openApp();
  page = app.page;
  await newCampaign(page, "Explore");
  const folder = fixtureFolder();
  await importFiles(page, [
    writeTracker(folder, "january.csv", { month: "2025-01", groups: GROUPS }),
    writeTracker(folder, "february.csv", {
      month: "2025-02",
      groups: GROUPS.map((group) => ({ ...group, la: group.la + 2 })),
    }),
  ]);
});
afterAll(() => app.close());

test("the chart and the table beside it show what the engine counted, local authority beside NHS", async () => {
  await goTo(page, "Explore");
  const table = (await app.call("table.get", { measure: "intent", by: "service-type" })) as AnswerTable;
  const homecare = page.locator("[data-panel=homecare]");
  await homecare.waitFor();
  const drawn = await homecare.locator("text").allTextContents();
  expect(drawn).toContain(`LA ${shown(table, "2025-02", "homecare", "la")}`);
  expect(drawn).toContain(`NHS ${shown(table, "2025-02", "homecare", "nhs")}`);
  expect(drawn.join(" ")).toContain("LA 120, NHS 120");
  expect(await page.locator("[data-panel] text:first-of-type").first().textContent()).toBe("All services");

  await choose("Table");
  for (const month of ["2025-01", "2025-02"]) {
    for (const serviceType of ["all", "homecare", "care_home_nursing", "shared_lives"]) {
      const cells = await page.locator(`[data-row="${serviceType} ${month}"] td`).allTextContents();
      expect([cells[1], cells[4]]).toEqual([
        shown(table, month, serviceType, "la"),
        shown(table, month, serviceType, "nhs"),
      ]);
      const base = rowOf(table, month, serviceType, "la").base;
      expect(cells[3]).toMatch(new RegExp(`^${base}( low)?$`));
    }
  }
});

test("stage and region change the figures to the engine’s", async () => {
  await goTo(page, "Explore");
  await question("Discussed it");
  await split("Region");
  await choose("Table");
  const table = (await app.call("table.get", { measure: "discussion", by: "region" })) as AnswerTable;
  const row = table.rows.find(
    (candidate) => candidate.region === "London" && candidate.month === "2025-02" && candidate.commissioner === "la",
  )!;
  await expect
    .poll(() => page.locator('[data-row="London 2025-02"] td').nth(1).textContent())
    .toBe(percent(row.share!));
  await question("Likely to hand back");
  await split("Service type");
});

test("as it would be published, small groups are [c] with the reason, and no exact figure is left", async () => {
  await goTo(page, "Explore");
  await choose("Table");
  await page.getByRole("switch", { name: "As it would be published" }).click();
  await page.getByRole("heading", { name: /and why$/ }).waitFor();
  const table = (await app.call("table.get", {
    measure: "intent",
    by: "service-type",
    protected: true,
  })) as AnswerTable;
  const hidden = table.rows.find(
    (row) => row.serviceType === "shared_lives" && row.month === "2025-02" && row.commissioner === "la",
  )!;
  expect(hidden.share).toBeNull();
  const cells = await page.locator('[data-row="shared_lives 2025-02"] td').allTextContents();
  expect([cells[1], cells[3]]).toEqual(["[c]", "[c]"]);
  expect(
    await page
      .getByText(new RegExp(`^${hidden.hidden}`, "i"))
      .first()
      .isVisible(),
  ).toBe(true);
  const shownRow = table.rows.find(
    (row) => row.serviceType === "homecare" && row.month === "2025-02" && row.commissioner === "la",
  )!;
  expect(await page.locator('[data-row="homecare 2025-02"] td').nth(1).textContent()).toBe(percent(shownRow.share!));
  await page.getByRole("switch", { name: "As it would be published" }).click();
});

test("same organisations compares each month with its neighbour over the members in both", async () => {
  await goTo(page, "Explore");
  await page.getByRole("switch", { name: "Same organisations" }).click();
  await choose("By month");
  await choose("Table");
  const table = (await app.call("table.get", { measure: "intent", by: "service-type", matched: true })) as AnswerTable;
  const row = rowOf(table, "2025-02", "homecare", "la");
  const cells = page.locator('[data-row="homecare 2025-02"] td');
  await expect.poll(() => cells.nth(2).textContent()).toContain(`${percent(row.before!.share!)} in Jan 2025`);
  await choose("Chart");
  await expect.poll(() => page.locator("[data-panel=homecare] .recharts-reference-line").count()).toBe(2);
  expect(await page.getByRole("switch", { name: "As it would be published" }).isChecked()).toBe(false);
  await page.getByRole("switch", { name: "Same organisations" }).click();
  expect(app.complaints).toEqual([]);
});

test("This month leads with both headline figures and their base", async () => {
  await goTo(page, "This month");
  const table = (await app.call("table.get", { measure: "intent", by: "none" })) as AnswerTable;
  for (const commissioner of ["la", "nhs"] as const) {
    const row = table.rows.find(
      (candidate) => candidate.month === "2025-02" && candidate.commissioner === commissioner,
    )!;
    await expect.poll(() => page.locator(`[data-figure=${commissioner}]`).textContent()).toBe(percent(row.share!));
  }
  expect(await page.getByText("of 300 organisations are likely or very likely").count()).toBe(2);
});

test("Check says that there is nothing to check, with the real numbers", async () => {
  await goTo(page, "Check");
  await page.getByText("Nothing to check: 600 in, 600 used, 0 explained.").waitFor();
});

test("a question of a user’s own set is offered under its title, drawn with every answer, and protected", async () => {
  const campaign = createCampaign(path.join(app.library, "pay.evidence"), { name: "Pay" });
  storeSet(campaign, PAY);
  for (const [index, month] of ["2025-01", "2025-02"].entries())
    storeMembers(campaign, PAY, month, payMembers(420 + 30 * index, 21 + index));
  campaign.close();
  await app.call("campaign.open", { id: "pay" });
  await page.reload();
  await goTo(page, "Explore");
  const picker = page.getByLabel("Question");
  await expect
    .poll(() => picker.locator("optgroup").evaluateAll((all) => all.map((group) => group.getAttribute("label"))))
    .toEqual(["Contract hand-backs", "Workforce pay"]);
  await page.getByText("Nobody has answered these questions yet.").waitFor();
  await picker.selectOption({ label: "Outlook for pay" });
  const homecare = page.locator("[data-panel=homecare]");
  await homecare.waitFor();
  const table = (await app.call("table.get", { measure: "pay.outlook", by: "service-type" })) as AnswerTable;
  const row = table.rows.find((found) => found.serviceType === "homecare" && found.month === "2025-02")!;
  const drawn = await homecare.locator("text").allTextContents();
  expect(drawn).toContain(percent(row.share!));
  for (const [index, option] of table.question!.options.entries())
    expect(drawn).toContain(`${"ABCD"[index]!} ${percent(row.counts![option.code]! / row.base!)}`);
  await page.getByText("The share counts “Up by 10% or more” or “Up by 5% to 9.5%”.").waitFor();
  await look(page, "explore-own-question");
  expect(await axeFindings(page)).toEqual([]);

  await choose("Table");
  const cells = await page.locator('[data-row="homecare 2025-02"] td').allTextContents();
  expect(cells.slice(4)).toEqual(table.question!.options.map(({ code }) => String(row.counts![code])));
  await look(page, "explore-own-table");
  expect(await axeFindings(page)).toEqual([]);

  await picker.selectOption({ label: "Greatest worry" });
  await choose("Chart");
  await page.getByRole("switch", { name: "As it would be published" }).click();
  await page.getByRole("heading", { name: /and why$/ }).waitFor();
  await page.getByRole("heading", { name: /^Greatest worry, February 2025: \d+% of organisations answered/ }).waitFor();
  expect(await page.locator("[data-panel=homecare] .bw-answer").count()).toBeGreaterThan(5);
  await look(page, "explore-own-published");
  await page.getByRole("switch", { name: "Same organisations" }).click();
  await choose("By month");
  await picker.selectOption({ label: "Pay rise given" });
  await expect.poll(() => page.locator("[data-panel=homecare] .recharts-reference-line").count()).toBe(1);
  await look(page, "explore-own-same");
  await page.getByRole("switch", { name: "Same organisations" }).click();
  await page.emulateMedia({ colorScheme: "dark" });
  await page.reload();
  await goTo(page, "Explore");
  await picker.selectOption({ label: "Outlook for pay" });
  await homecare.waitFor();
  await look(page, "explore-own-dark");
  expect(app.complaints).toEqual([]);
});

async function question(label: string): Promise<void> {
  await page.getByLabel("Question").selectOption({ label });
}

async function split(label: string): Promise<void> {
  await page.getByLabel("Split by").selectOption({ label });
}

async function choose(option: string): Promise<void> {
  await page
    .locator("main label")
    .filter({ hasText: new RegExp(`^${option}$`) })
    .click();
}

function rowOf(table: AnswerTable, month: string, serviceType: string, commissioner: string) {
  return table.rows.find(
    (row) => row.month === month && row.serviceType === serviceType && row.commissioner === commissioner,
  )!;
}

function shown(table: AnswerTable, month: string, serviceType: string, commissioner: string): string {
  return percent(rowOf(table, month, serviceType, commissioner).share!);
}

function percent(share: number): string {
  return `${Math.round(share * 100)}%`;
}
