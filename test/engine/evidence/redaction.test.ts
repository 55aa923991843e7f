import { describe, expect, test } from "vitest";
import { knownNames, proposedRemovals } from "../../../electron/engine/evidence/redaction.ts";

const known = knownNames(["Sunrise Care Ltd", "The Willows Nursing Home", "Care Homes"], ["Trafford", "Kent"]);
const taken = (text: string): string[] =>
  proposedRemovals(text, known).map(({ start, end, kind }) => `${kind}: ${text.slice(start, end)}`);

describe("what is proposed to be taken out of a member's words", () => {
  test("addresses, numbers and ids are told by their form", () => {
    expect(
      taken("Write to jane.o'neil@willows-care.co.uk or ring 0161 496 0123, M33 7GF, www.willows.co.uk/about."),
    ).toEqual([
      "email: jane.o'neil@willows-care.co.uk",
      "phone: 0161 496 0123",
      "postcode: M33 7GF",
      "address: www.willows.co.uk/about",
    ]);
    expect(taken("We are 1-123456789 with the CQC and VLXYZ12 with the NHS.")).toEqual([
      "id: 1-123456789",
      "id: VLXYZ12",
    ]);
  });

  test("names and places that the campaign and its registers know are found in any spelling", () => {
    expect(taken("At sunrise care limited we cannot go on; the Willows nursing home in Trafford closed.")).toEqual([
      "organisation: sunrise care limited",
      "organisation: the Willows nursing home",
      "place: Trafford",
    ]);
  });

  test("people are told by their titles, their posts, and by standing beside each other", () => {
    expect(taken("Mrs Patel and our manager Jane Smith both resigned.")).toEqual([
      "person: Mrs Patel",
      "person: Jane Smith",
    ]);
    expect(taken("It was agreed with Tom Reid last week.")).toEqual(["person: Tom Reid"]);
  });

  test("numbers that few share are proposed, and shares, years and rates of pay are not", () => {
    expect(taken("Our 43-bed home has twenty-two staff and lost £1,234,000 in 2024.")).toEqual([
      "number: 43-bed",
      "number: twenty-two staff",
      "number: £1,234,000",
    ]);
    expect(taken("Costs rise by 12% in April 2025, wages to £12.21 an hour, and 15 per cent on top.")).toEqual([]);
  });

  test("words that everybody writes in capitals tell nobody", () => {
    expect(
      taken(
        "The Local Authority pays less than the National Living Wage in England, and Employer National Insurance rises for NHS Continuing Healthcare.",
      ),
    ).toEqual([]);
  });

  test("proposals never overlap and stand in order", () => {
    const text = "Dr Sunrise Care Ltd of Sunrise Care Ltd, Kent County Council, 43-bed, jane@kent.gov.uk.";
    const found = proposedRemovals(text, known);
    for (const [index, { start, end }] of found.entries()) {
      expect(start).toBeLessThan(end);
      expect(start).toBeGreaterThanOrEqual(found[index - 1]?.end ?? 0);
    }
  });
});
