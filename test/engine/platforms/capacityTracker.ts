import { ukTime } from "./dates.ts";
import { delimited } from "./delimited.ts";
import type { PlatformFile, Respondent, Variant } from "./fixture.ts";
import { fullWordings, sevenQuestions, type Asked, type Wordings } from "./questions.ts";
import { workbook } from "./workbook.ts";

/** Headings of the extracts as received, in their order. */
const CARE_HOME_2023 =
  "Local_Authority,Location,Parent_Organisation,Lrf,LocalAuthority,Region,ICB,Sub_ICB,CQC_ID,ODS_Code,Covid_Residents_Total,Is_Accepting_Admissions,Nurses_Employed,Nurses_Absent_General,Nurses_Absent_Covid,Care_Workers_Employed,Care_Workers_Absent_General,Care_Workers_Absent_Covid,Non_Care_Workers_Employed,Non_Care_Workers_Absent_General,Non_Care_Workers_Absent_Covid,Agency_Nurses_Employed,Agency_Care_Workers_Employed,Agency_Non_Care_Workers_Employed,Hours_Paid,Hours_Overtime,Hours_Agency,Hours_Absense,Days_Absense,Last_Updated_UTC,Last_Updated_BST";
const NON_RESIDENTIAL_2023 =
  "Local_Authority,Sub_ICB,ICB,Region,LocalAuthority,LRF,LA_Region_name,Location,CQC_ID,ODS_Code,CQC_Survey_Last_Updated_UTC,CQC_Survey_Last_Updated_BST,Service_User_Count,Covid_Confirmed_and_Suspected,Legacy_Covid_Confirmed,Legacy_Covid_Suspected,CQC_Care_Workers_Employed,CQC_Care_Workers_Absent,Can_Provider_More_Hours,Extra_Hours_Count,Covid_Notes,Covid_Vaccination_Full_Course,Has_CQC_PPE_Issues,Confirmed_Save,Hours_Paid_Dom_Care,Hours_Overtime_Dom_Care,Hours_Agency_Dom_Care,Hours_Absence_Dom_Care,Days_Absence_Dom_Care,Users_NHS_LA,Users_Self_Funded,Return_PoC_Percent";
const CARE_HOME_2024 =
  "admissionstatus,ccg,covid19count,cqcid,declaredvacancies,isacceptingadmissions,lastupdatedbst,lastupdatedutc,local_authority,localauthority,location,lrf,maxcapacity,nursesemployed,nursesabsentgeneral,careworkersemployed,careworkersabsentgeneral,agencynursesemployed,hourspaid,hoursovertime,hoursagency,hoursabsense,daysabsense,odscode,overallstatus,parentorganisation,region,stp,subicb,usedbeds,workforcestatus";
const NON_RESIDENTIAL_2024 =
  "canprovidermorehours,confirmedsave,cqccareworkersabsent,cqccareworkersemployed,cqcid,cqcsurveylastupdatedbst,cqcsurveylastupdatedutc,daysabsencedomcare,extrahourscount,hoursabsencedomcare,hoursagencydomcare,hoursovertimedomcare,hourspaiddomcare,icbname,laname,laregionname,local_authority,location,lrfname,odscode,regionname,returnedpocpercent,serviceusercount,subicbname,usersnhsla,usersselffunded";

/** Months in the headings, other words left out: what a column name has room for. */
const SHORTENED: Wordings = {
  service_type: "Most common service type offered by your organisation",
  "intent.la": "Likelihood of handing back Local Authority contracts in next 3 months due to insufficient fee uplifts",
  "intent.nhs": "Likelihood of handing back NHS contracts in next 3 months due to insufficient fee uplifts",
  "discussion.la":
    "Discussion with Local Authorities in January 2025 about handing back contracts due to insufficient fee uplifts",
  "discussion.nhs":
    "Discussion with NHS commissioners in January 2025 about handing back contracts due to insufficient fee uplifts",
  "handback.la": "Handed back Local Authority contracts in January 2025 due to insufficient fee uplifts",
  "handback.nhs": "Handed back NHS contracts in January 2025 due to insufficient fee uplifts",
};

/** The instrument's own codes, in the style of the extract's other columns. */
const CODED: Wordings = {
  service_type: "servicetype",
  "intent.la": "intentla",
  "intent.nhs": "intentnhs",
  "discussion.la": "discussionla",
  "discussion.nhs": "discussionnhs",
  "handback.la": "handbackla",
  "handback.nhs": "handbacknhs",
};

/** The instrument's numbers: Q1 is the service type, Q2 to Q7 the six coded questions in their order. */
const NUMBERED: Wordings = {
  service_type: "Q1",
  "intent.la": "Q2",
  "intent.nhs": "Q3",
  "discussion.la": "Q4",
  "discussion.nhs": "Q5",
  "handback.la": "Q6",
  "handback.nhs": "Q7",
};

