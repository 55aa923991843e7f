import path from "node:path";
import fc from "fast-check";
import { describe, expect, test } from "vitest";
import { stageFile, type StagedFile } from "../../../../electron/engine/intake/stage.ts";
import { REGIONS, SERVICE_TYPES } from "../../../../shared/vocabulary.ts";
import { csv, surveyCsv, temporaryFolder, trackerCsv, write } from "../../files.ts";
import { workbook } from "../../platforms/workbook.ts";
import { filtersOds, filtersXlsx, weeklyCsv, type Location } from "./fixtures.ts";

const home: Location = {
  id: "1-100000001",
  provider: "1-200000001",
  name: "Larkrise House",
  providerName: "Larkrise Group Limited",
  postcode: "LS1 4AP",
  authority: "Leeds",
  region: "Yorkshire and The Humber",
  types: ["Residential homes"],
};

async function staged(name: string, content: string | Uint8Array, options = {}): Promise<StagedFile> {
  const file = write(temporaryFolder(), name, content);
  return stageFile({ path: file, name: path.basename(file) }, options);
}

async function directory(name: string, content: string | Uint8Array, options = {}) {
  const { registers } = await staged(name, content, options);
  const [register, ...more] = registers;
  expect(more).toEqual([]);
  expect(register?.kind).toBe("cqc-directory");
  return register!;
}

describe("the weekly directory", () => {
  test("gives each adult social care location with its provider, place and service type", async () => {
    const register = await directory("directory.csv", weeklyCsv([home]));
    expect(register.entries).toEqual([
      {
        row: 6,
        locationId: "1-100000001",
        providerId: "1-200000001",
        odsCode: null,
        name: "Larkrise House",
        providerName: "Larkrise Group Limited",
        brand: null,
        postcode: "LS14AP",
        localAuthority: "Leeds",
        region: REGIONS.indexOf("Yorkshire and The Humber"),
        serviceType: SERVICE_TYPES.indexOf("care_home_residential"),
        contact: null,
      },
    ]);
    expect(register).toMatchObject({ asOf: "2025-10-29", rowsRead: 1, setAside: [], headerRow: 5, notes: [] });
  });

  test("of several service types takes the first of the taxonomy", async () => {
    const { entries } = await directory(
      "d.csv",
      weeklyCsv([
        { ...home, id: "1-1", types: ["Supported living", "Homecare agencies"] },
        { ...home, id: "1-2", types: ["Homecare agencies", "Residential homes", "Nursing homes"] },
        { ...home, id: "1-3", types: ["Supported living", "Supported housing"] },
        { ...home, id: "1-4", types: ["Dentist", "Shared lives"] },
      ]),
    );
    expect(entries.map(({ serviceType }) => SERVICE_TYPES[serviceType ?? -1])).toEqual([
      "homecare",
      "care_home_nursing",
      "extra_care",
      "shared_lives",
    ]);
  });

  test("sets aside what is no adult social care, what has no id, and a location listed again, each with its reason", async () => {
    const register = await directory(
      "d.csv",
      weeklyCsv([
        home,
        { ...home, id: "1-2", types: ["Dentist"] },
        { ...home, id: "1-3", types: ["Urgent care centres", "Doctors/GPs"] },
        { ...home, id: "1-4", types: [] },
        { ...home, id: "" },
        { ...home, id: "RX1AB" },
        { ...home, name: "Larkrise House again" },
      ]),
    );
    expect(register.entries).toHaveLength(1);
    expect(register.setAside).toEqual([
      { row: 7, reason: "Not an adult social care service: Dentist." },
      { row: 8, reason: "Not an adult social care service: Doctors/GPs, Urgent care centres." },
      { row: 9, reason: "No service type is given, so nothing says that this is adult social care." },
      { row: 10, reason: "No CQC location id." },
      { row: 11, reason: "“RX1AB” is no CQC location id." },
      { row: 12, reason: "Location 1-100000001 is listed above, in row 6." },
    ]);
  });

  test("keeps a location that is listed as adult social care once, whatever else it is listed as", async () => {
    const dentist = { ...home, types: ["Dentist"] };
    const agency = { ...home, types: ["Homecare agencies"] };
    const after = await directory("d.csv", weeklyCsv([dentist, agency, agency]));
    expect(after.entries).toMatchObject([{ row: 7, serviceType: SERVICE_TYPES.indexOf("homecare") }]);
    expect(after.setAside).toEqual([
      { row: 6, reason: "Not an adult social care service: Dentist." },
      { row: 8, reason: "Location 1-100000001 is listed above, in row 7." },
    ]);
    const before = await directory("d.csv", weeklyCsv([agency, dentist]));
    expect(before.entries).toMatchObject([{ row: 6 }]);
    expect(before.setAside).toEqual([{ row: 7, reason: "Location 1-100000001 is listed above, in row 6." }]);
  });

  test("of which no row can be stored is refused with the first rows and why", async () => {
    const wrong = ["101", "102", "103", "104"].map((id) => ({ ...home, id }));
    await expect(staged("n.csv", weeklyCsv(wrong))).rejects.toMatchObject({
      code: "empty-file",
      place: { file: "n.csv", row: 6 },
      message: expect.stringMatching(
        /^n\.csv: None of its 4 rows can be stored .*row 6: “101” is no CQC location id; row 7: .*; and so on\)\. .*leave this file out/,
      ) as string,
    });
  });

  test("is recognised in its older headings", async () => {
    const register = await directory("d.csv", weeklyCsv([home], { older: true }));
    expect(register.entries).toMatchObject([{ locationId: "1-100000001", localAuthority: "Leeds" }]);
  });

  test("tells a missing region from the authority, and keeps and counts what it does not know", async () => {
    const register = await directory(
      "d.csv",
      weeklyCsv([
        { ...home, id: "1-1", authority: "Kingston upon Hull, City of", region: "" },
        { ...home, id: "1-2", authority: "Cumbria", region: "Unspecified" },
        { ...home, id: "1-3", authority: "Atlantis", region: "Mercia" },
        { ...home, id: "1-4", authority: "Kent", region: "London" },
      ]),
    );
    expect(
      register.entries.map(({ localAuthority, region }) => [localAuthority, REGIONS[region ?? -1] ?? null]),
    ).toEqual([
      ["Kingston upon Hull", "Yorkshire and The Humber"],
      ["Cumbria", "North West"],
      ["Atlantis", null],
      ["Kent", "London"],
    ]);
    expect(register.notes).toEqual([
      "In 1 row a name means no council in England that is known, and is kept as written: “Atlantis”.",
      "In 1 row a name means none of the nine regions: “Mercia”.",
      "In 2 rows the region was told from the local authority.",
      "In 1 row the region given is not that of the local authority; the region given is kept.",
    ]);
  });
});

