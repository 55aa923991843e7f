import { isoTime } from "./dates.ts";
import { delimited, type Dialect } from "./delimited.ts";
import type { PlatformFile, Respondent, Variant } from "./fixture.ts";
import { form } from "./questions.ts";
import { remarkOf } from "./sets.ts";

/** A column: its name, the text under it, its import id, and the cell. */
interface Column {
  readonly name: string;
  readonly text: string;
  readonly importId: string;
  readonly value: (respondent: Respondent) => string;
}

type Said = Column["value"];
const nothing: Said = () => "";
const finished = ({ state }: Respondent): boolean => state !== "partial";
const responseId = ({ id }: Respondent): string => `R_2sPsOsGV0GSr${String(id).padStart(3, "0")}`;
const seconds: Said = ({ started, submitted }) => String((Date.parse(submitted) - Date.parse(started)) / 1000);

/** Name, English text, German text, import id and cell of today's system columns. */
const SYSTEM: readonly (readonly [string, string, string, string, Said])[] = [
  ["StartDate", "Start Date", "Startdatum", "startDate", ({ started }) => isoTime(started)],
  ["EndDate", "End Date", "Enddatum", "endDate", ({ submitted }) => isoTime(submitted)],
  [
    "Status",
    "Response Type",
    "Antworttyp",
    "status",
    ({ state }) => (state === "preview" ? "Survey Preview" : "IP Address"),
  ],
  ["IPAddress", "IP Address", "IP-Adresse", "ipAddress", nothing],
  ["Progress", "Progress", "Fortschritt", "progress", (respondent) => (finished(respondent) ? "100" : "57")],
  ["Duration (in seconds)", "Duration (in seconds)", "Dauer (in Sekunden)", "duration", seconds],
  ["Finished", "Finished", "Beendet", "finished", (respondent) => (finished(respondent) ? "True" : "False")],
  ["RecordedDate", "Recorded Date", "Aufzeichnungsdatum", "recordedDate", ({ submitted }) => isoTime(submitted)],
  ["ResponseId", "Response ID", "Antwort-ID", "_recordId", responseId],
  ["RecipientLastName", "Recipient Last Name", "Nachname des Empfängers", "recipientLastName", nothing],
  ["RecipientFirstName", "Recipient First Name", "Vorname des Empfängers", "recipientFirstName", nothing],
  ["RecipientEmail", "Recipient Email", "E-Mail-Adresse des Empfängers", "recipientEmail", nothing],
  ["ExternalReference", "External Data Reference", "Externe Datenreferenz", "externalDataReference", nothing],
  ["LocationLatitude", "Location Latitude", "Breitengrad des Standorts", "locationLatitude", () => "53.7965"],
  ["LocationLongitude", "Location Longitude", "Längengrad des Standorts", "locationLongitude", () => "-1.5478"],
  ["DistributionChannel", "Distribution Channel", "Verteilungskanal", "distributionChannel", () => "anonymous"],
  ["UserLanguage", "User Language", "Benutzersprache", "userLanguage", () => "EN-GB"],
];

function questions(): readonly Column[] {
  const asked = form().map(({ heading, value }, index) => ({
    name: `Q${index + 1}`,
    text: heading,
    importId: `QID${index + 1}${index < 3 ? "_TEXT" : ""}`,
    value,
  }));
  const remark = { name: "Q11", text: "Anything else?\n\nPlease use as many lines as you like.", value: remarkOf };
  return [...asked, { ...remark, importId: "QID11_TEXT" }];
}

function current(language: "english" | "german", respondents: readonly Respondent[]): readonly PlatformFile[] {
  const system = SYSTEM.map(([name, english, german, importId, value]) => ({
    name,
    text: language === "english" ? english : german,
    importId,
    value,
  }));
  const zoned = new Set(["startDate", "endDate", "recordedDate"]);
  const identity = ({ importId }: Column): string =>
    JSON.stringify({ ImportId: importId, ...(zoned.has(importId) ? { timeZone: "Europe/London" } : {}) });
  return file([...system, ...questions()], respondents, (columns) => columns.map(identity), { newline: "\n" });
}

