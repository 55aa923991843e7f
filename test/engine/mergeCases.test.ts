import Database from "better-sqlite3";
import { copyFileSync, mkdirSync, readdirSync, readFileSync } from "node:fs";
import path from "node:path";
import { describe, expect, test } from "vitest";
import { decide } from "../../electron/engine/deciding.ts";
import { commitImport, type WorkContext } from "../../electron/engine/importing.ts";
import { mergeCampaign, type MergeResult } from "../../electron/engine/merging.ts";
import { saveQuestionSet } from "../../electron/engine/questionSets.ts";
import { linkOrganisations, standByChoice } from "../../electron/engine/settling.ts";
import { settleClash } from "../../electron/engine/settleClash.ts";
import { knownFrom, stageFiles } from "../../electron/engine/staging.ts";
import { createCampaign, type CampaignFile } from "../../electron/engine/store/campaignFile.ts";
import { APPLICATION_ID, MIGRATIONS } from "../../electron/engine/store/migrations.ts";
import { readQuestionSets } from "../../electron/engine/store/questionSets.ts";
import { readRegisters } from "../../electron/engine/store/registers.ts";
import { readImports, readSecret } from "../../electron/engine/store/summary.ts";
import type { Month } from "../../shared/month.ts";
import { questionSetSchema, type QuestionSet } from "../../shared/questionSets.ts";
import { check, dump, evidence, everybody, importInto, newCampaign, quietly, table, undo } from "./campaign.ts";
import { csv, surveyCsv, temporaryFolder, trackerCsv, write, type TrackerRow } from "./files.ts";
import { weeklyCsv } from "./intake/register/fixtures.ts";

const [JANUARY, FEBRUARY] = ["2025-01" as Month, "2025-02" as Month];
const PERHAPS = { kind: "unknown-wording", question: "intent.la", wording: "Perhaps" } as const;
const january = trackerCsv("January", [
  { location: "1-1", parent: "Alder Care", answers: { "intent.la": "Perhaps" } },
  { location: "1-2", parent: "Birch Care", answers: { "intent.la": "Unlikely" } },
]);
const february = trackerCsv("February", [
  { location: "1-1", parent: "Alder Care", answers: { "intent.la": "perhaps" }, updated: "10/03/2025 09:30:00" },
]);

