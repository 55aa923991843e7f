import { existsSync } from "node:fs";
import path from "node:path";
import { describe, expect, test } from "vitest";
import { registerResultSchema } from "../../shared/contract.ts";
import { csv, temporaryFolder, trackerCsv, write } from "../engine/files.ts";
import { filtersOds, weeklyCsv, type Location } from "../engine/intake/register/fixtures.ts";
import { bellwether, json } from "./run.ts";

const home: Location = {
  id: "1-101",
  provider: "1-201",
  name: "Larkrise House",
  authority: "Leeds",
  types: ["Residential homes"],
};
const members = csv([
  ["Member name", "CQC provider ID"],
  ["Larkrise", "1-201"],
  ["", ""],
  ["N/A", ""],
]);
interface Fault {
  readonly error: { readonly code: string; readonly message: string; readonly file?: string };
}

describe("import of registers", () => {
  test("knows the CQC directory by itself and prints it beside the files", async () => {
    const folder = temporaryFolder();
    const file = write(folder, "directory.csv", weeklyCsv([home, { ...home, id: "1-102", types: ["Dentist"] }]));
    const args = ["import", file, "--campaign", path.join(folder, "c.evidence")];
    const fresh = await bellwether([...args.slice(0, -1), path.join(folder, "fresh.evidence")]);
    expect(fresh.stdout).toContain("2 rows read: 1 adult social care location stored, 0 unchanged, 1 set aside.");
    const { code, value, stderr } = await json<{ files: unknown[]; registers: unknown[] }>(args);
    expect([code, stderr, value.files]).toEqual([0, "", []]);
    expect(value.registers.map((entry) => registerResultSchema.parse(entry))).toMatchObject([
      {
        file: "directory.csv",
        sheet: null,
        kind: "cqc-directory",
        asOf: "2025-10-29",
        rowsRead: 2,
        stored: 1,
        unchanged: 0,
        setAside: [{ row: 7, reason: "Not an adult social care service: Dentist." }],
      },
    ]);
    expect((await json(args)).value).toMatchObject({ registers: [{ stored: 0, unchanged: 1 }] });
    const said = await bellwether(args);
    expect(said.stdout).toMatch(
      /directory\.csv: CQC directory as of 2025-10-29; 2 rows read: 0 .*1 unchanged, 1 set aside\. Nothing new\./,
    );
  });

  test("takes a member list only where --members says so, and says what else it could be", async () => {
    const folder = temporaryFolder();
    const file = write(folder, "members.csv", members);
    const args = ["import", file, "--campaign", path.join(folder, "c.evidence")];
    const refused = await json<Fault>([...args, "--as-of", "2025-11-01"]);
    expect([refused.code, refused.value.error.code]).toEqual([1, "no-recognisable-columns"]);
    expect(refused.value.error.message).toMatch(/members\.csv.*--members/);
    const undated = await json<Fault>([...args, "--members"]);
    expect([undated.code, undated.value.error.code, undated.value.error.file]).toEqual([
      1,
      "as-of-uncertain",
      "members.csv",
    ]);
    expect(undated.value.error.message).toMatch(/members\.csv.*--as-of 2025-11-01/);
    expect(existsSync(path.join(folder, "c.evidence"))).toBe(false);
    expect(await json([...args, "--members", "--as-of", "2025-11-01"])).toMatchObject({
      code: 0,
      value: {
        registers: [
          {
            kind: "member-list",
            asOf: "2025-11-01",
            rowsRead: 2,
            stored: 1,
            setAside: [{ row: 4 }],
            mapping: [
              { column: "A", question: "organisationName" },
              { column: "B", question: "providerId" },
            ],
          },
        ],
      },
    });
  });

  test("prints no registers where there are none", async () => {
    const folder = temporaryFolder();
    const file = write(
      folder,
      "t.csv",
      trackerCsv("January", [{ location: "1-1", answers: { "intent.la": "Likely" } }]),
    );
    const { value } = await json<object>(["import", file, "--members", "--campaign", path.join(folder, "c.evidence")]);
    expect(Object.keys(value)).toEqual(["files"]);
  });

  test("names the sheets that nothing was taken from, and counts one row in the singular", async () => {
    const folder = temporaryFolder();
    const file = write(folder, "d 2025-11-01.ods", filtersOds([{ ...home, types: ["Shared Lives"] }]));
    const { stdout } = await bellwether(["import", file, "--campaign", path.join(folder, "c.evidence")]);
    expect(stdout).toContain("1 row read: 1 adult social care location stored");
    expect(stdout).toContain("Not used: “README”, “Dual_Registration_Locations”.");
  });

  test("refuses a day to come, said or in the name of a file, and leaves no campaign behind", async () => {
    const folder = temporaryFolder();
    const file = write(folder, "cqc 2098-11-01.csv", weeklyCsv([home], { day: null }));
    const args = ["import", file, "--campaign", path.join(folder, "c.evidence")];
    const said = await bellwether([...args, "--as-of", "2098-01-01"]);
    expect([said.code, said.stderr]).toEqual([
      2,
      expect.stringContaining("--as-of 2098-01-01 is still to come") as string,
    ]);
    const named = await json<Fault>(args);
    expect([named.code, named.value.error.code]).toEqual([1, "as-of-uncertain"]);
    expect(named.value.error.message).toContain("1 November 2098. That day is still to come.");
    expect(existsSync(path.join(folder, "c.evidence"))).toBe(false);
  });

  test.each(["1 November", "2025-11-31", "2025-11"])("refuses the day %s as wrong usage", async (day) => {
    const { code, stderr } = await bellwether(["import", "x.csv", "--campaign", "c.evidence", "--as-of", day]);
    expect(code).toBe(2);
    expect(stderr).toContain("--as-of is a day, written 2025-11-01");
  });
});
