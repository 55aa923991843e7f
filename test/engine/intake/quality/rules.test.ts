import fc from "fast-check";
import { describe, expect, test } from "vitest";
import { copied } from "../../../../electron/engine/intake/quality/copied.ts";
import {
  countColumns,
  countsIn,
  type Counted,
  type Counts,
} from "../../../../electron/engine/intake/quality/counts.ts";
import { identicalAnswers } from "../../../../electron/engine/intake/quality/identical.ts";
import { implausible } from "../../../../electron/engine/intake/quality/implausible.ts";
import { newerThanFile } from "../../../../electron/engine/intake/quality/newerThanFile.ts";
import type { QualityContext, QualityRow, QualityRule } from "../../../../electron/engine/intake/quality/qualityRow.ts";
import { outsideWindow } from "../../../../electron/engine/intake/quality/window.ts";
import type { Cell } from "../../../../electron/engine/intake/read/types.ts";
import type { Month } from "../../../../shared/month.ts";

const CONTEXT: QualityContext = { month: "2025-01" as Month, modified: null, now: "2025-03-01T09:00:00Z" };

describe("implausible beds and staff", () => {
  test.each<[string, Partial<Record<Counted, Cell>>, [rule: string, written: string][]]>([
    ["a full home", { capacity: 40, used: 40, vacancies: 0, nurses: 6, careWorkers: 40, otherStaff: 14 }, []],
    ["a home without some numbers", { capacity: 40, vacancies: 3 }, []],
    ["more used than there are", { capacity: 40, used: "45" }, [["used-over-capacity", "45 of 40 beds used"]]],
    [
      "used and vacant beyond the capacity",
      { capacity: "40", used: "30", vacancies: "15" },
      [["vacancies-over-capacity", "30 used and 15 vacant of 40 beds"]],
    ],
    [
      "more vacant than there are",
      { capacity: 4, vacancies: 5 },
      [["vacancies-over-capacity", "0 used and 5 vacant of 4 beds"]],
    ],
    ["the largest that is believed", { capacity: 250, used: 200 }, []],
    ["a whole group", { capacity: "1,250", used: 1100 }, [["capacity-large", "1250 beds"]]],
    ["residents without beds", { capacity: 0, used: 12 }, [["capacity-none", "12 of 0 beds used"]]],
    ["an empty location", { capacity: 0, used: 0 }, []],
    ["negative staff", { nurses: -3 }, [["not-a-count", "nurses: -3"]]],
    ["full-time equivalents", { careWorkers: "12.5" }, [["not-a-count", "care workers: 12.5"]]],
    ["whole numbers written as decimals", { careWorkers: "12.0" }, []],
    ["a date cell", { nurses: { date: "2025-02-01" } }, [["date-as-count", "nurses: 2025-02-01"]]],
    ["a date in words of a file", { used: "01/02/2025" }, [["date-as-count", "used beds: 01/02/2025"]]],
    ["the number Excel keeps for a date", { careWorkers: 45_689 }, [["date-as-count", "care workers: 45689"]]],
    ["a telephone number", { nurses: "0113 496 0000" }, [["telephone-as-count", "nurses: 0113 496 0000"]]],
    [
      "a telephone number with brackets",
      { nurses: "(0113) 496-0000" },
      [["telephone-as-count", "nurses: (0113) 496-0000"]],
    ],
    [
      "a telephone number that lost its nought",
      { nurses: 1_134_960_000 },
      [["telephone-as-count", "nurses: 1134960000"]],
    ],
    ["a large homecare branch", { careWorkers: 1000, serviceUsers: 800 }, []],
    ["a group's staff", { careWorkers: 2400 }, [["staff-large", "2400 care workers"]]],
    ["a specialist home of few beds", { capacity: 6, used: 6, nurses: 4, careWorkers: 36 }, []],
    [
      "staff far beyond the beds",
      { capacity: 10, used: 9, careWorkers: 80 },
      [["staff-per-bed", "80 people for 10 beds"]],
    ],
    ["nothing known", { nurses: "not known", used: "-", capacity: "" }, []],
    ["an error cell", { nurses: { error: "#N/A" } }, []],
  ])("%s", (_name, cells, expected) => {
    const found = implausible([row(2, { counts: countsOf(cells) })], CONTEXT);
    expect(found.map(({ rule, written }) => [rule, written])).toEqual(expected);
  });

  test("the columns are found in either style of the extracts, and none is taken for another", () => {
    const header = (text: string, column: number) => ({ header: text, parts: [text], column });
    const old = [
      "CQC_ID",
      "Nurses_Employed",
      "Nurses_Absent_General",
      "Agency_Nurses_Employed",
      "Non_Care_Workers_Employed",
    ];
    const now = ["cqcid", "maxcapacity", "usedbeds", "declaredvacancies", "careworkersemployed", "hourspaid"];
    expect(countColumns(old.map(header)).map(({ counted, column }) => `${counted} ${column}`)).toEqual([
      "nurses 1",
      "otherStaff 4",
      "agencyNurses 3",
    ]);
    expect(countColumns(now.map(header)).map(({ counted }) => counted)).toEqual([
      "capacity",
      "used",
      "vacancies",
      "careWorkers",
    ]);
  });
});

