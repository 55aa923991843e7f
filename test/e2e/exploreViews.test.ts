import { readFileSync } from "node:fs";
import path from "node:path";
import type { Download, Page } from "playwright-core";
import { afterAll, beforeAll, expect, test } from "vitest";
import { percent } from "../../shared/charts/format.ts";
import {
  tableQuerySchema,
  type AnswerTable,
  type CoverageTable,
  type PathTable,
  type TableRow,
} from "../../shared/contract.ts";
import { groupOfRow, type SplitBy } from "../../shared/tables.ts";
import { json } from "../cli/run.ts";
import { type App, atRest, axeFindings, goTo, look, openApp } from "./app.ts";

let app: App;
let page: Page;

/** The sample campaign: six months, two commissioners, a directory and a member list, four other splits. */
beforeAll(async () => {
  app = await openApp();
  page = app.page;
  await page.context().grantPermissions(["clipboard-read", "clipboard-write"]);
  await page.getByRole("button", { name: "Open the sample campaign" }).click();
  await page.getByRole("navigation", { name: "The month’s work" }).waitFor({ timeout: 90_000 });
});
afterAll(() => app.close());

test.each([
  ["intent", "region", "Likely to hand back", "Region"],
  ["discussion", "size", "Discussed it", "Size of provider"],
  ["handback", "source", "Handed back", "Source"],
  ["intent", "icb", "Likely to hand back", "ICB (internal)"],
  ["intent", "local-authority", "Likely to hand back", "Local authority (internal)"],
] as const)("%s by %s: the screen says what the command line prints", async (measure, by, question, split) => {
  await goTo(page, "Explore");
  await page.getByLabel("Question").selectOption({ label: question });
  await page.getByLabel("Split by").selectOption({ label: split });
  await as("Table");
  const table = await printed<AnswerTable>([measure, "--by", `${by},month`]);
  const groups = new Set(table.rows.map((row) => groupOfRow(row, by)));
  expect(groups.size).toBeGreaterThan(2);
  await expect.poll(() => page.locator("[data-row]").count()).toBe(groups.size * 6);
  for (const group of [...groups].slice(0, 6).concat("all")) {
    const cells = page.locator(`[data-row="${group} 2025-06"]`);
    for (const commissioner of ["la", "nhs"] as const) {
      const row = rowOf(table, by, group, "2025-06", commissioner);
      if (row === undefined || row.base === 0) continue;
      expect(await cells.locator(`[data-column="${commissioner} share"]`).textContent()).toBe(percent(row.share));
      expect(await cells.locator(`[data-column="${commissioner} base"]`).textContent()).toMatch(
        new RegExp(`^${row.base?.toLocaleString("en-GB")}( low)?$`),
      );
    }
  }
  await as("Chart");
  await atRest(page);
  await look(page, `views-${measure}-${by}`);
  expect(await axeFindings(page)).toEqual([]);
});

test("a figure of an internal split leads to as many organisations as it says", async () => {
  await open("measure=intent&by=icb&as=table");
  const row = page.locator("[data-row]").filter({ hasText: "Jun" }).first();
  const base = row.locator('[data-column="la base"]');
  const figure = (await base.textContent())!.replace(/\D/g, "");
  await base.getByRole("button").click();
  await page
    .getByRole("dialog")
    .getByText(new RegExp(`^${figure} organisations?\\b`))
    .first()
    .waitFor();
  await page.keyboard.press("Escape");
});

