import {
  chmodSync,
  copyFileSync,
  cpSync,
  existsSync,
  mkdirSync,
  readdirSync,
  readFileSync,
  writeFileSync,
} from "node:fs";
import { spawnSync } from "node:child_process";
import path from "node:path";
import { unzipSync } from "fflate";
import { beforeAll, describe, expect, test } from "vitest";
import { commands } from "../../electron/engine/commands.ts";
import { UsageError } from "../../electron/engine/given.ts";
import { answerTableSchema, checkSchema, contract, sheetResultSchema } from "../../shared/contract.ts";
import { quietly } from "../engine/campaign.ts";
import { folderForAll, surveyCsv, temporaryFolder, trackerCsv, write } from "../engine/files.ts";
import { bellwether, CLI, json, signalWhenThere } from "./run.ts";

const likely = { "intent.la": "Likely" };
type Fault = { error: { code: string; message: string; file?: string; sheet?: string; row?: number } };

const common = folderForAll();
const imported = path.join(common, "c.evidence");
const [pack, zippedPack] = [path.join(common, "pack"), path.join(common, "pack.zip")];

/** A campaign of 60 homecare organisations in January, 20 of which intend; one is called by plain words. */
beforeAll(async () => {
  const rows = Array.from({ length: 60 }, (_, index) => ({
    location: `1-90001${index}`,
    parent: index === 59 ? "Supported Living" : `Bramblewick Care Number ${index} Ltd`,
    asked: "Homecare",
    region: "London",
    answers: { "intent.la": index < 20 ? "Likely" : "Unlikely", "discussion.la": index % 2 === 0 ? "Yes" : "No" },
  }));
  const file = write(common, "tracker.csv", trackerCsv("January", rows));
  const { code, stderr } = await bellwether(["import", file, "--campaign", imported]);
  if (code !== 0) throw new Error(stderr);
});

/** The imported campaign, in a folder of one test. */
function campaignIn(folder: string): string {
  const campaign = path.join(folder, "c.evidence");
  copyFileSync(imported, campaign);
  return campaign;
}

