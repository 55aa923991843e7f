import path from "node:path";
import { describe, expect, test } from "vitest";
import { commitImport, type ImportOutcome } from "../../electron/engine/importing.ts";
import type { StageOptions } from "../../electron/engine/intake/stage.ts";
import { knownFrom, stageFiles } from "../../electron/engine/staging.ts";
import type { CampaignFile } from "../../electron/engine/store/campaignFile.ts";
import { readLocations, readMembers, readRegisters } from "../../electron/engine/store/registers.ts";
import { readImports } from "../../electron/engine/store/summary.ts";
import { dump, evidence, newCampaign, quietly, undo } from "./campaign.ts";
import { csv, temporaryFolder, trackerCsv, write } from "./files.ts";
import { manyLocations, weeklyCsv, type Location } from "./intake/register/fixtures.ts";

const home: Location = {
  id: "1-101",
  provider: "1-201",
  name: "Larkrise House",
  providerName: "Larkrise Group Limited",
  authority: "Leeds",
  region: "Yorkshire and The Humber",
  types: ["Residential homes"],
};
const october = weeklyCsv([home, { ...home, id: "1-102" }, { ...home, id: "1-103", types: ["Dentist"] }]);
const november = weeklyCsv([{ ...home, provider: "1-202", types: ["Nursing homes"] }], { day: "5 November 2025" });

async function take(
  campaign: CampaignFile,
  files: readonly string[],
  options: StageOptions = {},
): Promise<ImportOutcome> {
  const inputs = files.map((file) => ({ path: file, name: path.basename(file) }));
  const { files: staged, refused } = await stageFiles(inputs, quietly, { ...knownFrom(campaign), ...options });
  expect(refused).toEqual([]);
  return commitImport(campaign, staged, quietly);
}

describe("a register", () => {
  test("is stored as a snapshot of its day, and every row is accounted for", async () => {
    const folder = temporaryFolder();
    const campaign = newCampaign(folder);
    const { registers, files, importId } = await take(campaign, [write(folder, "october.csv", october)]);
    expect(files).toEqual([]);
    expect(registers).toMatchObject([
      {
        file: "october.csv",
        sheet: null,
        kind: "cqc-directory",
        asOf: "2025-10-29",
        rowsRead: 3,
        stored: 2,
        unchanged: 0,
        setAside: [{ row: 8, reason: "Not an adult social care service: Dentist." }],
      },
    ]);
    expect(readRegisters(campaign)).toMatchObject([
      { importId, kind: "cqc-directory", file: "october.csv", asOf: "2025-10-29", entries: 2, setAside: 1 },
    ]);
    expect(readImports(campaign)).toMatchObject([
      { files: ["october.csv"], rowsRead: 0, registers: [{ kind: "cqc-directory", asOf: "2025-10-29", entries: 2 }] },
    ]);
  });

  test("imported again stores nothing, and otherwise than before is refused", async () => {
    const folder = temporaryFolder();
    const campaign = newCampaign(folder);
    const file = write(folder, "october.csv", october);
    await take(campaign, [file]);
    const before = dump(campaign);
    expect(await take(campaign, [file])).toMatchObject({ importId: null, registers: [{ stored: 0, unchanged: 2 }] });
    expect(dump(campaign)).toEqual(before);
    await expect(take(campaign, [file], { asOf: "2025-10-30" })).rejects.toMatchObject({
      code: "already-imported",
      message: expect.stringContaining("october.csv has been imported before, as of 2025-10-29") as string,
    });
    expect(dump(campaign)).toEqual(before);
  });

  test("without a day is refused, naming the file and what to say", async () => {
    const folder = temporaryFolder();
    const campaign = newCampaign(folder);
    const file = write(folder, "undated.csv", weeklyCsv([home], { day: null }));
    await expect(take(campaign, [file])).rejects.toMatchObject({
      code: "as-of-uncertain",
      message: expect.stringMatching(/undated\.csv.*CQC directory.*--as-of/) as string,
    });
    expect(await take(campaign, [file], { asOf: "2025-11-01" })).toMatchObject({ registers: [{ asOf: "2025-11-01" }] });
  });

  test("and its undoing leave the campaign exactly as it was", async () => {
    const folder = temporaryFolder();
    const campaign = newCampaign(folder);
    const answers = { "intent.la": "Likely" };
    await take(campaign, [
      write(
        folder,
        "t.csv",
        trackerCsv("January", [
          { location: "1-101", answers },
          { location: "1-102", answers },
        ]),
      ),
    ]);
    const before = dump(campaign);
    const list = write(
      folder,
      "members 2025-11-01.csv",
      csv([
        ["Member name", "CQC provider ID"],
        ["Larkrise", "1-201"],
      ]),
    );
    const { importId } = await take(campaign, [write(folder, "o.csv", october), list], { members: true });
    expect(dump(campaign)).not.toEqual(before);
    await undo(campaign, importId!);
    expect(dump(campaign)).toEqual(before);
  });

  test("brings the locations of the evidence together under their provider, and undoing parts them again", async () => {
    const folder = temporaryFolder();
    const campaign = newCampaign(folder);
    const answers = { "intent.la": "Likely" };
    await take(campaign, [
      write(
        folder,
        "t.csv",
        trackerCsv("January", [
          { location: "1-101", answers },
          { location: "1-102", answers },
        ]),
      ),
    ]);
    const standing = (): unknown[] =>
      campaign.db.prepare("SELECT organisation FROM standing WHERE unit = 0 ORDER BY 1").pluck().all();
    expect(standing()).toEqual(["location 1-101", "location 1-102"]);
    const { importId } = await take(campaign, [write(folder, "o.csv", october)]);
    expect(standing()).toEqual(["provider 1-201"]);
    await undo(campaign, importId!);
    expect(standing()).toEqual(["location 1-101", "location 1-102"]);
  });
});

