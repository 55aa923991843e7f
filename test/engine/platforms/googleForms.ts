import { QUESTIONS } from "../../../shared/vocabulary.ts";
import { googleTime } from "./dates.ts";
import { delimited } from "./delimited.ts";
import type { PlatformFile, Respondent, Variant } from "./fixture.ts";
import { form, GRID, GRID_ROWS, ORGANISATION, POSTCODE, PROVIDER, sevenQuestions, type Asked } from "./questions.ts";
import { placesOf, remarkOf } from "./sets.ts";
import { workbook } from "./workbook.ts";

const REMARK: Asked = { heading: "Anything else?", value: remarkOf };

/** The CSV download joins ticks with a semicolon, the sheet with a comma that options may hold too. */
const regions = (joint: string): Asked => ({
  heading: "Which regions do you work in?",
  value: (respondent) => placesOf(respondent).join(joint),
});

/** The six questions as three grids: a column for each row of a grid, its label in square brackets. */
function grids(): readonly Asked[] {
  const [service] = sevenQuestions();
  const six = QUESTIONS.map((question) => {
    const [stage, commissioner] = question.split(".") as [keyof typeof GRID, keyof typeof GRID_ROWS];
    return {
      heading: `${GRID[stage]} [${GRID_ROWS[commissioner]}]`,
      value: (respondent: Respondent) => respondent.answers[question] ?? "",
    };
  });
  return [ORGANISATION, PROVIDER, POSTCODE, ...(service === undefined ? [] : [service]), ...six];
}

function csvFile(respondents: readonly Respondent[], asked: readonly Asked[]): readonly PlatformFile[] {
  const rows = [
    ["Timestamp", ...asked.map(({ heading }) => heading)],
    ...respondents.map((respondent) => [
      googleTime(respondent.submitted),
      ...asked.map(({ value }) => value(respondent)),
    ]),
  ];
  return [{ name: "Fee uplifts and hand-backs.csv", bytes: delimited(rows, { quotes: "all", newline: "\n" }) }];
}

function xlsxFile(
  respondents: readonly Respondent[],
  asked: readonly Asked[],
  timeFormat: string,
): readonly PlatformFile[] {
  const rows = [
    ["Timestamp", ...asked.map(({ heading }) => heading)],
    ...respondents.map((respondent) => [
      { time: respondent.submitted },
      ...asked.map(({ value }) => value(respondent)),
    ]),
  ];
  const bytes = workbook([{ name: "Form Responses 1", rows }], { timeFormat });
  return [{ name: "Fee uplifts and hand-backs (Responses).xlsx", bytes }];
}

const platform = "Google Forms";

export const googleForms: readonly Variant[] = [
  {
    title: "a Google Forms CSV download",
    platform,
    write: (respondents) => csvFile(respondents, [...form(), regions(";"), REMARK]),
  },
  {
    title: "a Google Forms CSV download with grids",
    platform,
    write: (respondents) => csvFile(respondents, [...grids(), regions(";"), REMARK]),
  },
  {
    title: "a workbook of the sheet that collects Google Forms responses",
    platform,
    write: (respondents) => xlsxFile(respondents, [...form(), regions(", "), REMARK], "m/d/yyyy h:mm:ss"),
  },
  {
    title: "a workbook of the sheet that collects Google Forms responses with grids",
    platform,
    write: (respondents) => xlsxFile(respondents, [...grids(), regions(", "), REMARK], "dd/mm/yyyy hh:mm:ss"),
  },
];
