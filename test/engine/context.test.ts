import { expect, test } from "vitest";
import { contextOf } from "../../electron/engine/context.ts";
import { wordingBreaks } from "../../electron/engine/evidence/wordingBreaks.ts";
import { removeView, savedViews, saveView } from "../../electron/engine/savedViews.ts";
import { newSession } from "../../electron/engine/session.ts";
import { contract, type Output } from "../../shared/contract.ts";
import { directCaller } from "../../shared/rpc.ts";
import { createEngine } from "../../electron/engine/engine.ts";
import type { CampaignFile } from "../../electron/engine/store/campaignFile.ts";
import { QUESTION_WORDINGS } from "../../shared/vocabulary.ts";
import { dump, importInto, newCampaign, undo } from "./campaign.ts";
import { surveyCsv, temporaryFolder, trackerCsv, write } from "./files.ts";
import { PAY, payMembers, storeMembers, storeSet } from "./ownSets.ts";

const likely = { "intent.la": "Likely" } as const;

function context(campaign: CampaignFile, measure: "intent" | "discussion" | "pay.rise"): Output<"context.get"> {
  const query = contract["context.get"].input.parse({ measure });
  return contract["context.get"].output.parse(contextOf(newSession("test", campaign), query));
}

test("the window of a month is the days its answers were given; no file's word is no day", async () => {
  const folder = temporaryFolder();
  const campaign = newCampaign(folder);
  expect(context(campaign, "intent")).toEqual({ windows: [], breaks: [] });
  const january = trackerCsv("January", [
    { location: "1-11", updated: "28/02/2025 23:50:00", answers: likely },
    { location: "1-12", updated: "10/02/2025 09:30:00", answers: likely },
    { location: "1-13", updated: "12/02/2025 09:30:00", answers: likely },
  ]);
  await importInto(campaign, [write(folder, "january.csv", january)]);
  const undated = trackerCsv("February", [{ location: "1-11", updated: "", answers: likely }]);
  await importInto(campaign, [write(folder, "february.csv", undated)], "2025-02" as never);
  expect(context(campaign, "discussion").windows).toEqual([
    { month: "2025-01", first: "2025-02-10", last: "2025-02-28" },
    { month: "2025-02", first: null, last: null },
  ]);
  campaign.close();
});

test("a wording that changed is told with its month, its source and both wordings, whatever month it names", async () => {
  const folder = temporaryFolder();
  const campaign = newCampaign(folder);
  const tracker = (month: string, day: string): string =>
    trackerCsv(month, [{ location: "1-11", updated: `${day} 09:30:00`, answers: likely }]);
  const NEW = "How likely is it that you will hand back any Local Authority contracts over the next 3 months?";
  const files = {
    "january.csv": tracker("January", "10/02/2025"),
    "february.csv": tracker("February", "10/03/2025"),
    "march.csv": tracker("March", "10/04/2025").replace(QUESTION_WORDINGS["intent.la"], `4. ${NEW}`),
    "april.csv": tracker("April", "10/05/2025").replace(QUESTION_WORDINGS["intent.la"], `Q5) ${NEW}`),
    "survey.csv": surveyCsv("March", [
      { respondent: "1", organisation: "Elm", postcode: "LS1 1AA", ended: "04/10/2025 07:33:13 AM", answers: likely },
    ]),
  };
  for (const [name, text] of Object.entries(files)) await importInto(campaign, [write(folder, name, text)]);
  expect(context(campaign, "intent").breaks).toEqual([
    {
      month: "2025-03",
      commissioner: "la",
      source: "Capacity Tracker",
      before: QUESTION_WORDINGS["intent.la"],
      after: `4. ${NEW}`,
    },
  ]);
  expect(context(campaign, "discussion").breaks).toEqual([]);
  campaign.close();
});

