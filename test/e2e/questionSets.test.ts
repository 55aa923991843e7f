import type { Locator, Page } from "playwright-core";
import { afterEach, beforeEach, expect, test } from "vitest";
import { type App, atRest, axeFindings, goTo, look, newCampaign, openApp } from "./app.ts";
import { fixtureFolder, writeSurvey } from "./files.ts";

let app: App;
let page: Page;
const folder = fixtureFolder();
const MORE = [
  ["Did you raise pay in April?", ["Yes", "No", "No", "Don't know"]],
  ["How worried are you about recruitment?", ["Very worried", "A bit worried", "Not worried"]],
  ["How many vacancies do you have?", ["0", "3", "5", "9", "14", "22"]],
] as const;

beforeEach(async () => {
  app = await openApp();
  page = app.page;
  await newCampaign(page, "Sets");
  await goTo(page, "Import");
});
afterEach(() => app.close());

test("a question set is made of other columns, mended, and its answers become a part of their own", async () => {
  await take(writeSurvey(folder, "workforce.csv", { month: "2025-01", more: MORE }));
  await page.getByRole("button", { name: "Make a question set of other columns…" }).click();
  const columns = page.getByRole("dialog", { name: "Which columns hold the questions?" });
  for (const [heading] of MORE) await columns.getByRole("checkbox", { name: new RegExp(escaped(heading)) }).check();
  await columns.getByText("3 columns chosen").waitFor();
  await atRest(page);
  await look(page, "set-columns");
  expect(await axeFindings(page)).toEqual([]);
  await columns.getByRole("button", { name: "Propose a question set" }).click();

  const editor = page.getByRole("dialog", { name: "The new question set" });
  await editor.getByLabel("Title").fill("");
  await editor.getByLabel("Code, for data files and commands").fill("Work force");
  const worry = question(editor, "How worried are you about recruitment?");
  await worry.locator("summary").click();
  await worry.getByLabel("Label", { exact: true }).first().fill("Recruitment");
  await worry.getByRole("button", { name: "Add an option" }).click();
  await editor.getByRole("button", { name: "Save the question set" }).click();
  await editor.getByText("Give the set a title of up to 120 letters.").waitFor();
  await editor.getByText("Lower-case letters, digits and _ only, beginning with a letter.").waitFor();
  await editor.getByText("Give this a label of up to 120 letters.").waitFor();
  expect(await page.evaluate(() => document.activeElement?.getAttribute("aria-invalid"))).toBe("true");
  await look(page, "set-faults");
  expect(await axeFindings(page)).toEqual([]);

  await editor.getByLabel("Title").fill("Workforce");
  await editor.getByLabel("Code, for data files and commands").fill("workforce");
  await worry.getByRole("button", { name: "Remove the new option" }).click();
  await worry.getByLabel("Very worried counts as").selectOption("Counts towards the share");
  const down = worry.getByRole("button", { name: "Move Very worried down" });
  await down.focus();
  await page.keyboard.press("Enter");
  expect(await worry.locator("[data-option] input").first().inputValue()).not.toBe("Very worried");
  expect(await page.evaluate(() => document.activeElement?.getAttribute("aria-label"))).toBe("Move Very worried down");
  await worry.getByRole("button", { name: "Move Very worried up" }).click();
  await worry.getByLabel("Not worried is also written as, one a line").fill("Unworried\nFine");
  const vacancies = question(editor, "How many vacancies do you have?");
  await vacancies.locator("summary").click();
  await vacancies.getByLabel("Kind").waitFor();
  expect(await vacancies.getByLabel("Add the numbers up as well").isChecked()).toBe(true);
  await atRest(page);
  await look(page, "set-editor");
  expect(await axeFindings(page)).toEqual([]);
  await editor.getByRole("button", { name: "Save the question set" }).click();
  await page.getByText("“Workforce” is saved, and workforce.csv was read again with it.").waitFor();

  const part = page.locator("[data-part]").filter({ hasText: "Workforce" });
  await part.getByText("3 questions").waitFor();
  await page.getByText("Columns: 8 taken, 0 left out").waitFor();
  await page.getByText(/^Rows: look at/).click();
  await page.getByLabel("Collection").selectOption({ label: "January 2025, Workforce" });
  await page.getByRole("columnheader", { name: "Recruitment" }).waitFor();
  await page
    .getByRole("table", { name: /^Rows of/ })
    .getByRole("cell", { name: "A bit worried" })
    .first()
    .waitFor();
  await look(page, "set-part");
  await page.getByRole("button", { name: "Import 80 responses" }).click();
  await page.getByText("80 responses imported.").waitFor();
  const questions = await app.call("question.list", {});
  expect(questions.map(({ code }) => code)).toContain(
    (await app.call("questionSet.list", {}))[0]?.set.questions.map(({ code }) => `workforce.${code}`)[1],
  );
  const asked = questions.find(({ wording }) => wording === "How many vacancies do you have?")!;
  const table = await app.call("table.get", { measure: asked.code, by: "none" });
  const [row] = table.measure === "coverage" || table.measure === "path" ? [] : table.rows;
  // 40 rows go through 0, 3, 5, 9, 14 and 22 in turn.
  expect(row).toMatchObject({ base: 40, sum: { value: 6 * 53 + 17, roundedTo: null, given: 40 } });
  expect(app.complaints).toEqual([]);
});

