import { FEW_STAFF, LARGE_HOME, LARGE_STAFF, STAFF_A_BED, type WarningRuleCode } from "../../../../shared/warnings.ts";
import { COUNTED_WORDS, type Count, type Counted, type Counts } from "./counts.ts";
import type { Finding, QualityRule } from "./qualityRow.ts";

/** Beds and staff that cannot be, or hardly can: row by row. */
export const implausible: QualityRule = (rows) =>
  rows.flatMap(({ row, counts }) => {
    const wrong = misplacedIn(counts);
    const found = wrong.length > 0 ? wrong : [...bedsIn(counts), ...staffIn(counts)];
    return found.map((finding): Finding => ({ row, ...finding }));
  });

type Found = Omit<Finding, "row">;

const STAFF: readonly Counted[] = ["nurses", "careWorkers", "otherStaff"];
const PEOPLE: readonly Counted[] = [...STAFF, "agencyNurses", "agencyCareWorkers", "agencyOthers", "serviceUsers"];

/** What is no count at all; the first of its kind in the row, since others follow from it. */
function misplacedIn(counts: Counts): Found[] {
  const found = new Map<WarningRuleCode, string>();
  for (const [counted, count] of Object.entries(counts) as [Counted, Count][]) {
    const rule = misplaced(count);
    if (rule !== null && !found.has(rule)) found.set(rule, `${COUNTED_WORDS[counted]}: ${count.written}`);
  }
  return [...found].map(([rule, written]) => ({ rule, written }));
}

function misplaced({ value, written, isDate }: Count): WarningRuleCode | null {
  if (isDate) return "date-as-count";
  if (value === null) return null;
  if (isTelephone(written, value)) return "telephone-as-count";
  // Days from 2010 to 2099 as Excel counts them; no location counts so many people.
  if (value >= 40_179 && value < 73_051) return "date-as-count";
  return value < 0 || !Number.isInteger(value) ? "not-a-count" : null;
}

/** Seven digits or more: with a leading 0 or +, or too many for anything that is counted. */
function isTelephone(written: string, value: number): boolean {
  const digits = written.replace(/\D/g, "").length;
  return (digits >= 7 && /^\s*[0+(]/.test(written) && !written.includes(".")) || value >= 1_000_000_000;
}

function bedsIn(counts: Counts): Found[] {
  const [capacity, used, vacancies] = [counts.capacity?.value, counts.used?.value, counts.vacancies?.value];
  const found: Found[] = [];
  if (capacity == null) return found;
  if (capacity > LARGE_HOME) found.push({ rule: "capacity-large", written: `${capacity} beds` });
  if (capacity === 0) {
    if (used != null && used > 0) found.push({ rule: "capacity-none", written: `${used} of 0 beds used` });
  } else if (used != null && used > capacity) {
    found.push({ rule: "used-over-capacity", written: `${used} of ${capacity} beds used` });
  } else if (vacancies != null && (used ?? 0) + vacancies > capacity) {
    found.push({
      rule: "vacancies-over-capacity",
      written: `${used ?? 0} used and ${vacancies} vacant of ${capacity} beds`,
    });
  }
  return found;
}

function staffIn(counts: Counts): Found[] {
  const large = PEOPLE.find((counted) => (counts[counted]?.value ?? 0) > LARGE_STAFF);
  if (large !== undefined) {
    return [{ rule: "staff-large", written: `${counts[large]?.value ?? 0} ${COUNTED_WORDS[large]}` }];
  }
  const staff = STAFF.reduce((sum, counted) => sum + (counts[counted]?.value ?? 0), 0);
  const beds = Math.max(counts.capacity?.value ?? 0, counts.used?.value ?? 0);
  if (beds === 0 || staff <= FEW_STAFF || staff <= STAFF_A_BED * beds) return [];
  return [{ rule: "staff-per-bed", written: `${staff} people for ${beds} beds` }];
}
