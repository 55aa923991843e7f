import type { QuestionCode } from "../../../shared/vocabulary.ts";
import { usTwelve, usTwentyFour } from "./dates.ts";
import { delimited, type Dialect } from "./delimited.ts";
import type { PlatformFile, Respondent, Variant } from "./fixture.ts";
import { form, fullWordings, ORGANISATION, POSTCODE, PROVIDER } from "./questions.ts";
import { OFFERED, PLACES, placesOf, remarkOf, SERVICES_OFFERED } from "./sets.ts";
import { workbook, type Cell } from "./workbook.ts";

const SYSTEM = [
  "Respondent ID",
  "Collector ID",
  "Start Date",
  "End Date",
  "IP Address",
  "Email Address",
  "First Name",
  "Last Name",
  "Custom Data 1",
];
const OLDER_SYSTEM = [
  "RespondentID",
  "CollectorID",
  "StartDate",
  "EndDate",
  "IP Address",
  "Email Address",
  "First Name",
  "LastName",
  "CustomData",
];

/** A column of the export: the heading over it (blank where the one to its left goes on), the second row, the cell. */
interface Column {
  readonly first: string;
  readonly second: string;
  readonly value: (respondent: Respondent) => string;
}

/** One column a question; a question with several ticks spreads over its options. */
function condensed(): readonly Column[] {
  const open = (heading: string): boolean =>
    [ORGANISATION, PROVIDER, POSTCODE].some((asked) => asked.heading === heading);
  return [
    ...form().map(({ heading, value }) => ({
      first: heading,
      second: open(heading) ? "Open-Ended Response" : "Response",
      value,
    })),
    ...PLACES.map((place, index) => ({
      first: index === 0 ? "Which regions do you work in? Please select all that apply." : "",
      second: place,
      value: (respondent: Respondent) => (placesOf(respondent).includes(place) ? place : ""),
    })),
    { first: "Anything else?", second: "Open-Ended Response", value: remarkOf },
  ];
}

/** One column an option, for single choices too; the organisation is asked in one question of several boxes. */
function expanded(): readonly Column[] {
  const wordings = fullWordings();
  const spread = (
    heading: string,
    options: readonly string[],
    value: (respondent: Respondent) => string,
  ): readonly Column[] =>
    options.map((option, index) => ({
      first: index === 0 ? heading : "",
      second: option,
      value: (respondent) => (value(respondent) === option ? option : ""),
    }));
  const codes = Object.keys(OFFERED) as QuestionCode[];
  return [
    { first: "Please tell us about your organisation", second: "Name of organisation", value: ORGANISATION.value },
    { first: "", second: "CQC provider ID", value: PROVIDER.value },
    { first: "", second: "Postcode", value: POSTCODE.value },
    ...spread(wordings.service_type, SERVICES_OFFERED, (respondent) => respondent.asked),
    ...codes.flatMap((code) => spread(wordings[code], OFFERED[code], (respondent) => respondent.answers[code] ?? "")),
    { first: "Anything else?", second: "Open-Ended Response", value: remarkOf },
  ];
}

const respondentNumber = ({ id }: Respondent): string => String(114_812_345_600 + id);

function system(respondent: Respondent, time: (iso: string) => string): readonly string[] {
  const { started, submitted } = respondent;
  return [respondentNumber(respondent), "458123907", time(started), time(submitted), "", "", "", "", ""];
}

function rows(
  respondents: readonly Respondent[],
  columns: readonly Column[],
  headings: 1 | 2,
  older = false,
): readonly (readonly string[])[] {
  const names = older ? OLDER_SYSTEM : SYSTEM;
  return [
    [...names, ...columns.map(({ first, second }) => (headings === 1 && first === "" ? second : first))],
    ...(headings === 2 ? [[...names.map(() => ""), ...columns.map(({ second }) => second)]] : []),
    ...respondents.map((respondent) => [
      ...system(respondent, older ? usTwentyFour : usTwelve),
      ...columns.map(({ value }) => value(respondent)),
    ]),
  ];
}

function csvFile(table: readonly (readonly string[])[], dialect: Dialect = {}): readonly PlatformFile[] {
  return [{ name: "Fee uplifts and hand-backs.csv", bytes: delimited(table, dialect) }];
}

/** Excel exports hold ids as numbers and times as dates, on a sheet named Sheet. */
function xlsxFile(respondents: readonly Respondent[], columns: readonly Column[]): readonly PlatformFile[] {
  const table = rows(respondents, columns, 2);
  const cells = table.map((row, index): readonly Cell[] => {
    const respondent = respondents[index - 2];
    if (respondent === undefined) return row;
    const { started, submitted } = respondent;
    const head: readonly Cell[] = [Number(row[0]), Number(row[1]), { time: started }, { time: submitted }];
    return [...head, ...row.slice(4)];
  });
  const bytes = workbook([{ name: "Sheet", rows: cells }], { timeFormat: "mm/dd/yyyy hh:mm:ss AM/PM" });
  return [{ name: "Fee uplifts and hand-backs.xlsx", bytes }];
}

const platform = "SurveyMonkey";

export const surveyMonkey: readonly Variant[] = [
  {
    title: "a raw SurveyMonkey CSV with two heading rows",
    platform,
    write: (respondents) => csvFile(rows(respondents, condensed(), 2), { bom: true }),
  },
  {
    title: "a SurveyMonkey CSV tidied to one heading row",
    platform,
    write: (respondents) => csvFile(rows(respondents, condensed(), 1)),
  },
  {
    title: "an older SurveyMonkey CSV headed RespondentID",
    platform,
    write: (respondents) => csvFile(rows(respondents, condensed(), 2, true)),
  },
  {
    title: "a SurveyMonkey CSV of which only RespondentID and the questions are left",
    platform,
    monthGiven: true,
    dated: false,
    write: (respondents) =>
      csvFile(rows(respondents, condensed(), 2, true).map((row) => [row[0] ?? "", ...row.slice(OLDER_SYSTEM.length)])),
  },
  {
    title: "a SurveyMonkey CSV in Windows-1252",
    platform,
    write: (respondents) => csvFile(rows(respondents, condensed(), 2), { encoding: "windows-1252" }),
  },
  {
    title: "a SurveyMonkey workbook",
    platform,
    write: (respondents) => xlsxFile(respondents, condensed()),
  },
  {
    title: "an expanded SurveyMonkey CSV with one column an option",
    platform,
    write: (respondents) => csvFile(rows(respondents, expanded(), 2), { bom: true }),
  },
  {
    title: "an expanded SurveyMonkey workbook",
    platform,
    write: (respondents) => xlsxFile(respondents, expanded()),
  },
];