describe("import", () => {
  test("prints the document of the design, and says nothing else", async () => {
    const folder = temporaryFolder();
    const file = write(folder, "tracker.csv", trackerCsv("January", [{ location: "1-1", answers: likely }, {}]));
    const args = ["import", file, "--campaign", path.join(folder, "c.evidence")];
    const { code, value, stderr } = await json<{ files: unknown[] }>(args);
    expect([code, stderr]).toEqual([0, ""]);
    expect(value.files.map((entry) => sheetResultSchema.parse(entry))).toMatchObject([
      {
        file: "tracker.csv",
        sheet: null,
        source: "capacity-tracker",
        platform: null,
        month: "2025-01",
        rowsRead: 2,
        stored: 1,
        unchanged: 0,
        superseded: 0,
        setAside: [{ row: 3 }],
        ignoredSheets: [],
      },
    ]);
    const again = await json<{ files: unknown[] }>(args);
    expect(again).toMatchObject({ code: 0, value: { files: [{ stored: 0, unchanged: 1 }] } });
  });

  test("is all or nothing over several files, and leaves no campaign behind when refused", async () => {
    const folder = temporaryFolder();
    const good = write(folder, "good.csv", trackerCsv("January", [{ location: "1-1", answers: likely }]));
    const bad = write(folder, "bad.csv", "Name,Age\r\nA,1\r\n");
    const campaign = path.join(folder, "c.evidence");
    const { code, value } = await json<Fault>(["import", good, bad, "--campaign", campaign]);
    expect([code, value.error.code, value.error.file]).toEqual([1, "no-recognisable-columns", "bad.csv"]);
    expect(value.error.message).toContain("“Name”");
    expect(readdirSync(folder).sort()).toEqual(["bad.csv", "good.csv"]);
  });

  test("two commands that make the same campaign at once lose nothing", async () => {
    const folder = temporaryFolder();
    const campaign = path.join(folder, "c.evidence");
    const runs = ["January", "February", "March"].map((month, index) => {
      const rows = Array.from({ length: 800 }, (_, row) => ({
        location: `1-${row}`,
        answers: likely,
        updated: `10/0${index + 2}/2025 09:00:00`,
      }));
      return json<{ files: object[] }>([
        "import",
        write(folder, `${month}.csv`, trackerCsv(month, rows)),
        "--campaign",
        campaign,
      ]);
    });
    for (const { code, value } of await Promise.all(runs))
      expect([code, value.files]).toMatchObject([0, [{ stored: 800 }]]);
    expect((await json(["check", "--campaign", campaign])).value).toMatchObject({ rows: { stored: 2400 } });
    expect(readdirSync(folder).filter((name) => name.includes("evidence"))).toEqual(["c.evidence"]);
  });

  test("asks for the month where it cannot be told, and takes it", async () => {
    const folder = temporaryFolder();
    const file = write(folder, "survey.csv", surveyCsv("the month", [{ respondent: "1", answers: likely }]));
    const args = ["import", file, "--campaign", path.join(folder, "c.evidence")];
    const refused = await json<Fault>(args);
    expect([refused.code, refused.value.error.code]).toEqual([1, "month-uncertain"]);
    expect(refused.value.error.message).toMatch(/survey\.csv.*--month/);
    expect(await json([...args, "--month", "2025-01"])).toMatchObject({
      code: 0,
      value: { files: [{ month: "2025-01" }] },
    });
  });

  test("refuses a month that goes against the questions, unless a mapping says so", async () => {
    const folder = temporaryFolder();
    const file = write(folder, "tracker.csv", trackerCsv("January", [{ location: "1-1", answers: likely }]));
    const args = ["import", file, "--campaign", path.join(folder, "c.evidence")];
    expect(await json([...args, "--month", "2025-02"])).toMatchObject({
      code: 1,
      value: { error: { code: "month-contradicted" } },
    });
    const mapping = write(folder, "m.json", JSON.stringify({ month: "2025-02", columns: { Region: null } }));
    expect(await json([...args, "--mapping", mapping])).toMatchObject({
      code: 0,
      value: { files: [{ month: "2025-02" }] },
    });
  });

  const wrong: [string, string, (folder: string) => string][] = [
    [
      "not a spreadsheet",
      "not-a-spreadsheet",
      (folder) => write(folder, "file.csv", Buffer.from("%PDF-1.7\n\u0000\u0001\u0002binary")),
    ],
    ["an empty file", "empty-file", (folder) => write(folder, "file.csv", "")],
    ["headings without rows", "empty-file", (folder) => write(folder, "file.csv", trackerCsv("January", []))],
    [
      "a truncated workbook",
      "truncated-file",
      (folder) => write(folder, "file.xlsx", Buffer.from("PK\u0003\u0004\u0014\u0000 and then nothing more")),
    ],
    ["a file that is not there", "not-found", (folder) => path.join(folder, "file.csv")],
    [
      "a question asked about another month by itself",
      "mapping-uncertain",
      (folder) =>
        write(
          folder,
          "file.csv",
          trackerCsv("January", [{ location: "1-1" }])
            .split("\r\n")
            .map((line, index) =>
              index === 0 ? `${line},Did you hand back any of your NHS commissioned contracts in March?` : line,
            )
            .join("\r\n"),
        ),
    ],
  ];
  for (const [what, code, make] of wrong) {
    test(`refuses ${what}: what, where, and what to do`, async () => {
      const folder = temporaryFolder();
      const ran = await json<Fault>(["import", make(folder), "--campaign", path.join(folder, "c.evidence")]);
      expect([ran.code, ran.value.error.code]).toEqual([1, code]);
      expect(ran.value.error.message).toContain("file.");
      expect(ran.value.error.message.length).toBeGreaterThan(40);
      expect(ran.stderr).not.toMatch(/\n\s+at /);
      expect(existsSync(path.join(folder, "c.evidence"))).toBe(false);
    });
  }

  test("refuses a campaign that is damaged, read-only or not one, and changes nothing", async () => {
    const folder = temporaryFolder();
    const campaign = campaignIn(folder);
    const file = write(
      folder,
      "more.csv",
      trackerCsv("February", [{ location: "1-5", answers: likely, updated: "10/03/2025 09:00:00" }]),
    );
    const before = readFileSync(campaign);
    chmodSync(campaign, 0o444);
    expect(await json(["import", file, "--campaign", campaign])).toMatchObject({
      code: 1,
      value: { error: { code: "campaign-read-only" } },
    });
    expect(readFileSync(campaign).equals(before)).toBe(true);
    const damaged = write(folder, "d.evidence", Buffer.concat([before.subarray(0, 6000), Buffer.alloc(20_000, 7)]));
    expect(await json(["import", file, "--campaign", damaged])).toMatchObject({
      code: 1,
      value: { error: { code: "campaign-corrupt" } },
    });
    const other = write(folder, "x.evidence", "hello");
    expect(await json(["check", "--campaign", other])).toMatchObject({
      code: 1,
      value: { error: { code: "not-a-campaign" } },
    });
  });

  test("leaves nothing behind when interrupted, and exits with 130", async () => {
    const folder = temporaryFolder();
    const rows = Array.from({ length: 15_000 }, (_, index) => ({ location: `1-${index}`, answers: likely }));
    const file = write(folder, "big.csv", trackerCsv("January", rows));
    const ran = await bellwether(
      ["import", file, "--campaign", path.join(folder, "c.evidence")],
      signalWhenThere(folder, /^c\.evidence.*-wal$/, "SIGINT"),
    );
    expect(ran.code).toBe(130);
    expect(readdirSync(folder)).toEqual(["big.csv"]);
  });
});

