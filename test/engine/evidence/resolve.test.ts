import fc from "fast-check";
import { describe, expect, test } from "vitest";
import { compareKeys, contradictions, resolver, type Link } from "../../../electron/engine/evidence/resolve.ts";

const NO_PARENTS = { of: new Map<string, string>(), naming: new Map<string, ReadonlySet<string>>() };
const located = (
  locationId: string,
  providerId: string,
): [string, Parameters<typeof resolver>[1] extends ReadonlyMap<string, infer L> ? L : never] => [
  locationId,
  { locationId, providerId, serviceType: null, region: null },
];
const same = (a: string, b: string): Link => ({ a, b, verdict: "same" });

describe("an identity is resolved", () => {
  const parents = {
    of: new Map([
      ["1-11", "name alder"],
      ["1-12", "name birch"],
    ]),
    naming: new Map([
      ["name alder", new Set(["1-11"])],
      ["name birch", new Set(["1-12", "1-13"])],
    ]),
  };
  const register = new Map([located("1-11", "1-1"), located("1-12", "1-2"), located("1-13", "1-3")]);

  test("for a location through the register, before any parent a file names", () => {
    expect(resolver(parents, register, [])("location 1-11")).toBe("provider 1-1");
    expect(resolver(parents, new Map(), [])("location 1-11")).toBe("name alder");
    expect(resolver(NO_PARENTS, new Map(), [])("location 1-11")).toBe("location 1-11");
  });

  test("for a parent's name as the provider of all its registered locations, where that is one", () => {
    expect(resolver(parents, register, [])("name alder")).toBe("provider 1-1");
    expect(resolver(parents, register, [])("name birch")).toBe("name birch");
  });

  test("through what a person called the same, by whatever key that was", () => {
    const links = [same("location 1-11", "name alder house at ZZ11ZZ"), same("ods VX1", "name alder house at ZZ11ZZ")];
    expect(resolver(NO_PARENTS, register, links)("ods VX1")).toBe("provider 1-1");
    expect(resolver(NO_PARENTS, new Map(), links)("ods VX1")).toBe("location 1-11");
  });

  test("for a respondent by its own link, else by its name's", () => {
    const links = [same("named alder", "provider 1-1"), same("provider 1-2", "respondent S 9")];
    const resolve = resolver(NO_PARENTS, new Map(), links);
    expect(resolve("respondent S 7\u001falder")).toBe("provider 1-1");
    expect(resolve("respondent S 8\u001fbirch")).toBe("respondent S 8");
    expect(resolve("respondent S 9\u001falder")).toBe("provider 1-2");
    expect(resolve("respondent S 9")).toBe("provider 1-2");
  });
});

describe("laws of what people called the same", () => {
  const key = fc
    .tuple(fc.constantFrom("provider", "ods", "name", "respondent"), fc.integer({ min: 1, max: 6 }))
    .map(([kind, n]) => `${kind} ${n}`);
  const links = fc.array(
    fc.tuple(key, key).map(([a, b]) => same(a, b)),
    { maxLength: 12 },
  );

  test("it is an equivalence, under the strongest key, in whatever order it was said", () => {
    fc.assert(
      fc.property(links, fc.infiniteStream(fc.nat()), (said, numbers) => {
        const resolve = resolver(NO_PARENTS, new Map(), said);
        const shuffled = said
          .map((link) => ({
            link: numbers.next().value % 2 === 0 ? link : same(link.b, link.a),
            by: numbers.next().value,
          }))
          .sort((x, y) => x.by - y.by)
          .map(({ link }) => link);
        const again = resolver(NO_PARENTS, new Map(), shuffled);
        const reached = new Map<string, Set<string>>();
        for (const { a, b } of said) {
          expect(resolve(a)).toBe(resolve(b));
          for (const end of [a, b]) reached.set(resolve(end), (reached.get(resolve(end)) ?? new Set()).add(end));
        }
        for (const [top, members] of reached) {
          expect([...members].sort(compareKeys)[0]).toBe(top);
          for (const member of members) expect(again(member)).toBe(top);
        }
      }),
    );
  });

  test("a pair that was called different and is joined by others is told", () => {
    const said: Link[] = [
      same("ods A", "ods B"),
      same("ods B", "ods C"),
      { a: "ods A", b: "ods C", verdict: "different" },
    ];
    expect(contradictions(said, resolver(NO_PARENTS, new Map(), said))).toEqual([said[2]]);
    expect(contradictions(said.slice(1), resolver(NO_PARENTS, new Map(), said.slice(1)))).toEqual([]);
  });
});
