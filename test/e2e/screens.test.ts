import { afterEach, expect, test } from "vitest";
import { type App, axeFindings, goTo, importFiles, look, newCampaign, openApp } from "./app.ts";
import { fixtureFolder, GROUPS, writeTracker } from "./files.ts";

let app: App;

afterEach(() => app.close());

for (const { dark, width, height } of [
  { dark: false, width: 1280, height: 800 },
  { dark: true, width: 1600, height: 1000 },
]) {
  const name = `${dark ? "dark" : "light"}-${width}`;
  test(`every screen is whole and accessible, ${dark ? "dark" : "light"} at ${width} x ${height}`, async () => {
    app = await openApp({ dark, width, height });
    const { page } = app;
    const see = async (screen: string) => {
      await page.waitForTimeout(350);
      await look(page, `${name}-${screen}`);
      expect(await axeFindings(page), screen).toEqual([]);
      const overflow = await page.evaluate(
        () => document.documentElement.scrollWidth - document.documentElement.clientWidth,
      );
      expect(overflow, `${screen} is wider than the window`).toBeLessThanOrEqual(0);
    };
    await page.getByRole("heading", { name: "Bellwether" }).waitFor();
    await see("start");
    await newCampaign(page, "Fee uplifts 2025–26");
    await see("month-empty");
    for (const screen of ["Import", "Check", "Explore", "Brief"]) {
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
    await page.getByText(/columns understood/).click();
    await see("import-preview");
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
    await goTo(page, "Explore");
    await page.locator("[data-panel]").first().waitFor();
    await see("explore");
    await page.getByText("Table", { exact: true }).click();
    await see("explore-table");
    await page.getByText("Chart", { exact: true }).click();
    await page.getByRole("switch", { name: "Same organisations" }).click();
    await page.waitForTimeout(400);
    await see("explore-matched");
    await page.getByRole("switch", { name: "As it would be published" }).click();
    await page.getByRole("heading", { name: /and why$|Nothing is hidden/ }).waitFor();
    await see("explore-protected");
    await goTo(page, "Brief");
    await page.getByRole("heading", { name: /and why$|Nothing is hidden/ }).waitFor();
    await see("brief");
    expect(app.complaints).toEqual([]);
  });
}
