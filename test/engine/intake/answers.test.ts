import { describe, expect, test } from "vitest";
import { optionOf, regionOf, serviceTypeOf } from "../../../electron/engine/intake/answers.ts";

describe("likelihood wordings", () => {
  const known: [string, string][] = [
    ["Very likely", "very_likely"],
    ["VERY  LIKELY", "very_likely"],
    ["very\u00a0likely", "very_likely"],
    ["Fairly likely", "likely"],
    ["Quite likely", "likely"],
    ["Somewhat likely", "likely"],
    ["Neither likely nor unlikely", "neither"],
    ["Neutral", "neither"],
    ["Somewhat unlikely", "unlikely"],
    ["Very unlikely", "very_unlikely"],
    ["Don’t know", "dont_know"],
    ["Don't know", "dont_know"],
    ["Don`t know", "dont_know"],
    ["Prefer not to say", "dont_know"],
    ["N/A", "not_applicable"],
    ["None", "not_applicable"],
    ["No NHS contracts", "not_applicable"],
    ["We do not hold any", "not_applicable"],
    ["Not applicable - we have no such contracts", "not_applicable"],
    ["Not applicable – none", "not_applicable"],
    ["Very likely: fees are too low", "very_likely"],
    ["Unlikely (at present)", "unlikely"],
    ["1. Very likely", "very_likely"],
    ["5 = Very likely", "very_likely"],
    ["2) Likely", "likely"],
    ["", "blank"],
    ["-", "blank"],
    [" – ", "blank"],
  ];
  for (const [written, option] of known) {
    test(`“${written}” is ${option}`, () => expect(optionOf(written, "likelihood")).toBe(option));
  }
  for (const written of [
    "Perhaps",
    "Likely or very likely",
    "likelyish",
    "5",
    "Yes",
    "Not very likely",
    "very-likely indeed",
    "#N/A",
  ]) {
    test(`“${written}” is never guessed`, () => expect(optionOf(written, "likelihood")).toBe("unrecognised"));
  }
});

describe("yes and no", () => {
  const known: [string, string][] = [
    ["Yes", "yes"],
    ["Y", "yes"],
    ["TRUE", "yes"],
    ["No", "no"],
    ["false", "no"],
    ["No - not yet", "no"],
    ["Not sure", "dont_know"],
    ["N/A", "not_applicable"],
  ];
  for (const [written, option] of known) {
    test(`“${written}” is ${option}`, () => expect(optionOf(written, "yes-no")).toBe(option));
  }
  for (const written of ["1", "0", "no-one", "Yesterday"]) {
    test(`“${written}” is never guessed`, () => expect(optionOf(written, "yes-no")).toBe("unrecognised"));
  }
  test("0 and 1 are no and yes where the whole column is so written", () => {
    expect([optionOf("1", "yes-no-digits"), optionOf("0", "yes-no-digits"), optionOf("2", "yes-no-digits")]).toEqual([
      "yes",
      "no",
      "unrecognised",
    ]);
  });
});

describe("service types and regions", () => {
  const types: [string, string | null][] = [
    ["Care home with nursing", "care_home_nursing"],
    ["CHWON", "care_home_residential"],
    ["Domiciliary care (agency)", "homecare"],
    ["Homecare (domiciliary care)", "homecare"],
    ["Homecare agencies|Supported living", "homecare"],
    ["Supported living|Extra care housing", "extra_care"],
    ["Day centre", "day_service"],
    ["Other – hospice", "other"],
    ["Other community service", "other"],
    ["Spaceport", null],
  ];
  for (const [written, type] of types) test(`“${written}” is ${type}`, () => expect(serviceTypeOf(written)).toBe(type));
  const regions: [string, string | null][] = [
    ["YORKSHIRE & HUMBER", "Yorkshire and The Humber"],
    ["East", "East of England"],
    ["South-East", "South East"],
    ["Midlands", null],
  ];
  for (const [written, region] of regions)
    test(`“${written}” is ${region}`, () => expect(regionOf(written)).toBe(region));
});
