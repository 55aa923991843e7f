import { readdirSync, readFileSync } from "node:fs";
import { join } from "node:path";
import { describe, expect, it } from "vitest";
import type { ProtectedCube } from "../../../electron/engine/disclosure/protect.ts";
import { displayRules, HIDDEN, REASONS } from "../../../electron/engine/disclosure/rules.ts";
import { protectedTable } from "../../../electron/engine/disclosure/table.ts";
import { answerTableSchema } from "../../../shared/contract.ts";
import { QUESTIONS, SERVICE_TYPES, type Unit } from "../../../shared/vocabulary.ts";

interface GroupSpec {
  key: string;
  split?: "all" | "service-type" | "region";
  counted: number;
  base: number;
  notApplicable?: number;
  noAnswer?: number;
  organisations?: number;
  largestShare?: number;
}

/** A rounded cube written by hand: the display rule alone is under test. */
function rounded(groups: GroupSpec[], month = "2025-01", unit: Unit = "organisation"): ProtectedCube {
  const groupOf = (spec: GroupSpec) => {
    const { counted, base, notApplicable = 0, noAnswer = 0 } = spec;
    const rest = base - counted;
    const intent = { very_likely: counted, likely: 0, neither: rest, unlikely: 0, very_unlikely: 0, dont_know: 0 };
    const questions = Object.fromEntries(
      QUESTIONS.map((question) => {
        const counts = question.startsWith("intent") ? intent : { yes: counted, no: rest, dont_know: 0 };
        return [question, { counts, base, counted, notApplicable, noAnswer }];
      }),
    );
    return {
      split: spec.split ?? (spec.key === "all" ? "all" : "service-type"),
      key: spec.key,
      respondents: base + notApplicable + noAnswer,
      organisations: spec.organisations ?? base,
      largestShare: spec.largestShare ?? 0,
      questions,
    };
  };
  return { month, unit, groups: groups.map(groupOf), redraws: 0, relaxed: [] } as unknown as ProtectedCube;
}

const query = { measure: "intent", commissioner: "la", by: "service-type" } as const;

/** The row of homecare where it is the only group beside `all`. */
function rowOf(spec: Omit<GroupSpec, "key">, unit: Unit = "organisation") {
  const table = protectedTable(
    [
      rounded(
        [
          { key: "all", ...spec },
          { key: "homecare", ...spec },
        ],
        "2025-01",
        unit,
      ),
    ],
    query,
  );
  return table.rows.find((row) => row.serviceType === "homecare")!;
}

const FIGURES = ["base", "counts", "notApplicable", "blank", "intends", "share", "low", "high"] as const;

