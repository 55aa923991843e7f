import { describe, expect, test } from "vitest";
import { addsUp, type QuestionSet } from "../../../shared/questionSets.ts";
import { NO_MAPPING, readMapping } from "../../../electron/engine/intake/mapping.ts";
import { amountOf, codeOwnAnswer, numberOf } from "../../../electron/engine/intake/ownAnswers.ts";
import { proposeQuestionSet } from "../../../electron/engine/intake/proposeSet.ts";
import { saveQuestionSet } from "../../../electron/engine/questionSets.ts";
import { readCountedQuestions, readQuestionSets } from "../../../electron/engine/store/questionSets.ts";
import { readRollup } from "../../../electron/engine/store/rollup.ts";
import type { CampaignFile } from "../../../electron/engine/store/campaignFile.ts";
import { check, dump, everybody, importInto, newCampaign, quietly, undo } from "../campaign.ts";
import { csv, temporaryFolder, write } from "../files.ts";

const PAY: QuestionSet = {
  code: "pay",
  title: "Workforce pay",
  questions: [
    {
      code: "rise",
      label: "Will raise pay",
      wording: "Will you raise pay in April?",
      kind: "single",
      options: [
        { code: "fully", label: "Yes, in full", role: "counted", wordings: ["Yes fully"] },
        { code: "partly", label: "In part", role: "base", wordings: [] },
        { code: "no", label: "No", role: "base", wordings: [] },
        { code: "refused", label: "Prefer not to answer", role: "beside", wordings: [] },
      ],
    },
    {
      code: "paid",
      label: "Pays the real living wage",
      wording: "Do you pay the real living wage?",
      kind: "yes-no",
      options: [],
    },
    {
      code: "steps",
      label: "Steps taken",
      wording: "Which steps have you taken?",
      kind: "multiple",
      options: [
        { code: "agency", label: "Used agency staff", role: "counted", wordings: [] },
        { code: "hours", label: "Cut hours, overtime or both", role: "counted", wordings: [] },
      ],
    },
    {
      code: "rate",
      label: "Hourly rate",
      wording: "What is your lowest hourly rate?",
      kind: "number",
      options: [
        { code: "low", label: "Under £12", role: "base", wordings: [], below: 12 },
        { code: "high", label: "£12 or more", role: "counted", wordings: [], below: null },
      ],
    },
    { code: "words", label: "In their words", wording: "Anything else?", kind: "text", options: [] },
  ],
};

const HEADERS = [
  "Respondent ID",
  "End Date",
  "How likely are you to hand back any LA contracts in the next 3 months?",
  "Did you hand back any LA contracts in January?",
  ...PAY.questions.map(({ wording }) => wording),
];
const ROWS = [
  [
    "1",
    "02/10/2025",
    "Likely",
    "No",
    "Yes, in full",
    "Yes",
    "Used agency staff;Cut hours, overtime or both;",
    "£11.50",
    "Grim",
  ],
  ["2", "02/10/2025", "Unlikely", "No", "In part", "No", "Cut hours, overtime or both", "12.00", ""],
  [
    "3",
    "02/28/2025",
    "Unlikely",
    "No",
    "yes FULLY",
    "Not sure",
    "Used agency staff, Cut hours, overtime or both",
    "1,200p",
    "",
  ],
  ["4", "02/10/2025", "Likely", "No", "", "", "", "", ""],
  ["5", "02/10/2025", "Likely", "Yes", "Prefer not to answer", "Yes", "Closed a wing", "", ""],
];

/** The counts of a question, by option id. */
function counts(campaign: CampaignFile, code: string): Record<number, number> {
  const question = readCountedQuestions(campaign).find((candidate) => candidate.code === code);
  const rows = readRollup(campaign, "organisation", { questions: [question?.id ?? -1], splits: [] });
  return Object.fromEntries(rows.map(({ option, n }) => [option, n]));
}

