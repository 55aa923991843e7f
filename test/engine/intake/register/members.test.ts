import path from "node:path";
import fc from "fast-check";
import { describe, expect, test } from "vitest";
import { readMapping } from "../../../../electron/engine/intake/mapping.ts";
import { stageFile, type StageOptions, type StagedFile } from "../../../../electron/engine/intake/stage.ts";
import { REGIONS, SERVICE_TYPES } from "../../../../shared/vocabulary.ts";
import { csv, temporaryFolder, trackerCsv, write } from "../../files.ts";
import { workbook } from "../../platforms/workbook.ts";
import { weeklyCsv } from "./fixtures.ts";

const LIST = [
  ["Member name", "CQC Provider ID", "Group", "Postcode", "Council", "Type of service", "Contact e-mail", "Joined"],
  [
    "Larkrise Homes Ltd",
    "1-200000001",
    "Larkrise Group",
    "LS1 4AP",
    "Leeds City Council",
    "Homecare",
    "anna@larkrise.example",
    "2019",
  ],
  ["Bramblewick", "", "-", "", "Cumbria", "Unicorns", "ask the office", "2020"],
];

async function staged(name: string, content: string | Uint8Array, options: StageOptions = {}): Promise<StagedFile> {
  const file = write(temporaryFolder(), name, content);
  return stageFile({ path: file, name: path.basename(file) }, options);
}

async function members(rows: readonly (readonly string[])[], options: StageOptions = {}) {
  const { registers } = await staged("members 2025-11-01.csv", csv(rows), { members: true, ...options });
  expect(registers.map(({ kind }) => kind)).toEqual(["member-list"]);
  return registers[0]!;
}

