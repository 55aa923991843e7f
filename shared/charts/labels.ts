import {
  COMMISSIONER_LABELS,
  REGIONS,
  type Region,
  SERVICE_TYPE_LABELS,
  type ServiceType,
  type Stage,
} from "../vocabulary.ts";

/** How the panels of a chart are split; `none` has the one panel for everybody. */
export type ChartSplit = "service-type" | "region" | "none";

/** A group a figure is about: everybody, a service type, a region, or the rest that was merged. */
export type GroupKey = "all" | ServiceType | Region | "other_services" | "rest_of_england";

/** The words for a group; for everybody they depend on what the other groups are. */
export function groupLabel(key: GroupKey, split: ChartSplit): string {
  if (key === "all") return split === "region" ? "All regions" : "All services";
  if (key === "other_services") return "Other services";
  if (key === "rest_of_england") return "Rest of England";
  if (key === "not_stated") return "Not stated";
  if ((REGIONS as readonly string[]).includes(key)) return key;
  return SERVICE_TYPE_LABELS[key as ServiceType] ?? key;
}

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
