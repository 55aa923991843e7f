import { expect, test } from "vitest";
import { authorityOf, regionCode } from "../../../../electron/engine/intake/register/authority.ts";
import { COUNCILS, SPLIT } from "../../../../electron/engine/intake/register/authorities.ts";
import { DISTRICTS } from "../../../../electron/engine/intake/register/districts.ts";
import { REGIONS } from "../../../../shared/vocabulary.ts";

test("the 153 councils of today are themselves, however they are called", () => {
  const councils = Object.entries(COUNCILS).flatMap(([region, names]) => names.map((council) => ({ council, region })));
  expect(councils).toHaveLength(153);
  expect(new Set(councils.map(({ council }) => council)).size).toBe(153);
  for (const { council, region } of councils) {
    for (const written of [
      council,
      council.toUpperCase(),
      `${council} Council`,
      council.replace(" and ", " & "),
      council.replaceAll("-", " "),
    ])
      expect(authorityOf(written), written).toEqual({ council, region });
  }
});

test.each([
  ["Kingston upon Hull, City of", "Kingston upon Hull"],
  ["Bristol, City of", "Bristol"],
  ["Herefordshire, County of", "Herefordshire"],
  ["St. Helens", "St Helens"],
  ["Durham", "County Durham"],
  ["Durham County Council", "County Durham"],
  ["London Borough of Camden", "Camden"],
  ["LB Camden", "Camden"],
  ["Royal Borough of Kensington & Chelsea", "Kensington and Chelsea"],
  ["City of London Corporation", "City of London"],
  ["Westminster, City of", "Westminster"],
  ["Derby City", "Derby"],
  ["Stockport MBC", "Stockport"],
  ["Windsor and Maidenhead (Royal Borough)", "Windsor and Maidenhead"],
  ["Poole", "Bournemouth, Christchurch and Poole"],
  ["Harrogate Borough Council", "North Yorkshire"],
  ["South Somerset", "Somerset"],
  ["Aylesbury Vale District", "Buckinghamshire"],
  ["Carlisle", "Cumberland"],
  ["Kettering", "North Northamptonshire"],
  ["Mid Bedfordshire", "Central Bedfordshire"],
  ["King's Lynn & West Norfolk", "Norfolk"],
])("%s is %s", (written, council) => {
  expect(authorityOf(written)?.council).toBe(council);
});

test("what was split tells its region only, and what is unknown tells nothing", () => {
  for (const name of ["Cumbria", "Northamptonshire County Council", "Bedfordshire", "Cheshire"])
    expect(authorityOf(name)).toMatchObject({ council: null, region: SPLIT[name.replace(" County Council", "")] });
  for (const name of ["Cardiff", "Newcastle", "Atlantis", "", "Council"]) expect(authorityOf(name)).toBeNull();
});

test("no district is called what a council of another region is called", () => {
  const councils = new Map(Object.entries(COUNCILS).flatMap(([region, names]) => names.map((name) => [name, region])));
  for (const [council, districts] of Object.entries(DISTRICTS)) {
    for (const district of districts.split(", ")) {
      expect(councils.has(district), district).toBe(false);
      expect(authorityOf(district), district).toEqual({ council, region: councils.get(council) });
    }
  }
});

test.each([
  ["Yorkshire & Humberside", "Yorkshire and The Humber"],
  ["yorkshire and the humber", "Yorkshire and The Humber"],
  ["South East (England)", "South East"],
  ["East", "East of England"],
  ["London Region", "London"],
  ["Midlands", undefined],
])("the region %s is %s", (written, region) => {
  expect(REGIONS[regionCode(written) ?? -1]).toBe(region);
});