describe("a question set of the user's own", () => {
  test("brought by a mapping is read from the same file as the hand-back questions, as a collection of its own", async () => {
    const folder = temporaryFolder();
    const campaign = newCampaign(folder);
    const file = write(folder, "survey.csv", csv([HEADERS, ...ROWS]));
    const empty = dump(campaign);
    const mapping = readMapping(JSON.stringify({ questionSets: [PAY] }), "pay.json");
    const { files, importId } = await importInto(campaign, [file], null, mapping);
    expect(
      files.map(({ questionSet, month, rowsRead, stored, setAside }) => [
        questionSet,
        month,
        rowsRead,
        stored,
        setAside,
      ]),
    ).toEqual([
      [undefined, "2025-01", 5, 5, []],
      ["pay", "2025-01", 5, 4, [{ row: 5, reason: "No question of this collection was answered in this row." }]],
    ]);
    expect(counts(campaign, "pay.rise")).toEqual({ 100: 2, 101: 1, 8: 1 });
    expect(counts(campaign, "pay.paid")).toEqual({ 5: 2, 6: 1, 7: 1 });
    expect(counts(campaign, "pay.steps.agency")).toEqual({ 5: 2, 6: 2 });
    expect(counts(campaign, "pay.steps.hours")).toEqual({ 5: 3, 6: 1 });
    expect(counts(campaign, "pay.rate")).toEqual({ 9: 1, 10: 1, 100: 1, 101: 1 });
    expect(await everybody(campaign, "2025-01")).toMatchObject({ base: 5, intends: 3 });
    expect(check(campaign).issues.map(({ kind, wording }) => [kind, wording])).toEqual([
      ["unknown-wording", "1,200p"],
      ["unknown-choice", "Closed a wing"],
    ]);
    await undo(campaign, importId ?? 0);
    expect(dump(campaign)).toEqual({
      ...empty,
      question: dump(campaign)["question"],
      question_set: dump(campaign)["question_set"],
    });
  });

  test("made after the import is read from the same file again, whatever the platform, and renames nobody", async () => {
    const folder = temporaryFolder();
    const campaign = newCampaign(folder);
    const text = csv([
      ["Timestamp", HEADERS[2] ?? "", HEADERS[3] ?? "", "Will you raise pay in April?"],
      ["2025/02/13 10:00:12 AM GMT", "Likely", "No", "In part"],
      ["2025/02/13 10:00:40 AM GMT", "Unlikely", "No", "No"],
    ]);
    const file = write(folder, "form.csv", text);
    await importInto(campaign, [file]);
    const before = await everybody(campaign, "2025-01");
    const { files } = await importInto(campaign, [file], null, { ...NO_MAPPING, questionSets: [PAY] });
    expect(files.map(({ questionSet, stored, unchanged }) => [questionSet, stored, unchanged])).toEqual([
      [undefined, 0, 2],
      ["pay", 2, 0],
    ]);
    expect(await everybody(campaign, "2025-01")).toEqual(before);
  });

  test("changed after the import has its answers read again", async () => {
    const folder = temporaryFolder();
    const campaign = newCampaign(folder);
    const mapping = { ...NO_MAPPING, questionSets: [PAY] };
    await importInto(campaign, [write(folder, "survey.csv", csv([HEADERS, ...ROWS]))], null, mapping);
    const mended: QuestionSet = {
      ...PAY,
      questions: PAY.questions.map((question) => {
        if (question.code === "steps") {
          const wing = { code: "wing", label: "Closed a wing", role: "counted" as const, wordings: [] };
          return { ...question, options: [...question.options, wing] };
        }
        if (question.code !== "rate") return question;
        return {
          ...question,
          options: question.options.map((option) => (option.code === "low" ? { ...option, below: 11 } : option)),
        };
      }),
    };
    await saveQuestionSet(campaign, mended, quietly);
    expect(counts(campaign, "pay.steps.wing")).toEqual({ 5: 1, 6: 3 });
    expect(counts(campaign, "pay.rate")).toEqual({ 9: 1, 10: 1, 101: 2 });
    expect(check(campaign).issues.map(({ kind }) => kind)).toEqual(["unknown-wording"]);
    expect(readQuestionSets(campaign)[0]?.set.questions[2]?.options).toHaveLength(3);
    const [steps] = PAY.questions.slice(2, 3);
    const without = { ...PAY, questions: PAY.questions.filter((question) => question !== steps) };
    await expect(saveQuestionSet(campaign, without, quietly)).rejects.toMatchObject({ code: "bad-request" });
    expect(counts(campaign, "pay.steps.wing")).toEqual({ 5: 1, 6: 3 });
  });

  test("is recognised next month without being said again", async () => {
    const folder = temporaryFolder();
    const campaign = newCampaign(folder);
    await importInto(campaign, [write(folder, "january.csv", csv([HEADERS, ...ROWS]))], null, {
      ...NO_MAPPING,
      questionSets: [PAY],
    });
    const february = csv([
      HEADERS.map((header) => header.replace("January", "February").replace("in April", "in May")),
      ["9", "03/15/2025", "Likely", "No", "No", "Yes", "", "12", ""],
    ]);
    const { files } = await importInto(campaign, [write(folder, "february.csv", february)]);
    expect(files.map(({ questionSet, month, stored }) => [questionSet, month, stored])).toEqual([
      [undefined, "2025-02", 1],
      ["pay", "2025-02", 1],
    ]);
  });
});