describe("a member list", () => {
  test("gives ids, names, places, service types and the e-mail address of each member", async () => {
    const register = await members(LIST);
    expect(register.entries).toEqual([
      {
        row: 2,
        locationId: null,
        providerId: "1-200000001",
        odsCode: null,
        name: "Larkrise Homes Ltd",
        providerName: "Larkrise Group",
        brand: null,
        postcode: "LS14AP",
        localAuthority: "Leeds",
        region: REGIONS.indexOf("Yorkshire and The Humber"),
        serviceType: SERVICE_TYPES.indexOf("homecare"),
        contact: "anna@larkrise.example",
      },
      {
        row: 3,
        locationId: null,
        providerId: null,
        odsCode: null,
        name: "Bramblewick",
        providerName: null,
        brand: null,
        postcode: null,
        localAuthority: "Cumbria",
        region: REGIONS.indexOf("North West"),
        serviceType: null,
        contact: null,
      },
    ]);
    expect(register).toMatchObject({ asOf: "2025-11-01", rowsRead: 2, setAside: [] });
    expect(register.notes).toEqual([
      "In 1 row the service type is not one that is known, and is left open.",
      "In 1 row the contact is no e-mail address, and is left out.",
      "In 2 rows the region was told from the local authority.",
    ]);
    expect(register.columns.map(({ role }) => role)).toEqual([
      "organisationName",
      "providerId",
      "parentName",
      "postcode",
      "localAuthority",
      "serviceTypeColumn",
      "contact",
      null,
    ]);
  });

  test("sets aside rows that name nobody, somebody again, totals and repeated headings", async () => {
    const { entries, setAside, rowsRead } = await members([
      ["Organisation", "ODS code", "Postcode"],
      ["Larkrise", "", "LS1 4AP"],
      ["N/A", "", "LS1 4AP"],
      ["LARKRISE Ltd.", "", "ls1 4ap"],
      ["Total", "", ""],
      ["Total: 1", "", ""],
      ["Organisation", "ODS code", "Postcode"],
      ["", "VL1AB", ""],
    ]);
    expect(entries.map(({ row }) => row)).toEqual([2, 8]);
    expect(setAside).toEqual([
      { row: 3, reason: "Nothing in this row tells who the member is: no CQC id, ODS code or name." },
      { row: 4, reason: "This member is listed above, in row 2." },
      { row: 5, reason: "This is a row of totals." },
      { row: 6, reason: "This is a row of totals." },
      { row: 7, reason: "The headings are repeated in this row." },
    ]);
    expect(rowsRead).toBe(7);
  });

  test("finds its headings below a title, on any sheet of a workbook, and leaves out sheets that name nobody", async () => {
    const bytes = workbook([
      { name: "Notes", rows: [["Membership system"], ["Ask the office"]] },
      {
        name: "Members",
        rows: [["Members as at 3 November 2025"], [], ["Name", "CQC location ID"], ["Larkrise", "1-100000001"]],
      },
    ]);
    const { registers, ignoredSheets } = await staged("members.xlsx", bytes, { members: true });
    expect(registers).toMatchObject([
      {
        sheet: "Members",
        position: 1,
        headerRow: 3,
        asOf: "2025-11-03",
        entries: [{ name: "Larkrise", locationId: "1-100000001" }],
      },
    ]);
    expect(ignoredSheets).toEqual(["Notes"]);
  });

  test("takes a column of names only where no other names the organisation", async () => {
    const person = await members([
      ["Name", "Organisation", "Email"],
      ["Anna Lark", "Larkrise", "a@b.example"],
    ]);
    expect(person.entries).toMatchObject([{ name: "Larkrise", contact: "a@b.example" }]);
    const lone = await members([
      ["Name", "Postcode"],
      ["Larkrise", "LS1 4AP"],
    ]);
    expect(lone.entries).toMatchObject([{ name: "Larkrise" }]);
    expect(lone.columns[0]?.reason).toBe("the only column of names");
  });

  test("says that a heading leaves open whose CQC ids stand below it", async () => {
    const { entries, notes } = await members([
      ["Member name", "CQC ID"],
      ["Larkrise", "1-101"],
    ]);
    expect(entries).toMatchObject([{ locationId: "1-101", providerId: null }]);
    expect(notes).toEqual([
      "Column B “CQC ID” does not say whose ids it holds; they are taken for those of locations. If they are the providers’, say so.",
    ]);
  });

  test("takes one of two columns for the same thing and says that the other is left out", async () => {
    const { columns } = await members([
      ["Member name", "Email", "Contact email"],
      ["Larkrise", "x@y.example", "z@y.example"],
    ]);
    expect(columns.map(({ role, reason }) => [role, reason])).toEqual([
      ["organisationName", "headed as this field is"],
      [null, "another column is taken for this"],
      ["contact", "headed as this field is"],
    ]);
  });

  test("follows a mapping, and refuses one that gives two columns the same meaning", async () => {
    const rows = [
      ["Firm", "Ring up", "Other"],
      ["Larkrise", "a@b.example", "Bramblewick"],
    ];
    const mapping = (columns: Record<string, string | null>) => readMapping(JSON.stringify({ columns }), "m.json");
    const register = await members(rows, { mapping: mapping({ Firm: "organisationName", "Ring up": "contact" }) });
    expect(register.entries).toMatchObject([{ name: "Larkrise", contact: "a@b.example" }]);
    await expect(
      members(rows, { mapping: mapping({ Firm: "organisationName", Other: "organisationName" }) }),
    ).rejects.toMatchObject({
      code: "bad-mapping",
      message: expect.stringMatching(/“Firm”.*“Other”.*organisationName/) as string,
    });
  });

  test("is never taken by itself, nor out of a file that asks questions or is the directory", async () => {
    const unsaid = await staged("members.csv", csv(LIST));
    expect([unsaid.registers, unsaid.sheets.length]).toEqual([[], 1]);
    const tracker = await staged(
      "t.csv",
      trackerCsv("January", [{ location: "1-1", answers: { "intent.la": "Likely" } }]),
      { members: true },
    );
    expect([tracker.registers, tracker.sheets.length]).toEqual([[], 1]);
    const register = await staged("d.csv", weeklyCsv([{ id: "1-1", provider: "1-2", types: ["Residential homes"] }]), {
      members: true,
    });
    expect(register.registers[0]?.kind).toBe("cqc-directory");
  });

  const extract = [
    ["Local_Authority", "Location", "Parent_Organisation", "Lrf", "CQC_ID", "ODS_Code", "Last_Updated_UTC"],
    ["Leeds", "Home", "Quill", "W", "1-101", "VX1", "01/02/2025 10:00:00"],
  ];
  const forms = [
    ["ID", "Start time", "Completion time", "Email", "Name", "CQC provider ID"],
    ["1", "01/02/2025 10:00", "01/02/2025 10:05", "a@b.example", "Quill", "1-900"],
  ];

  test.each([
    ["an extract of the Capacity Tracker", extract],
    ["an export of Microsoft Forms", forms],
  ])("is never taken out of %s, whatever is said", async (what, rows) => {
    const refusal = {
      code: "no-recognisable-columns",
      message: expect.stringContaining(`this is ${what}, not a member list`) as string,
    };
    await expect(members(rows)).rejects.toMatchObject(refusal);
    const said = {
      places: new Map(),
      months: new Map(),
      dateOrder: null,
      headerRow: null,
      kind: "member-list",
    } as const;
    await expect(staged("m.csv", csv(rows), { choices: new Map([[0, said]]) })).rejects.toMatchObject(refusal);
  });

  test("may say what extracts of the Capacity Tracker say too: ids, the parent and the local authority", async () => {
    const { entries } = await members([
      ["Parent organisation", "CQC location ID", "ODS code", "Local authority", "ICB", "Email"],
      ["Quill", "1-101", "VX1AB", "Leeds", "West Yorkshire", "a@b.example"],
    ]);
    expect(entries).toMatchObject([{ locationId: "1-101", providerName: "Quill", localAuthority: "Leeds" }]);
  });

  test("without a column that tells who a member is, is refused with what was found", async () => {
    await expect(
      members([
        ["Shoe size", "Colour"],
        ["9", "red"],
      ]),
    ).rejects.toMatchObject({
      code: "no-recognisable-columns",
      message: expect.stringMatching(/no column tells who a member is.*“Shoe size”, “Colour”/) as string,
    });
  });
});

test("every row below the headings is stored or set aside, whatever it holds", async () => {
  const cell = fc.oneof(
    fc.constantFrom("", "-", "N/A", "Total", "1-1", "1-200000001", "VL1AB", "Larkrise", "Larkrise Ltd", "Member name"),
    fc.string({ maxLength: 10 }).map((text) => text.replace(/[\r\n"]/g, "")),
  );
  const row = fc.tuple(cell, cell, cell, cell);
  await fc.assert(
    fc.asyncProperty(fc.array(row, { minLength: 1, maxLength: 30 }), async (rows) => {
      const filled = rows.map(([a, b, c, d]) => [a, b, c, d, "x"]);
      const register = await members([["Member name", "CQC provider ID", "ODS code", "Postcode", "Note"], ...filled]);
      expect(register.rowsRead).toBe(rows.length);
      expect(register.entries.length + register.setAside.length).toBe(register.rowsRead);
      for (const entry of register.entries) {
        expect([entry.providerId, entry.odsCode, entry.name].some((each) => each !== null)).toBe(true);
      }
    }),
    { numRuns: 60 },
  );
});
