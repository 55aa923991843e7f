import { describe, expect, test } from "vitest";
import { QUESTION_WORDINGS } from "../../../shared/vocabulary.ts";
import { ASKING, ASKING_OTHERWISE } from "./headings.ts";
import { questionAsked, weaklyAsked } from "../../../electron/engine/intake/questions.ts";

describe("the seven questions are found", () => {
  for (const [code, wording] of Object.entries(QUESTION_WORDINGS)) {
    const asked = wording.replace("<month>", "January");
    test(`${code}, as the instrument words it`, () => expect(questionAsked(asked)).toMatchObject({ question: code }));
    test(`${code}, in lower case without separators`, () =>
      expect(questionAsked(asked.toLowerCase().replace(/[^a-z0-9]/g, ""))?.question).toBe(code));
  }
  const mild: [string, string][] = [
    [
      "Q2. How likely are you to hand back any of your LA contracts in the next three months due to fee uplifts?",
      "intent.la",
    ],
    ["Likelihood of handing back NHS contracts (next 3 months)", "intent.nhs"],
    ["Did you discuss handing back contracts with your local authority in March?", "discussion.la"],
    ["Did you hand any of your NHS contracts back in March?", "handback.nhs"],
    ["<b>Did you hand back</b> any of your Local Authority&nbsp;commissioned contracts in March?", "handback.la"],
    ["How likely are you to hand back any LA contracts in next 3 months?", "intent.la"],
    ["Likely to hand back LA contracts (3 months)?", "intent.la"],
    [
      "In the next three months, how likely is it that you'll hand back NHS commissioned contracts because of insufficient fee uplifts?",
      "intent.nhs",
    ],
    ["Q2 - likelihood of handing back local authority contracts", "intent.la"],
    ["Did you discuss handing back contracts with NHS commissioners during February 2025?", "discussion.nhs"],
    ["Have you handed back any LA contracts in February due to fees?", "handback.la"],
    ["Handed back LA contracts in January?", "handback.la"],
    ["Contracts handed back to LA – January", "handback.la"],
    ["Discussion with LA in January about handing back contracts", "discussion.la"],
    ["Did you have a discussion with the ICB about handing back contracts in Jan?", "discussion.nhs"],
    ["Did you hand back any council commissioned contracts in Jan?", "handback.la"],
    ["3. How likely are you to hand back any of your NHS contracts over the next quarter?", "intent.nhs"],
    ["Hand-back of NHS contracts in March (insufficient fee uplift)", "handback.nhs"],
    ["Did you have discussions with your Council in January on handing back contracts?", "discussion.la"],
    ["How likely will you be to hand-back any Local Authority packages in the coming 3 months?", "intent.la"],
    ["Likelihood of LA contract hand-backs in the next 3 months", "intent.la"],
    ["LA: likelihood of handing back contracts", "intent.la"],
    [
      "Have you had a discussion with Local Authorities in March about handing back contracts due to insufficient fee uplifts?",
      "discussion.la",
    ],
    ["During January did you hand back NHS contracts?", "handback.nhs"],
    ["intent_la", "intent.la"],
    ["Handback NHS", "handback.nhs"],
    [
      "How likely are you to hand back contracts to the NHS within three months owing to inadequate fee increases?",
      "intent.nhs",
    ],
  ];
  for (const [header, code] of mild) test(`“${header}”`, () => expect(questionAsked(header)?.question).toBe(code));
});

describe("a different question is not", () => {
  for (const header of [
    "How likely are you to hand back any of your Local Authority contracts in the next 12 months?",
    "How likely were you to hand back NHS contracts in the last 3 months?",
    "Did you hand back any of your NHS commissioned contracts in the past year?",
    "How likely are you to hand back any of your NHS contracts in the next 3 months, due to staff shortages?",
    "How likely are you to hand back any of your Local Authority or NHS contracts in the next 3 months?",
    "How many contracts did your team sign in January?",
    "How likely are you to hand back LA contracts in the next 6 months?",
    "How likely are you to hand back LA contracts in the next year?",
    "How likely are you to hand back LA contracts in the next 12 weeks?",
    "How likely are you to hand back LA contracts within 12 months due to fee uplifts?",
    "How likely are you to hand back NHS contracts over the coming year?",
    "How likely were you to hand back LA contracts in January?",
    "Did you hand back any LA contracts in the last 12 months?",
    "How many LA contracts did you hand back in January?",
    "Why did you hand back LA contracts in January?",
    "Please give details of any LA contracts handed back",
    "What proportion of NHS contracts did you hand back?",
    "If yes, how many hours of LA care were handed back?",
    "When did you hand back your LA contracts?",
    "Will you hand back any LA contracts in April?",
    "Have you ever handed back LA contracts?",
    "Are you considering handing back LA contracts?",
    "How likely are you to hand back LA contracts in the next 3 months due to staffing shortages?",
    "How likely are you to hand back LA contracts in the next 3 months because you cannot recruit?",
    "How likely are you to hand back LA contracts in the next 3 months, due to National Insurance rises?",
    "Did you hand back NHS contracts in January due to CQC rating?",
    "Did you hand back any contracts with LA since April 2024?",
    "Did you take on LA contracts handed back by other providers in January?",
    "How likely are you to hand back LA contracts by the end of the financial year?",
    "Do you intend to discuss handing back contracts with your LA in the next 3 months?",
    "How likely is your LA to hand back contracts in the next 3 months?",
    "Number of LA contracts handed back in January",
    "How many people were affected by LA contracts handed back in January?",
    "Did you hand back any LA contracts in 2024?",
    "Which LA did you hand back contracts to?",
    "Has your LA discussed hand back of contracts with other providers?",
    "Local_Authority",
    "NHS number",
  ]) {
    test(`“${header}”`, () => expect(questionAsked(header)).toBeNull());
  }
});

describe("what comes near a question is put to the user, never taken", () => {
  for (const header of [
    "How likely are you to hand back any contracts in the next 3 months?",
    "Did you return any of your local authority contracts in January?",
    "Did you give up any NHS contracts in January?",
  ]) {
    test(`“${header}”`, () => {
      expect(questionAsked(header)).toBeNull();
      expect(weaklyAsked(header)).not.toBeNull();
    });
  }
  test("another question is no weak match either", () => {
    expect(weaklyAsked("How likely are you to hand back LA contracts in the next 12 months?")).toBeNull();
    expect(weaklyAsked("Did you hold any contracts in January?")).toBeNull();
  });
});

test("every heading of the list that asks a question of the instrument is found", () => {
  const found = ASKING.map(([, heading]) => [questionAsked(heading)?.question ?? "not found", heading]);
  expect(found).toEqual(ASKING);
});

test("what is added for those who fill the form in, and what a program cut off, does not count", () => {
  const headings = [
    "Did you hand back any LA contracts in January? (Yes/No/Don't know/Not applicable)",
    "Did you hand back any LA contracts in January? If yes, please give details below.",
    "Looking back: Did you hand back any of your council contracts in January? *",
    "Did you hand back any of your Local Authority commissioned cont",
  ];
  expect(headings.map((heading) => questionAsked(heading)?.question)).toEqual(headings.map(() => "handback.la"));
});

test("no heading of the list that asks something else is taken", () => {
  expect(ASKING_OTHERWISE.filter((heading) => questionAsked(heading) !== null)).toEqual([]);
});