describe("a proposed question set", () => {
  const column = (header: string, ...values: string[]) => ({ header, values });
  const many = (...values: string[]): string[] => Array.from({ length: 5 }, () => values).flat();

  test("tells kinds and scales from the answers", () => {
    const set = proposeQuestionSet("Pay survey 2025", [
      column("1. Do you pay sick pay?", ...many("Yes", "No", "Don't know")),
      column("How concerned are you?", ...many("Slightly concerned", "Very concerned", "Not at all concerned")),
      column("Which of these?", ...many("A;B", "B", "A;C")),
      column("Hourly rate", ...many("11.44", "£12.00", "12.5", "13", "14.10", "9")),
      column(
        "Any comments?",
        "It is hard",
        "Costs rose by a third",
        "We may close",
        "Fees do not cover it",
        "None",
        "No staff",
        "Rent",
        "Energy",
        "Tax",
      ),
    ]);
    expect(set.code).toBe("pay_survey_2025");
    expect(set.questions.map(({ kind }) => kind)).toEqual(["yes-no", "single", "multiple", "number", "text"]);
    expect(set.questions[1]?.options[0]?.label).toBe("Very concerned");
    expect(set.questions[2]?.options.map(({ label }) => label)).toEqual(["A", "B", "C"]);
    expect(set.questions[3]?.options.at(-1)).toMatchObject({ below: null });
  });

  test("reads numbers as people write them, and nothing else as a number", () => {
    expect(["£11.44", "1,200", "12 %", "3.5k", "-4", ".5"].map(numberOf)).toEqual([11.44, 1200, 12, 3500, -4, 0.5]);
    expect(["about 5", "12-15", "1,20", "", "five", "1.2.3"].map(numberOf)).toEqual([
      null,
      null,
      null,
      null,
      null,
      null,
    ]);
  });

  test("takes a choice with a comma in it as one", () => {
    const [steps] = PAY.questions.slice(2, 3);
    if (steps === undefined) throw new Error("No steps");
    const { answers, unknown } = codeOwnAnswer(steps, "Cut hours, overtime or both, Sold the van");
    expect(answers.map(({ option }) => option)).toEqual([6, 5]);
    expect(unknown).toEqual(["Sold the van"]);
  });
});

test("numbers are added up where that means something, unless a person says otherwise", () => {
  const asked = (wording: string, summed?: boolean) =>
    addsUp({
      code: "q",
      label: "Q",
      wording,
      kind: "number",
      options: [],
      ...(summed === undefined ? {} : { summed }),
    });
  for (const wording of [
    "How many people do you support?",
    "Hours of care delivered per week",
    "Packages handed back",
    "What did you spend on agency staff, in pounds?",
    "Shared Lives carers",
  ])
    expect(asked(wording), wording).toBe(true);
  for (const wording of [
    "What is your lowest hourly rate?",
    "Average fee in pounds",
    "Staff turnover (%)",
    "What per cent of posts are vacant?",
    "Rate per hour",
  ])
    expect(asked(wording), wording).toBe(false);
  expect([asked("Average fee", true), asked("People supported", false)]).toEqual([true, false]);
  expect(addsUp({ ...PAY.questions[0]!, summed: true })).toBe(false);
});

test.each([
  ["1,200", 1200],
  ["£11.44", 11.44],
  ["3.5k", 3500],
  ["0", 0],
  ["-3", null],
  ["12%", null],
  ["about 40", null],
])("%s adds %s", (written, amount) => {
  expect(amountOf(written)).toBe(amount);
});
