import { QUESTIONS } from "../../../shared/vocabulary.ts";
import { isoTime, usNamed } from "./dates.ts";
import { delimited } from "./delimited.ts";
import type { PlatformFile, Respondent, Variant } from "./fixture.ts";
import { form, GRID, GRID_ROWS, ORGANISATION, POSTCODE, PROVIDER, sevenQuestions, type Asked } from "./questions.ts";
import { PLACES, placesOf, remarkOf } from "./sets.ts";

const status = ({ state, id }: Respondent): string =>
  state === "complete" ? "Complete" : id % 3 === 0 ? "Disqualified" : "Partial";
const nothing = (): string => "";

/** The three columns of older exports; times are ISO. */
const OLDER: readonly Asked[] = [
  { heading: "Time Started", value: ({ started }) => isoTime(started) },
  { heading: "Date Submitted", value: ({ submitted }) => isoTime(submitted) },
  { heading: "Status", value: status },
];

/** Newer exports: an id first, times with the name of the month, and what the browser told, a postcode among it. */
const NEWER: readonly Asked[] = [
  { heading: "Response ID", value: ({ id }) => String(id) },
  { heading: "Time Started", value: ({ started }) => usNamed(started) },
  { heading: "Date Submitted", value: ({ submitted }) => usNamed(submitted) },
  { heading: "Status", value: status },
  { heading: "Contact ID", value: nothing },
  { heading: "Legacy Comments", value: nothing },
  { heading: "Comments", value: nothing },
  { heading: "Language", value: () => "English" },
  { heading: "Referer", value: nothing },
  { heading: "SessionID", value: ({ id }) => `1739${id}_67a9aa5b0c8d4` },
  { heading: "User Agent", value: () => "Mozilla/5.0 (Windows NT 10.0; Win64; x64)" },
  { heading: "Tags", value: nothing },
  { heading: "IP Address", value: nothing },
  { heading: "Longitude", value: () => "-1.5478" },
  { heading: "Latitude", value: () => "53.7965" },
  { heading: "Country", value: () => "United Kingdom" },
  { heading: "City", value: () => "Leeds" },
  { heading: "State/Region", value: () => "ENG" },
  { heading: "Postal", value: () => "LS1" },
];

function rest(service: string): readonly Asked[] {
  return [
    {
      heading: `Other - Write In:${service}`,
      value: ({ asked }) => (asked.startsWith("Other") ? "Homecare at night" : ""),
    },
    ...PLACES.map((place) => ({
      heading: `${place}:Which regions do you work in?`,
      value: (respondent: Respondent) => (placesOf(respondent).includes(place) ? place : ""),
    })),
    { heading: "Anything else?\u00A0", value: remarkOf },
  ];
}

function single(): readonly Asked[] {
  const [service] = sevenQuestions();
  return [...form(), ...rest(service?.heading ?? "")];
}

/** Grids are headed row first: `Local Authority:question`. */
function grids(): readonly Asked[] {
  const [service] = sevenQuestions();
  if (service === undefined) throw new Error("The form asks no service type");
  const six = QUESTIONS.map((question) => {
    const [stage, commissioner] = question.split(".") as [keyof typeof GRID, keyof typeof GRID_ROWS];
    return {
      heading: `${GRID_ROWS[commissioner]}:${GRID[stage]}`,
      value: (respondent: Respondent) => respondent.answers[question] ?? "",
    };
  });
  return [ORGANISATION, PROVIDER, POSTCODE, service, ...six, ...rest(service.heading)];
}

function file(respondents: readonly Respondent[], columns: readonly Asked[]): readonly PlatformFile[] {
  const table = [
    columns.map(({ heading }) => heading),
    ...respondents.map((respondent) => columns.map(({ value }) => value(respondent))),
  ];
  const bytes = delimited(table, { quotes: "all", newline: "\n" });
  return [{ name: "20250303080712-SurveyExport.csv", bytes }];
}

const platform = "Alchemer";
const marks = ["partial"] as const;

export const alchemer: readonly Variant[] = [
  {
    title: "an Alchemer CSV",
    platform,
    marks,
    write: (respondents) => file(respondents, [...OLDER, ...single()]),
  },
  {
    title: "a newer Alchemer CSV with response ids and months by name",
    platform,
    marks,
    write: (respondents) => file(respondents, [...NEWER, ...single()]),
  },
  {
    title: "a newer Alchemer CSV with grids",
    platform,
    marks,
    write: (respondents) => file(respondents, [...NEWER, ...grids()]),
  },
];
