import { describe, expect, test } from "vitest";
import { decide, undecide } from "../../electron/engine/deciding.ts";
import { linkOrganisations, standByChoice, standByRule, unlinkOrganisations } from "../../electron/engine/settling.ts";
import type { CampaignFile } from "../../electron/engine/store/campaignFile.ts";
import { check, dump, everybody, importInto, newCampaign, quietly, undo } from "./campaign.ts";
import { directoryCsv, type DirectoryRow } from "./directories.ts";
import { surveyCsv, temporaryFolder, trackerCsv, write, type SurveyRow } from "./files.ts";

const likely = { "intent.la": "Likely" } as const;
const unlikely = { "intent.la": "Unlikely" } as const;
const february = "03/10/2025 07:33:13 AM";

/** A provider with its id and, in another file, its name at its postcode. */
async function twoOfOne(): Promise<{ campaign: CampaignFile; folder: string; importId: number }> {
  const folder = temporaryFolder();
  const campaign = newCampaign(folder);
  const rows: SurveyRow[] = [
    { respondent: "1", provider: "1-100", organisation: "Alder Care Ltd", postcode: "ZZ1 1ZZ", answers: likely },
  ];
  await importInto(campaign, [write(folder, "one.csv", surveyCsv("January", rows))]);
  const { importId } = await importInto(campaign, [
    write(
      folder,
      "other.csv",
      surveyCsv("January", [{ respondent: "2", organisation: "Alder Care", postcode: "ZZ1 1ZZ", answers: unlikely }]),
    ),
  ]);
  return { campaign, folder, importId: importId ?? 0 };
}
const PAIR = { a: "name aldercare at ZZ11ZZ", b: "provider 1-100" };
const said = (verdict: "same" | "different" | "later", pair = PAIR) => ({ pairs: [pair], verdict, note: "" });

describe("two organisations that may be one", () => {
  test("are offered; called the same they are one, and taken back two again, to the bit", async () => {
    const { campaign } = await twoOfOne();
    expect(check(campaign).organisations.waiting).toMatchObject([{ a: { key: PAIR.a }, b: { key: PAIR.b } }]);
    expect(await everybody(campaign, "2025-01")).toMatchObject({ base: 2 });
    const before = dump(campaign);
    await linkOrganisations(campaign, said("same"), quietly);
    expect(await everybody(campaign, "2025-01")).toMatchObject({ base: 1 });
    expect(check(campaign).organisations).toMatchObject({
      total: 0,
      decided: [{ verdict: "same", a: PAIR && { key: PAIR.a } }],
    });
    expect(check(campaign).conflicts).toMatchObject([{ kind: "again", question: "intent.la" }]);
    await unlinkOrganisations(campaign, { pairs: [PAIR] }, quietly);
    expect(dump(campaign)).toEqual(before);
  });

  for (const verdict of ["different", "later"] as const) {
    test(`called ${verdict} stay two and are not offered again, even after undo and a new import`, async () => {
      const { campaign, folder, importId } = await twoOfOne();
      await linkOrganisations(campaign, said(verdict), quietly);
      await undo(campaign, importId);
      await importInto(campaign, [`${folder}/other.csv`]);
      expect(check(campaign).organisations).toMatchObject({ total: 0, decided: [{ verdict }] });
      expect(await everybody(campaign, "2025-01")).toMatchObject({ base: 2 });
    });
  }

  test("are one in next month's file without being asked again", async () => {
    const { campaign, folder } = await twoOfOne();
    await linkOrganisations(campaign, said("same"), quietly);
    await importInto(campaign, [
      write(
        folder,
        "february.csv",
        surveyCsv("February", [
          { respondent: "3", provider: "1-100", ended: february, answers: likely },
          { respondent: "4", organisation: "ALDER CARE LIMITED", postcode: "zz11zz", ended: february, answers: likely },
        ]),
      ),
    ]);
    expect(check(campaign).organisations.total).toBe(0);
    expect(await everybody(campaign, "2025-02")).toMatchObject({ base: 1 });
    expect(await everybody(campaign, "2025-02", { matched: true })).toMatchObject({ base: 1 });
  });

  test("are offered where other rows give the ODS code of one beside the CQC id of the other", async () => {
    const folder = temporaryFolder();
    const campaign = newCampaign(folder);
    await importInto(campaign, [
      write(
        folder,
        "tracker.csv",
        trackerCsv("January", [
          { location: "1-1", ods: "VX1", answers: likely },
          { ods: "vx1", answers: likely, updated: "12/02/2025 09:30:00" },
        ]),
      ),
    ]);
    const [pair, ...more] = check(campaign).organisations.waiting;
    expect(pair).toMatchObject({ a: { key: "location 1-1" }, b: { key: "ods VX1" }, score: 0.96 });
    expect(more).toEqual([]);
  });

  test("cannot be called what earlier decisions speak against; nothing changes then", async () => {
    const { campaign } = await twoOfOne();
    await linkOrganisations(campaign, said("different"), quietly);
    await linkOrganisations(campaign, said("same", { a: PAIR.a, b: "ods VX1" }), quietly);
    const before = dump(campaign);
    const refused = linkOrganisations(campaign, said("same", { a: "ods VX1", b: PAIR.b }), quietly);
    await expect(refused).rejects.toMatchObject({ code: "bad-request", message: expect.stringContaining("different") });
    expect(dump(campaign)).toEqual(before);
  });

  test("respondents of one name may be called different, and are not offered again", async () => {
    const folder = temporaryFolder();
    const campaign = newCampaign(folder);
    const rows = ["111111111111", "222222222222"].map((respondent) => ({
      respondent,
      organisation: "Birch Homes",
      answers: likely,
    }));
    await importInto(campaign, [write(folder, "january.csv", surveyCsv("January", rows))]);
    const itself = { a: "named birchhomes", b: "named birchhomes" };
    await linkOrganisations(campaign, said("different", itself), quietly);
    expect(check(campaign)).toMatchObject({
      clashes: [],
      organisations: { total: 0, decided: [{ verdict: "different" }] },
    });
    expect(await everybody(campaign, "2025-01")).toMatchObject({ base: 2 });
    const joined = linkOrganisations(campaign, said("same", { a: "named birchhomes", b: "provider 1-1" }), quietly);
    await expect(joined).rejects.toMatchObject({ code: "bad-request" });
  });

  test("respondents without an id are one by the name they gave, this month and next", async () => {
    const folder = temporaryFolder();
    const campaign = newCampaign(folder);
    const row = (respondent: string, ended?: string): SurveyRow => ({
      respondent,
      organisation: "Birch Homes",
      answers: likely,
      ...(ended === undefined ? {} : { ended }),
    });
    await importInto(campaign, [
      write(folder, "january.csv", surveyCsv("January", [row("111111111111"), row("222222222222")])),
    ]);
    expect(await everybody(campaign, "2025-01")).toMatchObject({ base: 2 });
    const [pair] = check(campaign).organisations.waiting;
    expect(pair).toMatchObject({ a: { key: "named birchhomes", name: "Birch Homes" }, b: { key: "named birchhomes" } });
    await linkOrganisations(campaign, said("same", { a: "named birchhomes", b: "named birchhomes" }), quietly);
    await importInto(campaign, [write(folder, "february.csv", surveyCsv("February", [row("333333333333", february)]))]);
    expect(await everybody(campaign, "2025-01")).toMatchObject({ base: 1 });
    expect(await everybody(campaign, "2025-02", { matched: true })).toMatchObject({ base: 1 });
    expect(check(campaign).organisations.total).toBe(0);
  });
});