test("the address is the view: it opens again as it was, after a reload and from another screen", async () => {
  const address = "measure=discussion&by=region&commissioner=nhs&as=table&from=2025-02&to=2025-04&sort=nhs+share-down";
  await open(address);
  const figures = () => page.locator("[data-row]").evaluateAll((rows) => rows.map((row) => row.textContent));
  await expect.poll(() => page.locator("[data-row]").count()).toBeGreaterThan(20);
  const before = await figures();
  expect(new Set(before.map((text) => /(Feb|Mar|Apr)\w* 2025/.exec(text ?? "")?.[1]))).toEqual(
    new Set(["Feb", "Mar", "Apr"]),
  );
  const shares = await page.locator('[data-column="nhs share"]').allTextContents();
  const numbers = shares.filter((text) => text.endsWith("%")).map((text) => Number.parseInt(text, 10));
  expect(numbers).toEqual(numbers.toSorted((a, b) => b - a));
  await page.reload();
  await page.locator("[data-row]").first().waitFor();
  await expect.poll(figures).toEqual(before);
  expect(page.url()).toContain(address);
  await goTo(page, "Check");
  await goTo(page, "Explore");
  await page.locator("[data-row]").first().waitFor();
  await expect.poll(figures).toEqual(before);
});

test("a view can be kept under a name, opened later, and forgotten with undo", async () => {
  await open("measure=intent&by=region&as=table");
  await page.locator("[data-row]").first().waitFor();
  await page.getByRole("button", { name: "Views" }).click();
  await page.getByLabel("Keep this view as").fill("Regions, to the digit");
  await page.getByRole("button", { name: "Keep", exact: true }).click();
  await page.getByText("View kept as “Regions, to the digit”.").waitFor();
  await open("measure=handback&by=none");
  await page.getByRole("button", { name: "Views" }).click();
  await look(page, "views-kept");
  await page.getByRole("button", { name: "Regions, to the digit", exact: true }).click();
  await expect.poll(() => page.url()).toContain("measure=intent&by=region&as=table");
  await page.getByRole("button", { name: "Views" }).click();
  await page.getByRole("button", { name: "Forget Regions, to the digit" }).click();
  await page.getByText("No views kept yet.").waitFor();
  await page.getByRole("button", { name: "Undo" }).click();
  await expect
    .poll(() => app.call("view.list", {}))
    .toEqual([{ name: "Regions, to the digit", address: "measure=intent&by=region&as=table" }]);
});

test("only some months and services: the others go, and other splits count those services alone", async () => {
  await open("measure=intent&by=service-type");
  await page.getByLabel("From", { exact: true }).selectOption({ label: "Mar 2025" });
  await page.getByRole("button", { name: "Service types: All services" }).click();
  await page.getByRole("checkbox", { name: "Homecare" }).check();
  await page.getByRole("checkbox", { name: "Extra care" }).check();
  await page.keyboard.press("Escape");
  await expect.poll(() => page.locator("[data-panel]").evaluateAll(keys)).toEqual(["all", "homecare", "extra_care"]);
  await look(page, "views-narrowed");
  await page.getByLabel("Split by").selectOption({ label: "Region" });
  await as("Table");
  const table = await printed<AnswerTable>(["intent", "--by", "region,month", "--service-type", "homecare,extra_care"]);
  const london = rowOf(table, "region", "London", "2025-06", "la")!;
  await expect
    .poll(() => page.locator('[data-row="London 2025-06"] [data-column="la share"]').textContent())
    .toBe(percent(london.share));
  expect(await page.locator("#finding").textContent()).toContain("homecare");
  expect(await page.locator('[data-row$=" 2025-02"]').count()).toBe(0);
});

test("the three stages stand side by side with the figures of their own tables", async () => {
  await open("measure=stages&by=service-type");
  await atRest(page);
  await look(page, "views-stages");
  expect(await axeFindings(page)).toEqual([]);
  const everybody = await Promise.all(
    (["intent", "discussion", "handback"] as const).map((stage) => printed<AnswerTable>([stage, "--by", "month"])),
  );
  const shares = everybody.map((table) => percent(rowOf(table, "none", "all", "2025-06", "la")!.share));
  const said = await page.locator("[data-sentences]").textContent();
  for (const share of shares) expect(said).toContain(share);
  await as("Table");
  const row = page.locator('[data-row^="all"]').first();
  for (const share of shares) expect(await row.textContent()).toContain(share);
});