describe("a merge", () => {
  test("brings the files, rows and decisions of the other, counts them, and is one import that can be undone", async () => {
    const { folder, mine, theirs } = await two(["january.csv"], ["january.csv", "february.csv"]);
    await decide(theirs, { ...PERHAPS, value: "likely" }, quietly);
    const before = dump(mine);
    const result = await merge(mine, theirs);
    expect(result).toEqual({
      importId: 2,
      added: { files: 1, responses: 1, decisions: 1, registers: 0, entries: 0, releases: 0 },
      clashes: 0,
      notCopy: false,
    });
    expect(await everybody(mine, "2025-01")).toMatchObject({ base: 2, intends: 1 });
    expect(await everybody(mine, "2025-02")).toMatchObject({ base: 1, intends: 1 });
    expect(readImports(mine)[0]).toMatchObject({
      files: ["february.csv"],
      months: ["2025-02"],
      stored: 1,
      merged: { name: "theirs.evidence", decisions: 1 },
    });
    await undo(mine, result.importId ?? 0);
    expect(dump(mine)).toEqual(before);
    expect(readdirSync(folder).filter((name) => name.includes("merge"))).toEqual([]);
  });

  test("counts a response once that different files of the two hold, whichever merges, and one undo leaves the other", async () => {
    const rows = [
      { respondent: "1", answers: { "intent.la": "Likely" } },
      { respondent: "2", answers: { "intent.la": "Likely" } },
    ] as const;
    const folder = temporaryFolder();
    const early = write(folder, "early.csv", surveyCsv("January", rows.slice(0, 1)));
    const late = write(folder, "late.csv", surveyCsv("January", rows));
    const [mine, theirs] = [newCampaign(folder, "mine"), newCampaign(folder, "theirs")];
    const { importId } = await importInto(mine, [early]);
    await importInto(theirs, [late]);
    await merge(mine, theirs);
    const all = { read: 3, stored: 2, unchanged: 1, setAside: 0 };
    expect(check(mine).rows).toMatchObject(all);
    await merge(theirs, mine);
    expect(check(theirs).rows).toMatchObject(all);
    await undo(mine, importId ?? 0);
    expect(check(mine).rows).toMatchObject({ read: 2, stored: 2, unchanged: 0 });
  });

  test("of a question set with answers that only the other has leaves nothing of it once undone", async () => {
    const { folder, mine, theirs } = await two(["january.csv"], []);
    await saveQuestionSet(theirs, OWN, quietly);
    const survey = csv([
      ["Organisation name", "Postcode", "Date submitted", "Did you cut hours?"],
      ["Alder", "LS1 1AA", "13/02/2025", "Yes"],
    ]);
    await importInto(theirs, [write(folder, "own.csv", survey)], JANUARY);
    const before = dump(mine);
    const { importId } = await merge(mine, theirs);
    expect(check(mine).rows).toMatchObject({ read: 3, standing: 3 });
    await undo(mine, importId ?? 0);
    expect(dump(mine)).toEqual(before);
  });

  test("brings question sets and registers, and undoing it takes away those that nothing needs", async () => {
    const { folder, mine, theirs } = await two(["january.csv"], []);
    await saveQuestionSet(mine, OWN, quietly);
    await saveQuestionSet(theirs, { ...OWN, code: "first", title: "First" }, quietly);
    await saveQuestionSet(theirs, OWN, quietly);
    const survey = csv([
      ["Organisation name", "Postcode", "Date submitted", "Did you cut hours?"],
      ["Alder", "LS1 1AA", "13/02/2025", "Yes"],
      ["Birch", "LS2 1AA", "13/02/2025", "Perhaps so"],
    ]);
    await importInto(theirs, [write(folder, "own.csv", survey)], JANUARY);
    await importInto(theirs, [write(folder, "directory.csv", weeklyCsv([home]))]);
    const before = dump(mine);
    const result = await merge(mine, theirs);
    expect(result.added).toEqual({ files: 2, responses: 2, decisions: 0, registers: 1, entries: 0, releases: 0 });
    expect(readQuestionSets(mine).map(({ set }) => set.code)).toEqual(["cuts", "first"]);
    expect(readRegisters(mine)).toMatchObject([{ file: "directory.csv", entries: 1 }]);
    const own = { measure: "cuts.hours", by: "none", commissioner: null } as const;
    expect(await table(mine, own)).toEqual(await table(theirs, own));
    expect((await table(mine, own)).rows[0]).toMatchObject({ base: 1, unrecognised: 1 });
    await merge(theirs, mine);
    expect(evidenceByCode(theirs)).toEqual(evidenceByCode(mine));
    expect(check(theirs).issues).toEqual(check(mine).issues);
    await undo(mine, result.importId ?? 0);
    expect(dump(mine)).toEqual(before);
  });

  test("with nothing new makes no import and says so", async () => {
    const { mine, theirs } = await two(["january.csv"], ["january.csv"]);
    const before = dump(mine);
    expect(await merge(mine, theirs)).toEqual({
      importId: null,
      added: { files: 0, responses: 0, decisions: 0, registers: 0, entries: 0, releases: 0 },
      clashes: 0,
      notCopy: false,
    });
    expect(dump(mine)).toEqual(before);
    expect(await merge(mine, mine)).toMatchObject({ importId: null });
  });

  test("reads the other without a trace, also where it is open in another window or was copied while it was", async () => {
    const { folder, mine, theirs } = await two(["january.csv"], ["february.csv"]);
    const alone = path.join(folder, "sent");
    mkdirSync(alone);
    theirs.db.pragma("wal_checkpoint(TRUNCATE)");
    const sent = path.join(alone, "theirs.evidence");
    copyFileSync(theirs.path, sent);
    const bytes = readFileSync(sent);
    const { importId } = await mergeCampaign(mine, { path: sent, name: "theirs.evidence" }, quietly);
    expect([readdirSync(alone), readFileSync(sent).equals(bytes)]).toEqual([["theirs.evidence"], true]);
    await undo(mine, importId ?? 0);
    await decide(theirs, { ...PERHAPS, value: "likely" }, quietly);
    expect(await merge(mine, theirs)).toMatchObject({ added: { responses: 1, decisions: 1 } });
  });

  test("of campaigns that are no copies takes the lesser secret, so that both protect alike; undoing one keeps the other's", async () => {
    const folder = temporaryFolder();
    const rows = manyRows("Likely");
    const file = write(folder, "many.csv", trackerCsv("January", rows));
    const secrets = ["99", "11", "55"].map((pair) => pair.repeat(32));
    const [mine, theirs, third] = ["mine", "theirs", "third"].map((name, index) =>
      createCampaign(path.join(folder, `${name}.evidence`), { name, secret: secrets[index]! }),
    ) as [CampaignFile, CampaignFile, CampaignFile];
    for (const campaign of [mine, theirs]) await importInto(campaign, [file]);
    const first = await merge(mine, theirs);
    expect(first).toMatchObject({ notCopy: true, added: { responses: 0 } });
    expect(first.importId).not.toBeNull();
    expect((await merge(theirs, mine)).importId).toBeNull();
    const protectedTable = (campaign: CampaignFile) => table(campaign, { protected: true, by: "region" });
    expect(await protectedTable(mine)).toEqual(await protectedTable(theirs));
    await importInto(third, [write(folder, "february.csv", february)]);
    const second = await merge(mine, third);
    expect(readSecret(mine)).toBe(secrets[1]);
    await undo(mine, first.importId ?? 0);
    expect(readSecret(mine)).toBe(secrets[2]);
    await undo(mine, second.importId ?? 0);
    expect(readSecret(mine)).toBe(secrets[0]);
  });

  test("cancelled at any moment leaves the campaign as it was", async () => {
    const { mine, theirs } = await two(["january.csv"], ["february.csv"]);
    await decide(theirs, { ...PERHAPS, value: "likely" }, quietly);
    const before = dump(mine);
    for (let steps = 0; ; steps += 1) {
      const stop = new AbortController();
      let heard = 0;
      const context = { signal: stop.signal, progress: () => void ((heard += 1) > steps && stop.abort()) };
      const ended = await merge(mine, theirs, context).then(
        () => "merged",
        (error: { code?: string }) => error.code,
      );
      if (ended === "merged") {
        expect(steps).toBeGreaterThan(3);
        break;
      }
      expect(ended).toBe("cancelled");
      expect(dump(mine)).toEqual(before);
    }
  });
});

