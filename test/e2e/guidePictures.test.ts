import { randomUUID } from "node:crypto";
import { mkdirSync } from "node:fs";
import path from "node:path";
import { expect, test } from "vitest";
import { type App, atRest, goTo, openApp } from "./app.ts";

/** Where the pictures of the guide go: `PICTURES=renderer/help/pictures` with this test takes them anew. */
const folder = process.env["PICTURES"];

test.skipIf(folder === undefined)(
  "the guide’s pictures are of the sample campaign as it is now",
  async () => {
    const app = await openApp({ width: 1280, height: 800 });
    const { page } = app;
    const shown = (name: string) => taken(app, name);
    try {
      await page.getByRole("button", { name: "Open the sample campaign" }).click();
      await page.getByRole("button", { name: "Not now" }).click({ timeout: 120_000 });
      await page.locator("[data-figure=la]").waitFor();
      await shown("month");
      await goTo(page, "Import");
      await page.getByRole("table").first().waitFor();
      await shown("import");
      await goTo(page, "Check");
      await page.getByText("What it means").first().waitFor();
      await shown("check");
      await goTo(page, "Explore");
      await page.locator("[data-panel] .recharts-line").first().waitFor();
      await shown("explore");
      await page.getByText("Table", { exact: true }).click();
      await page.locator('[data-row="homecare 2025-06"] button').first().click();
      await page.getByRole("dialog").getByRole("table").first().waitFor();
      await shown("trace");
      await page.keyboard.press("Escape");
      await goTo(page, "Coverage");
      await page.getByRole("table").first().waitFor();
      await shown("coverage");
      await evidence(app);
      await goTo(page, "Brief");
      await page.getByRole("list", { name: "Pages" }).getByRole("img").first().waitFor({ timeout: 120_000 });
      await shown("brief");
      await page.getByRole("heading", { name: "Evidence beside the figures" }).evaluate(toTop);
      await shown("beside");
      await settle(app);
      await page.reload();
      await goTo(page, "Releases");
      await page.getByRole("button", { name: "Prepare the first release" }).click();
      await page.getByLabel("Composed by").fill("Ruth Adeyemi");
      await page.getByRole("button", { name: "Prepare the release" }).click();
      await page.getByText(/^Nobody could prove anything/).waitFor({ timeout: 180_000 });
      await shown("releases");
      await page.getByRole("button", { name: "All campaigns" }).click();
      await page.getByRole("heading", { name: "Bellwether" }).waitFor();
      await shown("start");
      expect(app.complaints).toEqual([]);
    } finally {
      await app.close();
    }
  },
  600_000,
);

async function taken({ page, library }: App, name: string): Promise<void> {
  const close = page.getByRole("button", { name: "Close this message" });
  if (await close.isVisible()) await close.click();
  await page.mouse.move(0, 0);
  await page.getByText(library).evaluateAll((places, packs) => {
    for (const place of places) place.textContent = place.textContent.replace(packs, "Documents/Bellwether");
  }, `${library}/packs`);
  await atRest(page);
  await page.waitForTimeout(500);
  mkdirSync(folder!, { recursive: true });
  await page.screenshot({ path: path.join(folder!, `${name}.png`) });
}

function toTop(heading: Element): void {
  window.scrollTo({ top: heading.getBoundingClientRect().top + window.scrollY - 90 });
}

/** A quote and a figure of others, as a person would have chosen them. */
async function evidence(app: App): Promise<void> {
  const text = "The offer does not cover the rise in employer National Insurance. We have given notice.";
  await app.call("quote.save", {
    id: randomUUID(),
    text,
    from: null,
    month: null,
    serviceType: "homecare",
    region: "not_stated",
    label: "service-type",
    removed: [],
    left: [],
    consent: { by: "The manager", on: "2025-06-20", note: "By e-mail" },
    confirmed: { by: "Ann Reader", on: "2025-06-22", words: text },
    inPack: true,
  });
  const [first] = await app.call("reference.list", {});
  await app.call("reference.save", { ...first!, inPack: true });
}

/** Settles what waits in Check, as a release asks for. */
async function settle(app: App): Promise<void> {
  const { issues, organisations } = await app.call("check.report", {});
  for (const { kind, question, wording } of issues)
    await app.call("check.decide", { kind, question, wording, value: null });
  const pairs = organisations.waiting.map(({ a, b }) => ({ a: a.key, b: b.key }));
  await app.call("check.link", { pairs, verdict: "different", note: "" });
}
