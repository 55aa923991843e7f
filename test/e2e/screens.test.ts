import type { Page } from "playwright-core";
import { afterEach, expect, test } from "vitest";
import { type App, atRest, axeFindings, goTo, importFiles, look, newCampaign, openApp } from "./app.ts";
import { fixtureFolder, GROUPS, writeSurvey, writeTracker } from "./files.ts";

let app: App;

afterEach(() => app.close());

const LOOKS = [
  { colours: "light", colorScheme: "light", forcedColors: "none", width: 1280, height: 800 },
  { colours: "high-contrast", colorScheme: "light", forcedColors: "active", width: 1280, height: 800 },
  { colours: "dark", colorScheme: "dark", forcedColors: "none", width: 1600, height: 1000 },
] as const;

test("every screen is whole and accessible: light, in high contrast, and dark in a larger window", async () => {
  app = await openApp();
  const { page } = app;
  const wear = async ({ colorScheme, forcedColors, width, height }: (typeof LOOKS)[number]) => {
    await page.emulateMedia({ colorScheme, forcedColors });
    await page.setViewportSize({ width, height });
  };
  const see = async (screen: string) => {
    for (const each of LOOKS) {
      await wear(each);
      await atRest(page);
      await look(page, `${each.colours}-${each.width}-${screen}`);
      expect(await axeFindings(page), `${screen}, ${each.colours}`).toEqual([]);
      const overflow = await page.evaluate(
        () => document.documentElement.scrollWidth - document.documentElement.clientWidth,
      );
      expect(overflow, `${screen}, ${each.colours}, is wider than the window`).toBeLessThanOrEqual(0);
      expect(await unseenTicks(page), `${screen}, ${each.colours}`).toBe(0);
    }
    await wear(LOOKS[0]);
  };
  await page.getByRole("heading", { name: "Bellwether" }).waitFor();
  await see("start");
  await newCampaign(page, "Fee uplifts 2025–26");
  await see("month-empty");
  for (const screen of ["Import", "Check", "Explore", "Coverage", "Brief", "Releases"]) {
    await goTo(page, screen);
    await see(`${screen.toLowerCase()}-empty`);
  }

  const folder = fixtureFolder();
  const months = ["2025-01", "2025-02", "2025-03", "2025-04"].map((month, index) =>
    writeTracker(folder, `Capacity Tracker ${month}.csv`, {
      month,
      unknown: index === 3 ? 4 : 0,
      groups: GROUPS.map((group) => ({
        ...group,
        la: Math.max(1, group.la - 4 + 3 * index),
        nhs: Math.max(1, group.nhs + 2 * index - 3),
      })),
    }),
  );
  await importFiles(page, months.slice(0, 3));
  await page.getByRole("button", { name: "Close this message" }).click();
  await page.getByLabel("Files to import").setInputFiles([months[3]!]);
  await page.getByRole("button", { name: /^Import 300/ }).waitFor();
  await see("import-preview");
  await page.getByText(/^Columns: /).click();
  await page.getByRole("combobox").first().waitFor();
  await page.getByText(/^Columns: /).scrollIntoViewIfNeeded();
  await see("import-columns");
  await page.getByText(/^Columns: /).click();
  await page.getByText(/^Rows: /).click();
  await page.getByRole("cell", { name: "Provider 1 Ltd" }).waitFor();
  await page.getByText(/^Rows: /).evaluate((summary) => summary.scrollIntoView({ block: "start" }));
  await see("import-rows");
  await page.getByText(/^Rows: /).click();
  await page.getByRole("button", { name: /^Import 300/ }).click();
  await page.getByText("300 responses imported.").waitFor();
  await see("import-done");
  await page.getByRole("button", { name: "Close this message" }).click();
  await goTo(page, "This month");
  await page.getByText("What happened in April 2025").waitFor();
  await see("month");
  await goTo(page, "Check");
  await page.getByText("Every row accounted for").waitFor();
  await see("check");
  await page.getByRole("combobox", { name: "What “It depends on the council” means" }).click();
  await page.getByRole("option", { name: "Likely", exact: true }).waitFor();
  await see("check-choosing");
  await page.getByRole("option", { name: "Likely", exact: true }).click();
  await page.getByText("Nothing to check").waitFor();
  await page.getByText("1 wording decided").click();
  await see("check-decided");
  await page.getByRole("button", { name: "Undo", exact: true }).click();
  await page.getByText("waits again").waitFor();
  await questions(page, see);
  await goTo(page, "Explore");
  await page.locator("[data-panel]").first().waitFor();
  await see("explore");
  await page.getByText("Table", { exact: true }).click();
  await see("explore-table");
  await page.getByText("Chart", { exact: true }).click();
  await page.getByRole("switch", { name: "Same organisations" }).click();
  await see("explore-matched");
  await page.getByRole("switch", { name: "As it would be published" }).click();
  await page.getByRole("heading", { name: /and why$|Nothing is hidden/ }).waitFor();
  await see("explore-protected");
  await goTo(page, "Coverage");
  await page.getByRole("table").first().waitFor();
  await see("coverage");
  await goTo(page, "Brief");
  await page.getByRole("heading", { name: /and why$|Nothing is hidden/ }).waitFor();
  await see("brief");
  await goTo(page, "Releases");
  await page.getByRole("heading", { name: "Nothing released yet." }).waitFor();
  await see("releases");
  expect(app.complaints).toEqual([]);
}, 300_000);