describe("merge", () => {
  test("brings what the other campaign holds, prints what that was, and once only", async () => {
    const folder = temporaryFolder();
    const [mine, theirs] = [campaignIn(folder), path.join(folder, "ann.evidence")];
    const rows = [{ location: "1-77", answers: likely, updated: "10/03/2025 09:00:00" }];
    await bellwether(["import", write(folder, "february.csv", trackerCsv("February", rows)), "--campaign", theirs]);
    const args = ["merge", theirs, "--campaign", mine];
    const { code, value, stderr } = await json(args);
    expect([code, stderr]).toEqual([0, ""]);
    expect(contract["campaign.merge"].output.parse(value)).toEqual({
      importId: 2,
      added: { files: 1, responses: 1, decisions: 0, registers: 0, entries: 0, releases: 0 },
      clashes: 0,
      notCopy: true,
    });
    expect((await bellwether(args)).stdout).toBe("ann.evidence: nothing new.\n");
    const check = await json<{ rows: object }>(["check", "--campaign", mine]);
    expect(checkSchema.parse(check.value).rows).toMatchObject({ read: 61, stored: 61 });
  });

  test("refuses a campaign that is not there, and one that is none, and says which", async () => {
    const folder = temporaryFolder();
    const mine = campaignIn(folder);
    const missing = await json<Fault>(["merge", mine, "--campaign", path.join(folder, "no.evidence")]);
    expect([missing.code, missing.value.error.code]).toEqual([1, "campaign-missing"]);
    const other = await json<Fault>(["merge", write(folder, "ann.evidence", "Name,Age\r\n"), "--campaign", mine]);
    expect([other.code, other.value.error.code, other.value.error.file]).toEqual([1, "not-a-campaign", "ann.evidence"]);
    expect((await bellwether(["merge", "--campaign", mine])).code).toBe(2);
  });

  test("killed or interrupted halfway, leaves the campaign as it was", async () => {
    const folder = temporaryFolder();
    const [mine, theirs] = [campaignIn(folder), path.join(folder, "big.evidence")];
    const rows = Array.from({ length: 15_000 }, (_, index) => ({ location: `1-${index}`, answers: likely }));
    await bellwether(["import", write(folder, "big.csv", trackerCsv("January", rows)), "--campaign", theirs]);
    const before = await json(["check", "--campaign", mine]);
    for (const signal of ["SIGINT", "SIGKILL"] as const) {
      const ran = await bellwether(
        ["merge", theirs, "--campaign", mine],
        signalWhenThere(folder, /^c\.evidence-wal$/, signal),
      );
      expect(ran.code).toBe(signal === "SIGINT" ? 130 : null);
      expect((await json(["check", "--campaign", mine])).value).toEqual(before.value);
    }
    const whole = await json<{ added: object }>(["merge", theirs, "--campaign", mine]);
    expect(whole.value.added).toMatchObject({ responses: 15_000 });
  });
});

