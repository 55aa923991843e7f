import { beforeAll, describe, expect, it } from "vitest";
import type { PackDefinition } from "../../../electron/engine/pack/definition.ts";
import { type NativeChart, nativeCharts } from "../../../electron/engine/pack/native.ts";
import { type Published, publishedByTables } from "../../../electron/engine/pack/published.ts";
import { groupLabel } from "../../../shared/charts/labels.ts";
import { monthShort } from "../../../shared/month.ts";
import {
  COMMISSIONER_LABELS,
  COMMISSIONERS,
  LIKELIHOOD,
  OPTION_LABELS,
  SERVICE_TYPES,
} from "../../../shared/vocabulary.ts";
import { realisticRespondents } from "../disclosure/cubes.ts";
import { exampleDefinition } from "./definition.ts";

const GROUPS = new Map(
  [...SERVICE_TYPES, "other_services", "all"].map((key) => [groupLabel(key, "service-type"), key]),
);

let definition: PackDefinition;
let published: Published;
let charts: readonly NativeChart[];

beforeAll(async () => {
  definition = await exampleDefinition({ months: ["2024-11", "2024-12", "2025-01"], respondents: 600 });
  published = publishedByTables(definition);
  charts = nativeCharts(definition);
});

const share = (commissioner: string, month: string, group: string): number | null => {
  const value = published.get(`intent.${commissioner}|${month}|service-type|${group}|share`);
  return typeof value === "number" ? value : null;
};

describe("nativeCharts", () => {
  it("makes a line over the months, bars of the leading month, and every answer of each commissioner", () => {
    expect(charts.map(({ form, place }) => `${form} ${place}`)).toEqual([
      "line before",
      "bars after",
      "stack instead",
      "stack instead",
    ]);
    expect(new Set(charts.map(({ title }) => title)).size).toBe(charts.length);
  });

  it("holds published shares in its line and its bars, and nothing else", () => {
    const [line, bars] = charts;
    expect(line!.categories).toEqual(definition.months.map(monthShort));
    expect(line!.series.map(({ name, values }) => [name, values])).toEqual(
      COMMISSIONERS.map((one) => [
        COMMISSIONER_LABELS[one],
        definition.months.map((month) => share(one, month, "all")),
      ]),
    );
    expect(bars!.series.map(({ name, values }) => [name, values])).toEqual(
      COMMISSIONERS.map((one) => [
        COMMISSIONER_LABELS[one],
        bars!.categories.map((label) => share(one, definition.month, GROUPS.get(label)!)),
      ]),
    );
  });

  it("draws every group with a published share, and says of each other figure what tables print", () => {
    const [, bars] = charts;
    const gaps: string[] = [];
    for (const [label, group] of GROUPS) {
      const at = bars!.categories.indexOf(label);
      const shown = COMMISSIONERS.filter((one) => share(one, definition.month, group) !== null);
      expect(at >= 0, label).toBe(shown.length > 0);
      const stated = COMMISSIONERS.some((one) =>
        published.has(`intent.${one}|${definition.month}|service-type|${group}|share`),
      );
      if (stated && shown.length < 2) gaps.push(label);
    }
    expect(gaps.length).toBeGreaterThan(2);
    const said = /Not drawn: (.*)\. \[c\] is hidden/.exec(bars!.source)![1]!.split("; ");
    for (const label of gaps)
      expect(
        said.some((words) => words.startsWith(label)),
        label,
      ).toBe(true);
    for (const words of said) expect(words).toMatch(/\[c\]$|\d+% or (?:more|less)$/);
  });

  it("holds every answer as its part of the published base, to four places", () => {
    for (const [at, commissioner] of COMMISSIONERS.entries()) {
      const chart = charts[2 + at]!;
      expect(chart.series.map(({ name }) => name)).toEqual(LIKELIHOOD.map((option) => OPTION_LABELS[option]));
      chart.categories.forEach((label, place) => {
        const figure = (name: string) =>
          published.get(
            `intent.${commissioner}|${definition.month}|service-type|${GROUPS.get(label)}|${name}`,
          ) as number;
        LIKELIHOOD.forEach((option, index) => {
          expect(chart.series[index]!.values[place]).toBe(Number((figure(option) / figure("base")).toFixed(4)));
        });
      });
    }
  });

  it("never draws a hidden figure or a bound as a number: both are gaps, said in words", async () => {
    const everyMonth = realisticRespondents(700, 4).map((one) => ({
      ...one,
      answers: { ...one.answers, ...(one.serviceType === "homecare" ? { "intent.la": "very_likely" as const } : {}) },
    }));
    const bounded = await exampleDefinition({ months: ["2024-12", "2025-01"], everyMonth });
    const text = publishedByTables(bounded).get("intent.la|2025-01|service-type|homecare|share");
    expect(text).toBe("90% or more");
    const bars = nativeCharts(bounded).find(({ form }) => form === "bars")!;
    const at = bars.categories.indexOf("Homecare");
    expect(bars.series[0]!.values[at]).toBeNull();
    expect(bars.series[1]!.values[at]).toBeGreaterThan(0);
    expect(bars.source).toContain("Homecare, local authority 90% or more");
    const stack = nativeCharts(bounded).find(({ form }) => form === "stack")!;
    expect(stack.categories).not.toContain("Homecare");
    expect(stack.source).toContain("Homecare 90% or more");
    const numbers = nativeCharts(bounded).flatMap(({ series }) => series.flatMap(({ values }) => values));
    expect(numbers).not.toContain(0.9);
  });

  it("has bars in the place of marks where there is one month, and no line", async () => {
    const single = nativeCharts(await exampleDefinition({ months: ["2025-01"] }));
    expect(single.map(({ form, place }) => `${form} ${place}`)).toEqual([
      "bars instead",
      "stack instead",
      "stack instead",
    ]);
  });
});
