import type { DisplayRules } from "../../../../shared/releases.ts";
import { ROUNDING_BASE } from "../../disclosure/round.ts";
import type { Published } from "../published.ts";
import type { PackFault } from "./audit.ts";

/** Figures that are no answers, of which any part of the base may be shown. */
const BESIDE: ReadonlySet<string> = new Set([
  "base",
  "notApplicable",
  "noAnswer",
  "share",
  "low",
  "high",
  "sum",
  "sumRounding",
]);

/** The rules every published figure obeys, checked from the figures alone. */
export function ruleFaults(reference: Published, rules: DisplayRules): readonly PackFault[] {
  const faults: PackFault[] = [];
  const bounds = [rules.unanimity, 1 - rules.unanimity].map((share) => `${Math.round(share * 1000) / 10}%`);
  for (const [key, value] of reference) {
    const [row, name] = [key.slice(0, key.lastIndexOf("|")), key.slice(key.lastIndexOf("|") + 1)];
    const fault = (words: string): number => faults.push({ file: "data", fault: `${key}: ${words}.` });
    if (typeof value === "string" && value !== `${bounds[0]} or more` && value !== `${bounds[1]} or less`)
      fault(`“${value}” is no figure`);
    if (typeof value !== "number") continue;
    const base = reference.get(`${row}|base`);
    if (typeof base !== "number" || base < rules.countsFrom) fault("shown although the base is hidden or too small");
    if (!BESIDE.has(name) && typeof base === "number" && value > base * rules.unanimity + 1e-9)
      fault("near unanimity shown");
    if (name === "sum") {
      const roundedTo = reference.get(`${row}|sumRounding`);
      if (typeof roundedTo !== "number" || value <= 0 || value % roundedTo !== 0)
        fault(`${value} is not a multiple of what sums are rounded to`);
    }
    if (!["share", "low", "high"].includes(name)) {
      if (value < 0 || value % ROUNDING_BASE !== 0) fault(`${value} is not a multiple of ${ROUNDING_BASE}`);
      continue;
    }
    if (typeof base === "number" && base < rules.percentagesFrom) fault("a percentage on too small a base");
    if (name !== "share") continue;
    const counted = reference.get(`${row}|counted`);
    if (value > rules.unanimity || value < 1 - rules.unanimity - 1e-9) fault("near unanimity shown");
    if (typeof counted === "number" && typeof base === "number" && Math.abs(counted / base - value) > 0.00006)
      fault("not worked out from the rounded counts");
  }
  return faults;
}