test("every answer of a month adds up to its base", async () => {
  await open("measure=intent&by=service-type&chart=answers");
  await atRest(page);
  await look(page, "views-answers");
  expect(await axeFindings(page)).toEqual([]);
  await as("Table");
  const table = await printed<AnswerTable>(["intent", "--by", "service-type,month", "--commissioner", "la"]);
  const row = table.rows.find((found) => found.serviceType === "homecare" && found.month === "2025-06")!;
  const text = await page.locator('[data-row^="homecare"]').first().textContent();
  expect(text).toContain(percent(row.counts!["very_likely"]! / row.base!));
});

test("the same organisations: the change, who moved which way, and what chance could do", async () => {
  await open("measure=intent&by=service-type&chart=change&same=yes");
  await atRest(page);
  await look(page, "views-change");
  expect(await axeFindings(page)).toEqual([]);
  const table = await printed<AnswerTable>(["intent", "--by", "service-type,month", "--matched"]);
  const all = rowOf(table, "service-type", "all", "2025-06", "la")!;
  const said = await page.locator("[data-sentences]").textContent();
  expect(said).toContain(`${all.change!.gained} turned to it and ${all.change!.lost} away`);
  await page.getByLabel("Compared with").selectOption({ label: "with Jan 2025" });
  const against = await printed<AnswerTable>(["intent", "--by", "month", "--matched", "--against", "2025-01"]);
  const since = rowOf(against, "none", "all", "2025-06", "la")!;
  await expect
    .poll(() => page.locator("[data-sentences]").textContent())
    .toContain(`from ${percent(since.before!.share)} in January 2025 to ${percent(since.share)}`);
  expect(await page.getByLabel("Compared with").inputValue()).toBe("2025-01");
  await page.getByLabel("Compared with").selectOption({ label: "with the month before" });
  await expect.poll(() => page.locator("[data-sentences]").textContent()).toContain("in May 2025 to");
  await page.getByLabel("To", { exact: true }).selectOption({ label: "Jan 2025" });
  await page.getByText("No month among these has an earlier one to compare it with.").waitFor();
});

test("weights stand beside the unweighted figures, and say what they cost", async () => {
  await open("measure=intent&by=none");
  await page.getByLabel("Weights").selectOption({ label: "Weighted to CQC directory" });
  const table = await printed<AnswerTable>(["intent", "--by", "month", "--frame", "directory", "--weighted"]);
  const row = rowOf(table, "none", "all", "2025-06", "la")!;
  const sentences = page.locator("[data-sentences]");
  await expect
    .poll(() => sentences.textContent())
    .toContain(`it is ${percent(row.weighted!.share)} for local authority`);
  expect(await sentences.textContent()).toContain(`design effect ${row.weighted!.designEffect.toFixed(1)}`);
  expect(await sentences.textContent()).toContain(`(${percent(row.share)}, base ${row.base})`);
  await atRest(page);
  await look(page, "views-weighted");
  await as("Table");
  await expect
    .poll(() => page.locator('[data-row="all 2025-06"]').textContent())
    .toContain(percent(row.weighted!.share));
});

test("the path from intent to hand-back, and who answered, say what the command line prints", async () => {
  await open("measure=path&by=none");
  await atRest(page);
  await look(page, "views-path");
  expect(await axeFindings(page)).toEqual([]);
  const paths = await printed<PathTable>(["path", "--by", "month"]);
  const complete = paths.rows
    .filter((row) => row.complete && row.said === "likely" && row.commissioner === "la")
    .at(-1)!;
  expect(await page.locator("[data-sentences]").textContent()).toContain(
    `(${percent(complete.share)}, base ${complete.followed}) had discussed it or handed back within 3 months`,
  );
  await as("Table");
  await look(page, "views-path-table");
  expect(await page.locator(`[data-row*="${complete.month}"]`).first().textContent()).toContain(
    String(complete.followed),
  );

  await open("measure=coverage&by=region");
  await atRest(page);
  await look(page, "views-coverage");
  expect(await axeFindings(page)).toEqual([]);
  const coverage = await printed<CoverageTable>(["coverage", "--by", "region,month"]);
  const all = coverage.rows.find((row) => row.region === "all" && row.month === "2025-06")!;
  expect(await page.locator("[data-sentences]").textContent()).toContain(`(${percent(all.share)}, ${all.responded})`);
});

