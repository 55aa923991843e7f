import { mkdtempSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import path from "node:path";
import { monthLabel, parseMonth } from "../../shared/month.ts";
import { QUESTION_WORDINGS, QUESTIONS } from "../../shared/vocabulary.ts";

/** A folder for this run's fixtures. */
export function fixtureFolder(): string {
  return mkdtempSync(path.join(tmpdir(), "bellwether-e2e-"));
}

/** What a Capacity Tracker fixture holds. Every organisation has one row; the counts are by service type. */
export interface TrackerFixture {
  readonly month: string;
  readonly groups: readonly {
    readonly serviceType: string;
    readonly organisations: number;
    readonly la: number;
    readonly nhs: number;
  }[];
  /** Answers in wordings nobody has explained, added to the first rows. */
  readonly unknown?: number;
  /** Leaves out the questions that name the month. */
  readonly withoutMonth?: boolean;
}

/** Writes a Capacity Tracker extract: `la` and `nhs` organisations of each group say "Very likely", the others "Unlikely". */
export function writeTracker(folder: string, name: string, fixture: TrackerFixture): string {
  const month = monthLabel(parseMonth(fixture.month)!);
  const questions = QUESTIONS.filter((question) => fixture.withoutMonth !== true || question.startsWith("intent."));
  const headers = [
    "Location",
    "Parent_Organisation",
    "Region",
    "CQC_ID",
    "Service_Type",
    "Last_Updated_UTC",
    ...questions.map((question) => QUESTION_WORDINGS[question].replace("<month>", month)),
  ];
  const lines = [headers];
  let number = 0;
  for (const group of fixture.groups) {
    for (let index = 0; index < group.organisations; index += 1) {
      number += 1;
      const intent = { la: index < group.la, nhs: index < group.nhs };
      const answers = questions.map((question) => {
        const [stage, commissioner] = question.split(".") as [string, "la" | "nhs"];
        if (stage === "intent") {
          if (commissioner === "la" && number <= (fixture.unknown ?? 0)) return "It depends on the council";
          return intent[commissioner] ? "Very likely" : "Unlikely";
        }
        return intent[commissioner] && index % 2 === 0 ? "Yes" : "No";
      });
      lines.push([
        `Home ${number}`,
        `Provider ${number} Ltd`,
        REGIONS[number % REGIONS.length]!,
        `1-${10_000_000 + number}`,
        group.serviceType,
        `${fixture.month}-1${number % 5} 09:30:00`,
        ...answers,
      ]);
    }
  }
  return writeCsv(folder, name, lines);
}

/** Writes rows of cells as CSV and gives the path. */
export function writeCsv(folder: string, name: string, lines: readonly (readonly string[])[]): string {
  const file = path.join(folder, name);
  writeFileSync(
    file,
    `${lines.map((cells) => cells.map((cell) => `"${cell.replaceAll('"', '""')}"`).join(",")).join("\r\n")}\r\n`,
  );
  return file;
}

/** What a survey of no known platform holds beside the answers on local authority contracts. */
export interface SurveyFixture {
  /** The month its discussion question names; the intent question names none. */
  readonly month?: string;
  /** Submission dates as written, by turns. */
  readonly dates?: readonly string[];
  /** Asks about NHS contracts in other words, which is never taken without asking. */
  readonly vague?: boolean;
  /** Further columns: heading, and answers by turns. */
  readonly more?: readonly (readonly [heading: string, answers: readonly string[]])[];
  readonly rows?: number;
}

/** Writes a members' survey: organisations with postcodes and what they say of local authority contracts. */
export function writeSurvey(folder: string, name: string, fixture: SurveyFixture): string {
  const { dates = ["13/02/2025"], more = [], rows = 40 } = fixture;
  const month = fixture.month === undefined ? null : monthLabel(parseMonth(fixture.month)!);
  const turn = (values: readonly string[], index: number): string => values[index % values.length]!;
  const headings = [
    "Organisation name",
    "Postcode",
    "Date submitted",
    QUESTION_WORDINGS["intent.la"],
    ...(month === null ? [] : [QUESTION_WORDINGS["discussion.la"].replace("<month>", month)]),
    ...(fixture.vague === true ? [VAGUE] : []),
    ...more.map(([heading]) => heading),
  ];
  const lines = Array.from({ length: rows }, (_, index) => [
    `Member ${index + 1} Ltd`,
    `LS${1 + (index % 20)} ${1 + (index % 9)}AA`,
    turn(dates, index),
    turn(["Very likely", "Likely", "Unlikely", "Very unlikely"], index),
    ...(month === null ? [] : [turn(["Yes", "No"], index)]),
    ...(fixture.vague === true ? [turn(["Likely", "Unlikely", "Very unlikely"], index)] : []),
    ...more.map(([, answers]) => turn(answers, index)),
  ]);
  return writeCsv(folder, name, [headings, ...lines]);
}

/** The question on NHS contracts in other words. */
export const VAGUE = "How likely is it that you will give up any of your NHS contracts?";

/** The service types and sizes most tests use: 300 organisations, two groups too small to publish. */
export const GROUPS = [
  { serviceType: "Homecare", organisations: 120, la: 66, nhs: 36 },
  { serviceType: "Care home with nursing", organisations: 80, la: 32, nhs: 40 },
  { serviceType: "Care home without nursing", organisations: 60, la: 27, nhs: 12 },
  { serviceType: "Supported living", organisations: 28, la: 14, nhs: 7 },
  { serviceType: "Shared Lives", organisations: 8, la: 2, nhs: 1 },
  { serviceType: "Day service", organisations: 4, la: 1, nhs: 1 },
] as const;

const REGIONS = ["North East", "London", "South West", "East Midlands"];
