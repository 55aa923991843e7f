import type { AnswerTable, CoverageTable, TableQuery, TableRow } from "../../../shared/contract.ts";
import {
  COMMISSIONERS,
  questionOf,
  REGIONS,
  SCALES,
  SERVICE_TYPES,
  type Commissioner,
  type OptionCode,
  type Stage,
} from "../../../shared/vocabulary.ts";
import type { ExactCube, ExactGroup } from "./cube.ts";
import { wilson } from "./wilson.ts";

declare const exact: unique symbol;

/** A table of true counts: internal only. Its protected twin is made in `disclosure/` and is another type. */
export type ExactTable = AnswerTable & { readonly [exact]?: true };

/** What a table shows. */
export interface TableShape {
  readonly measure: Stage;
  readonly by: TableQuery["by"];
  /** Null for both, each row then naming its own. */
  readonly commissioner: Commissioner | null;
}

/** The table of some months, one row a month, commissioner and group, `all` last (DESIGN section 7). */
export function exactTable(cubes: readonly ExactCube[], shape: TableShape): ExactTable {
  return {
    measure: shape.measure,
    commissioner: shape.commissioner,
    unit: cubes[0]?.unit ?? "organisation",
    protected: false,
    rows: cubes.flatMap((cube) => rowsOf(cube, shape)),
  };
}

/** A comparison of two months over the members that stand in both. */
export interface MatchedCubes {
  readonly cube: ExactCube;
  readonly other: ExactCube;
}

/** The table of matched members: each month beside the one it is compared with, over the members that stand in both. */
export function matchedTable(pairs: readonly MatchedCubes[], shape: TableShape): ExactTable {
  const rows = pairs.flatMap(({ cube, other }) => {
    const before = new Map(rowsOf(other, shape).map((row) => [rowKey(row), row]));
    return rowsOf(cube, shape).map((row) => {
      const then = before.get(rowKey(row));
      return {
        ...row,
        comparedWith: other.month,
        before: { base: then?.base ?? 0, counted: then?.intends ?? then?.yes ?? 0, share: then?.share ?? null },
      };
    });
  });
  return { ...exactTable([], shape), unit: pairs[0]?.cube.unit ?? "organisation", matched: true, rows };
}

function rowKey(row: TableRow): string {
  return `${row.commissioner ?? ""} ${row.serviceType ?? row.region ?? "all"}`;
}

function rowsOf(cube: ExactCube, shape: TableShape): TableRow[] {
  const commissioners = shape.commissioner === null ? COMMISSIONERS : [shape.commissioner];
  return commissioners.flatMap((commissioner) =>
    groupsOf(cube, shape.by).map((group) => rowOf(cube, group, shape, commissioner)),
  );
}

/** The groups of a cube that a split shows, in the vocabulary's order, `all` last. */
export function groupsOf(cube: ExactCube, by: TableShape["by"]): ExactGroup[] {
  const order: readonly string[] = by === "service-type" ? SERVICE_TYPES : by === "region" ? REGIONS : [];
  const inSplit = cube.groups
    .filter((group) => group.split === by)
    .sort((a, b) => order.indexOf(a.key) - order.indexOf(b.key));
  return [...inSplit, ...cube.groups.filter((group) => group.split === "all")];
}

function rowOf(cube: ExactCube, group: ExactGroup, shape: TableShape, commissioner: Commissioner): TableRow {
  const counts = group.counts[questionOf(shape.measure, commissioner)];
  const scale = SCALES[shape.measure];
  const n = (option: OptionCode): number => counts[option] ?? 0;
  const base = scale.inBase.reduce((sum, option) => sum + n(option), 0);
  const counted = scale.counted.reduce((sum, option) => sum + n(option), 0);
  const interval = wilson(counted, base);
  const unrecognised = n("unrecognised");
  return {
    month: cube.month,
    ...(shape.commissioner === null ? { commissioner } : {}),
    ...groupKey(group, shape.by),
    base,
    counts: Object.fromEntries(scale.inBase.map((option) => [option, n(option)])),
    notApplicable: n("not_applicable"),
    blank: n("blank"),
    ...(unrecognised > 0 ? { unrecognised } : {}),
    ...(shape.measure === "intent" ? { intends: counted } : { yes: counted }),
    share: base === 0 ? null : rounded(counted / base, 4),
    low: interval === null ? null : rounded(interval.low, 3),
    high: interval === null ? null : rounded(interval.high, 3),
  };
}

function rounded(value: number, decimals: number): number {
  return Math.round(value * 10 ** decimals) / 10 ** decimals;
}

/** How a row names its group: by service type, by region, or not at all. */
export function groupKey(
  group: ExactGroup,
  by: TableShape["by"],
): Pick<CoverageTable["rows"][number], "serviceType" | "region"> {
  if (by === "service-type") return { serviceType: SERVICE_TYPES.find((type) => type === group.key) ?? "all" };
  if (by === "region") return { region: REGIONS.find((region) => region === group.key) ?? "all" };
  return {};
}
