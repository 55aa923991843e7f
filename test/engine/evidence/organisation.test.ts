import { describe, expect, test } from "vitest";
import { parentsOf, type Naming, type Place } from "../../../electron/engine/evidence/organisation.ts";
import { resolver } from "../../../electron/engine/evidence/resolve.ts";
import { identityKey, type Identifiers } from "../../../shared/identifiers.ts";

const nobody: Identifiers = {
  providerId: null,
  locationId: null,
  odsCode: null,
  parentName: null,
  organisationName: null,
  postcode: null,
  platform: null,
  respondentId: null,
};
const full: Identifiers = {
  providerId: "1-101",
  locationId: "1-202",
  odsCode: "VX123",
  parentName: "Alder Care Ltd",
  organisationName: "Alder House",
  postcode: "ZZ1 1ZZ",
  platform: "SurveyMonkey",
  respondentId: "77",
};
const naming = (ids: Partial<Identifiers>, submittedAt: string | null = null, sha256 = "a", row = 1): Named => ({
  locationId: ids.locationId ?? "",
  providerId: ids.providerId ?? null,
  parentName: ids.parentName ?? null,
  submittedAt,
  sha256,
  position: 0,
  row,
});
type Named = Naming & Place;
const parentOf = (location: string, ...namings: Named[]): string | undefined =>
  parentsOf(namings, (place) => place).of.get(location);
const organisationOf = (ids: Partial<Identifiers>, ...namings: Named[]): string =>
  resolver(
    parentsOf(namings, (place) => place),
    new Map(),
    [],
  )(identityKey({ ...nobody, ...ids }) ?? "");

describe("the organisation of a response is told by its first usable key", () => {
  const order: [keyof Identifiers, string][] = [
    ["providerId", "provider 1-101"],
    ["locationId", "location 1-202"],
    ["odsCode", "ods VX123"],
    ["parentName", "name aldercare"],
    ["organisationName", "name alderhouse at ZZ11ZZ"],
    ["respondentId", "respondent SurveyMonkey 77"],
  ];
  for (const [index, [key, expected]] of order.entries()) {
    test(`${key} decides once nothing stronger is there`, () => {
      const without = Object.fromEntries(order.slice(0, index).map(([stronger]) => [stronger, null]));
      expect(identityKey({ ...full, ...without })).toBe(expected);
    });
  }

  test("a location goes by the parent that the evidence names for it", () => {
    const named = naming({ locationId: "1-202", parentName: "Alder Care Limited" });
    expect(organisationOf({ locationId: "1-202", odsCode: "OTHER1" }, named)).toBe("name aldercare");
  });

  test("a provider id beside a location id names its parent where no file names one", () => {
    const named = naming({ locationId: "1-202", providerId: "1-101" });
    expect(organisationOf({ locationId: "1-202" }, named)).toBe("provider 1-101");
  });

  test("two provider ids never merge through the names and postcodes they share", () => {
    expect(identityKey({ ...full, providerId: "1-101" })).not.toBe(identityKey({ ...full, providerId: "1-102" }));
  });

  test("placeholders and malformed ids identify nobody", () => {
    const junk = {
      ...nobody,
      providerId: "TBC",
      locationId: "unknown",
      odsCode: "N/A",
      parentName: "None",
      organisationName: "-",
      postcode: "ZZ1 1ZZ",
    };
    expect(identityKey(junk)).toBeNull();
  });

  test("an organisation's name without a postcode is not enough", () => {
    expect(identityKey({ ...nobody, organisationName: "Alder House" })).toBeNull();
  });
});

describe("names are compared by what matters", () => {
  for (const variant of [
    "ALDER CARE LTD",
    "Alder  Care Limited",
    "Alder-Care, PLC",
    "alder care llp",
    "Alder’Care Ltd.",
    "Áldér Care",
  ]) {
    test(`“${variant}” is Alder Care`, () => {
      expect(identityKey({ ...nobody, parentName: variant })).toBe("name aldercare");
    });
  }

  test("another name is another organisation", () => {
    expect(identityKey({ ...nobody, parentName: "Alder Homes Ltd" })).not.toBe("name aldercare");
  });
});

describe("where files name different parents for a location", () => {
  const first = naming({ locationId: "1-5", parentName: "Old Owner" }, "2025-01-10T00:00:00", "b", 2);
  const later = naming({ locationId: "1-5", parentName: "New Owner" }, "2025-02-10T00:00:00", "a", 1);

  test("the latest submission decides, in whatever order they come", () => {
    expect(parentOf("1-5", first, later)).toBe("name newowner");
    expect(parentOf("1-5", later, first)).toBe("name newowner");
  });

  test("of equally late ones the greater file decides, then the later row", () => {
    const tie = { ...later, submittedAt: first.submittedAt };
    expect(parentOf("1-5", first, tie)).toBe("name oldowner");
    expect(parentOf("1-5", { ...first, sha256: "a" }, { ...tie, row: 9 })).toBe("name newowner");
  });
});
