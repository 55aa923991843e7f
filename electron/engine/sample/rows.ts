import { monthLabel, type Month } from "../../../shared/month.ts";
import {
  OPTION_LABELS,
  QUESTION_WORDINGS,
  QUESTIONS,
  SERVICE_TYPE_LABELS,
  type Commissioner,
  type OptionCode,
  type QuestionCode,
  type Stage,
} from "../../../shared/vocabulary.ts";
import { Chance } from "./random.ts";
import { answerOf, isResidential, SAMPLE_MONTHS, type SampleLocation, type SampleOrganisation } from "./world.ts";

/** A cell of a raw file before it is written: dates as moments in milliseconds UTC. */
export type RawCell = string | number | { readonly moment: number } | null;

/** A raw file's table: its headings and rows. */
export interface RawTable {
  readonly headers: readonly string[];
  readonly rows: readonly (readonly RawCell[])[];
}

/** Which of the two Capacity Tracker extracts, and in which of its two heading styles. */
export interface ExtractKind {
  readonly residential: boolean;
  readonly style: "2023" | "2024";
}

/** One month's Capacity Tracker extract: a row a location, with gaps and variants; a group's sites mostly say the same. */
export function trackerTable(world: readonly SampleOrganisation[], month: Month, kind: ExtractKind): RawTable {
  const chance = new Chance(7001 + SAMPLE_MONTHS.indexOf(month) * 10 + (kind.residential ? 1 : 0));
  const columns = kind.residential ? CARE_HOME_COLUMNS : COMMUNITY_COLUMNS;
  const rows: RawCell[][] = [];
  for (const organisation of world) {
    if (isResidential(organisation.serviceType) !== kind.residential || !chance.happens(0.82)) continue;
    const shared = answersOf(chance, organisation, month);
    for (const location of organisation.locations) {
      if (!chance.happens(0.93)) continue;
      const answers = chance.happens(0.08) ? answersOf(chance, organisation, month) : shared;
      const row = (day: number): RawCell[] =>
        columns.map((column) => column.cell({ chance, organisation, location, month, day, answers }));
      rows.push(row(chance.whole(8, 13)));
      if (chance.happens(0.02)) rows.push(row(14));
    }
  }
  const headers = columns.map((column) =>
    kind.style === "2023" || column.question
      ? column.header(month)
      : column.header(month).toLowerCase().replaceAll("_", ""),
  );
  return { headers, rows };
}

/** A member survey on SurveyMonkey about the last month: two heading rows, US dates, some members also in the Tracker. */
export function surveyTable(
  world: readonly SampleOrganisation[],
  month: Month,
): RawTable & { readonly second: readonly string[] } {
  const chance = new Chance(9001);
  const rows: RawCell[][] = [];
  for (const [index, organisation] of world.entries()) {
    if (!chance.happens(0.2)) continue;
    const location = organisation.locations[0];
    if (location === undefined) continue;
    const answers = answersOf(chance, organisation, month);
    const tracked = chance.happens(0.93);
    const moment = Date.UTC(
      2025,
      6,
      chance.whole(1, 14),
      chance.whole(7, 19),
      chance.whole(0, 59),
      chance.whole(0, 59),
    );
    rows.push([
      String(118_400_000_000 + index * 131),
      "457700123",
      { moment: moment - 600_000 },
      { moment },
      "",
      "",
      "",
      "",
      "",
      variant(chance, organisation.name),
      location.postcode,
      tracked ? location.cqcId : "",
      location.region,
      SERVICE_TYPE_LABELS[organisation.serviceType],
      ...QUESTIONS.map((question) => answers[question]),
      chance.happens(0.3) ? "The fee offer doesn’t cover the £ rise in National Insurance" : "",
    ]);
  }
  const asked = [
    "What is the name of your organisation?",
    "Postcode",
    "What is your CQC location ID?",
    "Which region are you in?",
  ];
  const headers = [
    "Respondent ID",
    "Collector ID",
    "Start Date",
    "End Date",
    "IP Address",
    "Email Address",
    "First Name",
    "Last Name",
    "Custom Data 1",
    ...asked,
    QUESTION_WORDINGS.service_type,
    ...QUESTIONS.map((question) => wording(question, month)),
    "Is there anything you’d like to add?",
  ];
  const second = headers.map((_, column) =>
    column < 9 ? "" : column < 12 || column === headers.length - 1 ? "Open-Ended Response" : "Response",
  );
  return { headers, second, rows };
}

type Answers = Readonly<Record<QuestionCode, string>>;

interface RowContext {
  readonly chance: Chance;
  readonly organisation: SampleOrganisation;
  readonly location: SampleLocation;
  readonly month: Month;
  readonly day: number;
  readonly answers: Answers;
}

interface Column {
  header(month: Month): string;
  cell(context: RowContext): RawCell;
  readonly question?: true;
}

const column = (header: string, cell: Column["cell"]): Column => ({ header: () => header, cell });
const submitted = ({ chance, month, day }: RowContext, shift: number): RawCell => {
  const year = Number(month.slice(0, 4));
  const next = Number(month.slice(5));
  return { moment: Date.UTC(year, next, day, chance.whole(8, 17), (day * 7) % 60, 0) + shift };
};

