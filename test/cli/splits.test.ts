import path from "node:path";
import { describe, expect, test } from "vitest";
import type { AnswerTable, CoverageTable, FigureTrace } from "../../shared/contract.ts";
import { directoryCsv } from "../engine/directories.ts";
import { temporaryFolder, trackerCsv, write } from "../engine/files.ts";
import { bellwether, json } from "./run.ts";

/** Three organisations answer about January and two of them about February; the directory lists two. */
async function campaignIn(folder: string): Promise<string> {
  const campaign = path.join(folder, "c.evidence");
  const rows = [
    { location: "1-11", serviceType: "Homecare", answers: { "intent.la": "Very likely" } },
    { location: "1-12", serviceType: "Homecare", parent: "Birch Homes", answers: { "intent.la": "Unlikely" } },
    { location: "1-13", serviceType: "Nursing homes", parent: "Cedar", answers: { "intent.la": "Likely" } },
  ];
  const files = [
    write(folder, "january.csv", trackerCsv("January", rows)),
    write(
      folder,
      "february.csv",
      trackerCsv(
        "February",
        rows.slice(1).map((row) => ({ ...row, updated: "10/03/2025 09:30:00" })),
      ),
    ),
    write(
      folder,
      "directory.csv",
      directoryCsv("31 October 2024", [
        { location: "1-11", provider: "1-900", providerName: "Alder Care Ltd" },
        { location: "1-19", provider: "1-900", providerName: "Alder Care Ltd" },
      ]),
    ),
  ];
  const { code, stderr } = await bellwether(["import", ...files, "--campaign", campaign]);
  expect(code, stderr).toBe(0);
  return campaign;
}

describe("table by any split", () => {
  test("counts and traces by size and council, of some service types, against a month", async () => {
    const campaign = await campaignIn(temporaryFolder());
    const intent = ["intent", "--commissioner", "la", "--campaign", campaign];
    const { value: sizes } = await json<AnswerTable>(["table", ...intent, "--by", "month,size"]);
    expect(sizes.rows.map(({ month, size, base }) => [month, size, base])).toEqual([
      ["2025-01", "2_4", 1],
      ["2025-01", "not_known", 2],
      ["2025-01", "all", 3],
      ["2025-02", "not_known", 2],
      ["2025-02", "all", 2],
    ]);
    const homecare = ["--service-type", "homecare, extra_care"];
    const { value: councils } = await json<AnswerTable>([
      "table",
      ...intent,
      "--by",
      "local-authority,month",
      ...homecare,
    ]);
    expect(councils.serviceTypes).toEqual(["homecare", "extra_care"]);
    expect(councils.rows.map(({ month, localAuthority, base }) => [month, localAuthority, base])).toEqual([
      ["2025-01", "Northmoor", 2],
      ["2025-01", "all", 2],
      ["2025-02", "Northmoor", 1],
      ["2025-02", "all", 1],
    ]);
    const against = ["--matched", "--against", "2025-01"];
    const { value: matched } = await json<AnswerTable>(["table", ...intent, "--by", "month", ...against]);
    expect(matched.rows).toMatchObject([{ month: "2025-02", comparedWith: "2025-01", base: 2, before: { base: 2 } }]);
    const { value: trace } = await json<FigureTrace>([
      "trace",
      ...intent,
      "--month",
      "2025-02",
      "--by",
      "local-authority",
      "--group",
      "Northmoor",
      ...against,
      ...homecare,
    ]);
    expect(trace).toMatchObject({ total: 1, rows: [{ organisation: "Birch Homes" }] });
    const { value: coverage } = await json<CoverageTable>([
      "table",
      "coverage",
      "--by",
      "source,month",
      "--campaign",
      campaign,
    ]);
    expect(coverage.rows[0]).toMatchObject({ month: "2025-01", source: "Capacity Tracker", responded: 3, known: null });
  });

  test("tells a wrong split from one that is refused", async () => {
    const campaign = await campaignIn(temporaryFolder());
    const table = (...args: string[]) =>
      bellwether(["table", "intent", "--commissioner", "la", "--campaign", campaign, ...args]);
    const wrong = await table("--by", "council,month");
    expect([wrong.code, wrong.stderr]).toEqual([2, expect.stringContaining("size, source, icb, local-authority")]);
    expect((await table("--by", "month", "--service-type", "hotels")).code).toBe(2);
    expect((await table("--by", "month", "--against", "2025-01")).code).toBe(2);
    const refused = await table("--by", "icb,month", "--protected");
    expect([refused.code, refused.stderr]).toEqual([
      1,
      expect.stringContaining("do not tell of integrated care boards"),
    ]);
    const never = await table("--by", "local-authority,month", "--protected");
    expect([never.code, never.stderr]).toEqual([1, expect.stringContaining("never leaves the app")]);
    const coverage = await bellwether(["table", "coverage", "--by", "month", "--matched", "--campaign", campaign]);
    expect([coverage.code, coverage.stderr]).toEqual([1, expect.stringContaining("Leave out --matched")]);
  });
});