describe("a merge is refused, and nothing is changed, where", () => {
  test("both have a sheet but about other months", async () => {
    const { folder, mine, theirs } = await two([], []);
    const unnamed = trackerCsv("January", manyRows("Likely").slice(0, 2)).replaceAll(" in January", "");
    const file = write(folder, "unnamed.csv", unnamed);
    await importInto(mine, [file], JANUARY);
    await importInto(theirs, [file], FEBRUARY);
    await refused(
      mine,
      theirs,
      /theirs\.evidence cannot be merged: unnamed\.csv is in both campaigns, but it was read as about January 2025 here and as about February 2025 there\. Undo that import in one of the two/,
    );
  });

  test("both have a sheet but took its columns for other things", async () => {
    const { folder, mine, theirs } = await two([], []);
    const file = write(folder, "columns.csv", january);
    await importInto(mine, [file]);
    const { files } = await stageFiles([{ path: file, name: "columns.csv" }], quietly, {
      ...knownFrom(theirs),
      choices: new Map([[0, { places: new Map([[2, null]]), months: new Map(), dateOrder: null, headerRow: null }]]),
    });
    await commitImport(theirs, files, quietly);
    await refused(mine, theirs, /with other columns: “Parent_Organisation” as parentName here and as nothing there/);
  });

  test("both have a question set of one name that asks otherwise", async () => {
    const { mine, theirs } = await two([], []);
    await saveQuestionSet(mine, OWN, quietly);
    const [question] = OWN.questions;
    await saveQuestionSet(theirs, { ...OWN, questions: [{ ...question!, label: "Hours" }] }, quietly);
    await refused(
      mine,
      theirs,
      /the question set “Cuts” \(cuts\) is in both campaigns but says otherwise there of “Hours”/,
    );
  });

  test("the other is of a newer version, damaged, or no campaign at all", async () => {
    const { folder, mine } = await two(["january.csv"], []);
    const newer = path.join(folder, "newer.evidence");
    createCampaign(newer, { name: "newer" }).close();
    const db = new Database(newer);
    db.pragma(`user_version = ${MIGRATIONS.length + 1}`);
    db.close();
    const damaged = path.join(folder, "damaged.evidence");
    const big = createCampaign(damaged, { name: "damaged" });
    await importInto(big, [write(folder, "many.csv", trackerCsv("January", manyRows("Likely")))]);
    big.close();
    const bytes = readFileSync(damaged);
    bytes.fill(0x5a, 8192, bytes.length - 4096);
    write(folder, "damaged.evidence", bytes);
    const before = dump(mine);
    for (const [file, code] of [
      [newer, "campaign-newer"],
      [damaged, "campaign-corrupt"],
      [write(folder, "other.evidence", "Name,Age\r\n"), "not-a-campaign"],
      [write(folder, "empty.evidence", ""), "not-a-campaign"],
      [path.join(folder, "gone.evidence"), "campaign-missing"],
    ] as const) {
      const error = await mergeCampaign(mine, { path: file, name: "from Ann.evidence" }, quietly).catch(
        (fault: unknown) => fault as { code: string; message: string },
      );
      expect(error).toMatchObject({ code, message: expect.stringContaining("from Ann.evidence") });
      expect(dump(mine)).toEqual(before);
    }
  });
});

