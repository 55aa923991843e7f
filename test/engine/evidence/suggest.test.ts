import { describe, expect, test } from "vitest";
import { nameLikeness } from "../../../electron/engine/evidence/nameMatch.ts";
import { suggestPairs, type Party } from "../../../electron/engine/evidence/suggest.ts";
import type { Suggestion } from "../../../electron/engine/store/organisationLinks.ts";

const party = (key: string, name: string, postcode: string | null, rest: Partial<Party> = {}): Party => ({
  key,
  aliases: [{ name, postcode, of: "organisation" }],
  answered: true,
  registered: false,
  ...rest,
});
const registered = (key: string, name: string, postcode: string): Party =>
  party(key, name, postcode, { answered: false, registered: true });

function pairs(parties: readonly Party[], settled: readonly string[] = []): Suggestion[] {
  const work = suggestPairs(parties, (a, b) => settled.includes(`${a} = ${b}`));
  for (;;) {
    const step = work.next();
    if (step.done === true) return step.value;
  }
}

describe("organisations that may be one", () => {
  test("are offered for the same name at the same postcode, with the reasons", () => {
    const [pair] = pairs([
      party("name 1", "Alder Care Ltd", "ZZ11ZZ"),
      registered("provider 1", "Alder Care", "ZZ11ZZ"),
    ]);
    expect(pair).toMatchObject({ a: "name 1", b: "provider 1", score: 0.98 });
    expect(pair?.reasons).toEqual(["The same name: “Alder Care Ltd” and “Alder Care”", "The same postcode, ZZ1 1ZZ"]);
  });

  test("are offered for names that are nearly the same at the same postcode, and not elsewhere", () => {
    const near = [
      party("name 1", "Aldr Care Homes", "ZZ11ZZ"),
      registered("provider 1", "Alder Care Homes Ltd", "ZZ11ZZ"),
    ];
    expect(pairs(near)).toHaveLength(1);
    const far = [
      party("name 1", "Aldr Care Homes", "YY99YY"),
      registered("provider 1", "Alder Care Homes Ltd", "ZZ11ZZ"),
    ];
    expect(pairs(far)).toEqual([]);
  });

  test("are not offered for common words of the field, nor for a shared building", () => {
    expect(
      pairs([
        party("name 1", "Northmoor Home Care Services", "ZZ11ZZ"),
        registered("provider 1", "Sunny Bank Residential Home Care Services", "ZZ11ZZ"),
        registered("provider 2", "The Home Care Services Group", "ZZ22ZZ"),
      ]),
    ).toEqual([]);
  });

  test("are not offered for names that differ in their number alone", () => {
    expect(
      pairs([
        party("name 1", "Alder Care Homes No 1 Ltd", "ZZ11ZZ"),
        registered("provider 1", "Alder Care Homes No 2 Ltd", "ZZ11ZZ"),
      ]),
    ).toEqual([]);
  });

  test("are never two CQC providers, whatever their names: their locations tell, not these", () => {
    expect(pairs([party("provider 1", "Alder", "ZZ11ZZ"), party("provider 2", "Alder", "ZZ11ZZ")])).toEqual([]);
  });

  test("are never very likely for names in one building that differ in a word", () => {
    for (const [one, other] of [
      ["Bluebird Care North Leeds", "Bluebird Care South Leeds"],
      ["Cedar House II", "Cedar House III"],
      ["St Mary’s Homes (Men)", "St Mary’s Homes (Women)"],
    ] as const) {
      const [pair] = pairs([party("name 1", one, "ZZ11ZZ"), registered("provider 1", other, "ZZ11ZZ")]);
      expect(pair?.score ?? 0).toBeLessThan(0.9);
    }
  });

  test("are offered where names differ only in how they are written", () => {
    for (const [one, other] of [
      ["Smith & Sons Care", "Smith and Sons Care Ltd"],
      ["St Mary’s", "Saint Marys"],
      ["The Alder Group", "Alder Group"],
      ["Oak CIC", "Oak Community Interest Company"],
      ["Straße", "Strasse"],
    ] as const) {
      expect(pairs([party("name 1", one, null), registered("provider 1", other, "ZZ11ZZ")]), one).toHaveLength(1);
    }
  });

  test("are found however many locations the other has", () => {
    const large: Party = {
      ...registered("provider 1", "Alder Healthcare Homes", "ZZ11ZZ"),
      aliases: Array.from({ length: 120 }, (_, n) => ({
        name: "Alder Healthcare Homes",
        postcode: `ZZ${n} 1ZZ`,
        of: "organisation",
      })),
    };
    expect(pairs([party("name 1", "Alder Healthcare Homes Ltd", null), large])).toHaveLength(1);
  });

  test("score less the more others bear the name, and never when the place speaks against it", () => {
    const one = pairs([party("name 1", "Rosewood", null), registered("provider 1", "Rosewood", "ZZ11ZZ")]);
    const many = pairs([
      party("name 1", "Rosewood", null),
      ...[1, 2, 3, 4].map((n) => registered(`provider ${n}`, "Rosewood", `ZZ${n}1ZZ`)),
    ]);
    expect(one[0]?.score).toBeGreaterThan(many[0]?.score ?? 1);
    expect(many).toHaveLength(3);
    expect(
      pairs([
        party("name 1", "Rosewood", "AB11AB"),
        ...[1, 2].map((n) => registered(`provider ${n}`, "Rosewood", `ZZ${n}1ZZ`)),
      ]),
    ).toEqual([]);
  });

  test("are never two that the register knows, nor two that did not answer, nor a pair that was spoken about", () => {
    const known = { registered: true };
    expect(
      pairs([party("provider 1", "Alder", "ZZ11ZZ", known), party("provider 2", "Alder", "ZZ11ZZ", known)]),
    ).toEqual([]);
    const silent = { answered: false };
    expect(pairs([party("name 1", "Alder", "ZZ11ZZ", silent), registered("provider 2", "Alder", "ZZ11ZZ")])).toEqual(
      [],
    );
    const two = [party("name 1", "Alder", "ZZ11ZZ"), registered("provider 2", "Alder", "ZZ11ZZ")];
    expect(pairs(two, ["name 1 = provider 2"])).toEqual([]);
  });

  test("come out the same in whatever order they are given", () => {
    const some = [
      party("name 1", "Alder Care", "ZZ11ZZ"),
      party("name 2", "Alder Care", null),
      registered("provider 1", "Alder Care", "ZZ11ZZ"),
      registered("provider 2", "Alder Carer", "ZZ11ZZ"),
    ];
    const sorted = (found: Suggestion[]): string[] => found.map(({ a, b, score }) => `${a} ${b} ${score}`).sort();
    expect(sorted(pairs(some.toReversed()))).toEqual(sorted(pairs(some)));
  });
});

test("likeness of names agrees with the worked example of Adamson and Boreham's coefficient", () => {
  // "night" and "nacht" share one of four pairs each: 2 x 1 / (4 + 4).
  expect(nameLikeness("night", "nacht")).toBe(0.25);
  expect(nameLikeness("alder", "alder")).toBe(1);
  expect(nameLikeness("a", "b")).toBe(0);
});