describe("the display rule", () => {
  it.each([
    [0, "nothing"],
    [10, "nothing"],
    [15, "counts"],
    [25, "counts"],
    [30, "low base"],
    [55, "low base"],
    [60, "percentages"],
  ])("shows at a base of %i: %s", (base, expected) => {
    const row = rowOf({ counted: Math.max(0, base - 10), base, notApplicable: 5, noAnswer: 5 });
    const shown = FIGURES.filter((name) => row[name] !== null);
    if (expected === "nothing") {
      expect(shown).toEqual([]);
      expect(row.hidden).toBe(REASONS.tooFew);
    } else if (expected === "counts") {
      expect(shown).toEqual(["base", "counts", "notApplicable", "blank", "intends"]);
      expect(row.hidden).toBe(REASONS.tooFewForPercentage);
      expect(row.lowBase).toBeUndefined();
    } else {
      expect(shown).toEqual(FIGURES);
      expect(row.hidden).toBeUndefined();
      expect(row.lowBase).toBe(expected === "low base" ? true : undefined);
    }
  });

  it("decides by the question's own base, not by the respondents", () => {
    expect(rowOf({ counted: 5, base: 10, notApplicable: 200 }).base).toBeNull();
  });

  it("gives no figure of a hidden row anywhere in it", () => {
    const row = rowOf({ counted: 5, base: 10, notApplicable: 35, noAnswer: 45 });
    expect(JSON.stringify({ ...row, month: "" })).not.toMatch(/\d/);
  });

  it("holds for all as well", () => {
    const table = protectedTable([rounded([{ key: "all", counted: 5, base: 10 }])], { ...query, by: "none" });
    expect(table.rows).toEqual([
      {
        month: "2025-01",
        serviceType: "all",
        base: null,
        counts: null,
        notApplicable: null,
        blank: null,
        intends: null,
        share: null,
        low: null,
        high: null,
        hidden: REASONS.tooFew,
        remedy: "Wait until more organisations have answered, or show the quarter instead.",
      },
    ]);
  });

  it("wants 5 organisations, none of them with over half of the group", () => {
    const spec = { counted: 20, base: 40 };
    expect(rowOf({ ...spec, organisations: 4 }, "location").base).toBeNull();
    expect(rowOf({ ...spec, organisations: 5 }, "location").base).toBe(40);
    expect(rowOf({ ...spec, organisations: 9, largestShare: 0.5 }, "location").base).toBe(40);
    expect(rowOf({ ...spec, organisations: 9, largestShare: 21 / 40 }, "location").base).toBeNull();
  });

  it("gives Wilson's interval of the rounded figures", () => {
    expect(rowOf({ counted: 50, base: 120 })).toMatchObject({ share: 0.4167, low: 0.332, high: 0.506, intends: 50 });
  });

  it.each([
    [90, 100, null],
    [95, 100, "90% or more"],
    [100, 100, "90% or more"],
    [10, 100, null],
    [5, 100, "10% or less"],
    [0, 100, "10% or less"],
    [45, 50, null],
    [5, 50, null],
    [30, 30, "90% or more"],
  ])("reads %i of %i as near unanimity: %s", (counted, base, text) => {
    const row = rowOf({ counted, base, notApplicable: 15, noAnswer: 10 });
    if (text === null) {
      expect(row.share).toBe(counted / base);
      expect(row.shareText).toBeUndefined();
      return;
    }
    expect(row).toMatchObject({
      base,
      notApplicable: 15,
      blank: 10,
      counts: null,
      intends: null,
      share: null,
      low: null,
      high: null,
    });
    expect(row.shareText).toBe(text);
    expect(row.hidden).toBe(REASONS.unanimous);
  });

  it("hides the detail of near unanimity also where the base allows counts only", () => {
    expect(rowOf({ counted: 20, base: 20 })).toMatchObject({
      base: 20,
      counts: null,
      intends: null,
      hidden: REASONS.unanimous,
    });
    expect(rowOf({ counted: 20, base: 20 }).shareText).toBeUndefined();
  });

  it("can be made stricter and never looser", () => {
    expect(displayRules({ countsFrom: 20, largestShare: 0.4 })).toMatchObject({ countsFrom: 20, percentagesFrom: 30 });
    for (const looser of [
      { countsFrom: 10 },
      { percentagesFrom: 25 },
      { organisations: 4 },
      { largestShare: 0.51 },
      { unanimity: 0.95 },
      { lowBaseTo: 30 },
      { countsFrom: Number.NaN },
    ]) {
      expect(() => displayRules(looser)).toThrow(/never looser/);
      expect(() => protectedTable([rounded([{ key: "all", counted: 0, base: 0 }])], query, looser)).toThrow(RangeError);
    }
  });
});