test("a campaign of an older version is merged without being touched", async () => {
  const { folder, mine } = await two(["january.csv"], []);
  const old = path.join(folder, "old.evidence");
  const db = new Database(old);
  db.pragma(`application_id = ${APPLICATION_ID}`);
  db.exec(MIGRATIONS[0] ?? "");
  db.pragma("user_version = 1");
  db.exec(`
    INSERT INTO meta VALUES ('name', 'Old'), ('secret', '${"00".repeat(32)}'), ('sample', '0');
    INSERT INTO import VALUES (1, '2025-02-12T10:00:00Z');
    INSERT INTO file VALUES (1, 1, 'old.csv', 'aa', 10);
    INSERT INTO sheet VALUES (1, 1, 0, NULL, 0, NULL, ${2024 * 12 + 11}, '[]');
    INSERT INTO response (id, fingerprint, source, month, location_id) VALUES
      (1, x'01', 0, ${2024 * 12 + 11}, '1-1'), (2, x'02', 0, ${2024 * 12 + 11}, NULL);
    INSERT INTO answer VALUES (1, 0, 1, 'Fairly likely'), (2, 0, 10, 'Perhaps');
    INSERT INTO source_row VALUES (1, 2, 0, 1, NULL), (1, 3, 0, 2, NULL);
  `);
  db.close();
  const bytes = readFileSync(old);
  const files = readdirSync(folder);
  const result = await mergeCampaign(mine, { path: old, name: "old.evidence" }, quietly);
  expect(result.added).toMatchObject({ files: 1, responses: 2 });
  expect(await everybody(mine, "2024-12")).toMatchObject({ base: 1, intends: 1, unrecognised: 1 });
  expect(readFileSync(old).equals(bytes)).toBe(true);
  expect(readdirSync(folder)).toEqual(files);
});

