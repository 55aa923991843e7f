import type { CountedQuestion } from "../../../../shared/questionSets.ts";
import { added, exactSums } from "../../measures/exactSums.ts";
import type { Collection } from "../collection.ts";
import type { ProtectedSums } from "./sums.ts";

/**
 * Checks the sums of a collection against the true numbers without the solver and without what made them: each a multiple of
 * the rounding base next to its true value, multiples unmoved, service types and regions adding up to all; nothing shown of
 * which one or two organisations are most, and nothing so hidden that all minus the rest gives it back. Gives the faults in
 * words; none means they pass.
 */
export function verifySums(
  { cube, respondents }: Collection,
  questions: readonly CountedQuestion[],
): readonly string[] {
  return questions.flatMap(({ code: question, summed }) => {
    const sums = cube.sums?.[question];
    if (sums === undefined) return summed === true ? [`${question}: its sums are missing.`] : [];
    return [
      ...cube.groups.flatMap(({ split, key }, index) => {
        const group = sums.groups[index];
        return group?.split === split && group.key === key
          ? []
          : [`${question}: the sum of ${split} ${key} is missing.`];
      }),
      ...roundingFaults(question, sums, respondents),
      ...hidingFaults(question, sums, respondents),
    ];
  });
}

function roundingFaults(question: string, { roundedTo, groups }: ProtectedSums, respondents: Respondents): string[] {
  const exact = exactSums(question, respondents);
  const largest = exact[0]?.contributions[0] ?? 0;
  const faults: string[] = [];
  if (roundedTo < 5 || roundedTo * 500 < largest) faults.push(`${question}: sums are rounded to too little.`);
  groups.forEach(({ split, key, value }, index) => {
    const far = Math.abs(value * 100 - (exact[index]?.sum ?? Number.NaN));
    const next = far === 0 || (far < roundedTo * 100 && (exact[index]?.sum ?? 0) % (roundedTo * 100) !== 0);
    if (!next || value < 0 || value % roundedTo !== 0)
      faults.push(`${question}: the sum of ${split} ${key} is not a neighbouring multiple of ${roundedTo}.`);
  });
  for (const split of ["service-type", "region"] as const) {
    const parts = groups.filter((group) => group.split === split);
    const sum = parts.reduce((total, { value }) => total + value, 0);
    if (parts.length > 0 && sum !== groups.find((group) => group.split === "all")?.value)
      faults.push(`${question}: the sums of ${split} do not add up to all.`);
  }
  return faults;
}

function hidingFaults(question: string, { groups }: ProtectedSums, respondents: Respondents): string[] {
  const given = new Map(
    exactSums(question, respondents).map(({ split, key, contributions }) => [`${split} ${key}`, contributions]),
  );
  const tells = (some: ProtectedSums["groups"]): boolean => {
    const [first = 0, second = 0, ...others] = added(
      some.map(({ split, key }) => given.get(`${split} ${key}`) ?? []),
    ).contributions;
    const rest = others.reduce((sum, one) => sum + one, 0);
    const value = some.reduce((sum, group) => sum + group.value, 0);
    return (
      value <= 0 || others.length < 3 || rest * 10 < first || (first + second) * 100 > (first + second + rest) * 85
    );
  };
  const shown = groups.filter(({ hidden }) => hidden === null);
  if (shown.length === 0) return [];
  const faults = shown
    .filter((group) => tells([group]))
    .map(({ split, key }) => `${question}: the sum of ${split} ${key} would tell a single number.`);
  if (!shown.some(({ split }) => split === "all")) faults.push(`${question}: sums are shown without that of all.`);
  for (const split of ["service-type", "region"] as const) {
    const hidden = groups.filter((group) => group.split === split && group.hidden !== null);
    if (hidden.length > 0 && hidden.length < groups.filter((group) => group.split === split).length && tells(hidden))
      faults.push(`${question}: the sums of ${split} that are hidden can be given back.`);
  }
  return faults;
}

type Respondents = Collection["respondents"];
