import { monthLabel, type Month } from "../../../../shared/month.ts";
import type { CountedQuestion } from "../../../../shared/questionSets.ts";
import type { Proof, Reader } from "../../../../shared/releases.ts";
import { SERVICE_TYPE_LABELS } from "../../../../shared/vocabulary.ts";
import type { KnownSum } from "./attack.ts";
import { WITHIN } from "./dominance.ts";
import type { SumSystem } from "./system.ts";

/** What a reader came to know of a contribution, in words for the person who has to do something about it. Internal. */
export function sumProofOf(
  reader: Reader,
  { strata, occasions }: SumSystem,
  { target, own, between }: KnownSum,
  { label }: CountedQuestion,
  month: Month,
): Omit<Proof, "questionSet"> {
  const places = strata[target.stratum]?.places ?? [];
  const at = places.findLast((place) => place !== null);
  const group =
    at === undefined || at === null ? "no group" : `${SERVICE_TYPE_LABELS[at.serviceType]}, ${regionOf(at)}`;
  const there = places.flatMap((place, index) => (place === null ? [] : [occasions[index]?.month ?? month]));
  const when = occasions.length === 1 ? "" : ` that gave the same number in ${there.map(monthLabel).join(" and ")}`;
  const who = `an organisation in ${group}${when}`;
  return {
    reader,
    insider: own !== null,
    month,
    where: `${label}, sum; ${group}`,
    proof:
      between === null
        ? `How closely the number that ${who} gave can be known could not be settled within the allowed number of steps.`
        : `The number that ${who} gave can be known to lie between ${inWords(between[0])} and ${inWords(between[1])}, which is within ${WITHIN}% of it.${own === null ? "" : ` A member who gave ${inWords(own.given)} can work that out.`}`,
    remedy: "Leave this month out until more organisations have answered, or leave the sum of this question out.",
  };
}

function regionOf({ region }: { readonly region: string }): string {
  return region === "not_stated" ? "region not stated" : region;
}

function inWords(hundredths: number): string {
  return (hundredths / 100).toLocaleString("en-GB", { maximumFractionDigits: 2 });
}
