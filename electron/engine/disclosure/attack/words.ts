import { monthLabel, type Month } from "../../../../shared/month.ts";
import { OPTION_LABELS, type OptionCode, SERVICE_TYPE_LABELS } from "../../../../shared/vocabulary.ts";
import type { Proof } from "../../../../shared/releases.ts";
import { hasShare } from "../../measures/exactTable.ts";
import type { Proved } from "./claims.ts";
import type { Case } from "./readers.ts";
import type { Stratum, System } from "./system.ts";

/** What a reader proved, in words for the person who has to do something about it. Internal: it tells answers. */
export function proofOf(found: Case, { claim, undecided }: Proved, questionSet: string, month: Month): Proof {
  const { system, reader } = found;
  const { question, strata, options } = system;
  const stratum = strata[claim.stratum];
  const own = [...claim.own.keys()][0];
  const insider = own !== undefined;
  const size = (stratum?.size ?? 1) - (own !== undefined && Math.floor(own / options.length) === claim.stratum ? 1 : 0);
  const who = `${size === 1 ? "the organisation" : `all ${size} organisations`} in ${stratum === undefined ? "" : placeWords(stratum, system)}`;
  const member =
    own === undefined ? "" : ` A member who answered “${labelOf(system, own % options.length)}” can prove it.`;
  const proof = undecided
    ? `Whether ${who} ${saidWords(system, claim.side)} could not be settled within the allowed number of steps.`
    : `It can be proved that ${who} ${saidWords(system, claim.side)}.${member}`;
  return {
    reader,
    insider,
    questionSet,
    month,
    where: `${question.label}; ${stratum === undefined ? "" : groupWords(stratum)}`,
    proof,
    remedy:
      "Set stricter display rules under “What may be shown”, or leave this month out until more organisations have answered.",
  };
}

function placeWords(stratum: Stratum, { occasions }: System): string {
  const there = stratum.places.flatMap((place, index) => (place === null ? [] : [index]));
  const label = (index: number): string => monthLabel((occasions[index]?.month ?? "") as Month);
  const away = occasions.flatMap((_, index) => (there.includes(index) ? [] : [label(index)]));
  const seen = occasions.length === 1 ? "" : ` that answered in ${there.map(label).join(" and ")}`;
  return `${groupWords(stratum)}${seen}${away.length === 0 ? "" : ` and not in ${away.join(" or ")}`}`;
}

function groupWords({ places }: Stratum): string {
  const place = places.findLast((at) => at !== null);
  if (place === null || place === undefined) return "no group";
  const region = place.region === "not_stated" ? "region not stated" : place.region;
  const board = place.icb === "not_stated" ? "" : `, ${place.icb}`;
  return `${SERVICE_TYPE_LABELS[place.serviceType]}, ${region}${board}`;
}

function saidWords(system: System, side: number): string {
  if (!hasShare(system.question)) return `answered “${labelOf(system, side)}”`;
  const counted = system.question.options.flatMap((option) => (option.counted ? [`“${option.label}”`] : []));
  return `${side === 1 ? "answered" : "did not answer"} ${counted.join(" or ")}`;
}

function labelOf({ question, options }: System, option: number): string {
  const code = options[option] ?? "blank";
  return question.options.find((known) => known.code === code)?.label ?? OPTION_LABELS[code as OptionCode];
}
