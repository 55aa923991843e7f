import type { Person, SumStratum, SumSystem } from "./system.ts";

/**
 * The same as somebody faces it who does not know who gave a number: besides those who did, any number of strangers may have,
 * in every service type and region. One collection only.
 */
export function strangersTo(system: SumSystem): SumSystem {
  const [occasion] = system.occasions;
  const groups = occasion?.sums.groups ?? [];
  const keys = (split: "service-type" | "region"): string[] =>
    groups.flatMap((group) => (group.split === split ? [group.key] : []));
  const strangers = keys("service-type").flatMap((serviceType) =>
    keys("region").map((region) => ({ serviceType, region })),
  );
  const strata = strangers.map(({ serviceType, region }, index): SumStratum => {
    const stratum = system.strata.length + index;
    const anybody: Person = { stratum, given: 0, least: 0, most: Infinity };
    return { places: [{ serviceType, region } as NonNullable<SumStratum["places"][number]>], persons: [anybody] };
  });
  const inside = (split: string, key: string): number[] =>
    strangers.flatMap(({ serviceType, region }, index) =>
      split === "all" || (split === "region" ? region : serviceType) === key ? [system.strata.length + index] : [],
    );
  return {
    ...system,
    strata: [...system.strata.map(({ places, persons }) => ({ places, persons })), ...strata],
    facts: system.facts.map((fact, index) => {
      const group = groups[index];
      return group === undefined ? fact : { ...fact, strata: [...fact.strata, ...inside(group.split, group.key)] };
    }),
  };
}