test("at 200 % zoom nothing runs off the page", async () => {
  app = await openApp({ width: 640, height: 400 });
  const { page } = app;
  await newCampaign(page, "Zoomed");
  const narrow = async (screen: string) => {
    await atRest(page);
    const over = await page.evaluate(() => document.documentElement.scrollWidth - window.innerWidth);
    expect(over, screen).toBeLessThanOrEqual(0);
  };
  const folder = fixtureFolder();
  await importFiles(page, [writeTracker(folder, "odd.csv", { month: "2025-01", groups: GROUPS, unknown: 3 })]);
  await goTo(page, "Check");
  await page.getByRole("heading", { name: "1 answer to explain" }).waitFor();
  await narrow("Check");
  await goTo(page, "Import");
  await page.getByLabel("Files to import").setInputFiles([writeSurvey(folder, "open.csv", { vague: true })]);
  await page.locator("[data-verdict=needs-answer]").waitFor();
  await narrow("Import");
  await page.getByText(/^Rows: /).click();
  await page.getByRole("cell", { name: "Member 1 Ltd", exact: true }).waitFor();
  await narrow("Import, rows");
});

/** A survey that leaves things open, its columns, and a question set made of them; nothing of it is imported. */
async function questions(page: Page, see: (screen: string) => Promise<void>): Promise<void> {
  const survey = writeSurvey(fixtureFolder(), "Members’ survey.csv", {
    vague: true,
    dates: ["05/02/2025", "06/02/2025"],
    more: [
      ["Did you raise pay in April?", ["Yes", "No"]],
      ["How many vacancies do you have?", ["0", "3", "5", "9", "14", "22"]],
    ],
  });
  await goTo(page, "Import");
  await page.getByLabel("Files to import").setInputFiles([survey]);
  await page.locator("[data-verdict=needs-answer]").waitFor();
  await page.evaluate(() => window.scrollTo(0, 0));
  await see("import-open");
  await page.getByRole("button", { name: "Show me" }).click();
  await see("import-open-shown");
  await page.getByRole("button", { name: "Make a question set of other columns…" }).click();
  const dialog = page.getByRole("dialog");
  for (const box of await dialog.getByRole("checkbox").all()) await box.check();
  await see("set-columns");
  await dialog.getByRole("button", { name: "Propose a question set" }).click();
  await dialog.locator("summary").filter({ hasText: "How many vacancies" }).click();
  await see("set-editor");
  await dialog.getByRole("button", { name: "Cancel" }).click();
  await page.getByRole("button", { name: "Do not import" }).click();
}

/** How many ticked boxes show a tick in the colour of the box itself, which nobody sees. */
function unseenTicks(page: Page): Promise<number> {
  return page.evaluate(
    () =>
      [
        ...document.querySelectorAll("input[type=checkbox]:not([role=switch]):checked, input[type=radio]:checked"),
      ].filter((box) => {
        const tick = box.nextElementSibling;
        return tick instanceof SVGElement && getComputedStyle(tick).color === getComputedStyle(box).backgroundColor;
      }).length,
  );
}
