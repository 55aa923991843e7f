import { existsSync, readFileSync } from "node:fs";
import path from "node:path";
import { describe, expect, test } from "vitest";
import type { AnswerTable, CoverageTable, FigureTrace } from "../../shared/contract.ts";
import { directoryCsv } from "../engine/directories.ts";
import { csv, temporaryFolder, trackerCsv, write } from "../engine/files.ts";
import { bellwether, json } from "./run.ts";

/** Three organisations answer about January; the directory and the members each list some of them. */
async function campaignIn(folder: string): Promise<string> {
  const campaign = path.join(folder, "c.evidence");
  const files = [
    write(
      folder,
      "tracker.csv",
      trackerCsv("January", [
        { location: "1-11", serviceType: "Homecare", answers: { "intent.la": "Very likely", "intent.nhs": "N/A" } },
        { location: "1-12", serviceType: "Homecare", parent: "Birch Homes", answers: { "intent.la": "Unlikely" } },
        { location: "1-13", serviceType: "Nursing homes", parent: "Cedar", answers: { "intent.la": "Likely" } },
      ]),
    ),
    write(
      folder,
      "directory.csv",
      directoryCsv("31 October 2024", [
        { location: "1-11", provider: "1-900", providerName: "Alder Care Ltd" },
        { location: "1-14", provider: "1-901", providerName: "@Dogwood" },
      ]),
    ),
    write(
      folder,
      "members 2025-01-15.csv",
      csv([
        ["Member", "CQC provider ID", "Email"],
        ["Elm Support", "1-905", "kim@elm.example"],
      ]),
    ),
  ];
  const { code, stderr } = await bellwether(["import", ...files, "--members", "--campaign", campaign]);
  expect(code, stderr).toBe(0);
  return campaign;
}

describe("trace", () => {
  test("prints who is behind a figure, as many as the table says, with the cell and its place", async () => {
    const campaign = await campaignIn(temporaryFolder());
    const by = ["--by", "service-type,month", "--campaign", campaign];
    const { value: table } = await json<AnswerTable>(["table", "intent", "--commissioner", "la", ...by]);
    const row = table.rows.find((one) => one.serviceType === "homecare")!;
    const asked = [
      "trace",
      "intent",
      "--campaign",
      campaign,
      "--month",
      "2025-01",
      "--commissioner",
      "la",
      "--by",
      "service-type",
      "--group",
      "homecare",
    ];
    const { code, value } = await json<FigureTrace & { option: string }>(asked);
    expect(code).toBe(0);
    expect([value.total, value.unit, value.option]).toEqual([row.base, "organisation", "base"]);
    expect(value.rows).toMatchObject([
      { organisation: "Alder Care Ltd", option: "very_likely", written: "Very likely", file: "tracker.csv", row: 2 },
      { organisation: "Birch Homes", option: "unlikely", row: 3 },
    ]);
    expect((await json<FigureTrace>([...asked, "--option", "counted"])).value.total).toBe(row.intends);
    const { stdout } = await bellwether([...asked, "--option", "counted"]);
    expect(stdout).toMatch(
      /^1 organisation, 2025-01; unit: organisation\. Internal: names organisations\.\nAlder Care Ltd +very_likely +“Very likely” +tracker\.csv, row 2\n$/,
    );
  });

  test("is told what is missing, and refuses what has no figure", async () => {
    const campaign = await campaignIn(temporaryFolder());
    const asked = ["trace", "intent", "--campaign", campaign];
    expect((await bellwether([...asked, "--commissioner", "la"])).code).toBe(2);
    expect(
      (await bellwether([...asked, "--month", "2025-01", "--commissioner", "la", "--group", "homecare"])).code,
    ).toBe(2);
    expect((await bellwether(["trace", "coverage", "--campaign", campaign, "--month", "2025-01"])).code).toBe(2);
    const { code, value } = await json<{ error: { message: string } }>([...asked, "--month", "2025-01"]);
    expect([code, value.error.message]).toEqual([1, expect.stringContaining("Name one commissioner")]);
  });
});

describe("coverage and the chase list", () => {
  test("are against the member list, or the directory where that is asked for", async () => {
    const folder = temporaryFolder();
    const campaign = await campaignIn(folder);
    const asked = ["table", "coverage", "--by", "month", "--campaign", campaign];
    expect((await json<CoverageTable>(asked)).value).toMatchObject({
      frame: "members",
      asOf: "2025-01-15",
      rows: [{ month: "2025-01", responded: 0, known: 1, share: 0, outside: 3 }],
    });
    expect((await json<CoverageTable>([...asked, "--frame", "directory"])).value).toMatchObject({
      frame: "directory",
      rows: [{ responded: 1, known: 2, share: 0.5, outside: 2 }],
    });
    expect((await bellwether([...asked, "--frame", "directory"])).stdout).toContain(
      "coverage, unit: organisation, internal only, against the CQC directory of 2024-10-31",
    );
    expect((await bellwether([...asked, "--frame", "register"])).code).toBe(2);

    const out = path.join(folder, "chase.csv");
    const chase = ["chase", "--campaign", campaign, "--month", "2025-01", "--out", out];
    expect((await bellwether([...chase, "--frame", "directory"])).stdout).toBe(
      `${out}: 1 has not answered about 2025-01. It names them: not to be published.\n`,
    );
    const lines = readFileSync(out, "utf8").split("\r\n");
    expect(lines[0]).toMatch(/^\ufeff"?IDENTIFIABLE/);
    expect(lines.slice(1, 3)).toEqual([
      "name,contact,ids,last answered before then,service type,region",
      "'@Dogwood,,CQC provider 1-901,not before,Homecare,Yorkshire and The Humber",
    ]);
    const again = await bellwether(chase);
    expect([again.code, again.stderr]).toEqual([1, expect.stringContaining("is already there")]);
    expect((await bellwether(["chase", "--campaign", campaign, "--month", "2025-01"])).code).toBe(2);
    const nowhere = path.join(folder, "none", "chase.csv");
    expect((await bellwether([...chase.slice(0, -1), nowhere])).code).toBe(1);
    expect(existsSync(nowhere)).toBe(false);
  });
});
