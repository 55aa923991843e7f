import type { Page } from "playwright-core";
import { afterEach, beforeEach, expect, test } from "vitest";
import type { AnswerTable } from "../../shared/contract.ts";
import { type App, atRest, axeFindings, goTo, importFiles, look, newCampaign, openApp } from "./app.ts";
import { fixtureFolder, writeCsv, writeSurvey } from "./files.ts";
import { QUESTION_WORDINGS } from "../../shared/vocabulary.ts";

let app: App;
let page: Page;
const folder = fixtureFolder();

beforeEach(async () => {
  app = await openApp();
  page = app.page;
  await newCampaign(page, "Check");
});
afterEach(() => app.close());

test("what an answer means is said once, changes the figures at once, and can be taken back", async () => {
  await importFiles(page, [odd()]);
  await goTo(page, "Check");
  await page.getByRole("heading", { name: "2 answers to explain" }).waitFor();
  expect(await page.locator("[data-issue] strong").allTextContents()).toEqual([
    "“It depends”",
    "“Rather likely”",
    "“Home visiting”",
    "“Up North”",
    "“the tenth”",
  ]);
  await page.getByText("First in odd.csv, row 2").first().waitFor();
  expect(await badge()).toBe("5");
  await look(page, "check-queues");
  expect(await axeFindings(page)).toEqual([]);
  const before = await shareOf();

  await page.getByRole("combobox", { name: "What “Rather likely” means" }).focus();
  await page.keyboard.press("Enter");
  await page.getByRole("option", { name: "Likely", exact: true }).waitFor();
  await look(page, "check-choosing");
  await page.keyboard.type("l");
  await page.keyboard.press("ArrowDown");
  await page.keyboard.press("ArrowDown");
  await page.keyboard.press("Enter");
  const note = page.getByRole("status").getByText("“Rather likely” means “Likely”, in 3 rows and from now on.");
  await note.waitFor();
  await expect.poll(focusedName).toBe("What “Home visiting” means");
  await page.getByRole("heading", { name: "1 answer to explain" }).waitFor();
  const after = await shareOf();
  expect(after.intends).toBe(before.intends + 3);
  await look(page, "check-decided");

  await page.getByRole("button", { name: "Undo", exact: true }).click();
  await page.getByText("“Rather likely” waits again.").waitFor();
  await page.getByRole("heading", { name: "2 answers to explain" }).waitFor();
  expect(await shareOf()).toEqual(before);
});

test("every queue is worked through by keyboard, and everything decided can be undone and holds next month", async () => {
  await importFiles(page, [odd()]);
  await goTo(page, "Check");
  await page.getByRole("button", { name: "Leave as it is: “It depends”" }).focus();
  await page.keyboard.press("Enter");
  await page.getByText("“It depends” is left as it is").waitFor();
  await expect.poll(focusedName).toBe("What “Rather likely” means");
  await page.getByRole("button", { name: "Leave as it is: “Rather likely”" }).press("Enter");
  await page.getByText("“Rather likely” is left as it is").waitFor();
  await choose("Home visiting", "Homecare");
  await choose("Up North", "North East");
  await page.getByLabel("The date “the tenth” means").fill("nonsense");
  await page.keyboard.press("Enter");
  await page.getByRole("alert").getByText("“nonsense” cannot be read as a date.").waitFor();
  expect(await axeFindings(page)).toEqual([]);
  await page.getByLabel("The date “the tenth” means").fill("10/02/2025");
  await page.keyboard.press("Enter");
  await page.getByText("Nothing to check: 12 in, 12 used, 0 explained.").waitFor();
  await expect.poll(() => page.evaluate(() => document.activeElement?.hasAttribute("data-nothing"))).toBe(true);
  expect(await badge()).toBeNull();

  await page.getByText("5 wordings decided").click();
  await page.getByRole("cell", { name: "10/02/2025" }).waitFor();
  await look(page, "check-nothing");
  expect(await axeFindings(page)).toEqual([]);
  await page.getByRole("button", { name: "Close this message" }).click();
  await importFiles(page, [odd("next month.csv", "February")]);
  await goTo(page, "Check");
  await page.getByText(/Nothing to check/).waitFor();
  await page.getByText("5 wordings decided").click();
  await page.getByRole("button", { name: "Undo what “Home visiting” means" }).click();
  await page.getByRole("heading", { name: "1 service type to explain" }).waitFor();
  await expect.poll(focusedName).toMatch(/^Undo what/);
});

