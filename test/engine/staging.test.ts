import { existsSync, writeFileSync } from "node:fs";
import path from "node:path";
import { describe, expect, test } from "vitest";
import type { StagedImport } from "../../shared/contract.ts";
import { directCaller } from "../../shared/rpc.ts";
import { createEngine } from "../../electron/engine/engine.ts";
import { csv, temporaryFolder, trackerCsv, write } from "./files.ts";

const INTENT = "How likely are you to hand back any LA contracts in the next 3 months?";

/** An engine with an empty campaign, and the paths its host was told to let go of. */
async function open(folder: string) {
  const released: string[] = [];
  const engine = createEngine({
    version: "1",
    host: "command",
    library: { folder: path.join(folder, "library") },
    packs: folder,
    release: (paths) => released.push(...paths),
    log: (error) => {
      throw error;
    },
  });
  const caller = directCaller(engine);
  await caller.call("campaign.create", { name: "One" });
  const stage = (...files: string[]): Promise<StagedImport> =>
    caller.call("import.stage", { files: files.map((file) => ({ path: file, name: path.basename(file) })) });
  const commit = async (staged: StagedImport) => caller.call("import.commit", { stageId: staged.stageId });
  return { engine, caller, stage, commit, released };
}

describe("a staged import", () => {
  test("asks for the order of dates, and reads the sheet again by the answer", async () => {
    const folder = temporaryFolder();
    const { caller, stage, commit } = await open(folder);
    const text = csv([
      ["CQC_ID", INTENT, "Did you hand back any LA contracts in January?", "Submitted"],
      ["1-1", "Likely", "No", "02/03/2025"],
    ]);
    const staged = await stage(write(folder, "a.csv", text));
    expect(staged.sheets[0]).toMatchObject({ verdict: "needs-answer", dateOrder: { row: 2, written: "02/03/2025" } });
    await expect(commit(staged)).rejects.toMatchObject({ code: "date-order-uncertain" });
    const sheetKey = staged.sheets[0]?.key ?? "";
    const chosen = await caller.call("import.choose", { stageId: staged.stageId, sheetKey, dateOrder: "month-day" });
    expect(chosen.sheets[0]).toMatchObject({ verdict: "recognised", dateOrder: null });
    const { rows } = await caller.call("import.rows", { ...whole(chosen), limit: 10 });
    expect(rows).toMatchObject([{ row: 2, submittedAt: "2025-02-03T00:00:00" }]);
  });

  test("takes a column for what the user says, shows what comes of it, and remembers it", async () => {
    const folder = temporaryFolder();
    const { caller, stage, commit } = await open(folder);
    const sheet = (month: string, extra: string): string =>
      csv([
        ["Who", "Contract plans", `Handed back LA contracts in ${month} 2025?`, extra],
        ["1-1", "Likely", "No", "x"],
        ["1-2", "Unlikely", "Yes", "y"],
      ]);
    const staged = await stage(write(folder, "jan.csv", sheet("January", "Notes")));
    const sheetKey = staged.sheets[0]?.key ?? "";
    expect(staged.sheets[0]?.parts[0]).toMatchObject({ added: 0, setAside: 2 });
    expect(staged.sheets[0]?.columns[1]).toMatchObject({
      header: "Contract plans",
      role: null,
      samples: ["Likely", "Unlikely"],
    });
    const columns = { 0: "locationId", 1: "intent.la", 3: null };
    const chosen = await caller.call("import.choose", { stageId: staged.stageId, sheetKey, columns });
    expect(chosen.sheets[0]?.parts[0]).toMatchObject({ added: 2, setAside: 0, questions: 2 });
    await commit(chosen);
    const next = await stage(write(folder, "feb.csv", sheet("February", "Remarks")));
    expect(next.sheets[0]?.columns[1]).toMatchObject({ role: "intent.la", reason: "as you said last time" });
    expect(next.sheets[0]).toMatchObject({
      verdict: "changed",
      since: {
        file: "jan.csv",
        month: "2025-01",
        changes: [
          { kind: "added", text: "“Remarks” is new" },
          { kind: "dropped", text: "“Notes” is no longer there" },
        ],
      },
    });
  });

  test("tells new, changed, same and set-aside rows apart, and finds them", async () => {
    const folder = temporaryFolder();
    const { caller, stage, commit } = await open(folder);
    const row = (location: string, answer: string, day = "10") => ({
      location,
      name: `Place ${location}`,
      answers: { "intent.la": answer },
      updated: `${day}/02/2025 09:30:00`,
    });
    await commit(
      await stage(write(folder, "first.csv", trackerCsv("January", [row("1-1", "Likely"), row("1-2", "Likely")]))),
    );
    const later = [
      row("1-1", "Likely"),
      row("1-2", "Unlikely", "11"),
      row("1-3", "Likely"),
      { answers: { "intent.la": "Likely" } },
    ];
    const staged = await stage(write(folder, "later.csv", trackerCsv("January", later)));
    expect(staged.sheets[0]?.parts[0]).toMatchObject({ rowsRead: 4, added: 1, changed: 1, unchanged: 1, setAside: 1 });
    const found = async (fate: "new" | "changed" | "unchanged" | "set-aside" | "all", search = "") =>
      (await caller.call("import.rows", { ...whole(staged), fate, search, limit: 10 })).rows.map((each) => each.row);
    expect(await found("all")).toEqual([2, 3, 4, 5]);
    expect(await found("unchanged")).toEqual([2]);
    expect(await found("changed")).toEqual([3]);
    expect(await found("new")).toEqual([4]);
    expect(await found("set-aside")).toEqual([5]);
    expect(await found("all", "place 1-3")).toEqual([4]);
  });

  test("takes another month where the user says so, and gives up files once it is done", async () => {
    const folder = temporaryFolder();
    const { caller, stage, commit, released } = await open(folder);
    const file = write(
      folder,
      "a.csv",
      trackerCsv("January", [{ location: "1-1", answers: { "intent.la": "Likely" } }]),
    );
    const staged = await stage(file);
    const sheetKey = staged.sheets[0]?.key ?? "";
    const months = { [staged.sheets[0]?.parts[0]?.key ?? ""]: "2025-02" };
    const chosen = await caller.call("import.choose", { stageId: staged.stageId, sheetKey, months });
    expect(chosen.sheets[0]?.parts[0]).toMatchObject({ month: "2025-02" });
    expect(released).toEqual([]);
    const { files } = await commit(chosen);
    expect(files).toMatchObject([{ month: "2025-02", stored: 1 }]);
    expect(released).toEqual([file]);
    expect(existsSync(file)).toBe(true);
  });

  test("whose file has changed since it was read is not read again as if it were the same", async () => {
    const folder = temporaryFolder();
    const { caller, stage } = await open(folder);
    const file = write(folder, "a.csv", trackerCsv("January", [{ location: "1-1" }]));
    const staged = await stage(file);
    writeFileSync(file, trackerCsv("January", [{ location: "1-2" }]));
    const said = { stageId: staged.stageId, sheetKey: staged.sheets[0]?.key ?? "", columns: {} };
    await expect(caller.call("import.choose", said)).rejects.toMatchObject({ code: "stage-gone" });
  });

  test("of a sheet that asks nothing known waits for its columns; a mapping saved from it serves another campaign", async () => {
    const folder = temporaryFolder();
    const { caller, stage, commit } = await open(folder);
    const file = write(
      folder,
      "pay.csv",
      csv([
        ["Respondent ID", "End Date", "Will you raise pay?", "Hourly rate"],
        ...Array.from({ length: 12 }, (_, index) => [
          String(index),
          "02/15/2025",
          ["Yes", "No", "Don't know"][index % 3] ?? "",
          String(11 + index / 4),
        ]),
      ]),
    );
    const staged = await stage(file);
    expect(staged.sheets[0]).toMatchObject({ platform: "SurveyMonkey", parts: [] });
    await expect(commit(staged)).rejects.toMatchObject({ code: "no-recognisable-columns" });
    const sheetKey = staged.sheets[0]?.key ?? "";
    const set = await caller.call("questionSet.propose", { stageId: staged.stageId, sheetKey, columns: [2, 3] });
    expect(set.questions.map(({ kind }) => kind)).toEqual(["yes-no", "number"]);
    await caller.call("questionSet.save", { set: { ...set, code: "pay", title: "Pay" } });
    const read = await caller.call("import.choose", { stageId: staged.stageId, sheetKey });
    expect(read.sheets[0]?.parts).toMatchObject([
      { questionSet: "pay", questionSetTitle: "Pay", month: null, added: 12 },
    ]);
    const said = await caller.call("import.choose", {
      stageId: staged.stageId,
      sheetKey,
      months: { [read.sheets[0]?.parts[0]?.key ?? ""]: "2025-01" },
    });
    const { text } = await caller.call("import.mapping", { stageId: staged.stageId, sheetKey });
    expect(text).not.toContain("02/15/2025");
    expect(await commit(said)).toMatchObject({ files: [{ questionSet: "pay", month: "2025-01", stored: 12 }] });
    expect(await caller.call("questionSet.list", {})).toMatchObject([{ set: { code: "pay" }, responses: 12 }]);
    await expect(caller.call("questionSet.remove", { code: "pay" })).rejects.toMatchObject({ code: "bad-request" });

    await caller.call("campaign.create", { name: "Another" });
    const again = await stage(file, write(folder, "pay mapping.json", text));
    expect(again.sheets[0]?.parts).toMatchObject([{ questionSet: "pay", added: 12 }]);
  });

  test("goes on without the files that cannot be used, and without those left out", async () => {
    const folder = temporaryFolder();
    const { caller, stage } = await open(folder);
    const good = write(folder, "good.csv", trackerCsv("January", [{ location: "1-1" }]));
    const staged = await stage(
      good,
      write(folder, "empty.csv", ""),
      write(
        folder,
        "list.csv",
        csv([
          ["Name", "Town"],
          ["A", "B"],
        ]),
      ),
    );
    expect(staged.refused.map(({ file }) => file)).toEqual(["empty.csv"]);
    expect(staged.sheets.map(({ file }) => file)).toEqual(["good.csv", "list.csv"]);
    const left = await caller.call("import.leaveOut", { stageId: staged.stageId, file: "list.csv" });
    expect(left.sheets.map(({ file }) => file)).toEqual(["good.csv"]);
    const none = await caller.call("import.leaveOut", { stageId: staged.stageId, file: "empty.csv" });
    expect(none.refused).toEqual([]);
  });
});

