import type { Month } from "../../../shared/month.ts";
import { QUESTIONS } from "../../../shared/vocabulary.ts";
import { ukTime } from "./dates.ts";
import { delimited } from "./delimited.ts";
import type { PlatformFile, Respondent, Variant } from "./fixture.ts";
import {
  form,
  fullWordings,
  ORGANISATION,
  POSTCODE,
  PROVIDER,
  sevenQuestions,
  type Asked,
  type Wordings,
} from "./questions.ts";
import { remarkOf } from "./sets.ts";
import { workbook, type Cell } from "./workbook.ts";

const DATE: Asked = { heading: "Date completed", value: ({ submitted }) => ukTime(submitted) };
const REFERENCE: Asked = { heading: "Ref", value: ({ id }) => `HB${String(id).padStart(4, "0")}` };
const BEDS: Asked = { heading: "Number of staff", value: ({ id }) => String((id * 13) % 250) };
const REMARK: Asked = { heading: "Comments", value: remarkOf };

/** The questions as an association's own form words them, about another month. */
const REWORDED: Wordings = {
  service_type: "What is your organisation’s most common service type?",
  "intent.la":
    "How likely are you to hand back any LA commissioned contracts in the next three months due to insufficient fee uplifts?",
  "intent.nhs":
    "How likely are you to hand back any NHS commissioned contracts in the next three months due to insufficient fee uplifts?",
  "discussion.la":
    "In December did you have a discussion with any LA about handing back contracts because of insufficient fee uplifts?",
  "discussion.nhs":
    "In December did you have a discussion with any NHS commissioner about handing back contracts because of insufficient fee uplifts?",
  "handback.la": "Did you hand back any LA contracts in December because of insufficient fee uplifts?",
  "handback.nhs": "Did you hand back any NHS contracts in December because of insufficient fee uplifts?",
};

/** Questions that sound alike and are others: another span, another cause, another time, another commissioner. */
const ALIKE: readonly string[] = [
  "How likely are you to hand back any of your Local Authority commissioned contracts for care and support in the next 12 months, due to insufficient (expected) fee uplifts?",
  "How likely are you to hand back any of your NHS commissioned contracts for care and support in the next 12 months, due to insufficient (expected) fee uplifts?",
  "How likely are you to hand back any of your Local Authority commissioned contracts for care and support in the next 3 months, due to staffing shortages?",
  "How likely are you to hand back any of your NHS commissioned contracts for care and support in the next 3 months, due to staffing shortages?",
  "Did you hand back any of your Local Authority commissioned contracts for care and support last year, due to insufficient (expected) fee uplifts?",
  "Did you hand back any of your NHS commissioned contracts for care and support in the last 12 months, due to insufficient (expected) fee uplifts?",
  "How likely are you to take on any new Local Authority commissioned contracts for care and support in the next 3 months?",
];

/** The same scales, but each respondent's answers are somebody else's. */
function alike(): readonly Asked[] {
  return ALIKE.map((heading, index) => ({
    heading,
    value: (respondent: Respondent) =>
      heading.startsWith("How")
        ? (["Very likely", "Likely", "Unlikely"][(respondent.id + index) % 3] ?? "")
        : (["Yes", "No"][(respondent.id + index) % 2] ?? ""),
  }));
}

function csvFile(respondents: readonly Respondent[], columns: readonly Asked[], codes?: readonly string[]) {
  const table = [
    ...(codes === undefined ? [] : [codes]),
    columns.map(({ heading }) => heading),
    ...respondents.map((respondent) => columns.map(({ value }) => value(respondent))),
  ];
  return [{ name: "members' survey.csv", bytes: delimited(table) }];
}

/** Notes on a first sheet; on the second a title, an empty row, an empty first column, and the questions in no order. */
function withNotes(respondents: readonly Respondent[]): readonly PlatformFile[] {
  const asked = sevenQuestions();
  const [service, intentLa, intentNhs, discussionLa, discussionNhs, handbackLa, handbackNhs] = asked;
  const columns = [
    REFERENCE,
    handbackNhs,
    ORGANISATION,
    discussionLa,
    BEDS,
    intentNhs,
    service,
    PROVIDER,
    handbackLa,
    REMARK,
    intentLa,
    POSTCODE,
    discussionNhs,
  ].filter((column) => column !== undefined);
  const data: readonly (readonly Cell[])[] = [
    ["", "Hand-backs: members’ answers for January"],
    ["", "Confidential. Do not forward."],
    [],
    ["", ...columns.map(({ heading }) => heading), "Date completed"],
    ...respondents.map((respondent): readonly Cell[] => [
      "",
      ...columns.map(({ value }) => value(respondent)),
      { time: respondent.submitted },
    ]),
  ];
  const notes: readonly (readonly Cell[])[] = [
    ["Notes"],
    ["Asked of all members by e-mail; answers typed in by the office."],
    ["Question", "Answers"],
    ["Likely", "Very likely to very unlikely"],
    ["Handed back", "Yes or no"],
  ];
  const bytes = workbook([
    { name: "Notes", rows: notes },
    { name: "Answers", rows: data },
  ]);
  return [{ name: "Members.xlsx", bytes }];
}

/** A file that holds only questions that sound alike: nothing of it may be taken for ours. */
export function onlyAlike(respondents: readonly Respondent[]): PlatformFile {
  const [file] = csvFile(respondents, [DATE, ORGANISATION, PROVIDER, ...alike()]);
  if (file === undefined) throw new Error("No file was written");
  return file;
}

const platform = "none of these";

export const unknown: readonly Variant[] = [
  {
    title: "a workbook with notes first, title rows and the questions in no order",
    platform,
    write: withNotes,
  },
  {
    title: "a spreadsheet whose questions are reworded, about December",
    platform,
    month: "2024-12" as Month,
    write: (respondents) => csvFile(respondents, [{ ...DATE, heading: "Submitted" }, ...form(REWORDED), BEDS, REMARK]),
  },
  {
    title: "a spreadsheet with codes over the questions' text",
    platform,
    write: (respondents) => {
      const columns = [REFERENCE, { ...DATE, heading: "Date submitted" }, ...form(fullWordings()), REMARK];
      const own = [
        "ref",
        "date",
        "org",
        "provider",
        "postcode",
        "S1",
        ...QUESTIONS.map((_, index) => `HB${index + 1}`),
      ];
      return csvFile(respondents, columns, [...own, "comments"]);
    },
  },
  {
    title: "a spreadsheet that asks questions which sound alike before the questions",
    platform,
    write: (respondents) => csvFile(respondents, [DATE, ...alike(), ...form(), REMARK]),
  },
];