describe("the directory with filters", () => {
  const locations: Location[] = [
    {
      ...home,
      types: ["Care home service with nursing", "Domiciliary care service"],
      brand: "Larkrise Care",
      ods: "VL1AB",
    },
    { ...home, id: "1-2", types: ["Specialist college service"] },
    { ...home, id: "1-3", types: ["Dental service"], directorate: "Primary medical services" },
    { ...home, id: "1-4", types: ["Domiciliary care service"], directorate: "Hospitals" },
    { ...home, id: "1-5", types: ["Extra Care housing services"], directorate: "" },
  ];

  test.each([
    ["01_November_2025_HSCA_Active_Locations.ods", filtersOds(locations), "2025-11-01", 1],
    ["01_November_2025_HSCA_Active_Locations.xlsx", filtersXlsx(locations), "2025-11-01", 7],
  ])("%s gives brand, ODS code and the ticked service types", async (name, bytes, day, headerRow) => {
    const register = await directory(name, bytes);
    expect(register).toMatchObject({ asOf: day, headerRow, rowsRead: 5 });
    expect(
      register.entries.map(({ locationId, serviceType, brand, odsCode, postcode, localAuthority }) => [
        locationId,
        SERVICE_TYPES[serviceType ?? -1],
        brand,
        odsCode,
        postcode,
        localAuthority,
      ]),
    ).toEqual([
      ["1-100000001", "care_home_nursing", "Larkrise Care", "VL1AB", "LS14AP", "Leeds"],
      ["1-2", "other", null, null, "LS14AP", "Leeds"],
      ["1-5", "extra_care", null, null, "LS14AP", "Leeds"],
    ]);
    expect(register.setAside.map(({ reason }) => reason)).toEqual([
      "Not an adult social care service: inspected under Primary medical services.",
      "Not an adult social care service: inspected under Hospitals.",
    ]);
  });

  test("leaves its other sheets unused, and says so", async () => {
    const { ignoredSheets, sheets } = await staged("d.ods", filtersOds(locations));
    expect(ignoredSheets).toEqual(["README", "Dual_Registration_Locations"]);
    expect(sheets).toEqual([]);
  });
});

