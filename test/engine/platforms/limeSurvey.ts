import { QUESTIONS } from "../../../shared/vocabulary.ts";
import { isoTime } from "./dates.ts";
import { delimited } from "./delimited.ts";
import type { PlatformFile, Respondent, Variant } from "./fixture.ts";
import { form, GRID, GRID_ROWS, ORGANISATION, POSTCODE, PROVIDER, sevenQuestions, type Asked } from "./questions.ts";
import { PLACES, placesOf, remarkOf } from "./sets.ts";

const submitted = ({ state, submitted: at }: Respondent): string => (state === "partial" ? "" : isoTime(at));

/** System columns, with the times that a date-stamped survey adds. */
function system(stamped: boolean): readonly Asked[] {
  return [
    { heading: "id. Response ID", value: ({ id }) => String(id) },
    {
      heading: "submitdate. Date submitted",
      value: (respondent) =>
        stamped || respondent.state === "partial" ? submitted(respondent) : "1980-01-01 00:00:00",
    },
    { heading: "lastpage. Last page", value: ({ state }) => (state === "partial" ? "1" : "3") },
    { heading: "startlanguage. Start language", value: () => "en" },
    { heading: "seed. Seed", value: ({ id }) => String(1_120_634_421 + id * 7919) },
    ...(stamped
      ? [
          { heading: "startdate. Date started", value: ({ started }: Respondent) => isoTime(started) },
          { heading: "datestamp. Date last action", value: ({ submitted: at }: Respondent) => isoTime(at) },
        ]
      : []),
  ];
}

function rest(): readonly Asked[] {
  return [
    ...PLACES.map((place, index) => ({
      heading: `G03Q01[SQ00${index + 1}]. Which regions do you work in? [${place}]`,
      value: (respondent: Respondent) => (placesOf(respondent).includes(place) ? "Yes" : "No"),
    })),
    { heading: "G03Q01[other]. Which regions do you work in? [Other]", value: () => "" },
    { heading: "G03Q02. Anything else?", value: remarkOf },
  ];
}

/** The editor of the survey leaves tabs in the texts of questions. */
const tabbed = (heading: string): string =>
  heading.replace("commissioned contracts", "commissioned\tcontracts").replace(/^What is the /, "What is\tthe ");

function single(): readonly Asked[] {
  const coded = form().map(({ heading, value }, index) => ({
    heading: `G0${index < 3 ? 1 : 2}Q0${index < 3 ? index + 1 : index - 2}. ${tabbed(heading)}`,
    value,
  }));
  return [...coded, ...rest()];
}

/** The six questions as three arrays: code and sub-question's code, the question, the sub-question in brackets. */
function arrays(): readonly Asked[] {
  const [service] = sevenQuestions();
  if (service === undefined) throw new Error("The form asks no service type");
  const alone = [ORGANISATION, PROVIDER, POSTCODE, service].map(({ heading, value }, index) => ({
    heading: `G01Q0${index + 1}. ${tabbed(heading)}`,
    value,
  }));
  const six = QUESTIONS.map((question) => {
    const [stage, commissioner] = question.split(".") as [keyof typeof GRID, keyof typeof GRID_ROWS];
    const number = Object.keys(GRID).indexOf(stage) + 1;
    const place = commissioner === "la" ? "SQ001" : "SQ002";
    return {
      heading: `G02Q0${number}[${place}]. ${tabbed(GRID[stage])} [${GRID_ROWS[commissioner]}]`,
      value: (respondent: Respondent) => respondent.answers[question] ?? "",
    };
  });
  return [...alone, ...six, ...rest()];
}

function file(respondents: readonly Respondent[], asked: readonly Asked[], stamped = true): readonly PlatformFile[] {
  const columns = [...system(stamped), ...asked];
  const table = [
    columns.map(({ heading }) => heading),
    ...respondents.map((respondent) => columns.map(({ value }) => value(respondent))),
  ];
  const bytes = delimited(table, { delimiter: ";", quotes: "all", newline: "\n", bom: true });
  return [{ name: "results-survey926755.csv", bytes }];
}

const platform = "LimeSurvey";
const marks = ["partial"] as const;

export const limeSurvey: readonly Variant[] = [
  {
    title: "a LimeSurvey CSV with tabs in its headings",
    platform,
    marks,
    write: (respondents) => file(respondents, single()),
  },
  {
    title: "a LimeSurvey CSV with arrays",
    platform,
    marks,
    write: (respondents) => file(respondents, arrays()),
  },
  {
    title: "a LimeSurvey CSV of a survey without date stamps, where every submit date is 1 January 1980",
    platform,
    marks,
    monthGiven: true,
    dated: false,
    write: (respondents) => file(respondents, single(), false),
  },
];
