import type { DateOrder } from "./dates.ts";
import { squash } from "./fields.ts";

/** What a survey platform writes beside the questions, as data (INTAKE, "Survey platforms"). */
export interface Platform {
  /** As INTAKE's table spells it. */
  readonly name: string;
  /** Any of these sets of headings, squashed, tells the platform; each set must be there whole. */
  readonly signatures: readonly (readonly string[])[];
  /** Headings of the respondent's id, and whether an id is used for one respondent ever or starts again in each survey. */
  readonly respondent: { readonly headers: readonly string[]; readonly repeats: boolean };
  /** Headings of what tells a response from others with its id: when it was begun, or a number drawn for it. */
  readonly started: readonly string[];
  /** Headings of the time of submission, the best first. */
  readonly submitted: readonly string[];
  /** How its own timestamps are written; null where its texts settle themselves (ISO) or follow the user's settings. */
  readonly dateOrder: DateOrder | null;
  /** An empty cell in the column of submission means that the response was not finished. */
  readonly undatedIsPartial: boolean;
  /** Further columns of the platform's own, which never ask a question. */
  readonly own: readonly string[];
}

const none = { headers: [], repeats: true } as const;

/** The platforms of INTAKE's table. Those with more telling signatures come first. */
export const PLATFORMS: readonly Platform[] = [
  {
    name: "Qualtrics",
    signatures: [
      ["startdate", "enddate", "recordeddate", "responseid"],
      ["startdate", "enddate", "finished", "responseid"],
      ["startdate", "enddate", "progress", "finished"],
      ["responseid", "responseset", "startdate", "enddate"],
      ["responseid", "responseset", "finished"],
    ],
    respondent: { headers: ["responseid"], repeats: false },
    started: ["startdate"],
    submitted: ["recordeddate", "enddate"],
    dateOrder: null,
    undatedIsPartial: false,
    own: [
      "status",
      "ipaddress",
      "progress",
      "durationinseconds",
      "finished",
      "recipientlastname",
      "recipientfirstname",
      "recipientemail",
      "externalreference",
      "externaldatareference",
      "locationlatitude",
      "locationlongitude",
      "distributionchannel",
      "userlanguage",
      "responseset",
      "responsetype",
    ],
  },
  {
    name: "Microsoft Forms",
    signatures: [
      ["id", "starttime", "completiontime"],
      ["id", "startzeit", "fertigstellungszeit"],
      ["id", "heurededebut", "heuredefin"],
      ["id", "horadeinicio", "horadefinalizacion"],
      ["id", "oradiinizio", "oradicompletamento"],
      ["id", "begintijd", "tijdvanvoltooien"],
      ["id", "amserdechrau", "amsercwblhau"],
      ["id", "amsercychwyn", "amsercwblhau"],
    ],
    respondent: { headers: ["id"], repeats: true },
    started: [
      "starttime",
      "startzeit",
      "heurededebut",
      "horadeinicio",
      "oradiinizio",
      "begintijd",
      "amserdechrau",
      "amsercychwyn",
    ],
    submitted: [
      "completiontime",
      "fertigstellungszeit",
      "heuredefin",
      "horadefinalizacion",
      "oradicompletamento",
      "tijdvanvoltooien",
      "amsercwblhau",
    ],
    dateOrder: null,
    undatedIsPartial: false,
    own: [
      "email",
      "name",
      "lastmodifiedtime",
      "totalpoints",
      "quizfeedback",
      "language",
      "zeitderletztenanderung",
      "uhrzeitderletztenanderung",
      "heuredeladernieremodification",
      "adressedemessagerie",
      "nom",
      "ebost",
      "enw",
      "amseraddasuddiwethaf",
      "correoelectronico",
      "nombre",
      "postaelettronica",
      "nome",
      "naam",
    ],
  },
  {
    name: "SmartSurvey",
    signatures: [
      ["userid", "userno"],
      ["userid", "uniqueid", "started", "ended"],
      ["userno", "started", "ended"],
    ],
    respondent: { headers: ["userid", "uniqueid"], repeats: false },
    started: ["started"],
    submitted: ["ended"],
    dateOrder: "day-month",
    undatedIsPartial: true,
    own: ["userno", "name", "email", "ipaddress", "uniqueid", "trackinglink", "tracking", "device", "devicedetails"],
  },
  {
    name: "LimeSurvey",
    signatures: [
      ["idresponseid", "submitdatedatesubmitted"],
      ["id", "submitdate", "lastpage"],
      ["id", "submitdate", "startlanguage"],
      ["responseid", "datesubmitted", "lastpage"],
    ],
    respondent: { headers: ["idresponseid", "id", "responseid"], repeats: true },
    started: ["seedseed", "seed", "startdatedatestarted", "startdate", "datestarted"],
    submitted: ["submitdatedatesubmitted", "submitdate", "datesubmitted"],
    dateOrder: null,
    undatedIsPartial: true,
    own: [
      "lastpagelastpage",
      "lastpage",
      "startlanguagestartlanguage",
      "startlanguage",
      "seedseed",
      "seed",
      "datestampdatelastaction",
      "datestamp",
      "datelastaction",
      "ipaddripaddress",
      "ipaddr",
      "ipaddress",
      "refurlreferrerurl",
      "refurl",
      "tokenaccesscode",
      "token",
    ],
  },
  {
    name: "Alchemer",
    signatures: [
      ["timestarted", "datesubmitted", "status"],
      ["timestarted", "datesubmitted", "responseid"],
    ],
    respondent: { headers: ["responseid"], repeats: true },
    started: ["timestarted"],
    submitted: ["datesubmitted"],
    dateOrder: "month-day",
    undatedIsPartial: false,
    own: [
      "status",
      "contactid",
      "legacycomments",
      "comments",
      "language",
      "referer",
      "sessionid",
      "useragent",
      "tags",
      "ipaddress",
      "longitude",
      "latitude",
      "country",
      "city",
      "stateregion",
      "postal",
      "extendedreferer",
      "extendeduseragent",
    ],
  },
  {
    name: "Typeform",
    signatures: [
      ["submitdateutc", "networkid"],
      ["startdateutc", "submitdateutc"],
      ["startdateutc", "stagedateutc", "submitdateutc"],
    ],
    respondent: { headers: ["#", "token", "responseid"], repeats: false },
    started: ["startdateutc"],
    submitted: ["submitdateutc"],
    dateOrder: null,
    undatedIsPartial: true,
    own: ["networkid", "responsetype", "stagedateutc", "tags", "ending", "score"],
  },
  {
    name: "Jisc Online Surveys",
    signatures: [["uniqueresponsenumber"], ["urn", "completiondate"], ["urn", "q1"], ["urn", "startdate"]],
    respondent: { headers: ["uniqueresponsenumber", "urn"], repeats: false },
    started: ["startdate", "datestarted", "started"],
    submitted: ["completiondate", "dateofcompletion", "completed", "datecompleted"],
    dateOrder: "day-month",
    undatedIsPartial: false,
    own: [],
  },
  {
    name: "SurveyMonkey",
    signatures: [["respondentid"]],
    respondent: { headers: ["respondentid"], repeats: false },
    started: ["startdate"],
    submitted: ["enddate", "datemodified", "datecreated", "startdate"],
    dateOrder: "month-day",
    undatedIsPartial: false,
    own: [
      "collectorid",
      "ipaddress",
      "emailaddress",
      "firstname",
      "lastname",
      "customdata1",
      "customdata",
      "datecreated",
      "datemodified",
      "collector",
      "responsestatus",
    ],
  },
  {
    name: "Google Forms",
    signatures: [
      ["timestamp"],
      ["zeitstempel"],
      ["horodateur"],
      ["marcatemporal"],
      ["informazionicronologiche"],
      ["stampamser"],
    ],
    respondent: none,
    started: [],
    submitted: ["timestamp", "zeitstempel", "horodateur", "marcatemporal", "informazionicronologiche", "stampamser"],
    dateOrder: null,
    undatedIsPartial: false,
    own: ["emailaddress", "username", "score"],
  },
  {
    name: "Snap",
    signatures: [
      ["idname", "iddate"],
      ["idname", "idend"],
      ["iddate", "idtime"],
      ["caseid", "idcompleted"],
      ["idseqno", "iddate"],
    ],
    respondent: { headers: ["idname", "caseid", "idseqno", "idref"], repeats: true },
    started: ["idstart", "idstarted"],
    submitted: ["idend", "iddate", "idcompleted", "idtime"],
    dateOrder: "day-month",
    undatedIsPartial: false,
    own: ["idformat", "idserver", "idversion", "idtype", "idlanguage"],
  },
];

/** A platform's heading as it is looked up: squashed, with Typeform's `#` kept and accents folded. */
export function platformHeader(header: string): string {
  const plain = header.trim();
  return plain === "#" ? "#" : squash(plain.normalize("NFKD").replace(/[\u0300-\u036f]/g, ""));
}

/**
 * The platform whose own headings a row carries, and which of them told; null where no platform's are all there.
 * Google Forms has a single heading of its own, so that has to come first in the row.
 */
export function platformOf(headers: readonly string[]): { platform: Platform; told: readonly string[] } | null {
  const squashed = headers.map(platformHeader);
  for (const platform of PLATFORMS) {
    for (const signature of platform.signatures) {
      if (platform.name === "Google Forms" && squashed.find((header) => header !== "") !== signature[0]) continue;
      if (!signature.every((header) => squashed.includes(header))) continue;
      return { platform, told: signature.flatMap((header) => headers[squashed.indexOf(header)] ?? []) };
    }
  }
  return null;
}
