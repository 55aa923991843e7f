import { describe, expect, test } from "vitest";
import { percent, points } from "../../../shared/charts/format.ts";
import { chartLayout } from "../../../shared/charts/layout.ts";
import { tickLabels } from "../../../shared/charts/rows.ts";
import { chartSeries, withFigures } from "../../../shared/charts/series.ts";
import { chartSummary, finding, highest } from "../../../shared/charts/words.ts";
import type { AnswerTable } from "../../../shared/contract.ts";
import { parseMonth } from "../../../shared/month.ts";
import { hideSmall, inventedRow, inventedTable } from "./tables.ts";

const MONTHS = ["2025-01", "2025-02"];

describe("chartSeries", () => {
  test("keeps every figure of the table, whatever the order of its rows", () => {
    const table = inventedTable(MONTHS);
    const series = chartSeries(table, "service-type");
    expect(chartSeries({ ...table, rows: table.rows.toReversed() }, "service-type")).toEqual(series);
    const drawn = series.panels.flatMap((panel) => [...panel.la, ...panel.nhs]).map((point) => point.share);
    expect(new Set(drawn)).toEqual(new Set(table.rows.map((row) => row.share)));
    expect(drawn).toHaveLength(table.rows.length);
  });

  test("puts everybody first, then sound figures by share, then low bases, then leftovers", () => {
    const keys = chartSeries(inventedTable(MONTHS), "service-type").panels.map((panel) => panel.key);
    expect(keys[0]).toBe("all");
    expect(keys.indexOf("shared_lives")).toBeGreaterThan(keys.indexOf("care_home_nursing"));
    expect(keys.slice(-2).toSorted()).toEqual(["not_stated", "other"]);
  });

  test("a hidden figure is [c] with its reason and a true nought is 0%", () => {
    const table = hideSmall(inventedTable(MONTHS));
    const nought: AnswerTable = { ...table, rows: [...table.rows, inventedRow("2025-03", "la", "homecare", 100, 0)] };
    const panels = chartSeries(nought, "service-type").panels;
    expect(panels.find((panel) => panel.key === "shared_lives")!.la[0]).toMatchObject({
      share: null,
      text: "[c]",
      hidden: "Too few organisations.",
    });
    expect(panels.find((panel) => panel.key === "homecare")!.la.at(-1)).toMatchObject({ share: 0, text: "0%" });
  });

  test("a bound is drawn at the bound and printed in words", () => {
    const row = {
      ...inventedRow("2025-01", "la", "homecare", 100, 95),
      share: null,
      low: null,
      high: null,
      shareText: "90% or more",
      hidden: "nearly all said the same",
    };
    const [panel] = chartSeries({ ...inventedTable([]), protected: true, rows: [row] }, "service-type").panels;
    expect(panel!.la[0]).toMatchObject({ share: 0.9, text: "90% or more" });
  });

  test("groups without any figure can be left out by name", () => {
    const { series, leftOut } = withFigures(chartSeries(hideSmall(inventedTable(MONTHS)), "service-type"));
    expect(leftOut.toSorted()).toEqual(["Not stated", "Shared Lives"]);
    expect(series.panels).toHaveLength(8);
  });
});

describe("words", () => {
  test("the title states the newest figures of both commissioners", () => {
    const series = chartSeries(inventedTable(MONTHS), "service-type");
    const all = series.panels[0]!;
    expect(finding(series)).toBe(
      `February 2025: ${all.la[1]!.text} of organisations were likely to hand back local authority contracts, ${all.nhs[1]!.text} NHS`,
    );
    expect(highest(series)?.panel.key).toBe("care_home_residential");
    expect(chartSummary(series)).toContain(
      `Homecare LA ${series.panels.find((panel) => panel.key === "homecare")!.la[1]!.text} (base 520)`,
    );
  });

  test("nothing is claimed where everything is hidden or missing", () => {
    expect(finding(chartSeries(inventedTable([]), "none"))).toBe("Nothing to show yet");
    const rows = inventedTable(["2025-01"]).rows.map((row) => ({ ...row, base: 5 }));
    expect(finding(chartSeries(hideSmall({ ...inventedTable([]), rows }), "service-type"))).toBe(
      "Too few answers to state a figure for January 2025",
    );
  });

  test("changes are whole points of the printed shares", () => {
    expect([points(0.4, 0.47), points(0.5, 0.38), points(0.304, 0.296)]).toEqual(["+7", "−12", "0"]);
    expect(percent(0.4333)).toBe("43%");
  });
});

describe("layout", () => {
  test("panels never overlap and never leave the chart", () => {
    for (const count of [1, 3, 8, 10, 12]) {
      for (const width of [420, 960, 1300]) {
        const { panel, places } = chartLayout(count, width, 700, 30);
        expect(places).toHaveLength(count);
        for (const { x, y } of places) expect(x + panel.width <= width && y + panel.height <= 700).toBe(true);
      }
    }
  });

  test("the newest month is always labelled, and the year where it is first met", () => {
    const months = ["2024-11", "2024-12", "2025-01", "2025-02"].map((month) => parseMonth(month)!);
    expect([...tickLabels(months, 400).values()]).toEqual(["Nov ’24", "Dec", "Jan ’25", "Feb"]);
    expect([...tickLabels(months, 100).values()].at(-1)).toContain("Feb");
  });
});
