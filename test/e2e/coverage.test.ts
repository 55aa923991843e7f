import { readFileSync } from "node:fs";
import path from "node:path";
import type { Page } from "playwright-core";
import { afterAll, beforeAll, expect, test } from "vitest";
import { commitImport } from "../../electron/engine/importing.ts";
import { knownFrom, stageFiles } from "../../electron/engine/staging.ts";
import { createCampaign, type CampaignFile } from "../../electron/engine/store/campaignFile.ts";
import type { CoverageTable } from "../../shared/contract.ts";
import { quietly } from "../engine/campaign.ts";
import { directoryCsv } from "../engine/directories.ts";
import { csv, trackerCsv, write } from "../engine/files.ts";
import { type App, axeFindings, goTo, look, newCampaign, openApp } from "./app.ts";
import { fixtureFolder } from "./files.ts";

let app: App;
let page: Page;

beforeAll(async () => {
  app = await openApp();
  page = app.page;
});
afterAll(() => app.close());

const TYPES = ["Homecare agencies", "Nursing homes", "Residential homes", "Supported living"];
const MONTHS = [
  ["January", "02"],
  ["February", "03"],
  ["March", "04"],
  ["April", "05"],
] as const;

/** 240 providers in the directory, every third a member; fewer answer each month, and five who are not listed. */
async function filled(campaign: CampaignFile, folder: string): Promise<void> {
  const locations = Array.from({ length: 240 }, (_, index) => index);
  const answers = (index: number, month: number): boolean => (index * 7 + month * 5) % 10 < 7 - month;
  const files = [
    ...MONTHS.map(([month, sent], place) =>
      write(
        folder,
        `${month}.csv`,
        trackerCsv(
          month,
          [...locations.filter((index) => answers(index, place)), 900, 901, 902, 903, 904].map((index) => ({
            location: `1-${10_000 + index}`,
            parent: index >= 900 ? `Unlisted ${index}` : "",
            updated: `10/${sent}/2025 09:30:00`,
            answers: { "intent.la": "Likely" },
          })),
        ),
      ),
    ),
    write(
      folder,
      "directory.csv",
      directoryCsv(
        "31 October 2024",
        locations.map((index) => ({
          location: `1-${10_000 + index}`,
          provider: `1-${50_000 + index}`,
          providerName: `Provider ${index} Ltd`,
          name: `House ${index}`,
          types: TYPES[index % 4]!,
          authority: index % 5 === 0 ? "Camden" : "Leeds",
          region: index % 5 === 0 ? "London" : "Yorkshire and The Humber",
        })),
      ),
    ),
    write(
      folder,
      "members 2025-01-15.csv",
      csv([
        ["Member", "CQC provider ID", "Email"],
        ...locations
          .filter((index) => index % 3 === 0)
          .map((index) => [`Member ${index}`, `1-${50_000 + index}`, `office${index}@example.org`]),
      ]),
    ),
  ];
  const inputs = files.map((file) => ({ path: file, name: path.basename(file) }));
  const { files: staged, refused } = await stageFiles(inputs, quietly, { ...knownFrom(campaign), members: true });
  expect(refused).toEqual([]);
  await commitImport(campaign, staged, quietly, null);
}

test("says what to import while nothing tells who could answer", async () => {
  await newCampaign(page, "Empty");
  await goTo(page, "Coverage");
  await page.getByRole("heading", { name: "Nobody has answered yet" }).waitFor();
  const campaign = createCampaign(path.join(app.library, "unlisted.evidence"), { name: "Unlisted" });
  const file = write(
    fixtureFolder(),
    "january.csv",
    trackerCsv("January", [{ location: "1-11", answers: { "intent.la": "Likely" } }]),
  );
  const { files } = await stageFiles([{ path: file, name: "january.csv" }], quietly, knownFrom(campaign));
  await commitImport(campaign, files, quietly, null);
  campaign.close();
  await app.call("campaign.open", { id: "unlisted" });
  await page.reload();
  await goTo(page, "Coverage");
  await page.getByText("Import the CQC directory or your member list to see who has not answered.").waitFor();
  expect(await page.locator("[data-panel-month]").count()).toBe(1);
  expect(await axeFindings(page)).toEqual([]);
});