test("exact figures are copied and saved only once it is said that they stay inside, and then say so themselves", async () => {
  await open("measure=intent&by=service-type&as=table");
  await page.locator("[data-row]").first().waitFor();
  const exact = await printed<AnswerTable>(["intent", "--by", "service-type,month"]);
  await take("Copy", "Table, for Excel");
  await page.getByRole("heading", { name: "These are exact figures" }).waitFor();
  await look(page, "views-exact-asked");
  expect(await axeFindings(page)).toEqual([]);
  await page.getByRole("button", { name: "Exact, for internal use" }).click();
  await page.getByText("Table copied, with its source and caveats.").waitFor();
  const copied = await clipboard("text/plain");
  expect(copied).toContain("INTERNAL: exact figures, not to be published.");
  expect(copied).toContain("Source: Sample campaign");
  expect(copied.split("\n").some((line) => line.startsWith("Homecare\tJune 2025\t"))).toBe(true);
  expect(copied).toContain(`\t${rowOf(exact, "service-type", "homecare", "2025-06", "la")!.base}\t`);
  expect(await clipboard("text/html")).toMatch(/<table>.*<td>Homecare<\/td><td>June 2025<\/td>/s);

  await take("Copy", "Table, for Excel");
  await page.getByRole("button", { name: "Cancel" }).click();
  expect(await clipboard("text/plain")).toBe(copied);
});

test("the safe version is offered first: what is saved is what would be published, whatever is on screen", async () => {
  await open("measure=intent&by=service-type");
  await page.locator("[data-panel]").first().waitFor();
  await take("Save", "Table as CSV…");
  const saving = page.waitForEvent("download");
  await page.getByRole("button", { name: "As it would be published" }).click();
  const { name, text } = await saved(await saving);
  expect(name).toBe("Likely to hand back in the next 3 months, January 2025 to June 2025.csv");
  expect(text).toContain("rounded to 5");
  expect(text).not.toContain("INTERNAL");
  expect(text).not.toMatch(/answered \d|No answers/);
  // The command line would protect six months again, to print the same.
  const query = tableQuerySchema.parse({ measure: "intent", by: "service-type", protected: true });
  const table = (await app.call("table.get", query)) as AnswerTable;
  const lines = text
    .split("\r\n")
    .map((line) =>
      [...line.matchAll(/"((?:[^"]|"")*)"|([^,]+)|(?<=,)(?=,|$)/g)].map(([all]) => all.replaceAll('"', "")),
    );
  const heading = lines.find(([first]) => first === "Service type")!;
  const columns = heading.flatMap((label, index) => (label.includes("Base") ? [index] : []));
  expect(columns).toHaveLength(2);
  const bases = lines
    .filter((cells) => (cells[1] ?? "").endsWith(" 2025"))
    .flatMap((cells) =>
      columns.flatMap((column) => {
        const figure = cells[column]!.replace(/,| low$/g, "");
        return figure === "[c]" ? [] : [Number(figure)];
      }),
    );
  expect(bases.length).toBeGreaterThan(6);
  for (const base of bases) expect(base % 5).toBe(0);
  expect(text).toContain(String(rowOf(table, "service-type", "homecare", "2025-06", "la")!.base));
  expect(text).toContain("[c]");
});

