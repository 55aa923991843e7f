import { expect, test } from "vitest";
import { groupLabel } from "../../../shared/charts/labels.ts";
import { mainFigures } from "../../../shared/charts/mainFigures.ts";
import { chartSeries } from "../../../shared/charts/series.ts";
import { hideSmall, inventedRow, inventedTable } from "./tables.ts";

const MONTHS = ["2025-01", "2025-02"];

test("the numbers of the main chart stand newest month first, each with its place", () => {
  const series = chartSeries(inventedTable(MONTHS), "service-type");
  const { columns, rows } = mainFigures(series);
  expect(columns.map(({ key }) => key)).toEqual([
    "group",
    "month",
    "la share",
    "la interval",
    "la base",
    "nhs share",
    "nhs interval",
    "nhs base",
  ]);
  expect(rows.slice(0, 2).map(({ key }) => key)).toEqual(["all 2025-02", "all 2025-01"]);
  const homecare = rows.find(({ key }) => key === "homecare 2025-02")!;
  const point = series.panels.find(({ key }) => key === "homecare")!.la[1]!;
  expect(homecare.cells.map(({ text }) => text).slice(0, 5)).toEqual([
    "Homecare",
    "February 2025",
    point.text,
    expect.stringMatching(/^\d+% to \d+%$/),
    "520",
  ]);
  expect(homecare.cells[2]).toMatchObject({
    value: point.share,
    place: { line: "la", group: "homecare", month: "2025-02", option: "counted" },
  });
});

test("protected figures lead nowhere, and hidden ones are sorted last", () => {
  const { rows } = mainFigures(chartSeries(hideSmall(inventedTable(MONTHS)), "service-type"));
  const cells = rows.flatMap((row) => row.cells);
  expect(cells.some((cell) => cell.place !== undefined)).toBe(false);
  expect(cells.filter(({ text }) => text === "[c]").every(({ value }) => value === null)).toBe(true);
});

test("weighted shares and movements have columns of their own where the table has them", () => {
  const weighted = { share: 0.45, low: 0.4, high: 0.5, designEffect: 1.62, effectiveBase: 74.1 };
  const change = { pairs: 90, gained: 34, lost: 12, p: 0.0016 };
  const rows = [
    { ...inventedRow("2025-01", "la", "all", 120, 52), weighted, change },
    inventedRow("2025-01", "nhs", "all", 120, 52),
  ];
  const table = mainFigures(chartSeries({ ...inventedTable([]), rows }, "none"));
  const texts = table.rows[0]!.cells.map(({ text }) => text);
  expect(texts).toHaveLength(table.columns.length);
  expect(texts.slice(5, 12)).toEqual(["45%", "40% to 50%", "1.62", "74", "34", "12", "0.002"]);
  expect(texts.slice(15, 22)).toEqual(["", "", "", "", "", "", ""]);
});

test("a group that one commissioner has no row of says so", () => {
  const table = mainFigures(
    chartSeries({ ...inventedTable([]), rows: [inventedRow("2025-01", "nhs", "all", 120, 52)] }, "none"),
  );
  expect(table.rows[0]!.cells.map(({ text }) => text)).toEqual([
    "All services",
    "January 2025",
    "No answers",
    "",
    "",
    "43%",
    expect.any(String),
    "120",
  ]);
});

test("sizes stand by size and never by share; boards and sources by share under short names", () => {
  const { serviceType: _, ...plain } = inventedRow("2025-01", "la", "all", 100, 10);
  const sizes = ["50_plus", "1", "all", "not_known", "10_49"].map((size, index) => ({
    ...plain,
    size: size as "1",
    share: index / 10,
  }));
  expect(chartSeries({ ...inventedTable([]), rows: sizes }, "size").panels.map(({ key }) => key)).toEqual([
    "all",
    "1",
    "10_49",
    "50_plus",
    "not_known",
  ]);
  const boards = ["NHS Kent and Medway Integrated Care Board", "all", "NHS Greater Manchester Integrated Care Board"];
  const rows = boards.map((icb, index) => ({ ...plain, icb, share: index / 10 }));
  expect(chartSeries({ ...inventedTable([]), rows }, "icb").panels.map(({ label }) => label)).toEqual([
    "All areas",
    "Greater Manchester",
    "Kent and Medway",
  ]);
  expect(groupLabel("10_49", "size")).toBe("10 to 49 locations");
});

test("a merged group that a protected month leaves out is not shown there, never unanswered, and names whom it adds up", () => {
  const merged = {
    ...inventedRow("2025-01", "la", "all", 60, 20),
    serviceType: "other_services" as const,
    merges: ["extra_care", "shared_lives"],
  };
  const table = { ...hideSmall(inventedTable(MONTHS)), protected: true };
  const { rows } = mainFigures(chartSeries({ ...table, rows: [...table.rows, merged] }, "service-type"));
  const texts = (key: string): string[] => rows.find((row) => row.key === key)!.cells.map(({ text }) => text);
  expect(texts("other_services 2025-01").slice(0, 3)).toEqual([
    "Other services: Extra care, Shared Lives",
    "January 2025",
    "33%",
  ]);
  expect(texts("other_services 2025-02").slice(0, 3)).toEqual(["Other services", "February 2025", "[c]"]);
  expect(rows.flatMap(({ cells }) => cells).some(({ text }) => text === "No answers")).toBe(false);
});

test("numbers that are added up have their sum at the end: how many gave one, or what it is rounded to", () => {
  const question = {
    code: "packages.back" as const,
    label: "Packages handed back",
    wording: "How many?",
    options: [{ code: "few", label: "Under 20", counted: false }],
    summed: true as const,
  };
  const row = { ...inventedRow("2025-01", "la", "all", 60, 20), counts: { few: 60 }, counted: null };
  const { commissioner: _la, intends: _intends, ...own } = row;
  const textsOf = (isProtected: boolean, sum: NonNullable<typeof own.sum>) => {
    const rows = [{ ...own, sum }];
    const table = { ...inventedTable([]), measure: question.code, question, protected: isProtected, rows };
    const { columns, rows: found } = mainFigures(chartSeries(table, "none"));
    expect(found[0]!.cells).toHaveLength(columns.length);
    return columns.slice(-2).map(({ label }, index) => [label, found[0]!.cells.at(index - 2)!.text]);
  };
  expect(textsOf(false, { value: 1234.5, roundedTo: null, given: 58 })).toEqual([
    ["Sum", "1,234.5"],
    ["Gave a number", "58"],
  ]);
  expect(textsOf(true, { value: 1250, roundedTo: 50 })).toEqual([
    ["Sum", "1,250"],
    ["Rounded to", "50"],
  ]);
  expect(textsOf(true, { value: null, roundedTo: null, hidden: "too few organisations" })).toEqual([
    ["Sum", "[c]"],
    ["Rounded to", ""],
  ]);
});
