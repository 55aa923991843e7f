import { describe, expect, test } from "vitest";
import { commitImport } from "../../../electron/engine/importing.ts";
import { linkOrganisations, unlinkOrganisations } from "../../../electron/engine/settling.ts";
import { stageFiles } from "../../../electron/engine/staging.ts";
import { readIdentifyingTexts } from "../../../electron/engine/store/summary.ts";
import { check, dump, everybody, importInto, newCampaign, quietly, table, undo } from "../campaign.ts";
import { directoryCsv } from "../directories.ts";
import { csv, surveyCsv, temporaryFolder, trackerCsv, write } from "../files.ts";

const likely = { "intent.la": "Likely" } as const;
const unlikely = { "intent.la": "Unlikely" } as const;
const october = directoryCsv("31 October 2024", [
  { location: "1-11", provider: "1-900", providerName: "Alder Care Ltd", name: "Alder House", postcode: "LS1 1AA" },
  {
    location: "1-12",
    provider: "1-900",
    providerName: "Alder Care Ltd",
    name: "Alder Lodge",
    postcode: "LS1 1AB",
    types: "Nursing homes",
  },
  { location: "1-13", provider: "1-901", providerName: "Birch Homes Ltd", name: "Birch View", postcode: "LS2 2BB" },
]);

