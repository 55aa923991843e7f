import { describe, expect, test } from "vitest";
import { standingOf, type Candidate, type Registered } from "../../../electron/engine/evidence/standing.ts";
import { SERVICE_TYPES, SOURCES } from "../../../shared/vocabulary.ts";

const NO_REGISTER: Registered = { locations: new Map(), organisations: new Map() };
const TRACKER = SOURCES.indexOf("capacity-tracker");
let lastId = 0;
function candidate(fields: Partial<Candidate>): Candidate {
  lastId += 1;
  return {
    id: lastId,
    source: 1,
    submittedAt: "2025-02-10T09:00:00",
    sha256: "aa",
    position: 0,
    row: 2,
    locationId: null,
    organisation: "provider 1-100",
    preferredAt: null,
    serviceTypeAnswer: null,
    serviceTypeSource: null,
    region: null,
    ...fields,
  };
}

function stands(...responses: Candidate[]): number | undefined {
  const inOrder = standingOf(responses, "organisation", NO_REGISTER, TRACKER);
  const reversed = standingOf(responses.toReversed(), "organisation", NO_REGISTER, TRACKER);
  expect(reversed).toEqual(inOrder);
  expect(inOrder).toHaveLength(1);
  return inOrder[0]?.responseId;
}

describe("one response stands per organisation and month", () => {
  test("the Capacity Tracker stands before a survey, even an earlier one", () => {
    const tracker = candidate({ source: 0, submittedAt: "2025-01-01T00:00:00" });
    expect(stands(tracker, candidate({ submittedAt: "2025-02-28T00:00:00" }))).toBe(tracker.id);
  });

  test("or the other way round, where the team says so", () => {
    const survey = candidate({ submittedAt: "2025-01-01T00:00:00" });
    const both = [candidate({ source: 0 }), survey];
    const [standing] = standingOf(both, "organisation", NO_REGISTER, SOURCES.indexOf("survey"));
    expect(standing?.responseId).toBe(survey.id);
  });

  test("of one source the latest submission stands", () => {
    const late = candidate({ submittedAt: "2025-02-11T00:00:00", sha256: "00" });
    expect(stands(candidate({}), late)).toBe(late.id);
  });

  test("an undated response gives way to any dated one", () => {
    const dated = candidate({ submittedAt: "2025-01-01T00:00:00", sha256: "00" });
    expect(stands(candidate({ submittedAt: null, sha256: "ff" }), dated)).toBe(dated.id);
  });

  test("a tie goes to the greater SHA-256 of the source file, not to the later row", () => {
    const greater = candidate({ sha256: "bb", row: 2 });
    expect(stands(candidate({ sha256: "aa", row: 90 }), greater)).toBe(greater.id);
  });

  test("a tie within a file goes to the later row", () => {
    const later = candidate({ row: 31 });
    expect(stands(candidate({ row: 30 }), later)).toBe(later.id);
  });

  test("the one that a person chose stands before all others, the last choice first", () => {
    const chosen = candidate({ submittedAt: "2025-01-01T00:00:00", preferredAt: "2025-03-01T10:00:00Z" });
    const tracker = candidate({ source: 0 });
    expect(stands(tracker, chosen)).toBe(chosen.id);
    const again = candidate({ source: 0, preferredAt: "2025-03-02T10:00:00Z" });
    expect(stands(again, chosen)).toBe(again.id);
  });

  test("the service type is the answer to Q1, else the source's column, else not stated", () => {
    const [homecare, other] = [SERVICE_TYPES.indexOf("homecare"), SERVICE_TYPES.indexOf("other")];
    const typeOf = (fields: Partial<Candidate>): string | undefined => {
      const response = candidate(fields);
      return SERVICE_TYPES[standingOf([response], "organisation", NO_REGISTER, TRACKER)[0]?.serviceType ?? -1];
    };
    expect(typeOf({ serviceTypeAnswer: homecare, serviceTypeSource: other })).toBe("homecare");
    expect(typeOf({ serviceTypeSource: other })).toBe("other");
    expect(typeOf({})).toBe("not_stated");
  });

  test("by location, each location has its own standing response", () => {
    const responses = [
      candidate({ locationId: "1-201" }),
      candidate({ locationId: "1-202" }),
      candidate({ locationId: "1-202", row: 9 }),
    ];
    const standing = standingOf(responses, "location", NO_REGISTER, TRACKER);
    expect(standing.map(({ member, responseId }) => [member, responseId])).toEqual([
      ["1-201", responses[0]?.id],
      ["1-202", responses[2]?.id],
    ]);
  });
});
