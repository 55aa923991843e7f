import { type DisplayRules, displayRulesSchema } from "../../shared/releases.ts";

/** One display rule as it is asked for. */
export interface Field {
  readonly name: keyof DisplayRules;
  readonly label: string;
  readonly description: string;
  readonly percent: boolean;
  /** The bounds as they are shown, both allowed. */
  readonly least: number;
  readonly most: number;
  /** A value of the rule as it is shown. */
  readonly shown: (value: number) => number;
}

/** The loosest rules there may be, which hold where nobody said otherwise. */
export const DEFAULTS: DisplayRules = {
  countsFrom: 15,
  percentagesFrom: 30,
  lowBaseTo: 55,
  organisations: 5,
  largestShare: 0.5,
  unanimity: 0.9,
};

/** The display rules in the order they are asked for. */
export const FIELDS: readonly Field[] = [
  field("countsFrom", "Counts from a base of", "At least 15. Smaller groups show nothing."),
  field("percentagesFrom", "Percentages from a base of", "At least 30. Smaller groups show counts only."),
  field("lowBaseTo", "Marked “low base” up to", "At least 55. Such percentages say little."),
  field("organisations", "Organisations in a group", "At least 5, whatever their number of answers."),
  field("largestShare", "Largest organisation’s share", "At most 50% of the group’s respondents."),
  field("unanimity", "Shares without detail above", "At most 90%: above, a figure reads “90% or more”."),
];

/** The rules with what was typed in the place of what stands; null where something typed cannot be. */
export function changedRules(
  rules: DisplayRules,
  draft: Readonly<Record<string, string | number>>,
): DisplayRules | null {
  const changed = { ...rules };
  for (const one of FIELDS) {
    const typed = draft[one.name];
    if (typed === undefined) continue;
    if (faultOf(one, typed) !== null) return null;
    changed[one.name] = one.percent ? Number(typed) / 100 : Number(typed);
  }
  return changed;
}

/** What is wrong with a typed value, in words; null where it may stand. */
export function faultOf({ least, most, percent }: Field, typed: string | number): string | null {
  const value = typed === "" ? Number.NaN : Number(typed);
  const sign = percent ? "%" : "";
  return Number.isInteger(value) && value >= least && value <= most
    ? null
    : `A whole number from ${least}${sign} to ${most}${sign}.`;
}

/** Whether two sets of rules say the same. */
export function isSame(one: DisplayRules, other: DisplayRules): boolean {
  return FIELDS.every(({ name }) => one[name] === other[name]);
}

/** A field with the bounds of the contract. */
function field(name: keyof DisplayRules, label: string, description: string): Field {
  const { minValue, maxValue } = displayRulesSchema.shape[name];
  const percent = name === "largestShare" || name === "unanimity";
  const shown = (value: number): number => (percent ? Math.round(value * 100) : value);
  return { name, label, description, percent, least: shown(minValue ?? 0), most: shown(maxValue ?? 0), shown };
}
