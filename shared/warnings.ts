/** What the field's own rules make of rows: never wrong for sure, never kept out, always said. */
export const WARNING_KINDS = ["implausible", "copied", "window", "newer-than-file", "identical"] as const;
export type WarningKind = (typeof WARNING_KINDS)[number];

/** True for a kind of warning, among all that rows are noted for. */
export function isWarning(kind: string): kind is WarningKind {
  return WARNING_KINDS.some((own) => own === kind);
}

/** One rule: what it found, in words, and why that is worth a look. */
export interface WarningRule {
  readonly kind: WarningKind;
  readonly what: string;
  readonly reason: string;
}

/** A care home of more beds than this is worth a look. */
export const LARGE_HOME = 250;
/** More people than this at one location are worth a look. */
export const LARGE_STAFF = 1000;
/** More employed people a bed than this, in a home of more than `FEW_STAFF`, are worth a look. */
export const STAFF_A_BED = 5;
export const FEW_STAFF = 50;
/** From so many sites of a parent on, and so many people in all, the same agency numbers are worth a look. */
export const COPIED_SITES = 3;
export const COPIED_PEOPLE = 3;
/** Months after the end of the reference month in which submissions are expected. */
export const WINDOW_MONTHS = 2;
/** From so many locations of an organisation on, the same answers within so many minutes are worth a look. */
export const IDENTICAL_SITES = 5;
export const IDENTICAL_MINUTES = 10;

/** Every rule by its code, in the order in which they are shown. */
export const WARNING_RULES = {
  "used-over-capacity": {
    kind: "implausible",
    what: "More beds are used than the home has",
    reason: "Used beds are above the maximum capacity of the same row; one of the two is wrong or out of date.",
  },
  "vacancies-over-capacity": {
    kind: "implausible",
    what: "Used and vacant beds are together more than the home has",
    reason: "Used beds and declared vacancies may not exceed the maximum capacity of the same row.",
  },
  "capacity-large": {
    kind: "implausible",
    what: `A home has more than ${LARGE_HOME} beds`,
    reason: `Hardly any care home in England has more than ${LARGE_HOME} beds; a number like this is often a whole group’s.`,
  },
  "capacity-none": {
    kind: "implausible",
    what: "Beds are used in a home that has none",
    reason: "The maximum capacity is 0, but beds are used: the capacity was probably never filled in.",
  },
  "not-a-count": {
    kind: "implausible",
    what: "A number of people or beds is negative or a fraction",
    reason:
      "People and beds are counted whole; fractions are often full-time equivalents or hours in the wrong column.",
  },
  "date-as-count": {
    kind: "implausible",
    what: "A number of people or beds is a date",
    reason: "A date, or the number that a spreadsheet keeps for one, stands where people or beds are counted.",
  },
  "telephone-as-count": {
    kind: "implausible",
    what: "A number of people or beds looks like a telephone number",
    reason: "It has as many digits as a telephone number, so it was probably typed into the wrong column.",
  },
  "staff-large": {
    kind: "implausible",
    what: `More than ${LARGE_STAFF.toLocaleString("en-GB")} people work at one location`,
    reason: "Numbers like these are often those of a whole group, entered for each of its locations.",
  },
  "staff-per-bed": {
    kind: "implausible",
    what: `A home employs more than ${STAFF_A_BED} people a bed`,
    reason: `Care homes employ one or two people a bed, small specialist ones up to about ${STAFF_A_BED}; homes with up to ${FEW_STAFF} people are left out.`,
  },
  "agency-as-employed": {
    kind: "copied",
    what: "Agency staff are the same as employed staff, role by role",
    reason:
      "That the two agree in every role is unlikely; one was probably copied from the other. Analysts of the field leave such rows out.",
  },
  "agency-across-sites": {
    kind: "copied",
    what: `The same agency numbers stand at ${COPIED_SITES} or more sites of one parent organisation`,
    reason: `Half or more of its sites with agency staff give the very same numbers, of ${COPIED_PEOPLE} people or more: probably copied from site to site.`,
  },
  early: {
    kind: "window",
    what: "Submitted before the month it is about",
    reason:
      "Nobody can say in advance what happened in a month: it may be about an earlier month, or its date may be read the wrong way round.",
  },
  late: {
    kind: "window",
    what: `Submitted more than ${WINDOW_MONTHS} months after the month it is about`,
    reason:
      "Capacity Tracker asks between the 8th and the 14th; questions about handing back were open longer (January’s until 28 February), but not as long as this.",
  },
  "after-file": {
    kind: "newer-than-file",
    what: "Submitted more than a day after the file was last saved",
    reason:
      "The file cannot hold what came after it: a date may be read the wrong way round, or rows were added by hand.",
  },
  future: {
    kind: "newer-than-file",
    what: "Submitted in the future",
    reason:
      "At the time of import this moment had not come: the date is probably read the wrong way round, or mistyped.",
  },
  identical: {
    kind: "identical",
    what: `${IDENTICAL_SITES} or more sites of one organisation answered alike within ${IDENTICAL_MINUTES} minutes`,
    reason: "They were probably filled in by one person. That is allowed, but it is one view, not several.",
  },
} as const satisfies Readonly<Record<string, WarningRule>>;
export type WarningRuleCode = keyof typeof WARNING_RULES;

/** A rule by its code; null for one that this version does not know. */
export function warningRule(code: string): WarningRule | null {
  return Object.hasOwn(WARNING_RULES, code) ? WARNING_RULES[code as WarningRuleCode] : null;
}
