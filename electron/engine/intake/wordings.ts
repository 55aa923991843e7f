import type { OptionCode, Region, ServiceType } from "../../../shared/vocabulary.ts";

/** Wordings seen in real files, as data: each list is what counts as the option (INTAKE, "Wordings seen"). */

/** Wordings shared by both scales. */
const SHARED: readonly (readonly [OptionCode, readonly string[]])[] = [
  ["dont_know", ["don't know", "dont know", "do not know", "not sure", "unsure", "prefer not to say"]],
  [
    "not_applicable",
    [
      "not applicable",
      "n/a",
      "na",
      "n.a.",
      "none",
      "no la contracts",
      "no local authority contracts",
      "no nhs contracts",
      "no nhs commissioned contracts",
      "no local authority commissioned contracts",
    ],
  ],
];

/** How a wording of not applicable may begin, whatever follows. */
export const NOT_APPLICABLE_BEGINNINGS: readonly string[] = ["we do not hold ", "we don't hold ", "we dont hold "];

export const LIKELIHOOD_WORDINGS: readonly (readonly [OptionCode, readonly string[]])[] = [
  ["very_likely", ["very likely"]],
  ["likely", ["likely", "fairly likely", "quite likely", "somewhat likely"]],
  ["neither", ["neither", "neither likely nor unlikely", "neither likely or unlikely", "neutral"]],
  ["unlikely", ["unlikely", "fairly unlikely", "quite unlikely", "somewhat unlikely"]],
  ["very_unlikely", ["very unlikely"]],
  ...SHARED,
];

export const YES_NO_WORDINGS: readonly (readonly [OptionCode, readonly string[]])[] = [
  ["yes", ["yes", "y", "true"]],
  ["no", ["no", "n", "false"]],
  ...SHARED,
];

/** Digits that mean yes and no, only where the whole column is written so. */
export const YES_NO_DIGITS: Readonly<Record<string, OptionCode>> = { "1": "yes", "0": "no" };

export const SERVICE_TYPE_WORDINGS: readonly (readonly [ServiceType, readonly string[]])[] = [
  [
    "care_home_nursing",
    [
      "care home with nursing",
      "care homes with nursing",
      "care home service with nursing",
      "care home services with nursing",
      "nursing home",
      "nursing homes",
      "chwn",
      "care home (with nursing)",
      "care home (nursing)",
      "care_home_nursing",
    ],
  ],
  [
    "care_home_residential",
    [
      "care home without nursing",
      "care homes without nursing",
      "care home service without nursing",
      "care home services without nursing",
      "residential home",
      "residential homes",
      "residential care home",
      "residential care homes",
      "care only home",
      "chwon",
      "care home (without nursing)",
      "care home (residential)",
      "residential care",
      "care_home_residential",
    ],
  ],
  [
    "homecare",
    [
      "homecare",
      "home care",
      "domiciliary care",
      "domiciliary care agency",
      "domiciliary care service",
      "domiciliary care services",
      "homecare agency",
      "homecare agencies",
      "home care agency",
      "home care agencies",
      "homecare service",
      "homecare services",
      "home care service",
      "home care services",
      "dca",
    ],
  ],
  [
    "extra_care",
    [
      "extra care",
      "extra care housing",
      "extra care housing service",
      "extra care housing services",
      "supported housing",
      "extra_care",
    ],
  ],
  [
    "supported_living",
    ["supported living", "supported living service", "supported living services", "supported_living"],
  ],
  ["shared_lives", ["shared lives", "shared lives scheme", "shared_lives"]],
  ["day_service", ["day care", "day service", "day services", "day centre", "day centres", "day_service"]],
  ["other", ["other"]],
  ["not_stated", ["not stated", "not_stated"]],
];

/** How a wording of another service may begin; what follows is kept as written. */
export const OTHER_SERVICE_BEGINNING = "other ";

export const REGION_WORDINGS: readonly (readonly [Region, readonly string[]])[] = [
  ["North East", ["north east", "north east england", "north east of england"]],
  ["North West", ["north west", "north west england", "north west of england"]],
  [
    "Yorkshire and The Humber",
    [
      "yorkshire and the humber",
      "yorkshire and humber",
      "yorkshire & humber",
      "yorkshire & the humber",
      "yorkshire and humberside",
    ],
  ],
  ["East Midlands", ["east midlands"]],
  ["West Midlands", ["west midlands"]],
  ["East of England", ["east of england", "east", "eastern", "east england"]],
  ["London", ["london", "greater london"]],
  ["South East", ["south east", "south east england", "south east of england"]],
  ["South West", ["south west", "south west england", "south west of england"]],
];

/** What platforms write where nothing was answered. */
export const MISSING_SIGNS: ReadonlySet<string> = new Set(["", "-", "--"]);
