import { mkdtempSync, rmSync, statSync } from "node:fs";
import { tmpdir } from "node:os";
import path from "node:path";
import { OPTIONS, QUESTIONS, REGIONS, SERVICE_TYPES } from "../../shared/vocabulary.ts";
import { stageFile } from "../../electron/engine/intake/stage.ts";
import { commitImport, undoImport } from "../../electron/engine/importing.ts";
import { openSpreadsheet } from "../../electron/engine/intake/read/open.ts";
import { exactCubes } from "../../electron/engine/measures/exactCubes.ts";
import { exactTable } from "../../electron/engine/measures/exactTable.ts";
import { createCampaign, type CampaignFile } from "../../electron/engine/store/campaignFile.ts";
import { HANDBACK_QUESTIONS } from "../../shared/questionSets.ts";
import { readRollup, rollupSql } from "../../electron/engine/store/rollup.ts";
import { trackerCsv, write } from "../engine/files.ts";
import { ratio, readAndInsert, seconds, timed, timedNow } from "./floor.ts";

const quietly = { signal: new AbortController().signal, progress: () => undefined };

/** Import against reading plus a bare insert of the same cells; undo; the main chart over a million standing answers. */
export async function benchEvidence(log: (line: string) => void): Promise<void> {
  const folder = mkdtempSync(path.join(tmpdir(), "bellwether-bench-"));
  try {
    await benchImport(folder, log);
    await benchUndo(folder, log);
    benchChart(folder, log);
  } finally {
    rmSync(folder, { recursive: true, force: true });
  }
}

/** An extract of 100,000 rows and 25 columns, as CSV and as XLSX, imported beside reading it and a bare insert of its cells. */
async function benchImport(folder: string, log: (line: string) => void): Promise<void> {
  const text = trackerCsv("January", rows(100_000));
  const wide = text
    .trimEnd()
    .split("\r\n")
    .map(
      (line, row) =>
        `${line},${(row === 0 ? STAFFING : STAFFING.map((_, column) => (row * (column + 3)) % 97)).join(",")}`,
    );
  const files = [write(folder, "tracker.csv", `${wide.join("\r\n")}\r\n`), path.join(folder, "tracker.xlsx")] as const;
  await writeXlsx(files[0], files[1]);
  for (const file of files) {
    const name = path.basename(file);
    const bare = await timed(() => readAndInsert(file, path.join(folder, `${name}.db`)));
    const campaign = createCampaign(path.join(folder, `${name}.evidence`), { name: "bench" });
    const whole = await timed(async () => {
      const staged = await stageFile({ path: file, name });
      await commitImport(campaign, [staged], quietly);
    });
    campaign.close();
    const size = (statSync(campaign.path).size / 1e6).toFixed(0);
    log(
      `import ${name}, 100,000 x 25: ${ratio(whole, bare)} x (reading + a bare insert) [budget 2]; ${seconds(whole)} to ${seconds(bare)}, campaign ${size} MB`,
    );
  }
}

const STAFFING = [
  "Nurses_Employed",
  "Nurses_Absent_General",
  "Care_Workers_Employed",
  "Care_Workers_Absent_General",
  "Non_Care_Workers_Employed",
  "Agency_Nurses_Employed",
  "Agency_Care_Workers_Employed",
  "Hours_Paid",
  "Hours_Overtime",
  "Hours_Agency",
];

/** The same sheet as a workbook. */
async function writeXlsx(from: string, filename: string): Promise<void> {
  const { default: ExcelJS } = await import("exceljs");
  const workbook = new ExcelJS.stream.xlsx.WorkbookWriter({ filename, useSharedStrings: true });
  const sheet = workbook.addWorksheet("Extract");
  const spreadsheet = await openSpreadsheet(from, "tracker.csv");
  for (const source of spreadsheet.sheets) {
    for await (const batch of source.rows()) for (const { cells } of batch) sheet.addRow([...cells]).commit();
  }
  await spreadsheet.close();
  sheet.commit();
  await workbook.commit();
}