function whole(staged: StagedImport) {
  const [sheet] = staged.sheets;
  return {
    stageId: staged.stageId,
    sheetKey: sheet?.key ?? "",
    part: sheet?.parts[0]?.key ?? "",
    fate: "all" as const,
    offset: 0,
  };
}

test("a saved mapping holds decisions on common wordings, and nothing that few organisations wrote", async () => {
  const folder = temporaryFolder();
  const { caller, stage, commit } = await open(folder);
  const said = ["Probably", "probably", "Probably", "Likely, says Sunrise Care of Leeds"];
  const rows = said.map((answer, index) => ({ location: `1-${index}`, answers: { "intent.la": answer } }));
  const file = write(folder, "a.csv", trackerCsv("January", rows));
  await commit(await stage(file));
  for (const wording of ["Probably", "Likely, says Sunrise Care of Leeds"]) {
    await caller.call("check.decide", { kind: "unknown-wording", question: "intent.la", wording, value: "likely" });
  }
  const staged = await stage(file);
  const { text } = await caller.call("import.mapping", {
    stageId: staged.stageId,
    sheetKey: staged.sheets[0]?.key ?? "",
  });
  expect(JSON.parse(text)).toMatchObject({ wordings: { "intent.la": { Probably: "likely" } } });
  expect(text).not.toContain("Sunrise");
});
