import { mkdirSync, writeFileSync } from "node:fs";
import path from "node:path";
import { expect, test } from "vitest";
import { createEngine, type Engine } from "../../electron/engine/engine.ts";
import { directCaller, type Caller } from "../../shared/rpc.ts";
import { temporaryFolder, trackerCsv, write } from "./files.ts";

function engineIn(folder: string): { engine: Engine; caller: Caller } {
  const engine = createEngine({
    version: "1",
    host: "command",
    library: { folder: path.join(folder, "campaigns") },
    packs: path.join(folder, "packs"),
    log: (error) => {
      throw error;
    },
  });
  return { engine, caller: directCaller(engine) };
}

const january = trackerCsv("January", [{ location: "1-1", answers: { "intent.la": "Likely" } }]);

test("a campaign that cannot be opened leaves the one that was open", async () => {
  const folder = temporaryFolder();
  const { engine, caller } = engineIn(folder);
  await caller.call("campaign.create", { name: "Mine" });
  mkdirSync(path.join(folder, "campaigns"), { recursive: true });
  writeFileSync(path.join(folder, "campaigns", "broken.evidence"), "not a campaign");
  await expect(caller.call("campaign.open", { id: "broken" })).rejects.toMatchObject({ code: "not-a-campaign" });
  expect(await caller.call("campaign.current", {})).toMatchObject({ name: "Mine" });
  expect((await caller.call("campaign.list", {})).map(({ name }) => name)).toEqual(["Mine", "broken.evidence"]);
  await engine.close();
});

test("what was staged for one campaign is never committed into another", async () => {
  const folder = temporaryFolder();
  const { engine, caller } = engineIn(folder);
  await caller.call("campaign.create", { name: "One" });
  const file = { path: write(folder, "a.csv", january), name: "a.csv" };
  const { stageId } = await caller.call("import.stage", { files: [file] });
  await caller.call("campaign.create", { name: "Other" });
  await expect(caller.call("import.commit", { stageId })).rejects.toMatchObject({ code: "stage-gone" });
  const staging = caller.call("import.stage", { files: [file] });
  await caller.call("campaign.open", { id: "one" });
  await expect(staging).rejects.toMatchObject({ code: "stage-gone" });
  expect(await caller.call("campaign.current", {})).toMatchObject({ name: "One", responses: 0 });
  await engine.close();
});

test("a campaign is closed only once the import in hand is in it", async () => {
  const folder = temporaryFolder();
  const { engine, caller } = engineIn(folder);
  await caller.call("campaign.create", { name: "One" });
  const rows = Array.from({ length: 5000 }, (_, index) => ({
    location: `1-${index}`,
    answers: { "intent.la": "Likely" },
  }));
  const file = { path: write(folder, "a.csv", trackerCsv("January", rows)), name: "a.csv" };
  const { stageId } = await caller.call("import.stage", { files: [file] });
  const [outcome] = await Promise.all([
    caller.call("import.commit", { stageId }),
    caller.call("campaign.create", { name: "Other" }),
  ]);
  expect(outcome.files).toMatchObject([{ stored: 5000 }]);
  expect(await caller.call("campaign.open", { id: "one" })).toMatchObject({ responses: 5000 });
  await engine.close();
});

test("an import is undone once, and by then gone from the list", async () => {
  const folder = temporaryFolder();
  const { engine, caller } = engineIn(folder);
  await caller.call("campaign.create", { name: "One" });
  const { stageId, sheets } = await caller.call("import.stage", {
    files: [{ path: write(folder, "a.csv", january), name: "a.csv" }],
  });
  expect(sheets).toMatchObject([{ verdict: "recognised", parts: [{ month: "2025-01", added: 1 }] }]);
  const { importId } = await caller.call("import.commit", { stageId });
  await caller.call("import.undo", { importId: importId ?? 0 });
  await expect(caller.call("import.undo", { importId: importId ?? 0 })).rejects.toMatchObject({
    message: expect.stringContaining("already"),
  });
  expect(await caller.call("import.list", {})).toEqual([]);
  await engine.close();
});

test("two campaigns of one name are two files, and names lead nowhere outside the library", async () => {
  const folder = temporaryFolder();
  const { engine, caller } = engineIn(folder);
  const ids = [];
  for (const name of ["Fees 2025", "Fees 2025", "../../etc/passwd", "日本"])
    ids.push((await caller.call("campaign.create", { name })).id);
  expect(new Set(ids).size).toBe(4);
  for (const id of ids) expect(id).toMatch(/^[\w-]+$/);
  await engine.close();
});

test("two windows that open the sample at once both get the one sample", async () => {
  const folder = temporaryFolder();
  const [one, other] = [engineIn(folder), engineIn(folder)];
  const opened = await Promise.all([one, other].map(({ caller }) => caller.call("campaign.openSample", {})));
  expect(opened[0]).toEqual(opened[1]);
  expect(opened[0]?.responses).toBeGreaterThan(5000);
  await one.engine.close();
  await other.engine.close();
});
