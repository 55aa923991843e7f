import type { DisplayRules } from "../../../shared/releases.ts";

export type { DisplayRules } from "../../../shared/releases.ts";

/** The one symbol for every kind of hiding, in every format. */
export const HIDDEN = "[c]";

/** The rules where nothing stricter is set (DISCLOSURE points 4 and 5). */
export const DEFAULT_RULES: DisplayRules = {
  countsFrom: 15,
  percentagesFrom: 30,
  lowBaseTo: 55,
  organisations: 5,
  largestShare: 0.5,
  unanimity: 0.9,
};

/** Why a figure is hidden, in the words that readers and the record see. */
export const REASONS = {
  tooFew: "too few organisations",
  tooFewForPercentage: "too few organisations for a percentage",
  unanimous: "would give away a single answer",
  unmatched: "too few organisations answered only one of the months",
  notThen: "not given when this month was first released",
} as const;

/**
 * The display rules with stricter settings put in place of the defaults.
 * @throws RangeError where a setting would be looser than its default
 */
export function displayRules(stricter: Partial<DisplayRules> = {}): DisplayRules {
  const rules = { ...DEFAULT_RULES, ...stricter };
  const looser = [
    ...(["countsFrom", "percentagesFrom", "lowBaseTo", "organisations"] as const).filter(
      (name) => !(rules[name] >= DEFAULT_RULES[name]),
    ),
    ...(["largestShare", "unanimity"] as const).filter((name) => !(rules[name] <= DEFAULT_RULES[name])),
  ];
  if (!(rules.unanimity > 0.5)) looser.push("unanimity");
  if (looser.length > 0) {
    throw new RangeError(`Display rules may be made stricter, never looser: ${looser.join(", ")}.`);
  }
  return rules;
}
