import path from "node:path";
import { describe, expect, test } from "vitest";
import { commitImport, type ImportOutcome } from "../../electron/engine/importing.ts";
import type { StageOptions } from "../../electron/engine/intake/stage.ts";
import { registerVerdictOf } from "../../electron/engine/registerVerdict.ts";
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

  test("imported again stores nothing", async () => {
    const folder = temporaryFolder();
    const campaign = newCampaign(folder);
    const file = write(folder, "october.csv", october);
    await take(campaign, [file]);
    const before = dump(campaign);
    expect(await take(campaign, [file])).toMatchObject({ importId: null, registers: [{ stored: 0, unchanged: 2 }] });
    expect(dump(campaign)).toEqual(before);
  });

  test("of the same bytes as of another day is another snapshot, and as another kind is refused", async () => {
    const folder = temporaryFolder();
    const campaign = newCampaign(folder);
    const list = csv([
      ["Member name", "CQC provider ID"],
      ["Larkrise", "1-201"],
    ]);
    await take(campaign, [write(folder, "members 2025-10-01.csv", list)], { members: true });
    const before = dump(campaign);
    const again = write(folder, "members 2025-11-01.csv", list);
    const { importId, registers } = await take(campaign, [again], { members: true });
    expect(registers).toMatchObject([{ asOf: "2025-11-01", stored: 1, unchanged: 0 }]);
    expect(readMembers(campaign)).toMatchObject([{ name: "Larkrise", asOf: "2025-11-01" }]);
    expect(await take(campaign, [again], { members: true })).toMatchObject({ importId: null });
    await undo(campaign, importId!);
    expect(dump(campaign)).toEqual(before);
    const file = write(folder, "october.csv", october);
    const said = {
      places: new Map(),
      months: new Map(),
      dateOrder: null,
      headerRow: null,
      kind: "member-list",
    } as const;
    await take(campaign, [file]);
    await expect(take(campaign, [file], { asOf: "2025-11-02", choices: new Map([[0, said]]) })).rejects.toMatchObject({
      code: "already-imported",
      message: expect.stringContaining("october.csv has been imported before, as a CQC directory") as string,
    });
  });

  test("of which nothing can be stored leaves the one before it standing", async () => {
    const folder = temporaryFolder();
    const campaign = newCampaign(folder);
    await take(campaign, [write(folder, "october.csv", october)]);
    const before = dump(campaign);
    const named = [
      { name: "n.csv", content: weeklyCsv([{ ...home, id: "101" }], { day: "5 November 2025" }), options: {} },
      { name: "m 2025-11-01.csv", content: csv([["Member name"], ["N/A"], ["-"]]), options: { members: true } },
    ];
    for (const { name, content, options } of named) {
      const inputs = [{ path: write(folder, name, content), name }];
      const { files, refused } = await stageFiles(inputs, quietly, options);
      const faults =
        files.length === 0 ? refused : [await commitImport(campaign, files, quietly).catch((e: unknown) => e)];
      expect(faults).toMatchObject([{ code: "empty-file", message: expect.stringContaining(name) as string }]);
      expect(dump(campaign)).toEqual(before);
    }
    expect(readLocations(campaign).filter(({ current }) => current)).toHaveLength(2);
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

  test("of the same day count together: a directory in two files, lists of north and south", async () => {
    const folder = temporaryFolder();
    const list = (...rows: string[][]): string => csv([["Member name", "CQC provider ID", "Email"], ...rows]);
    const files = [
      write(folder, "homes.csv", october),
      write(folder, "agencies.csv", weeklyCsv([{ ...home, id: "1-104", types: ["Homecare agencies"] }])),
      write(folder, "north 2025-11-01.csv", list(["Larkrise Ltd", "1-201", "n@m.example"], ["Alder", "1-202", ""])),
      write(folder, "south 2025-11-01.csv", list(["LARKRISE", "1-201", "s@m.example"], ["Birch", "1-203", ""])),
    ];
    const found = [];
    for (const order of [files, files.toReversed()]) {
      const campaign = newCampaign(temporaryFolder());
      for (const file of order) await take(campaign, [file], { members: true });
      found.push({ locations: readLocations(campaign), members: readMembers(campaign) });
    }
    expect(found[1]).toEqual(found[0]);
    const { locations = [], members = [] } = found[0] ?? {};
    expect(locations.map(({ locationId, current }) => [locationId, current])).toEqual([
      ["1-101", true],
      ["1-102", true],
      ["1-104", true],
    ]);
    expect(new Set(members.map(({ providerId }) => providerId))).toEqual(new Set(["1-201", "1-202", "1-203"]));
    expect(members).toHaveLength(3);
  });

  test("say so where the newest lists less than half of the one before, until its other part is there", async () => {
    const folder = temporaryFolder();
    const campaign = newCampaign(folder);
    const of = (ids: readonly number[], day: string): string =>
      weeklyCsv(
        ids.map((id) => ({ ...home, id: `1-${id}` })),
        { day },
      );
    const note = "It lists 2 locations; the directory of 29 October 2025 had 5.";
    const told = (): (string | null)[] =>
      readImports(campaign).flatMap(({ registers }) => registers.map((register) => register.note));
    const files = [
      write(folder, "whole.csv", of([1, 2, 3, 4, 5], "29 October 2025")),
      write(folder, "north.csv", of([1, 2], "5 November 2025")),
      write(folder, "south.csv", of([2, 3], "5 November 2025")),
    ];
    await take(campaign, files.slice(0, 1));
    const { registers, importId } = await take(campaign, files.slice(1, 2));
    const after = `${note} If it is a part of a directory, undo this import: coverage is counted against it.`;
    expect(registers[0]?.notes).toEqual([after]);
    expect(told()).toEqual([after, null]);
    const { registers: more } = await take(campaign, files.slice(2));
    expect([more[0]?.notes, told()]).toEqual([[], [null, null, null]]);
    await undo(campaign, importId!);
    const shown = async (paths: readonly string[]): Promise<(string | null)[]> => {
      const inputs = paths.map((file) => ({ path: file, name: path.basename(file) }));
      const { files: staged } = await stageFiles(inputs, quietly, {});
      const together = staged.flatMap((file) => file.registers);
      return staged.map((file) => registerVerdictOf(campaign, file, "0/0", file.registers[0]!, together).warning);
    };
    expect(await shown(files.slice(1, 2))).toEqual([null]);
    await undo(campaign, readImports(campaign)[0]!.importId);
    expect(await shown(files.slice(1, 2))).toEqual([
      `${note} If it is a part of a directory, do not import it: coverage would be counted against it.`,
    ]);
    expect(await shown(files.slice(1))).toEqual([null, null]);
    expect(await shown([write(folder, "older.csv", of([1], "1 October 2025"))])).toEqual([null]);
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
