import { mkdtempSync, rmSync, statSync } from "node:fs";
import { tmpdir } from "node:os";
import path from "node:path";
import { checkReport } from "../../electron/engine/evidence/check.ts";
import { resolution } from "../../electron/engine/evidence/resolution.ts";
import { suggestOrganisations } from "../../electron/engine/evidence/suggestions.ts";
import { COUNCILS } from "../../electron/engine/intake/register/authorities.ts";
import { newSession } from "../../electron/engine/session.ts";
import { createCampaign, type CampaignFile } from "../../electron/engine/store/campaignFile.ts";
import { tableOf } from "../../electron/engine/tables.ts";
import { tableQuerySchema } from "../../shared/contract.ts";
import { monthLabel, monthOf } from "../../shared/month.ts";
import { SPLITS } from "../../shared/vocabulary.ts";
import { importInto, quietly, undo } from "../engine/campaign.ts";
import { directoryCsv } from "../engine/directories.ts";
import { surveyCsv, trackerCsv, write, type SurveyRow, type TrackerRow } from "../engine/files.ts";
import { ratio, readAndInsert, seconds, timed, timedNow } from "./floor.ts";

const LOCATIONS = 30_000;
const MONTHS = 24;
const SHARE = 0.695; // of the locations that answer in a month: about 500,000 rows in all

/**
 * A register of 30,000 locations with 24 months of Capacity Tracker data, about 500,000 rows, and a survey of 3,000
 * members who give a name and a postcode: imported and consolidated month by month, as a team would.
 */
export async function benchRegister(log: (line: string) => void): Promise<void> {
  const folder = mkdtempSync(path.join(tmpdir(), "bellwether-bench-"));
  try {
    const campaign = createCampaign(path.join(folder, "register.evidence"), { name: "bench" });
    const register = write(folder, "31_October_2024_CQC_directory.csv", directory());
    const months = Array.from({ length: MONTHS }, (_, index) => write(folder, `${index}.csv`, trackerMonth(index)));
    const registered = await timed(() => importInto(campaign, [register]));
    log(`import a directory of ${LOCATIONS.toLocaleString("en-GB")} locations: ${seconds(registered)}`);
    const times: number[] = [];
    let rows = 0;
    for (const [index, file] of months.entries()) {
      times.push(
        await timed(async () => {
          const { files } = await importInto(campaign, [file]);
          rows += files[0]?.stored ?? 0;
        }),
      );
      if (index === 0 || index === MONTHS - 1)
        log(`import month ${index + 1} of ${MONTHS}: ${seconds(times[index] ?? 0)}`);
    }
    const bare = await timed(async () => {
      for (const [index, file] of months.entries()) await readAndInsert(file, path.join(folder, `${index}.db`));
    });
    const whole = times.reduce((sum, time) => sum + time, 0);
    log(
      `import ${rows.toLocaleString("en-GB")} rows in ${MONTHS} imports: ${ratio(whole, bare)} x (reading + a bare insert); ${seconds(whole)} to ${seconds(bare)}, campaign ${(statSync(campaign.path).size / 1e6).toFixed(0)} MB`,
    );
    const survey = await timed(() => importInto(campaign, [write(folder, "survey.csv", members())]));
    log(`import a survey of 3,000 members without ids: ${seconds(survey)}`);
    const resolved = resolution(campaign);
    campaign.db.exec("BEGIN");
    const suggest = timedNow(() => [...suggestOrganisations(campaign, resolved, 0)]);
    campaign.db.exec("ROLLBACK");
    const { organisations, conflictCounts } = checkReport(campaign);
    log(
      `look for organisations that may be one, 3,000 against 30,000: ${seconds(suggest)} [budget 10 s], ${organisations.total.toLocaleString("en-GB")} pairs offered`,
    );
    log(`resolve every organisation: ${seconds(timedNow(() => resolution(campaign)))}`);
    log(
      `the Check report with ${(conflictCounts.sites + conflictCounts.again + conflictCounts.sources).toLocaleString("en-GB")} conflicts: ${seconds(timedNow(() => checkReport(campaign)))}`,
    );
    await benchSplits(campaign, log);
    const last = campaign.db.prepare("SELECT max(id) - 1 FROM import").pluck().get() as number;
    log(`undo the last month: ${seconds(await timed(() => undo(campaign, last)))}`);
    log(`peak memory of this process: ${(process.resourceUsage().maxRSS / 1000).toFixed(0)} MB`);
    campaign.close();
  } finally {
    rmSync(folder, { recursive: true, force: true });
  }
}