async function benchUndo(folder: string, log: (line: string) => void): Promise<void> {
  const campaign = createCampaign(path.join(folder, "undo.evidence"), { name: "bench" });
  const load = async (name: string, count: number, from: number): Promise<number> => {
    const staged = await stageFile({ path: write(folder, name, trackerCsv("January", rows(count, from))), name });
    return (await commitImport(campaign, [staged], quietly)).importId ?? 0;
  };
  await load("first.csv", 20_000, 0);
  const importId = await load("second.csv", 5000, 20_000);
  const time = await timed(() => undoImport(campaign, importId, quietly));
  campaign.close();
  log(`undo an import of 5,000 rows beside 20,000 others: ${seconds(time)} [budget 2 s]`);
}

/** One question by service type and month through the rollup, as the main chart asks it. */
function benchChart(folder: string, log: (line: string) => void): void {
  for (const standing of [1_000_000, 10_000_000]) {
    const campaign = createCampaign(path.join(folder, `chart-${standing}.evidence`), { name: "bench" });
    fillRollup(campaign, standing);
    const best = (work: () => unknown): number => Math.min(...Array.from({ length: 9 }, () => timedNow(work)));
    const floor = best(() => campaign.db.prepare("SELECT sum(n) FROM rollup").get());
    const query = { questions: [0], splits: ["service_type"] } as const;
    const shape = { measure: "intent", by: "service-type", commissioner: "la" } as const;
    const chart = best(() =>
      exactTable(
        exactCubes("organisation", HANDBACK_QUESTIONS, readRollup(campaign, "organisation", query), []),
        shape,
      ),
    );
    const every = { questions: HANDBACK_QUESTIONS.map(({ id }) => id), splits: ["service_type"] } as const;
    const six = best(() =>
      exactCubes("organisation", HANDBACK_QUESTIONS, readRollup(campaign, "organisation", every), []),
    );
    const plan = (
      campaign.db.prepare(`EXPLAIN QUERY PLAN ${rollupSql(query)}`).all({ unit: 0, question: 0 }) as {
        detail: string;
      }[]
    )
      .map(({ detail }) => detail)
      .join("; ");
    log(
      `main chart over ${standing.toLocaleString("en-GB")} standing answers: ${chart.toFixed(1)} ms, ${ratio(chart, floor)} x a bare scan of the rollup [budget ${standing === 1_000_000 ? 15 : 50} ms]; all six coded questions ${six.toFixed(1)} ms; ${plan}`,
    );
    campaign.close();
  }
}

/** The rollup that many standing answers over 24 months leave: every group and option that occurs. */
function fillRollup(campaign: CampaignFile, standing: number): void {
  const insert = campaign.db.prepare(
    "INSERT INTO rollup (unit, month, question, service_type, region, option, n) VALUES (0, ?, ?, ?, ?, ?, ?)",
  );
  const months = 24;
  const cells = months * QUESTIONS.length * SERVICE_TYPES.length * REGIONS.length;
  campaign.db.transaction(() => {
    for (let month = 0; month < months; month += 1) {
      for (const [question, code] of QUESTIONS.entries()) {
        const options = OPTIONS.flatMap((option, index) =>
          code.startsWith("intent") === (option !== "yes" && option !== "no") ? [index] : [],
        );
        for (const serviceType of SERVICE_TYPES.keys()) {
          for (const region of REGIONS.keys()) {
            for (const option of options)
              insert.run(
                24_300 + month,
                question,
                serviceType,
                region,
                option,
                Math.max(1, Math.round(standing / cells / options.length)),
              );
          }
        }
      }
    }
  })();
}

function rows(count: number, from = 0): Parameters<typeof trackerCsv>[1] {
  const answers = ["Very likely", "Likely", "Unlikely", "Don’t know", "N/A"];
  return Array.from({ length: count }, (_, index) => ({
    location: `1-${1_000_000 + from + index}`,
    parent: `Organisation ${Math.floor((from + index) / 3)} Ltd`,
    name: `Place ${from + index}`,
    region: "London",
    asked: "Homecare",
    answers: {
      "intent.la": answers[index % 5] ?? "",
      "intent.nhs": answers[(index + 2) % 5] ?? "",
      "discussion.la": "Yes",
      "discussion.nhs": "No",
      "handback.la": "No",
      "handback.nhs": "N/A",
    },
  }));
}