describe("the day a directory tells about", () => {
  const cases: [string, string, string | Uint8Array, string | null][] = [
    ["its preamble", "a.csv", weeklyCsv([home]), "2025-10-29"],
    ["its preamble and its name, which agree", "29_October_2025.csv", weeklyCsv([home]), "2025-10-29"],
    ["its name", "31_October_2025_CQC_directory.csv", weeklyCsv([home], { day: null }), "2025-10-31"],
    ["its name in another order", "cqc 2025-10-31.csv", weeklyCsv([home], { day: null }), "2025-10-31"],
    ["its name in another case", "HSCA_1_november_2025.csv", weeklyCsv([home], { day: null }), "2025-11-01"],
    ["its sheet of notes", "a.ods", filtersOds([home]), "2025-11-01"],
    ["nothing", "a.csv", weeklyCsv([home], { day: null }), null],
    ["nothing: a name with a month only", "CQC October 2025.csv", weeklyCsv([home], { day: null }), null],
    ["nothing: a name that can be read in two ways", "cqc 03-04-2025.csv", weeklyCsv([home], { day: null }), null],
    ["nothing: a name with two days", "from 1 May 2025 to 2 May 2025.csv", weeklyCsv([home], { day: null }), null],
    ["nothing: no such day", "31_November_2025.csv", weeklyCsv([home], { day: null }), null],
    ["nothing: its preamble and its name disagree", "01_November_2025.csv", weeklyCsv([home]), null],
    ["nothing: its notes and its name disagree", "2 November 2025.ods", filtersOds([home]), null],
    ["nothing: a day to come in its name", "cqc 2098-11-01.csv", weeklyCsv([home], { day: null }), null],
    ["nothing: a day to come in its preamble", "a.csv", weeklyCsv([home], { day: "1 November 2098" }), null],
  ];
  test.each(cases)("comes from %s", async (_, name, content, day) => {
    expect((await directory(name, content)).asOf).toBe(day);
  });

  test("is what a person says, with what the file says beside it", async () => {
    const register = await directory("a.csv", weeklyCsv([home]), { asOf: "2025-11-05" });
    expect(register).toMatchObject({
      asOf: "2025-11-05",
      asOfReason: "You said so. The file itself says 29 October 2025.",
    });
  });

  test("is asked for with both days where the file and its name disagree", async () => {
    expect((await directory("01_November_2025.csv", weeklyCsv([home]))).asOfReason).toBe(
      "The file says 29 October 2025 above its headings, but its name says 1 November 2025.",
    );
  });

  test("is never a day to come, as of the day of reading, nor where a person says so", async () => {
    const content = weeklyCsv([home]);
    const early = { now: "2025-10-28T12:00:00Z" };
    expect(await directory("a.csv", content, early)).toMatchObject({
      asOf: null,
      asOfReason: "The file says so, above its headings: 29 October 2025. That day is still to come.",
    });
    expect((await directory("a.csv", content, { now: "2025-10-29T12:00:00Z" })).asOf).toBe("2025-10-29");
    await expect(staged("a.csv", content, { asOf: "2098-01-01" })).rejects.toMatchObject({
      code: "as-of-uncertain",
      message: expect.stringMatching(/a\.csv.*1 January 2098: that day is still to come/) as string,
    });
  });
});

describe("the service types of the edition with filters", () => {
  test.each([
    ["Y", true],
    ["✓", true],
    ["x", true],
    ["1", true],
    ["TRUE", true],
    ["Ticked", true],
    ["", false],
    ["N", false],
    ["no", false],
    ["FALSE", false],
    ["0", false],
    [" - ", false],
  ])("are ticked by any words that do not say no: %s", async (mark, ticked) => {
    const stated = { ...home, id: "1-9", types: [] };
    const marked = { ...home, types: ["Domiciliary care service"], directorate: "" };
    const { entries, setAside } = await directory("2025-11-01.xlsx", filtersXlsx([stated, marked], mark));
    expect(entries.map(({ locationId }) => locationId)).toEqual(ticked ? ["1-9", "1-100000001"] : ["1-9"]);
    expect(setAside.map(({ reason }) => reason)).toEqual(
      ticked ? [] : ["No service type is given, so nothing says that this is adult social care."],
    );
  });
});