describe("copied agency counts", () => {
  test("agency equal to employed in every role is noted; one role alone, or nobody at all, is not", () => {
    const same = { nurses: 4, agencyNurses: 4, careWorkers: 20, agencyCareWorkers: 20, otherStaff: 0, agencyOthers: 0 };
    expect(rulesOf(copied, [row(2, { counts: countsOf(same) })])).toEqual(["2 agency-as-employed"]);
    const others = [
      { ...same, agencyNurses: 3 },
      { careWorkers: 5, agencyCareWorkers: 5 },
      { nurses: 0, agencyNurses: 0, careWorkers: 0, agencyCareWorkers: 0 },
    ];
    expect(
      rulesOf(
        copied,
        others.map((cells, index) => row(index, { counts: countsOf(cells) })),
      ),
    ).toEqual([]);
  });

  test("the same agency numbers at three sites of one parent are noted, for each of the sites", () => {
    const site = (number: number, agency: number, group: string | null = "alder") =>
      row(number, { group, location: `1-${number}`, counts: countsOf({ agencyCareWorkers: agency }) });
    const sites = [site(2, 7), site(3, 7), site(4, 7), site(5, 2), site(6, 0), site(7, 0)];
    expect(rulesOf(copied, sites)).toEqual(["2 agency-across-sites", "3 agency-across-sites", "4 agency-across-sites"]);
  });

  test.each<[string, [agency: number, group: string | null, location: string][]]>([
    [
      "of different parents",
      [
        [7, "alder", "1-1"],
        [7, "birch", "1-2"],
        [7, "cedar", "1-3"],
      ],
    ],
    [
      "of nobody known",
      [
        [7, null, "1-1"],
        [7, null, "1-2"],
        [7, null, "1-3"],
      ],
    ],
    [
      "of one site asked again",
      [
        [7, "alder", "1-1"],
        [7, "alder", "1-1"],
        [7, "alder", "1-2"],
      ],
    ],
    [
      "so small that they agree by chance",
      [
        [2, "alder", "1-1"],
        [2, "alder", "1-2"],
        [2, "alder", "1-3"],
      ],
    ],
    ["few among the many of a group", [7, 7, 7, 1, 2, 3, 4, 5].map((agency, index) => [agency, "alder", `1-${index}`])],
    [
      "of nobody from an agency",
      [
        [0, "alder", "1-1"],
        [0, "alder", "1-2"],
        [0, "alder", "1-3"],
      ],
    ],
  ])("numbers %s are not", (_name, sites) => {
    const rows = sites.map(([agency, group, location], index) =>
      row(index, { group, location, counts: countsOf({ agencyCareWorkers: agency }) }),
    );
    expect(rulesOf(copied, rows)).toEqual([]);
  });
});

test("submissions before the reference month and more than two months after it are noted", () => {
  const moments = [
    "2024-12-31T23:59:59",
    "2025-01-01T00:00:00",
    "2025-02-10T09:00:00",
    "2025-02-28T17:00:00",
    "2025-03-31T23:59:59",
    "2025-04-01T00:00:00",
    null,
  ];
  const rows = moments.map((submittedAt, index) => row(index, { submittedAt }));
  expect(rulesOf(outsideWindow, rows)).toEqual(["0 early", "5 late"]);
  expect(outsideWindow(rows, { ...CONTEXT, month: null })).toEqual([]);
  expect(
    outsideWindow([row(2, { submittedAt: "2025-03-01T00:00:00" })], { ...CONTEXT, month: "2024-12" as Month }),
  ).toMatchObject([{ rule: "late", written: "01/03/2025" }]);
});