describe("several registers", () => {
  test("give each location as the latest day has it, whatever the order of import", async () => {
    const folder = temporaryFolder();
    const lists = ["x", "y"].map((name, index) =>
      write(
        folder,
        `${name} 2025-1${index}-01.csv`,
        csv([
          ["Member name", "Email"],
          [`Member ${name}`, `${name}@m.example`],
        ]),
      ),
    );
    const directories = [write(folder, "october.csv", october), write(folder, "november.csv", november)];
    const found = [];
    for (const order of [
      [...directories, ...lists],
      [...lists.toReversed(), ...directories.toReversed()],
    ]) {
      const campaign = newCampaign(temporaryFolder());
      for (const file of order) await take(campaign, [file], { members: true });
      found.push({ locations: readLocations(campaign), members: readMembers(campaign), evidence: evidence(campaign) });
    }
    expect(found[1]).toEqual(found[0]);
    expect(found[0]?.locations).toMatchObject([
      { locationId: "1-101", providerId: "1-202", serviceType: 0, asOf: "2025-11-05", current: true },
      { locationId: "1-102", providerId: "1-201", serviceType: 1, asOf: "2025-10-29", current: false },
    ]);
    expect(found[0]?.members).toMatchObject([{ name: "Member y", contact: "y@m.example", asOf: "2025-11-01" }]);
  });

  test("of the same day are told apart by their hash, not by the order of import", async () => {
    const folder = temporaryFolder();
    const files = ["1-201", "1-202", "1-203"].map((provider) =>
      write(folder, `${provider}.csv`, weeklyCsv([{ ...home, provider }])),
    );
    const found = [];
    for (const order of [files, files.toReversed()]) {
      const campaign = newCampaign(temporaryFolder());
      for (const file of order) await take(campaign, [file]);
      found.push(readLocations(campaign));
    }
    expect(found[1]).toEqual(found[0]);
  });
});

test("a long directory reports how far it is, and cancelled leaves nothing behind", async () => {
  const folder = temporaryFolder();
  const campaign = newCampaign(folder);
  const before = dump(campaign);
  const file = write(folder, "whole.csv", weeklyCsv([...manyLocations(12_000)]));
  const stages = new Set<string>();
  const progress = ({ stage, done }: { stage: string; done: number }): unknown => done > 0 && stages.add(stage);
  const { files } = await stageFiles([{ path: file, name: "whole.csv" }], { ...quietly, progress });
  const abort = new AbortController();
  const stopping = { signal: abort.signal, progress: ({ done }: { done: number }) => done > 4000 && abort.abort() };
  await expect(commitImport(campaign, files, stopping)).rejects.toMatchObject({ code: "cancelled" });
  expect(dump(campaign)).toEqual(before);
  const { registers } = await commitImport(campaign, files, { ...quietly, progress });
  expect(registers).toMatchObject([{ rowsRead: 12_000, stored: 4000, unchanged: 0 }]);
  expect(registers[0]?.setAside).toHaveLength(8000);
  expect([...stages]).toEqual(["Reading whole.csv", "Storing the register"]);
});
