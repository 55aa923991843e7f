import { describe, expect, test } from "vitest";
import { parseMonth } from "../../../shared/month.ts";
import { NO_MAPPING } from "../../../electron/engine/intake/mapping.ts";
import { QUESTION_WORDINGS, QUESTIONS, type QuestionCode } from "../../../shared/vocabulary.ts";
import { check, everybody, importInto, newCampaign, undo, dump } from "../campaign.ts";
import { csv, temporaryFolder, trackerCsv, write } from "../files.ts";

const asked = (question: QuestionCode, month: string): string => QUESTION_WORDINGS[question].replace("<month>", month);

describe("a sheet that holds several months", () => {
  const rows = [
    ["1-101", "January 2025", "Likely", "14/02/2025"],
    ["1-102", "2025-01", "Unlikely", "14/02/2025"],
    ["1-101", "Feb-25", "Unlikely", "15/03/2025"],
    ["1-103", "02/2025", "Very likely", "15/03/2025"],
    ["1-104", "soon", "Very likely", "15/03/2025"],
  ];
  const file = csv([
    ["CQC_ID", "Month", "How likely are you to hand back any LA contracts in the next 3 months?", "Submitted"],
    ...rows,
  ]);

  test("named in a column becomes a collection for each, and every row is accounted for", async () => {
    const folder = temporaryFolder();
    const campaign = newCampaign(folder);
    const { files } = await importInto(campaign, [write(folder, "months.csv", file)]);
    expect(files.map(({ month, rowsRead, stored }) => ({ month, rowsRead, stored }))).toEqual([
      { month: "2025-01", rowsRead: 3, stored: 2 },
      { month: "2025-02", rowsRead: 2, stored: 2 },
    ]);
    expect(files[0]?.setAside).toEqual([{ row: 6, reason: "The column of months names none in this row." }]);
    expect(await everybody(campaign, "2025-01")).toMatchObject({ base: 2, intends: 1 });
    expect(await everybody(campaign, "2025-02")).toMatchObject({ base: 2, intends: 1 });
    expect(check(campaign).rows).toMatchObject({ read: 5, stored: 4, setAside: 1 });
  });

  test("imported again brings nothing new, and taken back leaves nothing", async () => {
    const folder = temporaryFolder();
    const campaign = newCampaign(folder);
    const empty = dump(campaign);
    const path = write(folder, "months.csv", file);
    const first = await importInto(campaign, [path]);
    const before = dump(campaign);
    const again = await importInto(campaign, [path]);
    expect(again.importId).toBeNull();
    expect(again.files.map(({ stored, unchanged }) => [stored, unchanged])).toEqual([
      [0, 2],
      [0, 2],
    ]);
    expect(dump(campaign)).toEqual(before);
    await undo(campaign, first.importId ?? 0);
    expect(dump(campaign)).toEqual(empty);
  });

  test("asked in repeated blocks of questions becomes a collection for each", async () => {
    const folder = temporaryFolder();
    const campaign = newCampaign(folder);
    const headers = ["Respondent ID", "End Date"];
    for (const month of ["January", "February"]) headers.push(...QUESTIONS.map((question) => asked(question, month)));
    const january = ["Likely", "Unlikely", "Yes", "No", "No", "No"];
    const february = ["Very unlikely", "", "No", "", "Yes", ""];
    const text = csv([
      headers,
      ["1", "03/05/2025 09:00:00 AM", ...january, ...february],
      ["2", "03/05/2025 09:00:00 AM", ...january, ...february.map(() => "")],
    ]);
    const { files } = await importInto(campaign, [write(folder, "blocks.csv", text)]);
    expect(files.map(({ month, rowsRead, stored, setAside }) => [month, rowsRead, stored, setAside.length])).toEqual([
      ["2025-01", 2, 2, 0],
      ["2025-02", 2, 1, 1],
    ]);
    expect(await everybody(campaign, "2025-01")).toMatchObject({ base: 2, intends: 2 });
    expect(await everybody(campaign, "2025-02", { measure: "handback" })).toMatchObject({ base: 1, yes: 1 });
  });

  test("asking the intention once leaves it with the latest month", async () => {
    const folder = temporaryFolder();
    const campaign = newCampaign(folder);
    const text = csv([
      [
        "Respondent ID",
        "End Date",
        asked("intent.la", ""),
        asked("handback.la", "January"),
        asked("handback.la", "February"),
      ],
      ["1", "03/05/2025 09:00:00 AM", "Likely", "Yes", "No"],
    ]);
    await importInto(campaign, [write(folder, "once.csv", text)]);
    expect(await everybody(campaign, "2025-01")).toMatchObject({ base: 0, blank: 1 });
    expect(await everybody(campaign, "2025-02")).toMatchObject({ base: 1, intends: 1 });
  });
});

