import { describe, expect, test } from "vitest";
import { QUESTION_WORDINGS } from "../../../shared/vocabulary.ts";
import { questionAsked } from "../../../electron/engine/intake/questions.ts";

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
    "Local_Authority",
    "NHS number",
  ]) {
    test(`“${header}”`, () => expect(questionAsked(header)).toBeNull());
  }
});