describe("table", () => {
  test("prints the shape of the design, with zeros for options without answers and a row for all", async () => {
    const campaign = campaignIn(temporaryFolder());
    const { code, value } = await json([
      "table",
      "intent",
      "--commissioner",
      "la",
      "--by",
      "service-type,month",
      "--campaign",
      campaign,
    ]);
    expect(code).toBe(0);
    expect(answerTableSchema.parse(value)).toEqual({
      measure: "intent",
      commissioner: "la",
      unit: "organisation",
      protected: false,
      rows: ["homecare", "all"].map((serviceType) => ({
        month: "2025-01",
        serviceType,
        base: 60,
        notApplicable: 0,
        blank: 0,
        intends: 20,
        share: 0.3333,
        low: 0.227,
        high: 0.459,
        counts: { very_likely: 0, likely: 20, neither: 0, unlikely: 40, very_unlikely: 0, dont_know: 0 },
      })),
    });
  });

  test("counts yes in the place of intends, by region too, and both commissioners where none is named", async () => {
    const campaign = campaignIn(temporaryFolder());
    const { value } = await json<{ rows: object[] }>([
      "table",
      "discussion",
      "--by",
      "region,month",
      "--campaign",
      campaign,
    ]);
    expect(value.rows).toMatchObject([
      { commissioner: "la", region: "London", base: 60, yes: 30, counts: { yes: 30, no: 30, dont_know: 0 } },
      { commissioner: "la", region: "all" },
      { commissioner: "nhs", region: "London", base: 0, blank: 60, share: null },
      { commissioner: "nhs", region: "all" },
    ]);
  });

  test("protected, shows rounded figures, hides the rest with the reason, and is the same every time", async () => {
    const campaign = campaignIn(temporaryFolder());
    const args = [
      "table",
      "intent",
      "--commissioner",
      "la",
      "--by",
      "service-type,month",
      "--protected",
      "--campaign",
      campaign,
    ];
    const { value } = await json<{ protected: boolean; rows: Record<string, unknown>[] }>(args);
    expect((await json(args)).value).toEqual(value);
    expect(value.protected).toBe(true);
    expect(value.rows.find((row) => row["serviceType"] === "all")).toMatchObject({
      base: 60,
      intends: 20,
      share: 0.3333,
    });
    const small = value.rows.find((row) => row["serviceType"] === "shared_lives");
    expect(small).toMatchObject({
      base: null,
      counts: null,
      notApplicable: null,
      blank: null,
      hidden: expect.any(String),
    });
  });

  test("gives coverage without a register as responded, and never guesses what is known", async () => {
    const campaign = campaignIn(temporaryFolder());
    const { value } = await json<{ rows: object[] }>([
      "table",
      "coverage",
      "--by",
      "service-type,month",
      "--campaign",
      campaign,
    ]);
    expect(value.rows).toContainEqual({
      month: "2025-01",
      serviceType: "all",
      responded: 60,
      known: null,
      share: null,
    });
  });

  test("refuses a campaign that is missing", async () => {
    const { code, value } = await json<Fault>([
      "table",
      "intent",
      "--by",
      "month",
      "--campaign",
      "/nowhere/c.evidence",
    ]);
    expect([code, value.error.code]).toEqual([1, "campaign-missing"]);
  });
});