describe("a conflict", () => {
  async function conflicted(): Promise<{ campaign: CampaignFile; folder: string; importId: number }> {
    const folder = temporaryFolder();
    const campaign = newCampaign(folder);
    const { importId } = await importInto(campaign, [
      write(
        folder,
        "tracker.csv",
        trackerCsv("January", [
          { location: "1-1", parent: "Group", answers: likely, updated: "10/02/2025 09:30:00" },
          { location: "1-2", parent: "Group", answers: unlikely, updated: "11/02/2025 09:30:00" },
          { location: "1-3", parent: "Other", answers: likely },
        ]),
      ),
      write(folder, "survey.csv", surveyCsv("January", [{ respondent: "9", location: "1-3", answers: unlikely }])),
    ]);
    return { campaign, folder, importId: importId ?? 0 };
  }

  test("is told by kind, and those that move the headline most come first", async () => {
    const { campaign } = await conflicted();
    const { conflicts, conflictCounts } = check(campaign);
    expect(conflicts.map(({ kind, impact }) => ({ kind, impact }))).toEqual([
      { kind: "sites", impact: 0.5 },
      { kind: "sources", impact: 0.5 },
    ]);
    expect(conflictCounts).toEqual({ again: 0, sites: 1, sources: 1 });
  });

  test("can be settled by hand with a note, moves the figure, and goes back to the rule, to the bit", async () => {
    const { campaign } = await conflicted();
    const before = dump(campaign);
    expect(await everybody(campaign, "2025-01")).toMatchObject({ base: 2, intends: 1 });
    const site = check(campaign).conflicts.find(({ kind }) => kind === "sites");
    const responseId = site?.superseded.responseId ?? 0;
    await standByChoice(campaign, { responseId, note: "Head office confirmed" }, quietly);
    expect(await everybody(campaign, "2025-01")).toMatchObject({ base: 2, intends: 2 });
    expect(check(campaign).settled).toMatchObject([{ note: "Head office confirmed", standing: { responseId } }]);
    expect(check(campaign).conflicts).toHaveLength(1);
    await standByRule(campaign, { responseId }, quietly);
    expect(dump(campaign)).toEqual(before);
  });

  test("between the sources goes the other way where the team says so, for all months, and back again", async () => {
    const { campaign } = await conflicted();
    const before = dump(campaign);
    const order = { kind: "source-order", question: "source", wording: "Which source stands first" } as const;
    await decide(campaign, { ...order, value: "survey" }, quietly);
    expect(await everybody(campaign, "2025-01")).toMatchObject({ base: 2, intends: 0 });
    expect(check(campaign).decisions).toMatchObject([{ label: "Surveys before the Capacity Tracker" }]);
    await expect(decide(campaign, { ...order, value: "neither" }, quietly)).rejects.toMatchObject({
      code: "bad-request",
    });
    await undecide(campaign, order, quietly);
    expect(dump(campaign)).toEqual(before);
  });

  test("stays settled when its import is undone and made again", async () => {
    const { campaign, folder, importId } = await conflicted();
    const responseId = check(campaign).conflicts.find(({ kind }) => kind === "sources")?.superseded.responseId ?? 0;
    await standByChoice(campaign, { responseId, note: "The survey came later" }, quietly);
    const settled = await everybody(campaign, "2025-01");
    expect(settled).toMatchObject({ intends: 0 });
    await undo(campaign, importId);
    await importInto(campaign, [`${folder}/tracker.csv`, `${folder}/survey.csv`]);
    expect(await everybody(campaign, "2025-01")).toEqual(settled);
  });

  test("that was settled waits again once an answer comes that was not among those chosen from", async () => {
    const { campaign, folder } = await conflicted();
    const responseId = check(campaign).conflicts.find(({ kind }) => kind === "sites")?.superseded.responseId ?? 0;
    await standByChoice(campaign, { responseId, note: "Head office" }, quietly);
    const newer = trackerCsv("January", [
      { location: "1-2", parent: "Group", answers: { "intent.la": "Very unlikely" }, updated: "25/02/2025 09:30:00" },
    ]);
    await importInto(campaign, [write(folder, "newer.csv", newer)]);
    const { conflicts, settled } = check(campaign);
    expect(settled).toMatchObject([{ note: "Head office", standing: { responseId } }]);
    expect(conflicts.filter(({ kind }) => kind === "sites")).toMatchObject([
      { note: null, standing: { responseId }, superseded: { file: "newer.csv" } },
    ]);
  });

  test("that was settled over a blank answer can be seen and taken back", async () => {
    const folder = temporaryFolder();
    const campaign = newCampaign(folder);
    const rows = [
      { location: "1-1", answers: likely, updated: "10/02/2025 09:30:00" },
      { location: "1-1", answers: { "intent.nhs": "N/A" } as const, updated: "12/02/2025 09:30:00" },
    ];
    await importInto(campaign, [write(folder, "tracker.csv", trackerCsv("January", rows))]);
    const before = dump(campaign);
    const [conflict] = check(campaign).conflicts;
    const responseId = conflict?.superseded.responseId ?? 0;
    await standByChoice(campaign, { responseId, note: "The blank was a slip" }, quietly);
    expect(check(campaign).settled[0]).toMatchObject({ note: "The blank was a slip", standing: { responseId } });
    await standByRule(campaign, { responseId }, quietly);
    expect(dump(campaign)).toEqual(before);
  });

  test("that was settled holds only among the organisation it was settled for", async () => {
    const folder = temporaryFolder();
    const campaign = newCampaign(folder);
    const of = (provider: string): DirectoryRow[] => [
      { location: "1-101", provider, providerName: "One" },
      { location: "1-102", provider: "1-900", providerName: "One" },
      { location: "1-103", provider: "1-901", providerName: "Two" },
    ];
    const rows = [
      { location: "1-101", answers: likely, updated: "08/02/2025 09:30:00" },
      { location: "1-102", answers: unlikely, updated: "10/02/2025 09:30:00" },
      { location: "1-103", answers: unlikely, updated: "11/02/2025 09:30:00" },
    ];
    await importInto(campaign, [
      write(folder, "october.csv", directoryCsv("31 October 2024", of("1-900"))),
      write(folder, "tracker.csv", trackerCsv("January", rows)),
    ]);
    const responseId = check(campaign).conflicts[0]?.superseded.responseId ?? 0;
    await standByChoice(campaign, { responseId, note: "HQ said" }, quietly);
    expect(await everybody(campaign, "2025-01")).toMatchObject({ base: 2, intends: 1 });
    await importInto(campaign, [write(folder, "november.csv", directoryCsv("30 November 2024", of("1-901")))]);
    expect(await everybody(campaign, "2025-01")).toMatchObject({ base: 2, intends: 0 });
    expect(check(campaign)).toMatchObject({ settled: [], conflicts: [{ kind: "sites", note: null }] });
  });

  test("of a response that is gone is refused", async () => {
    const { campaign } = await conflicted();
    await expect(standByChoice(campaign, { responseId: 999, note: "" }, quietly)).rejects.toMatchObject({
      code: "bad-request",
    });
  });
});