test("wordings are compared without months, years, numbers in front and punctuation; codes of columns are none", () => {
  const from = (month: number, heading: string, source = "Jisc Online Surveys") => ({
    month: 24_300 + month,
    heading,
    source,
  });
  const asked = "Did you hand back any contracts in";
  expect(
    wordingBreaks([
      from(0, `3. ${asked} January 2025?`),
      from(1, `Q4a) ${asked.toUpperCase()} FEB 2025`),
      from(2, "handback_la"),
      from(3, `${asked}  May`),
      from(4, `${asked} May`),
      from(4, "Have you given back any contracts at all?"),
      from(5, "Have you given back any contracts at all?"),
      from(6, "Have you, since June 2025, ended any contracts?"),
      from(6, "Have you ended any contracts since July?", "Snap"),
    ]),
  ).toEqual([
    {
      month: "2025-07",
      source: "Jisc Online Surveys",
      before: "Have you given back any contracts at all?",
      after: "Have you, since June 2025, ended any contracts?",
    },
  ]);
  // Financial years, the days of a period and & change nothing either.
  expect(
    wordingBreaks([
      from(0, "Did you hand back contracts for 2024/25 over fees & costs (1 February to 30 April)?"),
      from(1, "Did you hand back contracts for 2025-26 over fees and costs (1st March to 31 May)?"),
    ]),
  ).toEqual([]);
  // "Over the next 3 months" and "over the next 6 months" are two questions.
  expect(
    wordingBreaks([
      from(0, "1 How likely are you to leave within the next 3 months?"),
      from(1, "2 How likely are you to leave within the next 6 months?"),
    ]),
  ).toHaveLength(1);
});

test("a question of a set of your own has the windows of its set and no commissioner", () => {
  const folder = temporaryFolder();
  const campaign = newCampaign(folder);
  storeSet(campaign, PAY);
  storeMembers(campaign, PAY, "2025-01", payMembers(3, 3));
  const { windows, breaks } = context(campaign, "pay.rise");
  expect(windows.map(({ month }) => month)).toEqual(["2025-01"]);
  expect(breaks).toEqual([]);
  expect(() => context(campaign, "pay.nothing" as never)).toThrow("no question");
  campaign.close();
});

test("views are kept by name in the campaign, the same name replaced, and outlast an import that is taken back", async () => {
  const folder = temporaryFolder();
  const engine = createEngine({
    version: "1",
    host: "command",
    library: { folder },
    packs: folder,
    log: (error) => {
      throw error;
    },
  });
  const caller = directCaller(engine);
  await caller.call("campaign.create", { name: "Mine" });
  expect(await caller.call("view.list", {})).toEqual([]);
  for (const [name, address] of [
    ["Éire 10", "a=1"],
    ["eire 9", "a=2"],
    ["  Zebra ", "a=3"],
    ["Apple", "a=4"],
    ["Apple", "a=5"],
  ] as const)
    await caller.call("view.save", { name, address });
  const kept = [
    { name: "Apple", address: "a=5" },
    { name: "eire 9", address: "a=2" },
    { name: "Éire 10", address: "a=1" },
    { name: "Zebra", address: "a=3" },
  ];
  expect(await caller.call("view.list", {})).toEqual(kept);
  const file = {
    path: write(folder, "a.csv", trackerCsv("January", [{ location: "1-1", answers: likely }])),
    name: "a.csv",
  };
  const { stageId } = await caller.call("import.stage", { files: [file] });
  const { importId } = await caller.call("import.commit", { stageId });
  await caller.call("import.undo", { importId: importId ?? 0 });
  await caller.call("campaign.close", {});
  await caller.call("campaign.open", { id: "mine" });
  expect(await caller.call("view.list", {})).toEqual(kept);
  expect(await caller.call("view.remove", { name: "eire 9" })).toEqual(kept.filter(({ name }) => name !== "eire 9"));
  expect(await caller.call("view.remove", { name: "eire 9" })).toHaveLength(3);
  await engine.close();
});

test("fifty views are kept, and no more; removing the last leaves the file as it was", async () => {
  const folder = temporaryFolder();
  const campaign = newCampaign(folder);
  const before = dump(campaign);
  for (let index = 0; index < 50; index += 1) saveView(campaign, { name: `View ${index}`, address: "" });
  expect(() => saveView(campaign, { name: "One more", address: "" })).toThrow("keeps 50 views");
  expect(saveView(campaign, { name: "View 7", address: "by=none" })).toHaveLength(50);
  const { importId } = await importInto(campaign, [
    write(folder, "a.csv", trackerCsv("January", [{ location: "1-1", answers: likely }])),
  ]);
  await undo(campaign, importId ?? 0);
  expect(savedViews(campaign)).toHaveLength(50);
  for (const { name } of savedViews(campaign)) removeView(campaign, name);
  expect(dump(campaign)).toEqual(before);
  campaign.close();
});