/** A table by each split over all of it: the first, which reads who stands, and once that is known. */
async function benchSplits(campaign: CampaignFile, log: (line: string) => void): Promise<void> {
  const session = newSession("bench", campaign);
  const cases = [
    ...SPLITS.map((by) => ({ by })),
    { by: "size", serviceTypes: ["homecare"] },
    { by: "local-authority", matched: true },
    { by: "service-type", matched: true, against: "2023-01" },
  ] as const;
  for (const query of cases) {
    const whole = tableQuerySchema.parse({ measure: "intent", commissioner: "la", ...query });
    const first = await timed(() => tableOf(session, whole, quietly));
    const again = await timed(() => tableOf(session, whole, quietly));
    log(`table ${JSON.stringify(query)}: ${seconds(first)}, again ${again.toFixed(0)} ms`);
  }
}

const WORDS = ["Alder", "Birch", "Cedar", "Damson", "Elm", "Fir", "Gorse", "Hazel", "Ivy", "Juniper", "Larch", "Maple"];
const PLACES = ["Bank", "Brook", "Court", "Dale", "Field", "Grange", "Hill", "Lodge", "Meadow", "Park", "View", "Wood"];
const TYPES = ["Homecare agencies", "Residential homes", "Nursing homes", "Supported living", "Extra Care housing"];

const TOWNS = Object.values(COUNCILS)
  .flat()
  .filter((name) => !name.includes(","));

/** Providers have 1 to 40 locations: half of all locations belong to one in twenty of them. */
function providerOf(location: number): number {
  return location % 2 === 0 ? Math.floor(location / 40) : 1_000_000 + Math.floor(location / 3);
}

function providerName(provider: number): string {
  const [word, place] = [WORDS[provider % 12] ?? "", PLACES[Math.floor(provider / 12) % 12] ?? ""];
  return `${word} ${place} Care ${Math.floor(provider / 144)} Ltd`;
}

function postcodeOf(location: number): string {
  return `ZZ${location % 90} ${location % 10}${String.fromCharCode(65 + (location % 26), 65 + (Math.floor(location / 26) % 26))}`;
}

function directory(): string {
  return directoryCsv(
    "31 October 2024",
    Array.from({ length: LOCATIONS }, (_, location) => ({
      location: `1-${100_000_000 + location}`,
      provider: `1-${200_000_000 + providerOf(location)}`,
      providerName: providerName(providerOf(location)),
      name: `${WORDS[location % 12] ?? ""} House ${location}`,
      postcode: postcodeOf(location),
      types: TYPES[location % 5] ?? "",
    })),
  );
}

function trackerMonth(index: number): string {
  const month = monthOf(2023 + Math.floor(index / 12), (index % 12) + 1);
  const next = index + 1;
  const [year, number] = [2023 + Math.floor(next / 12), (next % 12) + 1];
  const answers = ["Very likely", "Likely", "Unlikely", "Don’t know", "N/A"];
  const rows = Array.from({ length: LOCATIONS }, (_, location): TrackerRow[] => {
    const draw = (location * 7919 + index * 104_729) % 1000;
    if (draw >= SHARE * 1000) return [];
    return [
      {
        location: `1-${100_000_000 + location}`,
        parent: providerName(providerOf(location)),
        name: `${WORDS[location % 12] ?? ""} House ${location}`,
        region: "Yorkshire and The Humber",
        updated: `${String(8 + (draw % 7)).padStart(2, "0")}/${String(number).padStart(2, "0")}/${year} 09:${String(draw % 60).padStart(2, "0")}:00`,
        answers: {
          "intent.la": answers[(draw + location) % 5] ?? "",
          "intent.nhs": answers[(draw + 2) % 5] ?? "",
          "discussion.la": "Yes",
          "discussion.nhs": "No",
          "handback.la": "No",
          "handback.nhs": "N/A",
        },
      },
    ];
  }).flat();
  const [heads = "", ...lines] = trackerCsv(monthLabel(month).slice(0, -5), rows).trimEnd().split("\r\n");
  const places = lines.map((line, row) => `${line},NHS Board ${row % 42} ICB,${TOWNS[row % TOWNS.length] ?? ""}`);
  return `${[`${heads},ICB,LocalAuthority`, ...places].join("\r\n")}\r\n`;
}

/** Members by name and postcode; one in three writes its name a little otherwise than the register. */
function members(): string {
  const rows = Array.from({ length: 3000 }, (_, index): SurveyRow => {
    const location = index * 10 + 1;
    const name = providerName(providerOf(location));
    return {
      respondent: String(500_000_000_000 + index),
      organisation: index % 3 === 0 ? name.replace("Care", "Carers") : name,
      postcode: postcodeOf(location),
      ended: "01/12/2025 07:33:13 AM",
      answers: { "intent.la": "Likely" },
    };
  });
  return surveyCsv("December", rows);
}
