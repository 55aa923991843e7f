/**
 * The words of the product (DESIGN sections 1 and 2) as data. Codes are what the store, the contract and the
 * published data files carry; labels are what people read. The order of each list is the order it is shown in,
 * and its index is the small integer code in the store: append only.
 */

/** Who commissions the care: local authority or NHS. */
export const COMMISSIONERS = ["la", "nhs"] as const;
export type Commissioner = (typeof COMMISSIONERS)[number];

/** Where rows come from. */
export const SOURCES = ["capacity-tracker", "survey"] as const;
export type Source = (typeof SOURCES)[number];

/** The three stages of a hand-back, never blended into one figure. */
export const STAGES = ["intent", "discussion", "handback"] as const;
export type Stage = (typeof STAGES)[number];

/** Codes of the six coded questions, in the instrument's order (Q2 to Q7); Q1 is the service type. */
export const QUESTIONS = [
  "intent.la",
  "intent.nhs",
  "discussion.la",
  "discussion.nhs",
  "handback.la",
  "handback.nhs",
] as const;
export type QuestionCode = (typeof QUESTIONS)[number];

/** The question a stage puts about one commissioner. */
export function questionOf(stage: Stage, commissioner: Commissioner): QuestionCode {
  return `${stage}.${commissioner}`;
}

/** Every option of both scales. `blank` and `unrecognised` are states of an answer, not options of a scale. */
export const OPTIONS = [
  "very_likely",
  "likely",
  "neither",
  "unlikely",
  "very_unlikely",
  "yes",
  "no",
  "dont_know",
  "not_applicable",
  "blank",
  "unrecognised",
] as const;
export type OptionCode = (typeof OPTIONS)[number];

/** Options of the likelihood scale that stand in the base, in their order. */
export const LIKELIHOOD = ["very_likely", "likely", "neither", "unlikely", "very_unlikely", "dont_know"] as const;
/** Options of the yes/no scale that stand in the base, in their order. */
export const YES_NO = ["yes", "no", "dont_know"] as const;

/** The scale of a stage: its options inside the base, in order, and those that count towards the share. */
export interface Scale {
  readonly inBase: readonly OptionCode[];
  readonly counted: readonly OptionCode[];
}

/** Scales by stage. "Intends" is very likely or likely; for the other stages the share counts `yes`. */
export const SCALES: Readonly<Record<Stage, Scale>> = {
  intent: { inBase: LIKELIHOOD, counted: ["very_likely", "likely"] },
  discussion: { inBase: YES_NO, counted: ["yes"] },
  handback: { inBase: YES_NO, counted: ["yes"] },
};

/** Service types in taxonomy order: a location with several takes the first in this order. */
export const SERVICE_TYPES = [
  "care_home_nursing",
  "care_home_residential",
  "homecare",
  "extra_care",
  "supported_living",
  "shared_lives",
  "day_service",
  "other",
  "not_stated",
] as const;
export type ServiceType = (typeof SERVICE_TYPES)[number];

/** The nine regions of England by their ONS codes-in-words, and `not_stated`. */
export const REGIONS = [
  "North East",
  "North West",
  "Yorkshire and The Humber",
  "East Midlands",
  "West Midlands",
  "East of England",
  "London",
  "South East",
  "South West",
  "not_stated",
] as const;
export type Region = (typeof REGIONS)[number];

/** What one row of a base counts. The two are never mixed in one table. */
export const UNITS = ["organisation", "location"] as const;
export type Unit = (typeof UNITS)[number];

/** What figures can be split by, beside the month. */
export const SPLITS = ["service-type", "region", "size", "source", "icb", "local-authority"] as const;
export type Split = (typeof SPLITS)[number];

/** The splits that may be published, boards only where a campaign shows them; the others never leave the app. */
export const PUBLISHED_SPLITS = ["service-type", "region", "icb"] as const satisfies readonly Split[];
/** Those of them that every campaign publishes. */
export const OPEN_SPLITS = ["service-type", "region"] as const satisfies readonly PublishedSplit[];
export type PublishedSplit = (typeof PUBLISHED_SPLITS)[number];

/** How large a provider is: the locations that the newest CQC directory lists for it. */
export const SIZE_BANDS = ["1", "2_4", "5_9", "10_49", "50_plus", "not_known"] as const;
export type SizeBand = (typeof SIZE_BANDS)[number];

export const SIZE_BAND_LABELS: Readonly<Record<SizeBand, string>> = {
  "1": "1 location",
  "2_4": "2 to 4 locations",
  "5_9": "5 to 9 locations",
  "10_49": "10 to 49 locations",
  "50_plus": "50 or more locations",
  not_known: "Not in the directory",
};

export const SERVICE_TYPE_LABELS: Readonly<Record<ServiceType, string>> = {
  care_home_nursing: "Care home with nursing",
  care_home_residential: "Care home without nursing",
  homecare: "Homecare",
  extra_care: "Extra care",
  supported_living: "Supported living",
  shared_lives: "Shared Lives",
  day_service: "Day service",
  other: "Other",
  not_stated: "Not stated",
};

export const OPTION_LABELS: Readonly<Record<OptionCode, string>> = {
  very_likely: "Very likely",
  likely: "Likely",
  neither: "Neither likely nor unlikely",
  unlikely: "Unlikely",
  very_unlikely: "Very unlikely",
  yes: "Yes",
  no: "No",
  dont_know: "Don’t know",
  not_applicable: "Not applicable",
  blank: "No answer",
  unrecognised: "Unrecognised wording",
};

export const COMMISSIONER_LABELS: Readonly<Record<Commissioner, string>> = {
  la: "Local authority",
  nhs: "NHS",
};

export const STAGE_LABELS: Readonly<Record<Stage, string>> = {
  intent: "Likely to hand back in the next 3 months",
  discussion: "Discussed handing back",
  handback: "Handed back",
};

/** The questions as the instrument words them; `<month>` is the reference month. */
export const QUESTION_WORDINGS: Readonly<Record<QuestionCode | "service_type", string>> = {
  service_type: "What is the most common service type offered by your organisation?",
  "intent.la":
    "How likely are you to hand back any of your Local Authority commissioned contracts for care and support in the next 3 months, due to insufficient (expected) fee uplifts?",
  "intent.nhs":
    "How likely are you to hand back any of your NHS commissioned contracts for care and support in the next 3 months, due to insufficient (expected) fee uplifts?",
  "discussion.la":
    "Did you have a discussion with Local Authorities in <month> about handing back any of your contracts for care and support, due to insufficient (expected) fee uplifts?",
  "discussion.nhs":
    "Did you have a discussion with NHS commissioners in <month> about handing back any of your contracts for care and support, due to insufficient (expected) fee uplifts?",
  "handback.la":
    "Did you hand back any of your Local Authority commissioned contracts for care and support in <month>, due to insufficient (expected) fee uplifts?",
  "handback.nhs":
    "Did you hand back any of your NHS commissioned contracts for care and support in <month>, due to insufficient (expected) fee uplifts?",
};