const QUESTION_COLUMNS: readonly Column[] = [
  {
    header: () => QUESTION_WORDINGS.service_type,
    cell: ({ organisation, chance }) => (chance.happens(0.03) ? "" : serviceWording(chance, organisation)),
    question: true,
  },
  ...QUESTIONS.map((question): Column => ({
    header: (month) => wording(question, month),
    cell: ({ answers }) => answers[question],
    question: true,
  })),
];

const CARE_HOME_COLUMNS: readonly Column[] = [
  column("Local_Authority", ({ location }) => location.localAuthority),
  column("Location", ({ location }) => location.name),
  column("Parent_Organisation", ({ organisation, chance }) =>
    chance.happens(0.02) ? "" : variant(chance, organisation.name),
  ),
  column("Lrf", ({ location }) => `${location.localAuthority.split(" ")[0] ?? ""} LRF`),
  column("LocalAuthority", ({ location }) => location.localAuthority),
  column("Region", ({ location }) => location.region),
  column("ICB", ({ location }) => `NHS ${location.board} ICB`),
  column("CQC_ID", ({ location, chance }) => (chance.happens(0.005) ? "" : location.cqcId)),
  column("ODS_Code", ({ location }) => location.odsCode),
  column("Is_Accepting_Admissions", ({ chance }) => (chance.happens(0.8) ? "Yes" : "No")),
  column("Nurses_Employed", ({ organisation, chance }) =>
    organisation.serviceType === "care_home_nursing" ? chance.whole(4, 18) : 0,
  ),
  column("Care_Workers_Employed", ({ chance }) => chance.whole(12, 64)),
  column("Hours_Paid", ({ chance }) => chance.whole(800, 4200)),
  column("Hours_Agency", ({ chance }) => chance.whole(0, 300)),
  ...QUESTION_COLUMNS,
  column("Last_Updated_UTC", (context) => submitted(context, 0)),
];

const COMMUNITY_COLUMNS: readonly Column[] = [
  column("Local_Authority", ({ location }) => location.localAuthority),
  column("ICB", ({ location }) => `NHS ${location.board} Integrated Care Board`),
  column("Region", ({ location }) => location.region),
  column("LocalAuthority", ({ location }) => location.localAuthority),
  column("LRF", ({ location }) => `${location.localAuthority.split(" ")[0] ?? ""} LRF`),
  column("Location", ({ organisation, chance }) => variant(chance, organisation.name)),
  column("CQC_ID", ({ location }) => location.cqcId),
  column("ODS_Code", ({ location }) => location.odsCode),
  column("CQC_Survey_Last_Updated_UTC", (context) => submitted(context, 0)),
  column("Service_User_Count", ({ chance }) => chance.whole(8, 140)),
  column("CQC_Care_Workers_Employed", ({ chance }) => chance.whole(6, 90)),
  column("Hours_Paid_Dom_Care", ({ chance }) => chance.whole(300, 5200)),
  column("Users_NHS_LA", ({ chance }) => chance.whole(4, 90)),
  column("Users_Self_Funded", ({ chance }) => chance.whole(0, 40)),
  ...QUESTION_COLUMNS,
];

function wording(question: QuestionCode, month: Month): string {
  return QUESTION_WORDINGS[question].replace("<month>", monthLabel(month).split(" ")[0] ?? "");
}

function answersOf(chance: Chance, organisation: SampleOrganisation, month: Month): Answers {
  const index = SAMPLE_MONTHS.indexOf(month);
  const entries = QUESTIONS.map((question) => {
    const [stage, commissioner] = question.split(".") as [Stage, Commissioner];
    return [
      question,
      written(chance, answerOf(chance, organisation, stage, commissioner, index), commissioner),
    ] as const;
  });
  return Object.fromEntries(entries) as Answers;
}

/** An option as people and platforms write it, variants and all; rarely something nobody has explained yet. */
function written(chance: Chance, option: OptionCode, commissioner: Commissioner): string {
  if (option === "blank") return "";
  if (chance.happens(0.002)) return "Depends on the fee offer";
  if (option === "not_applicable")
    return chance.pick([
      "Not applicable",
      "N/A",
      `Not applicable - no ${commissioner === "la" ? "LA" : "NHS"} contracts`,
    ]);
  if (option === "dont_know") return chance.pick(["Don’t know", "Don't know", "Not sure"]);
  if (option === "likely" && chance.happens(0.1)) return "Fairly likely";
  return chance.happens(0.02) ? OPTION_LABELS[option].toUpperCase() : OPTION_LABELS[option];
}

function serviceWording(chance: Chance, { serviceType }: SampleOrganisation): string {
  if (serviceType === "homecare") return chance.pick(["Homecare agencies", "Domiciliary care", "Homecare"]);
  if (serviceType === "care_home_nursing") return chance.pick(["Care home with nursing", "Nursing home"]);
  return SERVICE_TYPE_LABELS[serviceType];
}

/** A name with the variants of real files: case, spacing, Ltd for Limited. */
function variant(chance: Chance, name: string): string {
  if (chance.happens(0.08)) return name.toUpperCase();
  if (chance.happens(0.06)) return name.replace("Limited", "Ltd.").replace(/Ltd$/, "Limited");
  return chance.happens(0.03) ? ` ${name.replace(" ", "  ")}` : name;
}
