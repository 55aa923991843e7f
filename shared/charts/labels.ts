import type { SplitBy } from "../tables.ts";
import {
  COMMISSIONER_LABELS,
  SERVICE_TYPE_LABELS,
  type ServiceType,
  SIZE_BAND_LABELS,
  type SizeBand,
  type Stage,
} from "../vocabulary.ts";

/** How the panels of a chart are split; `none` has the one panel for everybody. */
export type ChartSplit = SplitBy;

/** A group a figure is about as its table names it: `all`, `homecare`, `London`, `10_49`, the name of a board or of a source. */
export type GroupKey = string;

/** The words for a group; for everybody they depend on what the other groups are. */
export function groupLabel(key: GroupKey, split: ChartSplit): string {
  if (key === "all") return EVERYBODY[split];
  if (key === "other_services") return "Other services";
  if (key === "rest_of_england") return "Rest of England";
  if (key === "other_boards") return "Other boards";
  if (key === "small_boards") return "Smallest boards together";
  if (key === "not_stated") return "Not stated";
  if (split === "size") return SIZE_BAND_LABELS[key as SizeBand] ?? key;
  if (split === "icb") return key.replace(/^NHS /, "").replace(/ Integrated Care Board$/i, "");
  return SERVICE_TYPE_LABELS[key as ServiceType] ?? key;
}

const EVERYBODY: Readonly<Record<ChartSplit, string>> = {
  "service-type": "All services",
  region: "All regions",
  size: "All sizes",
  source: "All sources",
  icb: "All areas",
  "local-authority": "All areas",
  none: "All services",
};

/** What the groups of a split are called, over their column. */
export const SPLIT_HEADS: Readonly<Record<ChartSplit, string>> = {
  "service-type": "Service type",
  region: "Region",
  size: "Size",
  source: "Source",
  icb: "Integrated care board",
  "local-authority": "Local authority area",
  none: "Service type",
};

/** Lines as they are named beside them, where there is no room for full names. A question of its own needs no name. */
export const SHORT_LINE = { la: "LA ", nhs: "NHS ", own: "" } as const;

/** Lines by their full names. */
export const LINE_LABELS = { ...COMMISSIONER_LABELS, own: "Share" } as const;

/** What a stage's share counts, to follow "48% of organisations …" ("… in March 2025"). */
export const STAGE_PHRASES: Readonly<Record<Stage, (contracts: string) => string>> = {
  intent: (contracts) => `were likely to hand back ${contracts} contracts`,
  discussion: (contracts) => `discussed handing back ${contracts} contracts`,
  handback: (contracts) => `handed back ${contracts} contracts`,
};