describe("with a register", () => {
  test("a location's rows and its provider's own are one organisation, whichever came first, and two again after undo", async () => {
    const folder = temporaryFolder();
    const campaign = newCampaign(folder);
    await importInto(campaign, [
      write(
        folder,
        "tracker.csv",
        trackerCsv("January", [{ location: "1-11", parent: "Alder Group", answers: likely }]),
      ),
      write(folder, "survey.csv", surveyCsv("January", [{ respondent: "1", provider: "1-900", answers: unlikely }])),
    ]);
    expect(await everybody(campaign, "2025-01")).toMatchObject({ base: 2 });
    const { importId } = await importInto(campaign, [write(folder, "directory.csv", october)]);
    expect(await everybody(campaign, "2025-01")).toMatchObject({ base: 1, intends: 1 });
    expect(check(campaign).conflicts).toMatchObject([{ kind: "sources" }]);
    await undo(campaign, importId ?? 0);
    expect(await everybody(campaign, "2025-01")).toMatchObject({ base: 2 });
  });

  test("service type and region come from it where no row says them, and change with the next", async () => {
    const folder = temporaryFolder();
    const campaign = newCampaign(folder);
    await importInto(campaign, [
      write(folder, "tracker.csv", trackerCsv("January", [{ location: "1-12", answers: likely }])),
      write(folder, "directory.csv", october),
    ]);
    expect((await table(campaign)).rows).toMatchObject([
      { serviceType: "care_home_nursing", base: 1 },
      { serviceType: "all" },
    ]);
    expect((await table(campaign, { by: "region" })).rows).toMatchObject([
      { region: "Yorkshire and The Humber" },
      { region: "all" },
    ]);
    const november = directoryCsv("30 November 2024", [
      {
        location: "1-12",
        provider: "1-900",
        providerName: "Alder Care Ltd",
        types: "Extra Care housing",
        region: "London",
        authority: "Camden",
      },
    ]);
    await importInto(campaign, [write(folder, "next.csv", november)]);
    expect((await table(campaign)).rows).toMatchObject([{ serviceType: "extra_care" }, { serviceType: "all" }]);
    expect((await table(campaign, { by: "region" })).rows).toMatchObject([{ region: "London" }, { region: "all" }]);
  });

  test("groups that it gives change in every month with what joins an organisation, and change back, to the bit", async () => {
    const folder = temporaryFolder();
    const campaign = newCampaign(folder);
    const directory = directoryCsv("31 October 2024", [
      { location: "1-11", provider: "1-900", providerName: "One", region: "London", authority: "Camden" },
      { location: "1-12", provider: "1-901", providerName: "Two", types: "Nursing homes" },
      { location: "1-13", provider: "1-901", providerName: "Two", types: "Nursing homes" },
    ]);
    const answers = (respondent: string, provider: string) => ({ respondent, provider, answers: likely });
    await importInto(campaign, [
      write(folder, "directory.csv", directory),
      write(folder, "january.csv", surveyCsv("January", [answers("1", "1-900")])),
      write(
        folder,
        "february.csv",
        surveyCsv(
          "February",
          [answers("2", "1-901")].map((row) => ({ ...row, ended: "03/10/2025 07:33:13 AM" })),
        ),
      ),
    ]);
    const before = dump(campaign);
    const typeOf = async () =>
      (await table(campaign)).rows.map(({ month, serviceType }) => `${month} ${serviceType ?? ""}`);
    expect(await typeOf()).toContain("2025-01 homecare");
    const pairs = [{ a: "provider 1-900", b: "provider 1-901" }];
    await linkOrganisations(campaign, { pairs, verdict: "same", note: "" }, quietly);
    expect(await typeOf()).toContain("2025-01 care_home_nursing");
    await unlinkOrganisations(campaign, { pairs }, quietly);
    expect(dump(campaign)).toEqual(before);
  });

  test("its names of those that answered are kept out of packs, also of those called the same as others", async () => {
    const folder = temporaryFolder();
    const campaign = newCampaign(folder);
    const answers = (respondent: string, provider: string) => ({ respondent, provider, answers: likely });
    await importInto(campaign, [
      write(folder, "directory.csv", october),
      write(folder, "survey.csv", surveyCsv("January", [answers("1", "1-900"), answers("2", "1-901")])),
    ]);
    const pairs = [{ a: "provider 1-900", b: "provider 1-901" }];
    await linkOrganisations(campaign, { pairs, verdict: "same", note: "" }, quietly);
    expect(readIdentifyingTexts(campaign)).toEqual(
      expect.arrayContaining(["Birch Homes Ltd", "Birch View", "Alder Lodge", "1-13", "survey.csv", "directory.csv"]),
    );
  });

  test("an id of a location in the place of a provider's, or the other way round, is taken for what it is", async () => {
    const folder = temporaryFolder();
    const campaign = newCampaign(folder);
    await importInto(campaign, [
      write(folder, "directory.csv", october),
      write(
        folder,
        "survey.csv",
        surveyCsv("January", [
          { respondent: "1", provider: "1-11", answers: likely },
          { respondent: "2", location: "1-900", answers: likely },
          { respondent: "3", provider: "1-900", answers: likely },
        ]),
      ),
    ]);
    expect(await everybody(campaign, "2025-01")).toMatchObject({ base: 1 });
  });

  test("called different, then made one by it, is told", async () => {
    const folder = temporaryFolder();
    const campaign = newCampaign(folder);
    await importInto(campaign, [
      write(
        folder,
        "tracker.csv",
        trackerCsv("January", [
          { location: "1-11", answers: likely },
          { location: "1-12", answers: likely },
        ]),
      ),
    ]);
    const pairs = [{ a: "location 1-11", b: "location 1-12" }];
    await linkOrganisations(campaign, { pairs, verdict: "different", note: "" }, quietly);
    await importInto(campaign, [write(folder, "directory.csv", october)]);
    expect(check(campaign).clashes).toMatchObject([{ kind: "chain", values: [{ value: "same" }] }]);
  });

  test("the ODS code of one of its locations is offered beside rows that give that code alone", async () => {
    const folder = temporaryFolder();
    const campaign = newCampaign(folder);
    const members = csv([
      ["Member organisation", "CQC Provider ID", "ODS code"],
      ["Alder Care Ltd", "1-900", "VX1AB"],
    ]);
    const staged = await stageFiles(
      [{ path: write(folder, "members 2024-11-01.csv", members), name: "members 2024-11-01.csv" }],
      quietly,
      { members: true },
    );
    await commitImport(campaign, staged.files, quietly);
    await importInto(campaign, [
      write(folder, "tracker.csv", trackerCsv("January", [{ ods: "VX1AB", answers: likely }])),
    ]);
    expect(check(campaign).organisations.waiting).toMatchObject([
      { a: { key: "ods VX1AB" }, b: { key: "provider 1-900" } },
    ]);
  });

  test("a name and postcode are offered beside the provider that has them, not joined", async () => {
    const folder = temporaryFolder();
    const campaign = newCampaign(folder);
    await importInto(campaign, [
      write(folder, "directory.csv", october),
      write(
        folder,
        "survey.csv",
        surveyCsv("January", [
          { respondent: "1", organisation: "Birch Home Ltd", postcode: "LS2 2BB", answers: likely },
        ]),
      ),
      write(folder, "tracker.csv", trackerCsv("January", [{ location: "1-13", answers: likely }])),
    ]);
    expect(await everybody(campaign, "2025-01")).toMatchObject({ base: 2 });
    expect(check(campaign).organisations.waiting).toMatchObject([
      {
        a: { key: "name birchhome at LS22BB" },
        b: {
          key: "provider 1-901",
          name: "Birch Homes Ltd",
          details: [
            "CQC provider 1-901",
            expect.stringContaining("1 location in the register of 31 October 2024"),
            expect.anything(),
          ],
        },
        score: 0.85,
      },
    ]);
  });

  test("a provider whose locations went to another is offered beside it; what was said survives the next register", async () => {
    const folder = temporaryFolder();
    const campaign = newCampaign(folder);
    const november = directoryCsv("30 November 2024", [
      { location: "1-11", provider: "1-900", providerName: "Alder Care Ltd" },
      { location: "1-13", provider: "1-900", providerName: "Alder Care Ltd" },
    ]);
    await importInto(campaign, [
      write(folder, "october.csv", october),
      write(
        folder,
        "survey.csv",
        surveyCsv("January", [
          { respondent: "1", provider: "1-901", answers: likely },
          { respondent: "2", provider: "1-900", answers: likely },
        ]),
      ),
    ]);
    expect(check(campaign).organisations.total).toBe(0);
    await importInto(campaign, [write(folder, "november.csv", november)]);
    const [pair] = check(campaign).organisations.waiting;
    expect(pair).toMatchObject({ a: { key: "provider 1-900" }, b: { key: "provider 1-901" } });
    expect(pair?.reasons[0]).toContain("gives one of its locations to the other");
    await linkOrganisations(
      campaign,
      { pairs: [{ a: "provider 1-900", b: "provider 1-901" }], verdict: "same", note: "" },
      quietly,
    );
    expect(await everybody(campaign, "2025-01")).toMatchObject({ base: 1 });
    await importInto(campaign, [
      write(
        folder,
        "december.csv",
        directoryCsv("31 December 2024", [{ location: "1-13", provider: "1-902", providerName: "New Ltd" }]),
      ),
    ]);
    expect(await everybody(campaign, "2025-01")).toMatchObject({ base: 1 });
    expect(check(campaign).organisations.decided).toMatchObject([{ verdict: "same" }]);
  });

  test("a parent's name alone is the provider that all its registered locations have", async () => {
    const folder = temporaryFolder();
    const campaign = newCampaign(folder);
    await importInto(campaign, [
      write(folder, "directory.csv", october),
      write(
        folder,
        "tracker.csv",
        trackerCsv("January", [
          { location: "1-11", parent: "Alder Group", answers: likely },
          { parent: "Alder Group", answers: unlikely, updated: "12/02/2025 09:30:00" },
        ]),
      ),
    ]);
    expect(await everybody(campaign, "2025-01")).toMatchObject({ base: 1, intends: 0 });
  });
});