test("shows the response rate against the member list, as a chart and as the same numbers in a table", async () => {
  const campaign = createCampaign(path.join(app.library, "listed.evidence"), { name: "Listed" });
  await filled(campaign, fixtureFolder());
  campaign.close();
  await app.call("campaign.open", { id: "listed" });
  await page.reload();
  await goTo(page, "Coverage");
  const table = (await app.call("table.get", { measure: "coverage", by: "service-type" })) as CoverageTable;
  const all = table.rows.find((row) => row.month === "2025-04" && row.serviceType === "all")!;
  expect(all.known).toBe(80);
  await page
    .getByRole("heading", { name: `April 2025: ${all.responded} of 80 organisations answered, ${percent(all.share!)}` })
    .waitFor();
  const drawn = await page.locator("[data-panel=homecare] text").allTextContents();
  const homecare = table.rows.find((row) => row.month === "2025-04" && row.serviceType === "homecare")!;
  expect(drawn).toContain(percent(homecare.share!));
  await look(page, "coverage-chart");
  expect(await axeFindings(page)).toEqual([]);
  await choose("Table");
  for (const row of table.rows.filter(({ known, outside }) => known! + outside! > 0)) {
    const cells = await page.locator(`[data-row="${row.serviceType} ${row.month}"] td`).allTextContents();
    expect(cells.slice(1)).toEqual([
      String(row.responded),
      String(row.known),
      row.share === null ? "–" : percent(row.share),
      String(row.outside),
    ]);
  }
  await choose("CQC directory");
  await page.getByRole("heading", { name: /^April 2025: \d+ of 240 organisations answered/ }).waitFor();
  await choose("Region");
  await page.locator('[data-row="London 2025-04"]').waitFor();
  await look(page, "coverage-table");
  expect(await axeFindings(page)).toEqual([]);
  await choose("Member list");
});

test("shows how the panel moved", async () => {
  const { months } = await app.call("coverage.panel", {});
  for (const month of months) {
    const cells = await page.locator(`[data-panel-month="${month.month}"] td`).allTextContents();
    const shown = [month.answered, month.stayed, month.joined, month.left].map((n) => (n === null ? "–" : String(n)));
    expect(cells.slice(0, 4)).toEqual(shown);
  }
});

test("lists who has not answered and saves a chase list that says it is identifiable, by keyboard alone", async () => {
  const { total, rows } = await app.call("coverage.missing", {
    month: "2025-04",
    frame: "members",
    offset: 0,
    limit: 500,
  });
  await page.getByText(`${total} organisations of the member list have not answered about April 2025`).waitFor();
  const search = page.getByLabel("Search", { exact: true });
  await search.focus();
  await page.keyboard.type(rows[3]!.name);
  await page.getByRole("cell", { name: rows[3]!.name, exact: true }).waitFor();
  await search.fill("");
  const [saved] = await Promise.all([
    page.waitForEvent("download"),
    page
      .getByRole("button", { name: "Save chase list…" })
      .focus()
      .then(() => page.keyboard.press("Enter")),
  ]);
  expect(saved.suggestedFilename()).toBe("IDENTIFIABLE chase list 2025-04.csv");
  const text = readFileSync(await saved.path(), "utf8");
  expect(text).toMatch(/^\ufeff"?IDENTIFIABLE: for chasing members only, not to be published/);
  expect(text.trimEnd().split("\r\n")).toHaveLength(total + 2);
  expect(text).toContain(`${rows[0]!.name},${rows[0]!.contact},`);
  await page.getByText(/It names organisations: for chasing them only/).waitFor();
  await page.getByLabel("Month", { exact: true }).selectOption("2025-01");
  await page.getByText(/have not answered about January 2025/).waitFor();
  expect(app.complaints).toEqual([]);
});

test("at 1600 x 1000 and in the dark all of it stays readable", async () => {
  await page.setViewportSize({ width: 1600, height: 1000 });
  await page.emulateMedia({ colorScheme: "dark" });
  await choose("Chart");
  await page.locator("[data-panel=London]").waitFor();
  await look(page, "coverage-dark");
  await page.getByRole("heading", { name: "Who has not answered" }).scrollIntoViewIfNeeded();
  await page.evaluate(() => window.scrollTo(0, document.body.scrollHeight));
  await look(page, "coverage-dark-below");
  expect(await axeFindings(page)).toEqual([]);
});

function percent(share: number): string {
  return `${Math.round(share * 100)}%`;
}

async function choose(name: string): Promise<void> {
  await page
    .locator(".mantine-SegmentedControl-label", { hasText: new RegExp(`^${name}$`) })
    .first()
    .click();
}