describe("check", () => {
  test("leaves nothing beside a campaign it has read", async () => {
    const folder = temporaryFolder();
    const campaign = campaignIn(folder);
    await bellwether(["check", "--campaign", campaign]);
    await bellwether(["table", "intent", "--by", "month", "--campaign", campaign]);
    expect(readdirSync(folder).sort()).toEqual(["c.evidence"]);
  });

  test("stops quietly when nobody reads on", async () => {
    const folder = temporaryFolder();
    const rows = Array.from({ length: 3000 }, (_, index) => ({ answers: likely, name: `Place ${index}` }));
    const campaign = path.join(folder, "c.evidence");
    const file = write(folder, "tracker.csv", trackerCsv("January", [{ location: "1-1", answers: likely }, ...rows]));
    await bellwether(["import", file, "--campaign", campaign]);
    const { stderr } = spawnSync(
      "sh",
      ["-c", `"${process.execPath}" "${CLI}" check --campaign "${campaign}" --json | head -c 100`],
      { encoding: "utf8" },
    );
    expect(stderr).toBe("");
  });

  test("prints rows accounted for, issues and conflicts", async () => {
    const campaign = campaignIn(temporaryFolder());
    const { code, value } = await json(["check", "--campaign", campaign]);
    expect(code).toBe(0);
    expect(checkSchema.parse(value)).toMatchObject({
      rows: { read: 60, stored: 60, unchanged: 0, setAside: 0, standing: 60, superseded: 0 },
      issues: [],
      conflicts: [],
    });
  });
});

describe("brief", () => {
  test(
    "writes a draft pack twice the same, into a folder or one zip, and names nobody",
    { timeout: 180_000 },
    async () => {
      const before = readFileSync(imported);
      const brief = ["brief", "--formats", "html,xlsx,docx", "--campaign", imported, "--month", "2025-01"];
      expect(await json([...brief, "--out", pack])).toMatchObject({ code: 0, value: { draft: true } });
      const env = { TZ: "Pacific/Auckland", LANG: "de_DE.UTF-8", LC_ALL: "de_DE.UTF-8" };
      expect((await bellwether([...brief, "--out", zippedPack, "--zip"], { env })).code).toBe(0);
      const zipped = unzipSync(readFileSync(zippedPack));
      const names = readdirSync(pack, { recursive: true, withFileTypes: true })
        .filter((entry) => entry.isFile())
        .map((entry) => path.relative(pack, path.join(entry.parentPath, entry.name)));
      expect(Object.keys(zipped).sort()).toEqual(names.sort());
      expect(names).toEqual(
        expect.arrayContaining(["briefing.docx", "data-tables.xlsx", "index.html", "manifest.json"]),
      );
      for (const name of names) {
        const bytes = readFileSync(path.join(pack, name));
        expect(bytes.equals(Buffer.from(zipped[name]!)), name).toBe(true);
        expect(bytes.includes("Bramblewick"), name).toBe(false);
        expect(bytes.includes("1-90001"), name).toBe(false);
        expect(bytes.includes(common), name).toBe(false);
      }
      expect(readFileSync(imported).equals(before)).toBe(true);
    },
  );

  test("is not stopped by a member called by plain words, and is by one named in the title", async () => {
    expect(readFileSync(path.join(pack, "data", "intent-by-service-type.csv"), "utf8")).toContain("Supported living");
    const out = path.join(temporaryFolder(), "pack");
    const named = ["brief", "--formats", "html", "--campaign", imported, "--out", out, "--title"];
    expect(await json([...named, "What Bramblewick Care Number 7 Ltd told us"])).toMatchObject({
      code: 1,
      value: { error: { code: "audit-failed" } },
    });
    expect(await json([...named, "As Bramblewick Care Number 7 says"])).toMatchObject({ code: 1 });
    expect(existsSync(out)).toBe(false);
  });

  test("refuses a folder that is not empty, a month without responses, and a target that cannot be written", async () => {
    const folder = temporaryFolder();
    const campaign = campaignIn(folder);
    const full = path.join(folder, "full");
    mkdirSync(full);
    writeFileSync(path.join(full, "mine.txt"), "mine");
    expect(await json(["brief", "--formats", "html,xlsx", "--campaign", campaign, "--out", full])).toMatchObject({
      code: 1,
      value: { error: { code: "folder-not-empty" } },
    });
    expect(readdirSync(full)).toEqual(["mine.txt"]);
    expect(
      await json([
        "brief",
        "--formats",
        "html,xlsx",
        "--campaign",
        campaign,
        "--out",
        path.join(folder, "p"),
        "--month",
        "2031-01",
      ]),
    ).toMatchObject({ code: 1, value: { error: { code: "nothing-to-brief" } } });
    const under = path.join(full, "mine.txt", "pack");
    expect(await json(["brief", "--formats", "html", "--campaign", campaign, "--out", under])).toMatchObject({
      code: 1,
      value: { error: { code: "not-writable" } },
    });
    expect(existsSync(path.join(folder, "p"))).toBe(false);
    expect(
      await bellwether(["brief", "--campaign", campaign, "--out", path.join(folder, "annex"), "--formats", "pdf,doc"]),
    ).toMatchObject({
      code: 2,
      stderr: expect.stringContaining("--formats is one of pdf, docx, pptx, html, xlsx, png; not “doc”"),
    });
    expect(
      await json([
        "brief",
        "--campaign",
        campaign,
        "--out",
        path.join(folder, "annex"),
        "--template",
        "annex",
        "--month",
        "2025-01",
      ]),
    ).toMatchObject({ code: 0 });
    expect(readdirSync(path.join(folder, "annex")).toSorted()).toEqual([
      "charts",
      "data",
      "data-tables.xlsx",
      "manifest.json",
    ]);
  });
});

