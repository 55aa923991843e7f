import { REGIONS, SERVICE_TYPES, SIZE_BANDS } from "../vocabulary.ts";
import type { ChartSplit, GroupKey } from "./labels.ts";
import type { ChartPanel, ChartPoint } from "./series.ts";

/** How many groups beside everybody a chart of panels shows at most; the table has all. */
export const PANEL_LIMIT = 24;

/** How many groups beside everybody a chart of rows shows at most; the table has all. */
export const ROW_LIMIT = 42;

/**
 * The order of a chart's groups: everybody, then by the newest (local authority) share, highest first; low bases, groups
 * without a figure and leftovers such as “Other” last. Sizes stand by size.
 */
export function inChartOrder(
  panels: readonly ChartPanel[],
  split: ChartSplit,
  newest: (panel: ChartPanel) => readonly (ChartPoint | undefined)[],
): readonly ChartPanel[] {
  const ranks = new Map(panels.map((panel) => [panel, split === "size" ? 0 : rank(panel.key, newest(panel))]));
  return panels.toSorted(
    (a, b) =>
      Number(b.key === "all") - Number(a.key === "all") ||
      (ranks.get(b) ?? 0) - (ranks.get(a) ?? 0) ||
      ORDER.indexOf(a.key) - ORDER.indexOf(b.key) ||
      (a.label < b.label ? -1 : 1),
  );
}

/** Everybody and the groups with the largest numbers, in the order they came in, and how many that leaves out. */
export function largest<Group extends { readonly key: GroupKey }>(
  groups: readonly Group[],
  limit: number,
  size: (group: Group) => number,
): { readonly groups: readonly Group[]; readonly more: number } {
  const others = groups.filter(({ key }) => key !== "all");
  if (others.length <= limit) return { groups, more: 0 };
  const kept = new Set(others.toSorted((a, b) => size(b) - size(a)).slice(0, limit));
  return { groups: groups.filter((group) => group.key === "all" || kept.has(group)), more: others.length - limit };
}

/** Sound figures, then low bases, then groups without a figure, then leftovers; the first line that has one decides. */
function rank(key: GroupKey, newest: readonly (ChartPoint | undefined)[]): number {
  const leftover = isLeftover(key) ? -20 : 0;
  for (const [place, point] of newest.entries()) {
    if (point === undefined || (point.share === null && point.answers === null)) continue;
    return leftover + (point.lowBase ? -4 : 0) - 2 * place + (point.share ?? 0);
  }
  return leftover - 10;
}

/** Whether a group is what the others left: “Other”, “Not stated”, merged groups. */
export function isLeftover(key: GroupKey): boolean {
  return LEFTOVERS.has(key);
}

const LEFTOVERS = new Set<GroupKey>([
  "other",
  "not_stated",
  "other_services",
  "rest_of_england",
  "small_boards",
  "other_boards",
]);
const ORDER: readonly GroupKey[] = [
  ...SERVICE_TYPES,
  "other_services",
  ...REGIONS,
  "rest_of_england",
  "small_boards",
  "other_boards",
  ...SIZE_BANDS,
];
