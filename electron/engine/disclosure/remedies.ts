import type { CountedQuestion } from "../../../shared/questionSets.ts";
import { SERVICE_TYPE_LABELS, SERVICE_TYPES, type Unit } from "../../../shared/vocabulary.ts";
import { REASONS, type DisplayRules } from "./rules.ts";
import { mergeGroups, passes, rowFigures, type ShownGroup } from "./show.ts";

/** Groups that readers are used to seeing together, the nearest first. */
const NEAR: Readonly<Record<string, readonly string[]>> = {
  care_home_nursing: ["care_home_residential"],
  care_home_residential: ["care_home_nursing"],
  homecare: ["extra_care", "supported_living"],
  extra_care: ["supported_living", "homecare"],
  supported_living: ["extra_care", "shared_lives", "homecare"],
  shared_lives: ["supported_living", "extra_care"],
  day_service: ["other", "homecare"],
  other: ["day_service"],
  "North East": ["Yorkshire and The Humber", "North West"],
  "North West": ["North East", "Yorkshire and The Humber"],
  "Yorkshire and The Humber": ["North East", "East Midlands"],
  "East Midlands": ["West Midlands", "East of England"],
  "West Midlands": ["East Midlands", "South West"],
  "East of England": ["London", "East Midlands", "South East"],
  London: ["South East", "East of England"],
  "South East": ["London", "South West"],
  "South West": ["South East", "West Midlands"],
};

/**
 * The least that would show what a row hides, in words. For people inside: it tells which groups are nearly large enough.
 * @param groups the other groups of its split, without merged ones and `all`
 * @param reason why the row hides something
 */
export function remedyFor(
  group: ShownGroup,
  groups: readonly ShownGroup[],
  question: CountedQuestion,
  rules: DisplayRules,
  unit: Unit,
  reason: string,
): string {
  if (group.key === "all" || group.merges !== undefined) return remedyForAll(reason);
  if (reason === REASONS.tooFewForPercentage) {
    const partner = partnerOf(group, groups, question, rules, unit);
    return `Give its counts, which are shown${partner === null ? "" : `, or merge it with ${labelOf(partner)} for a percentage`}.`;
  }
  if (reason === REASONS.unanimous && group.withheld === undefined) {
    return "Say it in words: nearly all, or hardly any. Its detail would tell what single organisations answered.";
  }
  const partner = partnerOf(group, groups, question, rules, unit);
  if (partner !== null) return `Merge ${labelOf(group)} with ${labelOf(partner)}.`;
  return "Chase those who have not answered (Coverage lists them), or show the quarter instead.";
}

function remedyForAll(reason: string): string {
  return reason === REASONS.tooFewForPercentage
    ? "Give the counts, which are shown, or show the quarter instead."
    : reason === REASONS.unanimous
      ? "Say it in words: nearly all, or hardly any."
      : "Wait until more organisations have answered, or show the quarter instead.";
}

/** The group that it would be shown with: one that readers are used to, else the smallest that suffices. */
function partnerOf(
  group: ShownGroup,
  groups: readonly ShownGroup[],
  question: CountedQuestion,
  rules: DisplayRules,
  unit: Unit,
): ShownGroup | null {
  const others = groups.filter(
    ({ key, withheld }) => key !== group.key && key !== "not_stated" && withheld === undefined,
  );
  const near = NEAR[group.key] ?? [];
  const rank = ({ key }: ShownGroup): number => (near.includes(key) ? near.indexOf(key) : near.length);
  const ordered = others.toSorted((a, b) => rank(a) - rank(b) || a.answers.base - b.answers.base);
  const { withheld: _withheld, ...free } = group;
  return (
    ordered.find((other) => {
      const together = mergeGroups([free, other], group.name, group.key, unit);
      return together !== null && passes(together, rules) && rowFigures(together, question, rules).hidden === undefined;
    }) ?? null
  );
}

function labelOf({ key }: ShownGroup): string {
  const type = SERVICE_TYPES.find((known) => known === key);
  if (key === "not_stated") return "those who did not say";
  return type === undefined ? key : SERVICE_TYPE_LABELS[type];
}