describe("audit", () => {
  test("passes a pack as it was written, in its folder or zip, and against its campaign", async () => {
    for (const written of [pack, zippedPack]) {
      expect(await json(["audit", written, "--against", imported])).toMatchObject({ code: 0, value: { faults: [] } });
    }
  });

  test("finds a figure that was changed and a name that was added", async () => {
    const out = path.join(temporaryFolder(), "pack");
    cpSync(pack, out, { recursive: true });
    const page = path.join(out, "index.html");
    writeFileSync(page, readFileSync(page, "utf8").replace("</body>", "Bramblewick Care Number 7 Ltd</body>"));
    const { code, value } = await json<Fault>(["audit", out, "--against", imported]);
    expect([code, value.error.code]).toEqual([1, "audit-failed"]);
    expect(value.error.message).toContain("index.html");
  });
});

describe("wrong usage exits with 2 and shows how", () => {
  const wrong = [
    [],
    ["fly"],
    ["import"],
    ["table", "intent", "--by", "month,shoe-size", "--campaign", "c"],
    ["check", "--campaign", "c", "--loud"],
    ["check", "extra", "--campaign", "c"],
  ];
  test.each(wrong.map((args) => [args]))("bellwether %j", async (args) => {
    const { code, stdout, stderr } = await bellwether(args);
    expect(code).toBe(2);
    expect(stdout + stderr).toMatch(/bellwether (import|table|check|brief)/);
    expect(stderr).not.toMatch(/\n\s+at /);
  });

  // What a command finds wrong itself is answered as with those above, and needs no process each.
  const refused: [string, string[], Record<string, string>][] = [
    ["import", ["a.csv"], {}],
    ["table", ["intent"], { by: "month" }],
    ["table", ["feelings"], { by: "month", campaign: "c" }],
    ["table", ["intent"], { by: "service-type", campaign: "c" }],
    ["import", ["a.csv"], { campaign: "c", month: "January" }],
    ["brief", [], { campaign: "c" }],
  ];
  test.each(refused)("bellwether %s %j %j", async (name, positionals, values) => {
    const context = { ...quietly, version: "0", dataFolder: "none", say: () => undefined };
    await expect(commands[name]!.run({ values, positionals }, context)).rejects.toThrow(UsageError);
  });
});

describe("sample", () => {
  test("writes raw files that all go in untouched, the same ones every time", async () => {
    const folder = temporaryFolder();
    const [one, other] = [path.join(folder, "one"), path.join(folder, "other")];
    for (const target of [one, other]) expect((await bellwether(["sample", target])).code).toBe(0);
    const files = readdirSync(one);
    expect(files).toHaveLength(15);
    for (const file of files)
      expect(readFileSync(path.join(one, file)).equals(readFileSync(path.join(other, file))), file).toBe(true);
    const campaign = path.join(folder, "s.evidence");
    const { code, value } = await json<{ files: { rowsRead: number; stored: number; month: string }[] }>([
      "import",
      "--members",
      ...files.map((file) => path.join(one, file)),
      "--campaign",
      campaign,
    ]);
    expect(code).toBe(0);
    expect(new Set(value.files.map((file) => file.month)).size).toBe(6);
    expect(value.files.every((file) => file.stored > 100)).toBe(true);
  });
});
