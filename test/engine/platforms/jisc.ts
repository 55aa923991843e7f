import { QUESTIONS } from "../../../shared/vocabulary.ts";
import { ukDay } from "./dates.ts";
import { delimited } from "./delimited.ts";
import type { PlatformFile, Respondent, Variant } from "./fixture.ts";
import { form, fullWordings, GRID, GRID_ROWS, ORGANISATION, POSTCODE, PROVIDER, type Asked } from "./questions.ts";
import { OFFERED, PLACES, placesOf, remarkOf, SERVICES_OFFERED } from "./sets.ts";

const urn = ({ id }: Respondent): string => `638954-638945-${65_461_600 + id}`;

/** Headings by label, numbered as on the form, the text behind "Other" as a sub-question. */
function labels(respondents: readonly Respondent[]): readonly PlatformFile[] {
  const numbered = form().map(({ heading, value }, index) => ({ heading: `${index + 1}. ${heading}`, value }));
  const asked: readonly Asked[] = [
    ...numbered.slice(0, 4),
    { heading: "4.a. If you selected Other, please specify:", value: otherText },
    ...numbered.slice(4),
    ...PLACES.map((place, index) => ({
      heading: `11.${index + 1}. ${place}`,
      value: (respondent: Respondent) => (placesOf(respondent).includes(place) ? place : ""),
    })),
    { heading: "12. Anything else?", value: remarkOf },
  ];
  const table = [
    ["Unique Response Number", ...asked.map(({ heading }) => heading), "Submission date"],
    ...respondents.map((respondent) => [
      urn(respondent),
      ...asked.map(({ value }) => value(respondent)),
      ukDay(respondent.submitted),
    ]),
  ];
  return [{ name: "results-for-fee-uplifts-2025-03-03-0807.csv", bytes: delimited(table, QUOTED) }];
}

const QUOTED = { quotes: "all", newline: "\n" } as const;
const otherText = ({ asked }: Respondent): string => (asked.startsWith("Other") ? "Live-in care" : "");

/** A column of the coded export, and what the key file says of it. */
interface Coded {
  readonly code: string;
  readonly label: string;
  readonly options?: readonly string[];
  readonly value: (respondent: Respondent) => string;
}

/** The number of an option, from 1. */
function numberOf(options: readonly string[], answer: string): string {
  return answer === "" ? "" : String(options.indexOf(answer) + 1);
}

function who(): readonly Coded[] {
  return [ORGANISATION, PROVIDER, POSTCODE].map(({ heading, value }, index) => ({
    code: `Q${index + 1}`,
    label: heading,
    value,
  }));
}

function service(): readonly Coded[] {
  return [
    {
      code: "Q4",
      label: fullWordings().service_type,
      options: SERVICES_OFFERED,
      value: ({ asked }) => numberOf(SERVICES_OFFERED, asked),
    },
    { code: "Q4_a", label: "If you selected Other, please specify:", value: otherText },
  ];
}

function places(question: number): readonly Coded[] {
  return PLACES.map((place, index) => ({
    code: `Q${question}_${index + 1}`,
    label: place,
    value: (respondent: Respondent) => (placesOf(respondent).includes(place) ? "1" : "0"),
  }));
}

/** The key of a question with several ticks stands under its own code, the columns under code and option number. */
const placesKey = (question: number): readonly (readonly [string, string])[] => [
  [`Q${question}`, "Which regions do you work in? (select all that apply)"],
  ...PLACES.map((place, index) => [String(index + 1), place] as const),
];

function keyOf(columns: readonly Coded[]): readonly (readonly [string, string])[] {
  return columns.flatMap(({ code, label, options = [] }) => [
    [code, label] as const,
    ...options.map((option, index) => [String(index + 1), option] as const),
  ]);
}

function codedFiles(
  respondents: readonly Respondent[],
  columns: readonly Coded[],
  key: readonly (readonly [string, string])[],
  leadingLine: boolean,
): readonly PlatformFile[] {
  const data = delimited(
    [
      ["URN", ...columns.map(({ code }) => code), "CompletionDate"],
      ...respondents.map((respondent) => [
        urn(respondent),
        ...columns.map(({ value }) => value(respondent)),
        respondent.submitted.slice(0, 10),
      ]),
    ],
    QUOTED,
  );
  const name = "results-for-fee-uplifts-2025-03-03-0807";
  return [
    { name: `${name}.csv`, bytes: leadingLine ? new Uint8Array([0x0a, ...data]) : data },
    {
      name: `${name}-key.csv`,
      bytes: delimited(
        [["URN", "Unique Response Number"], ...key, ["CompletionDate", "Submission date"]].map((row) => [...row]),
        QUOTED,
      ),
    },
  ];
}

/** Codes in the place of answers, one column a question, with the key file beside it. */
function coded(respondents: readonly Respondent[]): readonly PlatformFile[] {
  const wordings = fullWordings();
  const six = QUESTIONS.map((question, index): Coded => ({
    code: `Q${index + 5}`,
    label: wordings[question],
    options: OFFERED[question],
    value: (respondent) => numberOf(OFFERED[question], respondent.answers[question] ?? ""),
  }));
  const asked = [...who(), ...service(), ...six];
  const remark: Coded = { code: "Q12", label: "Anything else?", value: remarkOf };
  return codedFiles(
    respondents,
    [...asked, ...places(11), remark],
    [...keyOf(asked), ...placesKey(11), ...keyOf([remark])],
    true,
  );
}

/**
 * Grids in the coded export: an empty column for the question, then one a row and option, 1 where it was ticked; the key
 * names the row beside the column's code and the option beside the 1.
 */
function codedGrids(respondents: readonly Respondent[]): readonly PlatformFile[] {
  const alone = [...who(), ...service()];
  const stages = Object.keys(GRID) as (keyof typeof GRID)[];
  const commissioners = Object.keys(GRID_ROWS) as (keyof typeof GRID_ROWS)[];
  const gridded = stages.flatMap((stage, index): readonly Coded[] => [
    { code: `Q${index + 5}`, label: GRID[stage], value: () => "" },
    ...commissioners.flatMap((commissioner, row) =>
      OFFERED[`${stage}.${commissioner}`].map((option, place): Coded => ({
        code: `Q${index + 5}_${row + 1}_${String.fromCharCode(97 + place)}`,
        label: GRID_ROWS[commissioner],
        options: [option],
        value: (respondent) => (respondent.answers[`${stage}.${commissioner}`] === option ? "1" : ""),
      })),
    ),
  ]);
  return codedFiles(
    respondents,
    [...alone, ...gridded, ...places(8)],
    [...keyOf([...alone, ...gridded]), ...placesKey(8)],
    false,
  );
}

const platform = "Jisc Online Surveys";

export const jisc: readonly Variant[] = [
  { title: "a Jisc Online Surveys export by labels", platform, write: labels },
  { title: "a coded Jisc Online Surveys export with its key file", platform, write: coded },
  { title: "a coded Jisc Online Surveys export with grids and its key file", platform, write: codedGrids },
];