test("a chart goes out as an image with its words, source and caveats", async () => {
  await open("measure=intent&by=service-type&published=yes");
  await page.getByRole("heading", { name: /and why$/ }).waitFor({ timeout: 60_000 });
  await atRest(page);
  await look(page, "views-protected");
  expect(await axeFindings(page)).toEqual([]);
  const saving = page.waitForEvent("download");
  await take("Save", "Chart as SVG…");
  const { name, text } = await saved(await saving);
  expect(name).toMatch(/^Likely to hand back.*\.svg$/);
  for (const words of ["Source: Sample campaign", "rounded to 5", "June 2025", "Homecare"])
    expect(text.replace(/<[^>]+>/g, " ").replace(/\s+/g, " ")).toContain(words);
  expect(text).not.toMatch(/var\(|class=|<script|foreignObject/);
  await atRest(page);
  const pngs = page.waitForEvent("download");
  await take("Save", "Chart as PNG…");
  const file = await (await pngs).path();
  const bytes = readFileSync(file);
  expect(bytes.subarray(1, 4).toString()).toBe("PNG");
  expect(bytes.readUInt32BE(16)).toBe(2 * (1120 + 2 * 28));
  if (process.env["SHOTS"] !== undefined) {
    const { copyFileSync } = await import("node:fs");
    copyFileSync(file, path.join(process.env["SHOTS"], "views-saved.png"));
  }
  await take("Copy", "Chart, as an image");
  await page.getByText("Chart copied, with its source and caveats.").waitFor();
  const types = await page.evaluate(async () => (await navigator.clipboard.read()).flatMap((item) => [...item.types]));
  expect(types).toContain("image/png");
});

test("a question that is not there gives way to the first one, and it is said", async () => {
  await open("measure=pay.rise&by=region");
  await page.getByText("The question that this view asks for is not in this campaign.").waitFor();
  expect(await page.getByLabel("Question").inputValue()).toBe("intent");
  expect(page.url()).toContain("measure=pay.rise");
});

test("a view that can never be published says so, and offers no other version", async () => {
  await open("measure=intent&by=local-authority&as=table");
  await page.locator("[data-row]").first().waitFor();
  await take("Save", "Table as CSV…");
  await page.getByText("This view cannot be published").waitFor();
  expect(await page.getByRole("button", { name: "As it would be published" }).count()).toBe(0);
  const saving = page.waitForEvent("download");
  await page.getByRole("button", { name: "Exact, for internal use" }).click();
  const { name, text } = await saved(await saving);
  expect(name).toMatch(/^INTERNAL /);
  expect(text).toContain("INTERNAL: exact figures");
  expect(app.complaints).toEqual([]);
});

async function open(address: string): Promise<void> {
  await page.evaluate((hash) => {
    window.location.hash = hash;
  }, `#/explore?${address}`);
  await page.getByRole("heading", { level: 1, name: "Explore" }).waitFor();
  await page.locator('[aria-busy="false"]').waitFor();
}

async function as(option: "Chart" | "Table"): Promise<void> {
  await page
    .locator("main label")
    .filter({ hasText: new RegExp(`^${option}$`) })
    .click();
}

async function take(menu: "Copy" | "Save", way: string): Promise<void> {
  await page.getByRole("button", { name: menu, exact: true }).click();
  await page.getByRole("menuitem", { name: way }).click();
}

/** What the command line prints of the same campaign. */
async function printed<T>(args: readonly string[]): Promise<T> {
  const { code, value } = await json<T>(["table", ...args, "--campaign", path.join(app.library, "sample.evidence")]);
  expect(code).toBe(0);
  return value;
}

function rowOf(
  table: AnswerTable,
  by: SplitBy,
  group: string,
  month: string,
  commissioner: string,
): TableRow | undefined {
  return table.rows.find(
    (row) =>
      groupOfRow(row, by) === group && row.month === month && (row.commissioner ?? table.commissioner) === commissioner,
  );
}

async function clipboard(type: string): Promise<string> {
  return page.evaluate(async (wanted) => {
    const [item] = await navigator.clipboard.read();
    return (await item!.getType(wanted)).text();
  }, type);
}

async function saved(download: Download): Promise<{ name: string; text: string }> {
  return { name: download.suggestedFilename(), text: readFileSync(await download.path(), "utf8") };
}

function keys(panels: readonly Element[]): (string | undefined)[] {
  return panels.map((panel) => (panel as HTMLElement).dataset["panel"]);
}
