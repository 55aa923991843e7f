import { ukTime } from "./dates.ts";
import { delimited } from "./delimited.ts";
import type { PlatformFile, Respondent, Variant } from "./fixture.ts";
import { form, GRID, GRID_ROWS, ORGANISATION, POSTCODE, PROVIDER, sevenQuestions } from "./questions.ts";
import { PLACES, placesOf, remarkOf } from "./sets.ts";

const SYSTEM = [
  "UserID",
  "UserNo",
  "Name",
  "Email",
  "IP Address",
  "Unique ID",
  "Started",
  "Ended",
  "Tracking Link",
  "Tracking Ref",
];

/** A column: the headings of the three rows (blank where the one to the left goes on), and the cell. */
interface Column {
  readonly rows: readonly [string, string, string];
  readonly value: (respondent: Respondent) => string;
}

/** Ticks of a question with several answers, an option a column, and a last open question. */
function rest(number: number): readonly Column[] {
  return [
    ...PLACES.map((place, index): Column => ({
      rows: [index === 0 ? `Q${number}. Which regions do you work in?` : "", place, ""],
      value: (respondent) => (placesOf(respondent).includes(place) ? place : ""),
    })),
    { rows: [`Q${number + 1}. Anything else?`, "", ""], value: remarkOf },
  ];
}

function single(): readonly Column[] {
  const asked = form();
  const columns = asked.map(({ heading, value }, index): Column => ({
    rows: [`Q${index + 1}. ${heading}`, "", ""],
    value,
  }));
  return [...columns, ...rest(asked.length + 1)];
}

/** Three grids: the question in row 1 over the first column only, local authority and NHS in row 2. */
function grids(): readonly Column[] {
  const [service] = sevenQuestions();
  if (service === undefined) throw new Error("The form asks no service type");
  const alone = [ORGANISATION, PROVIDER, POSTCODE, service].map(({ heading, value }, index): Column => ({
    rows: [`Q${index + 1}. ${heading}`, "", ""],
    value,
  }));
  const stages = Object.keys(GRID) as (keyof typeof GRID)[];
  const commissioners = Object.keys(GRID_ROWS) as (keyof typeof GRID_ROWS)[];
  const gridded = stages.flatMap((stage, index) =>
    commissioners.map((commissioner, row): Column => ({
      rows: [row === 0 ? `Q${alone.length + index + 1}. ${GRID[stage]}` : "", GRID_ROWS[commissioner], ""],
      value: (respondent) => respondent.answers[`${stage}.${commissioner}`] ?? "",
    })),
  );
  return [...alone, ...gridded, ...rest(alone.length + stages.length + 1)];
}

/** What is missing is a dash; apostrophes are written @SQ@, in headings and cells alike. */
const written = (text: string): string => text.replaceAll(/['’]/g, "@SQ@");

function file(respondents: readonly Respondent[], columns: readonly Column[]): readonly PlatformFile[] {
  const heading = (row: 0 | 1 | 2): readonly string[] => [
    ...SYSTEM.map((name) => (row === 0 ? name : "")),
    ...columns.map(({ rows }) => written(rows[row])),
  ];
  const table = [
    heading(0),
    heading(1),
    heading(2),
    ...respondents.map((respondent) => [
      String(150_334_100 + respondent.id),
      String(respondent.id),
      "-",
      "-",
      "-",
      "-",
      ukTime(respondent.started),
      ukTime(respondent.submitted),
      "Web Link",
      "-",
      ...columns.map(({ value }) => written(value(respondent)) || "-"),
    ]),
  ];
  return [{ name: "export-790800.csv", bytes: delimited(table, { quotes: "all" }) }];
}

const platform = "SmartSurvey";

export const smartSurvey: readonly Variant[] = [
  {
    title: "a SmartSurvey CSV with three heading rows",
    platform,
    write: (respondents) => file(respondents, single()),
  },
  {
    title: "a SmartSurvey CSV with grids over its heading rows",
    platform,
    write: (respondents) => file(respondents, grids()),
  },
];
