import { mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import path from "node:path";
import { afterAll, onTestFinished } from "vitest";
import { QUESTION_WORDINGS, QUESTIONS, type QuestionCode } from "../../shared/vocabulary.ts";

/** A fresh folder that is removed after the test. */
export function temporaryFolder(): string {
  const folder = mkdtempSync(path.join(tmpdir(), "bellwether-test-"));
  onTestFinished(() => rmSync(folder, { recursive: true, force: true, maxRetries: 3 }));
  return folder;
}

/** A fresh folder that all tests of a file share; removed after the last. */
export function folderForAll(): string {
  const folder = mkdtempSync(path.join(tmpdir(), "bellwether-tests-"));
  afterAll(() => rmSync(folder, { recursive: true, force: true }));
  return folder;
}

/** A row of a Capacity Tracker extract; what is left out is blank. */
export interface TrackerRow {
  readonly location?: string;
  readonly parent?: string;
  readonly ods?: string;
  readonly name?: string;
  readonly region?: string;
  readonly serviceType?: string;
  readonly asked?: string;
  readonly updated?: string;
  readonly answers?: Partial<Record<QuestionCode, string>>;
}

/** A Capacity Tracker extract about a month of 2025 ("January"), in the headings of 2023 or of 2024. */
export function trackerCsv(month: string, rows: readonly TrackerRow[], style: "2023" | "2024" = "2023"): string {
  const headers = [
    "Local_Authority",
    "Location",
    "Parent_Organisation",
    "Region",
    "Service_Type",
    "CQC_ID",
    "ODS_Code",
  ];
  const styled = style === "2023" ? headers : headers.map((header) => header.toLowerCase().replaceAll("_", ""));
  const updated = style === "2023" ? "Last_Updated_UTC" : "lastupdatedutc";
  const asked = [
    QUESTION_WORDINGS.service_type,
    ...QUESTIONS.map((question) => QUESTION_WORDINGS[question].replace("<month>", month)),
  ];
  return csv([
    [...styled, ...asked, updated],
    ...rows.map((row) => [
      "Northmoor",
      row.name ?? "",
      row.parent ?? "",
      row.region ?? "",
      row.serviceType ?? "",
      row.location ?? "",
      row.ods ?? "",
      row.asked ?? "",
      ...QUESTIONS.map((question) => row.answers?.[question] ?? ""),
      row.updated ?? "10/02/2025 09:30:00",
    ]),
  ]);
}

/** A row of a SurveyMonkey export; what is left out is blank. */
export interface SurveyRow {
  readonly respondent: string;
  readonly provider?: string;
  readonly location?: string;
  readonly organisation?: string;
  readonly postcode?: string;
  readonly asked?: string;
  readonly ended?: string;
  readonly answers?: Partial<Record<QuestionCode, string>>;
}

/** A SurveyMonkey export with one or two heading rows. */
export function surveyCsv(month: string, rows: readonly SurveyRow[], headings: 1 | 2 = 2): string {
  const headers = [
    "Respondent ID",
    "Collector ID",
    "Start Date",
    "End Date",
    "IP Address",
    "Email Address",
    "What is your CQC provider ID?",
    "What is your CQC location ID?",
    "What is the name of your organisation?",
    "Postcode",
    QUESTION_WORDINGS.service_type,
    ...QUESTIONS.map((question) => QUESTION_WORDINGS[question].replace("<month>", month)),
  ];
  const second = headers.map((_, column) => (column < 6 ? "" : column < 10 ? "Open-Ended Response" : "Response"));
  return csv([
    headers,
    ...(headings === 2 ? [second] : []),
    ...rows.map((row) => [
      row.respondent,
      "4577",
      "02/10/2025 07:30:00 AM",
      row.ended ?? "02/10/2025 07:33:13 AM",
      "",
      "",
      row.provider ?? "",
      row.location ?? "",
      row.organisation ?? "",
      row.postcode ?? "",
      row.asked ?? "",
      ...QUESTIONS.map((question) => row.answers?.[question] ?? ""),
    ]),
  ]);
}

/** Text of a CSV file. */
export function csv(rows: readonly (readonly string[])[]): string {
  const quoted = (cell: string): string => (/[",\r\n]/.test(cell) ? `"${cell.replaceAll('"', '""')}"` : cell);
  return rows.map((row) => `${row.map(quoted).join(",")}\r\n`).join("");
}

/** Writes a file and gives its path. */
export function write(folder: string, name: string, content: string | Uint8Array): string {
  const file = path.join(folder, name);
  writeFileSync(file, content);
  return file;
}