describe("two columns that ask the same", () => {
  const headers = ["Respondent ID", "End Date", asked("intent.la", ""), `${asked("intent.la", "")}2`];

  test("count as one where each row answers one, as the branches of a form do", async () => {
    const folder = temporaryFolder();
    const campaign = newCampaign(folder);
    const text = csv([headers, ["1", "02/10/2025", "Likely", ""], ["2", "02/28/2025", "", "Unlikely"]]);
    await importInto(campaign, [write(folder, "branches.csv", text)], parseMonth("2025-01"));
    expect(await everybody(campaign, "2025-01")).toMatchObject({ base: 2, intends: 1 });
  });

  test("are put to the user where a row answers both differently", async () => {
    const folder = temporaryFolder();
    const campaign = newCampaign(folder);
    const text = csv([headers, ["1", "02/10/2025", "Likely", "Unlikely"]]);
    await expect(importInto(campaign, [write(folder, "both.csv", text)], parseMonth("2025-01"))).rejects.toMatchObject({
      code: "mapping-uncertain",
      message: expect.stringContaining("row 2 answers them differently"),
    });
  });
});

describe("respondents of platforms that number them from 1", () => {
  const form = (start: string, answer: string): string =>
    csv([
      ["ID", "Start time", "Completion time", "Email", "Name", asked("intent.la", ""), asked("handback.la", "January")],
      ["1", start, start.replace("T09", "T10"), "anonymous", "", answer, "No"],
    ]);

  test("are never taken for one another across two surveys", async () => {
    const folder = temporaryFolder();
    const campaign = newCampaign(folder);
    await importInto(campaign, [write(folder, "north.csv", form("2025-02-10T09:00:00", "Likely"))]);
    await importInto(campaign, [write(folder, "south.csv", form("2025-02-11T09:30:00", "Unlikely"))]);
    expect(await everybody(campaign, "2025-01")).toMatchObject({ base: 2, intends: 1 });
  });

  test("are the same in a later export of the same survey", async () => {
    const folder = temporaryFolder();
    const campaign = newCampaign(folder);
    await importInto(campaign, [write(folder, "early.csv", form("2025-02-10T09:00:00", "Likely"))]);
    const later = form("2025-02-10T09:00:00", "Unlikely").replace("T10:00:00", "T11:00:00");
    await importInto(campaign, [write(folder, "later.csv", later)]);
    expect(await everybody(campaign, "2025-01")).toMatchObject({ base: 1, intends: 0 });
    expect(check(campaign).conflicts).toHaveLength(1);
  });
});

test("a question that only comes near is refused until a mapping says what it is, and remembered from then on", async () => {
  const folder = temporaryFolder();
  const campaign = newCampaign(folder);
  const near = (month: string): string => `Did you give up any NHS contracts in ${month}?`;
  const sheet = (month: string, day: string): string =>
    csv([
      ["CQC_ID", near(month), asked("intent.la", ""), "Submitted"],
      ["1-7", "Yes", "Likely", day],
    ]);
  const file = write(folder, "near.csv", sheet("January", "20/02/2025"));
  const january = parseMonth("2025-01");
  await expect(importInto(campaign, [file], january)).rejects.toMatchObject({ code: "mapping-uncertain" });
  await importInto(campaign, [file], january, {
    ...NO_MAPPING,
    columns: new Map([[near("January"), "handback.nhs"]]),
  });
  const next = await importInto(campaign, [write(folder, "next.csv", sheet("February", "20/03/2025"))]);
  expect(next.files[0]?.mapping).toContainEqual(
    expect.objectContaining({ question: "handback.nhs", reason: "as you said last time" }),
  );
  expect(await everybody(campaign, "2025-02", { measure: "handback", commissioner: "nhs" })).toMatchObject({ yes: 1 });
});

test("the same sheet imported as another month is refused until the first import is undone", async () => {
  const folder = temporaryFolder();
  const campaign = newCampaign(folder);
  const text = csv([
    ["CQC_ID", asked("intent.la", "")],
    ["1-7", "Likely"],
  ]);
  const file = write(folder, "undated.csv", text);
  await importInto(campaign, [file], parseMonth("2025-01"));
  await expect(importInto(campaign, [file], parseMonth("2025-02"))).rejects.toMatchObject({ code: "already-imported" });
});

test("words behind Other go with their question", async () => {
  const folder = temporaryFolder();
  const campaign = newCampaign(folder);
  const text = trackerCsv("January", [{ location: "1-1", asked: "Other", answers: { "intent.la": "Likely" } }]);
  const wide = text
    .split("\r\n")
    .filter((line) => line !== "")
    .map(
      (line, index) =>
        `${line},${index === 0 ? `"${QUESTION_WORDINGS.service_type} - Other (please specify)"` : "Fostering"}`,
    )
    .join("\r\n");
  await importInto(campaign, [write(folder, "other.csv", wide)]);
  const written = campaign.db.prepare("SELECT service_type_written FROM response").pluck().get();
  expect(written).toBe("Other: Fostering");
  expect(check(campaign).issues).toEqual([]);
});