describe("what merged campaigns say differently", () => {
  test("of a wording is listed, the latest counts, and choosing one settles it for good", async () => {
    const { mine, theirs } = await two(["january.csv"], ["january.csv"]);
    await decide(mine, { ...PERHAPS, value: "unlikely" }, quietly);
    await later();
    await decide(theirs, { ...PERHAPS, value: "likely" }, quietly);
    expect(await merge(mine, theirs)).toMatchObject({ clashes: 1, added: { decisions: 1 } });
    const [clash] = check(mine).clashes;
    expect(clash).toMatchObject({
      kind: "wording",
      what: "What “Perhaps” means in answer to “Likely to hand back in the next 3 months” (Local authority)",
      values: [
        { value: "likely", label: "Likely", from: "theirs.evidence" },
        { value: "unlikely", label: "Unlikely", from: null },
      ],
      effective: "likely",
    });
    expect(await everybody(mine, "2025-01")).toMatchObject({ base: 2, intends: 1 });
    await settleClash(mine, { key: clash!.key, value: "unlikely" }, quietly);
    expect(check(mine).clashes).toEqual([]);
    expect(await everybody(mine, "2025-01")).toMatchObject({ base: 2, intends: 0 });
    await merge(theirs, mine);
    expect(await everybody(theirs, "2025-01")).toMatchObject({ base: 2, intends: 0 });
    await expect(settleClash(mine, { key: clash!.key, value: "likely" }, quietly)).rejects.toMatchObject({
      code: "bad-request",
    });
  });

  test("of a wording that is only revised by saving its question set stays listed, and the merge can be undone", async () => {
    const { folder, mine, theirs } = await two([], []);
    const survey = csv([
      ["Organisation name", "Postcode", "Date submitted", "Did you cut hours?"],
      ["Alder", "LS1 1AA", "13/02/2025", "Perhaps so"],
    ]);
    const file = write(folder, "own.csv", survey);
    const said = { kind: "unknown-wording", question: "cuts.hours", wording: "Perhaps so" } as const;
    for (const [campaign, value] of [
      [mine, "yes"],
      [theirs, "no"],
    ] as const) {
      await saveQuestionSet(campaign, OWN, quietly);
      await importInto(campaign, [file], JANUARY);
      await decide(campaign, { ...said, value }, quietly);
      await later();
    }
    const before = dump(mine);
    const { importId } = await merge(mine, theirs);
    await saveQuestionSet(mine, OWN, quietly);
    expect(check(mine).clashes).toMatchObject([
      { what: "What “Perhaps so” means in answer to “Hours cut”", effective: "no" },
    ]);
    await undo(mine, importId ?? 0);
    expect(dump(mine)).toEqual(before);
  });

  test("of two organisations and of the response that stands is settled the same way", async () => {
    const folder = temporaryFolder();
    const rows: TrackerRow[] = [
      { location: "1-1", parent: "Alder Care", answers: { "intent.la": "Likely" } },
      { location: "1-2", parent: "Alder Care", answers: { "intent.la": "Unlikely" } },
      { location: "1-3", parent: "Birch Care", answers: { "intent.la": "Likely" } },
    ];
    const file = write(folder, "january.csv", trackerCsv("January", rows));
    const [mine, theirs] = [newCampaign(folder, "mine"), newCampaign(folder, "theirs")];
    const pair = { pairs: [{ a: "name aldercare", b: "name birchcare" }], note: "" };
    for (const [campaign, verdict, responseId] of [
      [mine, "different", 1],
      [theirs, "same", 2],
    ] as const) {
      await importInto(campaign, [file]);
      await standByChoice(campaign, { responseId, note: `by ${verdict}` }, quietly);
      await linkOrganisations(campaign, { ...pair, verdict }, quietly);
      await later();
    }
    await merge(mine, theirs);
    const clashes = check(mine).clashes;
    expect(
      clashes.map(({ kind, what, values, effective }) => [kind, what, values.map(({ label }) => label), effective]),
    ).toEqual([
      [
        "organisations",
        "Whether “Alder Care” and “Birch Care” are one organisation",
        ["One organisation", "Two organisations"],
        "same",
      ],
      [
        "response",
        expect.stringMatching(/^Which response of “.* Care” stands in January 2025$/),
        ["january.csv, row 3, of 10/02/2025", "january.csv, row 2, of 10/02/2025"],
        clashes[1]?.values[0]?.value,
      ],
    ]);
    expect(await everybody(mine, "2025-01")).toMatchObject({ base: 1, intends: 0 });
    await settleClash(mine, { key: clashes[1]!.key, value: clashes[1]!.values[1]!.value }, quietly);
    expect(await everybody(mine, "2025-01")).toMatchObject({ base: 1, intends: 1 });
    await settleClash(mine, { key: clashes[0]!.key, value: "different" }, quietly);
    expect(await everybody(mine, "2025-01")).toMatchObject({ base: 2, intends: 2 });
    expect(check(mine).clashes).toEqual([]);
    expect(check(mine).settled.map(({ note }) => note)).toEqual(["by different"]);
  });

  test("where others called the same join two called different, the chain can be broken or joined", async () => {
    const folder = temporaryFolder();
    const names = ["Alder Care", "Birch Care", "Cedar Care"];
    const rows = names.map((parent, index) => ({ location: `1-${index}`, parent, answers: { "intent.la": "Likely" } }));
    const file = write(folder, "january.csv", trackerCsv("January", rows));
    const [alder, birch, cedar] = ["name aldercare", "name birchcare", "name cedarcare"] as const;
    const merged = async (name: string): Promise<CampaignFile> => {
      const [mine, theirs] = [newCampaign(folder, name), newCampaign(folder, `${name} theirs`)];
      for (const campaign of [mine, theirs]) await importInto(campaign, [file]);
      await linkOrganisations(mine, { pairs: [{ a: alder, b: cedar }], verdict: "different", note: "" }, quietly);
      await linkOrganisations(theirs, { pairs: [{ a: alder, b: birch }], verdict: "same", note: "" }, quietly);
      await linkOrganisations(theirs, { pairs: [{ a: birch, b: cedar }], verdict: "same", note: "" }, quietly);
      expect(await merge(mine, theirs)).toMatchObject({ clashes: 1 });
      return mine;
    };
    const mine = await merged("mine");
    const [clash] = check(mine).clashes;
    expect(clash).toMatchObject({
      kind: "chain",
      what: "“Alder Care” and “Cedar Care” were called different, but others that were called the same join them",
      effective: "same",
    });
    expect(clash?.values.map(({ label }) => label)).toEqual([
      "They are one",
      "Two: “Alder Care” and “Birch Care” are different",
      "Two: “Birch Care” and “Cedar Care” are different",
    ]);
    expect(await everybody(mine, "2025-01")).toMatchObject({ base: 1 });
    await settleClash(mine, { key: clash!.key, value: clash!.values[2]!.value }, quietly);
    expect(check(mine).clashes).toEqual([]);
    expect(await everybody(mine, "2025-01")).toMatchObject({ base: 2 });
    const joined = await merged("joined");
    await settleClash(joined, { key: check(joined).clashes[0]!.key, value: "same" }, quietly);
    expect(check(joined).clashes).toEqual([]);
    expect(await everybody(joined, "2025-01")).toMatchObject({ base: 1 });
  });
});

