import { describe, expect, test } from "vitest";
import { linkOrganisations } from "../../../electron/engine/settling.ts";
import { check, everybody, importInto, newCampaign, quietly, table, undo } from "../campaign.ts";
import { directoryCsv } from "../directories.ts";
import { surveyCsv, temporaryFolder, trackerCsv, write } from "../files.ts";

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
        score: 0.9,
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