test("question sets are listed, edited and removed; one with responses stays, and says why", async () => {
  await app.call("questionSet.save", { set: PAY });
  await app.call("questionSet.save", { set: { ...PAY, code: "spare", title: "Spare" } });
  await page.reload();
  await goTo(page, "Import");
  await page.getByText("Question sets of your own: 2").click();
  await look(page, "set-list");
  expect(await axeFindings(page)).toEqual([]);
  await page.getByRole("button", { name: "Remove Spare" }).click();
  await atRest(page);
  await page.getByRole("dialog").getByRole("button", { name: "Remove the set" }).click();
  await page.getByText("“Spare” is removed.").waitFor();

  await take(
    writeSurvey(folder, "pay.csv", { month: "2025-01", more: [[PAY.questions[0]!.wording, ["A lot", "Some"]]] }),
  );
  await page.getByRole("button", { name: "Remove Pay" }).click();
  await page.getByText("Files that wait to be imported are read with “Pay”.").waitFor();
  await page.getByRole("dialog").getByRole("button", { name: "Close" }).last().click();
  await page.getByRole("button", { name: /^Import \d+ responses$/ }).click();
  await page.getByText("responses imported.").waitFor();
  await page.getByRole("button", { name: "Remove Pay" }).click();
  await atRest(page);
  await page.getByRole("dialog").getByRole("button", { name: "Remove the set" }).click();
  await page.getByRole("alert").getByText("This question set has responses.").waitFor();
  expect(await app.call("questionSet.list", {})).toHaveLength(1);

  await page.getByRole("button", { name: "Edit Pay" }).click();
  const editor = page.getByRole("dialog", { name: "Question set “Pay”" });
  expect(await editor.getByLabel("Code (stays as it is)").isEditable()).toBe(false);
  await editor.getByLabel("Some counts as").selectOption("Counts towards the share");
  await editor.getByRole("button", { name: "Save the question set" }).click();
  await page.getByText("“Pay” is saved.").waitFor();
  expect((await app.call("questionSet.list", {}))[0]?.set.questions[0]?.options[1]?.role).toBe("counted");
});

const PAY = {
  code: "pay",
  title: "Pay",
  questions: [
    {
      code: "rise",
      label: "Pay rise",
      wording: "How much did you raise pay this year?",
      kind: "single" as const,
      options: [
        { code: "lot", label: "A lot", role: "counted" as const, wordings: [] },
        { code: "some", label: "Some", role: "base" as const, wordings: [] },
      ],
    },
  ],
};

async function take(file: string): Promise<void> {
  await page.getByLabel("Files to import").setInputFiles([file]);
  await page.getByRole("heading", { name: "Before it is stored" }).waitFor();
}

function question(editor: Locator, label: string): Locator {
  return editor.locator("details").nth(MORE.findIndex(([heading]) => heading === label));
}

function escaped(text: string): string {
  return text.replaceAll(/[?.]/g, String.raw`\$&`);
}