/** Before 2017: other system columns first, the location last, `'` around the import ids, digits for the states. */
const OLDER: readonly (readonly [string, string, Said])[] = [
  ["ResponseID", "responseId", responseId],
  ["ResponseSet", "responseSetId", () => "Default Response Set"],
  ["IPAddress", "ipAddress", nothing],
  ["StartDate", "startDate", ({ started }) => isoTime(started)],
  ["EndDate", "endDate", ({ submitted }) => isoTime(submitted)],
  ["RecipientLastName", "panel-RecipientLastName", nothing],
  ["RecipientFirstName", "panel-RecipientFirstName", nothing],
  ["RecipientEmail", "panel-RecipientEmail", nothing],
  ["ExternalDataReference", "panel-ExternalDataReference", nothing],
  ["Finished", "finished", (respondent) => (finished(respondent) ? "1" : "0")],
  ["Status", "status", ({ state }) => (state === "preview" ? "1" : "0")],
];
const PLACE: readonly (readonly [string, string, Said])[] = [
  ["LocationLatitude", "LocationLatitude", () => "53.7965"],
  ["LocationLongitude", "LocationLongitude", () => "-1.5478"],
  ["LocationAccuracy", "LocationAccuracy", () => "-1"],
];

function older(respondents: readonly Respondent[]): readonly PlatformFile[] {
  const plain = ([name, importId, value]: (typeof OLDER)[number]): Column => ({ name, text: name, importId, value });
  const columns = [...OLDER.map(plain), ...questions(), ...PLACE.map(plain)];
  return file(columns, respondents, (all) => all.map(({ importId }) => `{'ImportId': '${importId}'}`), {
    newline: "\n",
  });
}

/** The legacy exporter: V1 to V10, two heading rows, names and texts that repeat, a comma behind every line. */
const LEGACY: readonly (readonly [string, Said])[] = [
  ["ResponseID", responseId],
  ["ResponseSet", () => "Default Response Set"],
  ["Name", nothing],
  ["ExternalDataReference", nothing],
  ["EmailAddress", nothing],
  ["IPAddress", nothing],
  ["Status", ({ state }) => (state === "preview" ? "1" : "0")],
  ["StartDate", ({ started }) => isoTime(started)],
  ["EndDate", ({ submitted }) => isoTime(submitted)],
  ["Finished", (respondent) => (finished(respondent) ? "1" : "0")],
];

function legacy(respondents: readonly Respondent[]): readonly PlatformFile[] {
  const remark: Column = { name: "Q11", text: "Please tell us more", importId: "", value: remarkOf };
  const columns: readonly Column[] = [
    ...LEGACY.map(([text, value], index) => ({ name: `V${index + 1}`, text, importId: "", value })),
    ...questions().slice(0, -1),
    remark,
    { ...remark, value: nothing },
    ...PLACE.map(([name, , value]) => ({ name, text: name, importId: "", value })),
  ];
  return file(columns, respondents, null, { bom: true, tail: "," });
}

function file(
  columns: readonly Column[],
  respondents: readonly Respondent[],
  third: ((columns: readonly Column[]) => readonly string[]) | null,
  dialect: Dialect,
): readonly PlatformFile[] {
  const table = [
    columns.map(({ name }) => name),
    columns.map(({ text }) => text),
    ...(third === null ? [] : [third(columns)]),
    ...respondents.map((respondent) => columns.map(({ value }) => value(respondent))),
  ];
  return [{ name: "Fee uplifts and hand-backs_March 3, 2025_08.07.csv", bytes: delimited(table, dialect) }];
}

const platform = "Qualtrics";
const marks = ["partial", "preview"] as const;

export const qualtrics: readonly Variant[] = [
  {
    title: "a Qualtrics CSV with import ids in its third heading row",
    platform,
    marks,
    write: (respondents) => current("english", respondents),
  },
  {
    title: "a Qualtrics CSV with a German second heading row",
    platform,
    marks,
    write: (respondents) => current("german", respondents),
  },
  {
    title: "an older Qualtrics CSV with single-quoted import ids and digits for states",
    platform,
    marks,
    write: older,
  },
  { title: "a legacy Qualtrics CSV headed V1 to V10", platform, marks, write: legacy },
];
