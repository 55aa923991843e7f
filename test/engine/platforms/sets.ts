import { QUESTIONS, type OptionCode, type QuestionCode, type ServiceType } from "../../../shared/vocabulary.ts";
import type { Respondent, State } from "./fixture.ts";

/** Service types as the surveys offer them. */
export const SERVICE_WORDINGS: Readonly<Record<string, ServiceType>> = {
  "Care home with nursing": "care_home_nursing",
  "Care home without nursing": "care_home_residential",
  "Homecare (domiciliary care)": "homecare",
  "Supported living": "supported_living",
  "Extra care housing": "extra_care",
  "Shared Lives": "shared_lives",
  "Day service": "day_service",
  "Other (please specify)": "other",
  "": "not_stated",
};

/** What the options of the surveys mean. */
export const ANSWER_WORDINGS: Readonly<Record<string, OptionCode>> = {
  "Very likely": "very_likely",
  Likely: "likely",
  "Fairly likely": "likely",
  "Neither likely nor unlikely": "neither",
  Neither: "neither",
  Unlikely: "unlikely",
  "Fairly unlikely": "unlikely",
  "Very unlikely": "very_unlikely",
  Yes: "yes",
  No: "no",
  "Don’t know": "dont_know",
  "Not sure": "dont_know",
  "N/A": "not_applicable",
  "Not applicable": "not_applicable",
  "Not applicable - we have no such contracts": "not_applicable",
  "": "blank",
};

/** The options each question offers, in the order of the form. */
export const OFFERED: Readonly<Record<QuestionCode, readonly string[]>> = {
  "intent.la": [
    "Very likely",
    "Likely",
    "Neither likely nor unlikely",
    "Unlikely",
    "Very unlikely",
    "Don’t know",
    "Not applicable",
  ],
  "intent.nhs": ["Very likely", "Fairly likely", "Neither", "Fairly unlikely", "Very unlikely", "Not sure", "N/A"],
  "discussion.la": ["Yes", "No", "Don’t know", "N/A"],
  "discussion.nhs": ["Yes", "No", "Don’t know", "Not applicable"],
  "handback.la": ["Yes", "No", "Not sure", "Not applicable - we have no such contracts"],
  "handback.nhs": ["Yes", "No", "Not sure", "N/A"],
};

export const SERVICES_OFFERED: readonly string[] = Object.keys(SERVICE_WORDINGS).filter((wording) => wording !== "");

/** Regions of a question with several ticks that nobody needs; one holds a comma. */
export const PLACES = ["North, including Cumbria", "Midlands", "London", "South"] as const;

/** The regions a respondent ticked: none to three of them. */
export function placesOf({ id }: Respondent): readonly string[] {
  return PLACES.filter((_, place) => (id * 5 + place * 3) % 4 < id % 3);
}

/** A remark; some have several lines, quotes and words that look like an answer. */
export function remarkOf({ id }: Respondent): string {
  if (id % 7 === 3) return `Fees rose 4.5%; "costs" rose more.\nWe said Yes in January,\r\n\tand would again.`;
  return id % 3 === 0 ? "Nothing to add, thank you – we’ll write" : "";
}

/** Names that are hard to write or to read. */
const SPECIAL: Readonly<Record<number, string>> = {
  3: "O’Brien & Daughters, Homecare",
  11: 'The "Willows" Trust',
  17: "Café Rosé Supported Living",
  23: "1-2-1 Care Ltd",
  25: "Ümit Care; North & South",
};

/** Respondents who do not count: an import that counts one of them gets the figures wrong. */
const UNFINISHED: Readonly<Record<number, State>> = {
  101: "preview",
  102: "partial",
  103: "partial",
  104: "preview",
  105: "partial",
};

/** Forty finished respondents, each an organisation of its own. */
export const COMPLETE: readonly Respondent[] = Array.from({ length: 40 }, (_, index) => respondent(index + 1));

/** The forty, with three who stopped halfway and two previews among them. */
export const EVERYBODY: readonly Respondent[] = [
  respondent(101),
  ...COMPLETE.slice(0, 6),
  respondent(102),
  ...COMPLETE.slice(6, 20),
  respondent(103),
  respondent(104),
  ...COMPLETE.slice(20),
  respondent(105),
];

function respondent(id: number): Respondent {
  const answer = (question: QuestionCode, position: number): string => {
    const offered = [...OFFERED[question], ""];
    return offered[spread(id, position) % offered.length] ?? "";
  };
  const services = Object.keys(SERVICE_WORDINGS);
  const day = id === 40 ? 28 : 3 + ((id * 7) % 24);
  const minute = 10 + ((id * 11) % 49);
  const at = (m: number): string =>
    `2025-02-${String(day).padStart(2, "0")}T${String((id * 5) % 24).padStart(2, "0")}:${String(m).padStart(2, "0")}:13`;
  return {
    id,
    organisation: nameOf(id),
    postcode: `LS${(id % 28) + 1} ${(id % 9) + 1}A${String.fromCharCode(65 + (id % 26))}`,
    ...(id % 5 === 0 ? {} : { provider: `1-${1_013_740_000 + id * 37}` }),
    asked: services[(id + Math.floor(id / 9)) % services.length] ?? "",
    answers: Object.fromEntries(QUESTIONS.map((question, position) => [question, answer(question, position)])),
    started: at(minute - 7),
    submitted: at(minute),
    state: UNFINISHED[id] ?? "complete",
  };
}

/** A number that looks like chance and never changes, so that no two questions move together. */
function spread(id: number, position: number): number {
  const mixed = Math.imul(id * 6 + position, 0x9e3779b1) >>> 0;
  return Math.imul(mixed ^ (mixed >>> 15), 0x85ebca6b) >>> 17;
}

function nameOf(id: number): string {
  return SPECIAL[id] ?? `Organisation ${id} Care Limited`;
}