test("a choice that no set names is added to its set from here", async () => {
  const more = [
    ["Which steps have you taken?", ["Cut hours;Used agency", "Cut hours", "Used agency;Sold a home"]],
  ] as const;
  const file = writeSurvey(folder, "steps.csv", { month: "2025-01", more, rows: 12 });
  await app.call("questionSet.save", {
    set: {
      code: "steps",
      title: "Steps taken",
      questions: [
        {
          code: "taken",
          label: "Steps",
          wording: "Which steps have you taken?",
          kind: "multiple",
          options: [
            { code: "cut_hours", label: "Cut hours", role: "counted", wordings: [] },
            { code: "agency", label: "Used agency", role: "counted", wordings: [] },
          ],
        },
      ],
    },
  });
  await page.reload();
  await goTo(page, "Import");
  await page.getByLabel("Files to import").setInputFiles([file]);
  await page.getByRole("button", { name: "Import 24 responses" }).click();
  await page.getByText("24 responses imported.").waitFor();
  await goTo(page, "Check");
  await page.getByRole("heading", { name: "1 choice no question set names" }).waitFor();
  await page.getByRole("button", { name: "Add it to its question set… “Sold a home”" }).click();
  const dialog = page.getByRole("dialog", { name: "Question set “Steps taken”" });
  await dialog.getByRole("group", { name: "Sold a home" }).waitFor();
  await atRest(page);
  await look(page, "check-choice");
  expect(await axeFindings(page)).toEqual([]);
  await dialog.getByRole("button", { name: "Save the question set" }).click();
  await page.getByText("“Steps taken” is saved.").waitFor();
  const [stored] = await app.call("questionSet.list", {});
  expect(stored?.set.questions[0]?.options.map(({ code }) => code)).toEqual(["cut_hours", "agency", "sold_a_home"]);
});

/** Twelve organisations; some say what nobody has explained. */
function odd(name = "odd.csv", month = "January"): string {
  const turn = (values: readonly string[], index: number): string => values[index % values.length]!;
  return writeCsv(folder, name, [
    [
      "Organisation name",
      "Postcode",
      "Region",
      QUESTION_WORDINGS.service_type,
      "Date submitted",
      QUESTION_WORDINGS["intent.la"],
      QUESTION_WORDINGS["discussion.la"].replace("<month>", `${month} 2025`),
    ],
    ...Array.from({ length: 12 }, (_, index) => [
      `Member ${index + 1} Ltd`,
      `LS${index + 1} 1AA`,
      index < 2 ? "Up North" : "London",
      index < 3 ? "Home visiting" : "Homecare",
      index < 1 ? "the tenth" : "13/03/2025",
      index < 4 ? "It depends" : index < 7 ? "Rather likely" : turn(["Likely", "Unlikely"], index),
      "No",
    ]),
  ]);
}

async function choose(wording: string, meaning: string): Promise<void> {
  await page.getByRole("combobox", { name: `What “${wording}” means` }).click();
  await page.getByRole("option", { name: meaning, exact: true }).click();
  await page.getByText(`“${wording}” means “${meaning}”`).waitFor();
}

async function shareOf(): Promise<{ intends: number; unrecognised: number }> {
  const table = (await app.call("table.get", { measure: "intent", by: "none", commissioner: "la" })) as AnswerTable;
  const row = table.rows[0]!;
  return { intends: row.intends ?? 0, unrecognised: row.unrecognised ?? 0 };
}

async function badge(): Promise<string | null> {
  const found = page.locator(".bw-nav-count");
  return (await found.count()) === 0 ? null : ((await found.textContent()) ?? "").replace(" to look at", "");
}

function focusedName(): Promise<string> {
  return page.evaluate(() => {
    const here = document.activeElement;
    return here?.getAttribute("aria-label") ?? here?.textContent?.trim().slice(0, 60) ?? "";
  });
}