const OWN: QuestionSet = questionSetSchema.parse({
  code: "cuts",
  title: "Cuts",
  questions: [{ code: "hours", label: "Hours cut", wording: "Did you cut hours?", kind: "yes-no" }],
});

const home = {
  id: "1-101",
  provider: "1-201",
  name: "Larkrise House",
  providerName: "Larkrise Group Limited",
  authority: "Leeds",
  region: "Yorkshire and The Humber",
  types: ["Residential homes"],
};

/** Two campaigns of one secret, with some of the files above in each. */
async function two(
  own: readonly ("january.csv" | "february.csv")[],
  other: readonly ("january.csv" | "february.csv")[],
): Promise<{ folder: string; mine: CampaignFile; theirs: CampaignFile }> {
  const folder = temporaryFolder();
  const texts = { "january.csv": january, "february.csv": february };
  const [mine, theirs] = [newCampaign(folder, "mine"), newCampaign(folder, "theirs")];
  for (const [campaign, names] of [
    [mine, own],
    [theirs, other],
  ] as const) {
    for (const name of names) await importInto(campaign, [write(folder, name, texts[name])]);
  }
  return { folder, mine, theirs };
}

function merge(mine: CampaignFile, theirs: CampaignFile, context: WorkContext = quietly): Promise<MergeResult> {
  return mergeCampaign(mine, { path: theirs.path, name: path.basename(theirs.path) }, context);
}

async function refused(mine: CampaignFile, theirs: CampaignFile, message: RegExp): Promise<void> {
  const before = dump(mine);
  await expect(merge(mine, theirs)).rejects.toMatchObject({
    code: "merge-refused",
    message: expect.stringMatching(message),
  });
  expect(dump(mine)).toEqual(before);
  await expect(merge(theirs, mine)).rejects.toMatchObject({ code: "merge-refused" });
}

/** Evidence with questions by their codes: their numbers are each campaign's own. */
function evidenceByCode(campaign: CampaignFile): unknown {
  const codes = new Map(
    readQuestionSets(campaign).flatMap(({ set, ids }) => [...ids].map(([code, id]) => [id, `${set.code}.${code}`])),
  );
  const all = evidence(campaign) as { rollup: { question: number }[] };
  return {
    ...all,
    rollup: all.rollup.map(({ question, ...rest }) => ({ ...rest, question: codes.get(question) ?? question })),
  };
}

function manyRows(answer: string): TrackerRow[] {
  const regions = ["London", "North East", "South West"];
  return Array.from({ length: 90 }, (_, index) => ({
    location: `1-90${index}`,
    parent: `Bramblewick Number ${index}`,
    region: regions[index % 3]!,
    asked: "Homecare",
    answers: { "intent.la": index % 4 === 0 ? answer : "Unlikely" },
  }));
}

/** Decisions carry the time to the millisecond. */
function later(): Promise<void> {
  return new Promise((resolve) => setTimeout(resolve, 3));
}
