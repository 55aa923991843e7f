import { describe, expect, it } from "vitest";
import type { PageTable } from "../../../electron/engine/pack/page-tables.ts";
import { tableParts, TEXT_WIDTH } from "../../../electron/engine/pack/pdf/table-parts.ts";

/** A table of a question of a user's own, with a base, so many answers and a share. */
function ownTable(answers: number, label: (index: number) => string): PageTable {
  const heads = ["Base", ...Array.from({ length: answers }, (_, index) => label(index)), "Share", "95% interval"];
  return {
    caption: "Greatest worry",
    spans: null,
    head: ["Service type", ...heads],
    rows: ["Care home without nursing", "Homecare", "All services"].map((name, row) => ({
      label: name,
      total: row === 2,
      cells: heads.map((_, column) => [`${(row + 1) * 1000 + column}`]),
    })),
    notes: ["Not shown: Other."],
  };
}

const sum = (widths: readonly number[]): number => widths.reduce((total, width) => total + width, 0);

describe("a table in the PDF", () => {
  it("fills the page's width at the largest size that fits, and is one table where any does", () => {
    for (const answers of [1, 4, 7]) {
      const [part, ...others] = tableParts(
        ownTable(answers, (index) => `Answer ${index}`),
        "dense",
      );
      expect(others).toEqual([]);
      expect(sum(part!.widths)).toBeCloseTo(TEXT_WIDTH, 0);
      expect(part!.widths).toHaveLength(part!.head.length);
    }
    const sizeOf = (answers: number): number =>
      tableParts(
        ownTable(answers, () => "Yes"),
        "dense",
      )[0]!.size;
    expect(sizeOf(2)).toBe(9.5);
    expect(sizeOf(11)).toBeLessThan(9.5);
  });

  it("goes on below where it is too wide: every column once, labels and base in each part, notes under the last", () => {
    for (const table of [
      ownTable(30, (index) => `Answer ${index}`),
      ownTable(12, (index) => `Redundancies and restructuring in total ${index}`),
      ownTable(25, () => "Unbreakable".repeat(9)),
    ]) {
      const parts = tableParts(table, "dense");
      expect(parts.length).toBeGreaterThan(1);
      expect(parts.every(({ head }) => head[0] === "Service type" && head[1] === "Base")).toBe(true);
      const heads = parts.flatMap(({ head }) => head.slice(2).map((words) => words.replaceAll("\u200b", "")));
      expect(heads).toEqual(table.head.slice(2));
      for (const [row, { label, cells, total }] of table.rows.entries()) {
        expect(parts.flatMap((part) => part.rows[row]!.cells.slice(1))).toEqual(cells.slice(1).map(([cell]) => cell));
        expect(parts.every((part) => part.rows[row]!.label === label && part.rows[row]!.total === total)).toBe(true);
      }
      expect(parts.map(({ notes }) => notes.length)).toEqual(
        parts.map((_, index) => (index === parts.length - 1 ? 1 : 0)),
      );
      expect(parts.slice(1).every(({ caption }) => caption === "Greatest worry (continued)")).toBe(true);
      for (const { widths } of parts) expect(sum(widths)).toBeLessThan(TEXT_WIDTH + 1);
    }
  });
});
