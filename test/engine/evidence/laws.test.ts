import { rmSync } from "node:fs";
import fc from "fast-check";
import { describe, expect, test } from "vitest";
import { linkOrganisations } from "../../../electron/engine/settling.ts";
import { removeCampaign, type CampaignFile } from "../../../electron/engine/store/campaignFile.ts";
import { directoryCsv } from "../directories.ts";
import { check, dump, evidence, importInto, newCampaign, quietly, undo } from "../campaign.ts";
import { surveyCsv, temporaryFolder, trackerCsv, write } from "../files.ts";

const NAMES = ["Alder Care Ltd", "Birch Homes", "Cedar Living", "Alder Carers"];

/** A directory of some of six locations, each with one of three providers; the day is in its name. */
const directory = fc
  .tuple(fc.constantFrom("31 October 2024", "30 November 2024"), fc.array(fc.nat(3), { minLength: 6, maxLength: 6 }))
  .map(([day, providers]) => ({
    name: `CQC directory ${day}`,
    text: directoryCsv(
      day,
      providers.flatMap((provider, location) =>
        provider === 3
          ? []
          : [
              {
                location: `1-1000${location}`,
                provider: `1-2000${provider}`,
                providerName: NAMES[provider] ?? "",
                name: `House ${location}`,
                postcode: `ZZ1 ${location}ZZ`,
                types: location % 2 === 0 ? "Homecare agencies" : "Nursing homes",
              },
            ],
      ),
    ),
  }));

const answer = fc.constantFrom("Likely", "Very unlikely", "N/A", "");
const tracker = fc
  .tuple(
    fc.constantFrom("January", "February"),
    fc.array(fc.tuple(fc.nat(5), fc.constantFrom("", ...NAMES), answer, fc.integer({ min: 1, max: 28 })), {
      minLength: 1,
      maxLength: 5,
    }),
  )
  .map(([month, rows]) => ({
    name: `tracker ${month}`,
    text: trackerCsv(
      month,
      rows.map(([location, parent, said, day]) => ({
        location: `1-1000${location}`,
        parent,
        updated: `${String(day).padStart(2, "0")}/03/2025 09:30:00`,
        answers: { "intent.la": said, "intent.nhs": "Unlikely" },
      })),
    ),
  }));
const survey = fc
  .array(fc.tuple(fc.nat(3), fc.nat(5), fc.constantFrom("", "1-20000", "1-20009"), answer), {
    minLength: 1,
    maxLength: 4,
  })
  .map((rows) => ({
    name: "survey",
    text: surveyCsv(
      "January",
      rows.map(([name, place, provider, said], index) => ({
        respondent: `50000000000${index}`,
        provider,
        organisation: NAMES[name] ?? "",
        postcode: place === 5 ? "" : `ZZ1 ${place}ZZ`,
        answers: { "intent.la": said, "intent.nhs": "Likely" },
      })),
    ),
  }));
const files = fc.array(fc.oneof(directory, tracker, survey), { minLength: 2, maxLength: 4 });

/** What the evidence says, and who may be one; names that only tell people apart are left to the screens. */
function consolidated(campaign: CampaignFile): unknown {
  const { organisations } = check(campaign);
  const { standing, rollup, conflicts } = evidence(campaign) as Record<string, unknown>;
  return { standing, rollup, conflicts, waiting: organisations.waiting };
}

describe("laws of consolidation with registers", () => {
  const folder = temporaryFolder;

  test("the order of import does not matter", async () => {
    const place = folder();
    let run = 0;
    await fc.assert(
      fc.asyncProperty(files, fc.array(fc.nat(100), { minLength: 4, maxLength: 4 }), async (some, order) => {
        run += 1;
        const paths = some.map(({ name, text }, index) => write(place, `${run}-${index} ${name}.csv`, text));
        const shuffled = paths
          .map((path, index) => ({ path, by: order[index] ?? 0 }))
          .sort((a, b) => a.by - b.by)
          .map(({ path }) => path);
        const results: unknown[] = [];
        for (const each of [paths, shuffled]) {
          const campaign = newCampaign(place, `${run}-${results.length}`);
          for (const path of each) await importInto(campaign, [path]);
          results.push(consolidated(campaign));
          campaign.close();
          removeCampaign(campaign.path);
        }
        expect(results[1]).toEqual(results[0]);
        for (const path of paths) rmSync(path);
      }),
      { numRuns: 25 },
    );
  });

  test("an import taken back leaves the file as it was, and one from the middle what never importing it would have left", async () => {
    const place = folder();
    let run = 0;
    await fc.assert(
      fc.asyncProperty(files, fc.nat(3), fc.boolean(), async (some, which, linked) => {
        run += 1;
        const paths = some.map(({ name, text }, index) => write(place, `${run}-${index} ${name}.csv`, text));
        const taken = which % paths.length;
        const [one, other] = [newCampaign(place, `${run}-one`), newCampaign(place, `${run}-other`)];
        const pairs = [{ a: "name aldercare", b: "provider 1-20001" }];
        if (linked)
          for (const campaign of [one, other])
            await linkOrganisations(campaign, { pairs, verdict: "same", note: "" }, quietly);
        let importId: number | null = null;
        let before: unknown = null;
        for (const [index, path] of paths.entries()) {
          if (index === taken) before = dump(one);
          const outcome = await importInto(one, [path]);
          if (index === taken) importId = outcome.importId;
          else await importInto(other, [path]);
        }
        if (importId !== null) await undo(one, importId);
        if (taken === paths.length - 1) expect(dump(one)).toEqual(before);
        expect(consolidated(one)).toEqual(consolidated(other));
        for (const campaign of [one, other]) {
          campaign.close();
          removeCampaign(campaign.path);
        }
        for (const path of paths) rmSync(path);
      }),
      { numRuns: 25 },
    );
  });
});