const AREAS = [
  { la: "Leeds", region: "Yorkshire and The Humber", lrf: "West Yorkshire", icb: "NHS West Yorkshire ICB" },
  { la: "Bristol, City of", region: "South West", lrf: "Avon and Somerset", icb: "NHS Bristol ICB" },
  { la: "Camden", region: "London", lrf: "London", icb: "NHS North Central London ICB" },
];

/** A cell by the letters of its heading; staffing figures are small whole numbers. */
function cell(heading: string, { id, organisation, submitted, asked }: Respondent): string {
  const key = heading.toLowerCase().replaceAll(/[^a-z0-9]/g, "");
  const area = AREAS[id % AREAS.length];
  if (key === "cqcid") return `1-${2_204_510_000 + id * 113}`;
  if (key === "odscode") return `VM${String(100 + id)}`;
  if (key === "location") return `${asked.startsWith("Care home") ? "Ashgrove House" : "Ashgrove Branch"} ${id}`;
  if (key === "parentorganisation") return id === 7 ? "" : organisation;
  if (/^(localauthority|laname)$/.test(key)) return area?.la ?? "";
  if (/region/.test(key)) return area?.region ?? "";
  if (key.startsWith("lrf")) return area?.lrf ?? "";
  if (/icb|ccg|stp/.test(key)) return area?.icb ?? "";
  if (/lastupdated(utc|bst)$/.test(key)) return ukTime(submitted);
  if (/^(isaccepting|canprovider|confirmedsave|hascqc)/.test(key)) return id % 3 === 0 ? "No" : "Yes";
  if (key.endsWith("status")) return id % 4 === 0 ? "Amber" : "Green";
  if (key.endsWith("percent")) return `${id % 100}%`;
  if (/notes/.test(key)) return "";
  return String((id * 3 + heading.length) % 40);
}

function table(
  respondents: readonly Respondent[],
  headings: string,
  asked: readonly Asked[],
): readonly (readonly string[])[] {
  const names = headings.split(",");
  return [
    [...names, ...asked.map(({ heading }) => heading)],
    ...respondents.map((respondent) => [
      ...names.map((name) => cell(name, respondent)),
      ...asked.map(({ value }) => value(respondent)),
    ]),
  ];
}

/** Numbers as numbers, `Last_Updated` as dates. */
function xlsxFile(respondents: readonly Respondent[], rows: readonly (readonly string[])[]): readonly PlatformFile[] {
  const [head = []] = rows;
  const cells = rows.map((row, index) =>
    row.map((value, column) => {
      const respondent = respondents[index - 1];
      if (respondent !== undefined && /Last_Updated/.test(head[column] ?? "")) return { time: respondent.submitted };
      return index > 0 && /^\d+$/.test(value) ? Number(value) : value;
    }),
  );
  return [{ name: "NonResidential_Extract_20250303.xlsx", bytes: workbook([{ name: "Export", rows: cells }]) }];
}

const source = "capacity-tracker" as const;
const platform = null;

export const capacityTracker: readonly Variant[] = [
  {
    title: "a care home extract of 2023 headed by the questions' full text",
    platform,
    source,
    write: (respondents) => [
      {
        name: "CareHome_Extract_20250303.csv",
        bytes: delimited(table(respondents, CARE_HOME_2023, sevenQuestions()), { bom: true }),
      },
    ],
  },
  {
    title: "a non-residential workbook of 2023 headed by shortened questions with the month in them",
    platform,
    source,
    write: (respondents) => xlsxFile(respondents, table(respondents, NON_RESIDENTIAL_2023, sevenQuestions(SHORTENED))),
  },
  {
    title: "a care home extract in the headings of 2024 with the questions by code",
    platform,
    source,
    monthGiven: true,
    write: (respondents) => [
      {
        name: "carehomes.csv",
        bytes: delimited(table(respondents, CARE_HOME_2024, sevenQuestions(CODED)), { newline: "\n" }),
      },
    ],
  },
  {
    title: "a care home extract in the headings of 2024 with the questions by number",
    platform,
    source,
    monthGiven: true,
    write: (respondents) => [
      {
        name: "carehomes.csv",
        bytes: delimited(table(respondents, CARE_HOME_2024, sevenQuestions(NUMBERED)), { newline: "\n" }),
      },
    ],
  },
  {
    title: "a non-residential extract in the headings of 2024, parted by semicolons",
    platform,
    source,
    write: (respondents) => [
      {
        name: "nonresidential.csv",
        bytes: delimited(table(respondents, NON_RESIDENTIAL_2024, sevenQuestions(fullWordings("January 2025"))), {
          delimiter: ";",
          quotes: "all",
        }),
      },
    ],
  },
];