describe("responses newer than their file", () => {
  const rows = [
    "2025-02-10T09:00:00",
    "2025-02-12T20:00:00",
    "2025-02-14T00:00:00",
    "2025-03-02T08:00:00",
    "2025-03-12T08:00:00",
  ].map((submittedAt, index) => row(index, { submittedAt }));

  test("are noted from a day after it was saved on, and after now whatever the file says", () => {
    const context = { ...CONTEXT, modified: "2025-02-12T09:00:00Z" };
    expect(rulesOf(newerThanFile, rows, context)).toEqual(["2 after-file", "3 after-file", "4 future"]);
    expect(rulesOf(newerThanFile, rows, { ...CONTEXT, modified: "2025-02-12T09:00:00" })).toHaveLength(3);
    expect(rulesOf(newerThanFile, rows)).toEqual(["4 future"]);
  });

  test("are not told by a template's time, before which no row was submitted", () => {
    expect(rulesOf(newerThanFile, rows, { ...CONTEXT, modified: "2015-06-05T18:19:34Z" })).toEqual(["4 future"]);
  });
});

describe("identical answers across a group's sites", () => {
  const at = (minute: number): string =>
    new Date(Date.UTC(2025, 1, 10, 9, 0) + minute * 60_000).toISOString().slice(0, 19);
  const site = (number: number, minute: number, more: Partial<QualityRow> = {}) =>
    row(number, {
      group: "alder",
      location: `1-${number}`,
      answers: "intent.la=1 intent.nhs=8",
      submittedAt: at(minute),
      ...more,
    });

  test("are noted for five sites within ten minutes, and only for those", () => {
    const rows = [site(1, 0), site(2, 2), site(3, 4), site(4, 6), site(5, 10), site(6, 40)];
    expect(identicalAnswers(rows, CONTEXT).map(({ row: number, written }) => `${number} ${written}`)).toEqual([
      "1 5 sites",
      "2 5 sites",
      "3 5 sites",
      "4 5 sites",
      "5 5 sites",
    ]);
  });

  test.each<[string, QualityRow[]]>([
    ["four sites", [site(1, 0), site(2, 1), site(3, 2), site(4, 3)]],
    ["over more than ten minutes", [site(1, 0), site(2, 3), site(3, 6), site(4, 9), site(5, 12)]],
    ["of other answers", [0, 1, 2, 3, 4].map((n) => site(n, n, { answers: `intent.la=${n} intent.nhs=8` }))],
    ["of different groups", [0, 1, 2, 3, 4].map((n) => site(n, n, { group: `group ${n}` }))],
    ["of one site again and again", [0, 1, 2, 3, 4].map((n) => site(n, n, { location: "1-1" }))],
    ["dated by the day alone", [0, 1, 2, 3, 4].map((n) => site(n, 0, { submittedAt: "2025-02-10T00:00:00" }))],
    ["that say nothing", [0, 1, 2, 3, 4].map((n) => site(n, n, { answers: "" }))],
  ])("%s are not", (_name, rows) => {
    expect(identicalAnswers(rows, CONTEXT)).toEqual([]);
  });

  test("are those that a plain look at every ten minutes finds", () => {
    const sites = fc.array(fc.record({ location: fc.nat(7), minute: fc.nat(40) }), { maxLength: 30 });
    fc.assert(
      fc.property(sites, (given) => {
        const rows = given.map(({ location, minute }, index) => site(index, minute, { location: `1-${location}` }));
        const within = (start: number) =>
          given.flatMap(({ minute }, index) => (minute >= start && minute <= start + 10 ? [index] : []));
        const expected = new Set(
          given.flatMap(({ minute }) => {
            const beside = within(minute);
            return new Set(beside.map((index) => given[index]!.location)).size >= 5 ? beside : [];
          }),
        );
        expect(new Set(identicalAnswers(rows, CONTEXT).map(({ row: number }) => number))).toEqual(expected);
      }),
    );
  });
});

function row(number: number, more: Partial<QualityRow> = {}): QualityRow {
  return { row: number, submittedAt: null, location: null, group: null, answers: "", counts: {}, ...more };
}

/** Counts as the reader of rows takes them from cells. */
function countsOf(cells: Partial<Record<Counted, Cell>>): Counts {
  const counted = Object.keys(cells) as Counted[];
  const columns = counted.map((name, column) => ({ counted: name, column }));
  return countsIn({ row: 2, cells: counted.map((name) => cells[name] ?? null) }, columns);
}

function rulesOf(rule: QualityRule, rows: readonly QualityRow[], context = CONTEXT): string[] {
  return rule(rows, context).map((finding) => `${finding.row} ${finding.rule}`);
}