describe("what is no directory", () => {
  test("a Capacity Tracker extract and a survey stay what they are", async () => {
    const tracker = await staged(
      "t.csv",
      trackerCsv("January", [{ location: "1-1", answers: { "intent.la": "Likely" } }]),
    );
    const survey = await staged(
      "s.csv",
      surveyCsv("January", [{ respondent: "1", provider: "1-2", answers: { "intent.la": "Likely" } }]),
    );
    for (const { registers, sheets } of [tracker, survey]) expect([registers, sheets.length]).toEqual([[], 1]);
  });

  test("the directory’s columns with a question beside them are a survey", async () => {
    const [preamble, headings] = [weeklyCsv([home]).split("\r\n"), 4];
    const asked =
      "How likely are you to hand back any of your NHS commissioned contracts for care and support in the next 3 months, due to insufficient (expected) fee uplifts?";
    const lines = preamble.map((line, index) =>
      index === headings ? `${line},"${asked}"` : index > headings && line !== "" ? `${line},Likely` : line,
    );
    const { registers, sheets } = await staged("s.csv", lines.join("\r\n"), { month: "2025-01" });
    expect([registers, sheets.length]).toEqual([[], 1]);
  });

  test("ids and names alone are not enough", async () => {
    const text = csv([
      ["CQC Location ID", "CQC Provider ID", "Name", "Region"],
      ["1-1", "1-2", "Larkrise", "London"],
    ]);
    expect((await staged("x.csv", text)).registers).toEqual([]);
  });

  test("a sheet of responses beside the directory is staged with it, and other sheets are named as unused", async () => {
    const [headings = [], ...responses] = trackerCsv("January", [
      { location: "1-1", answers: { "intent.la": "Likely" } },
    ])
      .trim()
      .split("\r\n")
      .map(cellsOf);
    const sheets = [
      { name: "README", rows: [["Care directory"], ["Data as at 01 November 2025"]] },
      { name: "Locations", rows: weeklyCsv([home]).trim().split("\r\n").slice(4).map(cellsOf) },
      { name: "Responses", rows: [headings, ...responses] },
      {
        name: "Colours",
        rows: [
          ["Shoe size", "Colour"],
          ["9", "red"],
        ],
      },
    ];
    const file = await staged("both.xlsx", workbook(sheets));
    expect(file.registers).toMatchObject([{ sheet: "Locations", kind: "cqc-directory", entries: [{ row: 2 }] }]);
    expect(file.sheets).toMatchObject([{ name: "Responses", parts: [{ month: "2025-01", rowsRead: 1 }] }]);
    expect(file.ignoredSheets).toEqual(["README", "Colours"]);
  });

  test("headings without rows are refused by name", async () => {
    await expect(staged("empty.csv", weeklyCsv([]))).rejects.toMatchObject({
      code: "empty-file",
      place: { file: "empty.csv" },
    });
  });
});

test("every row below the headings is stored or set aside, whatever it holds", async () => {
  const cell = fc.oneof(
    fc.constantFrom("", " ", "-", "1-1", "1-2", "1-100000003", "RX1", "Leeds", "Atlantis", "Unspecified", "London"),
    fc.string({ maxLength: 12 }).map((text) => text.replace(/[\r\n"]/g, "")),
  );
  const types = fc.array(fc.constantFrom("Residential homes", "Dentist", "Homecare agencies", "Other", "", "Hospice"), {
    maxLength: 3,
  });
  const location = fc.record({
    id: cell,
    provider: cell,
    name: cell,
    postcode: cell,
    authority: cell,
    region: cell,
    types,
  });
  await fc.assert(
    fc.asyncProperty(fc.array(location, { minLength: 1, maxLength: 30 }), async (others) => {
      const locations = [{ ...home, id: "1-777" }, ...others];
      const register = await directory("d.csv", weeklyCsv(locations));
      expect(register.rowsRead).toBe(locations.length);
      expect(register.entries.length + register.setAside.length).toBe(register.rowsRead);
      const rows = [...register.entries, ...register.setAside].map(({ row }) => row).sort((a, b) => a - b);
      expect(rows).toEqual(locations.map((_, index) => index + 6));
      expect(new Set(register.entries.map(({ locationId }) => locationId)).size).toBe(register.entries.length);
      for (const { reason } of register.setAside) expect(reason).not.toBe("");
    }),
    { numRuns: 60 },
  );
});

/** The cells of a line as `csv` writes it. */
function cellsOf(line: string): string[] {
  return [...line.matchAll(/(?:^|,)(?:"((?:[^"]|"")*)"|([^,]*))/g)].map(([, quoted, plain]) =>
    quoted === undefined ? (plain ?? "") : quoted.replaceAll('""', '"'),
  );
}