describe("merging", () => {
  const base = { key: "all", counted: 100, base: 200 };
  const rows = (groups: GroupSpec[], unit: Unit = "organisation") =>
    protectedTable([rounded([base, ...groups], "2025-01", unit)], query).rows;
  const big = SERVICE_TYPES.slice(0, 7).map((key) => ({ key, counted: 15, base: 30 }));

  it("adds up two or more hidden groups, keeps them hidden, and puts the merged row before all", () => {
    const found = rows([
      ...big,
      { key: "other", counted: 5, base: 10, notApplicable: 5 },
      { key: "not_stated", counted: 5, base: 10 },
    ]);
    expect(found.map((row) => row.serviceType)).toEqual([...SERVICE_TYPES, "other_services", "all"]);
    expect(found.at(-2)).toMatchObject({
      base: 20,
      intends: 10,
      notApplicable: 5,
      merges: ["other", "not_stated"],
      hidden: REASONS.tooFewForPercentage,
    });
    expect(found.at(-3)).toMatchObject({ base: null, hidden: REASONS.tooFew });
  });

  it("does not merge a single hidden group, nor a merged group that would still be too small", () => {
    const one = rows([...big, { key: "other", counted: 10, base: 20 }, { key: "not_stated", counted: 5, base: 10 }]);
    expect(one.some((row) => row.serviceType === "other_services")).toBe(false);
    const small = rows([...big, { key: "other", counted: 5, base: 10 }, { key: "not_stated", counted: 0, base: 0 }]);
    expect(small.some((row) => row.serviceType === "other_services")).toBe(false);
  });

  it("takes the worst case of organisations that may be in several merged groups", () => {
    const groups = [
      { key: "other", counted: 5, base: 10, organisations: 4, largestShare: 0.2 },
      { key: "not_stated", counted: 5, base: 10, organisations: 4, largestShare: 0.2 },
    ];
    expect(rows([...big, ...groups], "location").some((row) => row.serviceType === "other_services")).toBe(false);
    expect(rows([...big, ...groups], "organisation").some((row) => row.serviceType === "other_services")).toBe(true);
  });

  it("calls merged regions the rest of England", () => {
    const cube = rounded([
      base,
      { key: "London", split: "region", counted: 90, base: 180 },
      { key: "North East", split: "region", counted: 5, base: 10 },
      { key: "South West", split: "region", counted: 5, base: 10 },
    ]);
    const table = protectedTable([cube], { ...query, by: "region" });
    expect(table.rows.at(-2)).toMatchObject({ region: "rest_of_england", base: 20 });
    expect(table.rows.at(-1)).toMatchObject({ region: "all", base: 200 });
  });
});

describe("protectedTable", () => {
  it("orders rows by month, commissioner and group, and has the shape of the contract", () => {
    const cubes = ["2025-02", "2025-01"].map((month) => rounded([{ key: "all", counted: 60, base: 100 }], month));
    const table = protectedTable(cubes, { measure: "handback", commissioner: null, by: "none" });
    expect(table.rows.map((row) => [row.month, row.commissioner, row.yes])).toEqual([
      ["2025-01", "la", 60],
      ["2025-01", "nhs", 60],
      ["2025-02", "la", 60],
      ["2025-02", "nhs", 60],
    ]);
    expect(table.rows[0]).not.toHaveProperty("intends");
    expect(answerTableSchema.parse(structuredClone(table))).toEqual(table);
  });

  it("shows a group nobody answered of just like one that is too small", () => {
    const table = protectedTable(
      [
        rounded([
          { key: "all", counted: 60, base: 100 },
          { key: "other", counted: 0, base: 5 },
        ]),
      ],
      query,
    );
    const [absent, small] = ["shared_lives", "other"].map((key) => table.rows.find((row) => row.serviceType === key)!);
    expect({ ...absent, serviceType: null }).toEqual({ ...small, serviceType: null });
  });

  it("is the only place where a protected table or cube is made", () => {
    const makers = sources("electron")
      .concat(sources("shared"), sources("renderer"))
      .filter((file) =>
        /(as|<)\s*(unknown\s+as\s+)?(readonly\s+)?Protected(Table|Cube)\b(?!\s*(\[|>|,|\|))\s*[;,)\]}]/.test(
          readFileSync(file, "utf8"),
        ),
      );
    expect(makers.toSorted()).toEqual([
      "electron/engine/disclosure/matchedTable.ts",
      "electron/engine/disclosure/protect.ts",
      "electron/engine/disclosure/table.ts",
    ]);
    expect(HIDDEN).toBe("[c]");
  });
});

function sources(folder: string): string[] {
  return readdirSync(folder, { recursive: true, encoding: "utf8" })
    .filter((name) => /\.tsx?$/.test(name) && !name.includes("node_modules"))
    .map((name) => join(folder, name).replaceAll("\\", "/"));
}
