import type { Month } from "../../../shared/month.ts";
import type { Commissioner, Stage, Unit } from "../../../shared/vocabulary.ts";
import type { ProtectedTable } from "../disclosure/table.ts";

/** One protected table of a pack: one stage, one commissioner, one split, all months. */
export interface PackTable {
  readonly measure: Stage;
  readonly commissioner: Commissioner;
  readonly by: "service-type" | "region";
  readonly table: ProtectedTable;
}

/** A source file behind a pack: by its hash, never by its name, and without row counts, which would be exact figures. */
export interface PackSource {
  readonly sha256: string;
  readonly kind: "capacity-tracker" | "survey";
  /** The platform of a survey as in INTAKE's table ("Jisc Online Surveys"); null where it is not known. */
  readonly platform: string | null;
}

/** Everything a pack is made from. The same definition gives the same bytes. */
export interface PackDefinition {
  /** The user's own title; null takes the main finding. */
  readonly title: string | null;
  readonly campaignName: string;
  /** The sample campaign: fictional, and every page says so. */
  readonly sample: boolean;
  readonly appVersion: string;
  readonly methodVersion: string;
  /** The month that leads the pack. */
  readonly month: Month;
  /** All months of the tables, earliest first. */
  readonly months: readonly Month[];
  readonly unit: Unit;
  readonly tables: readonly PackTable[];
  readonly sources: readonly PackSource[];
  /** Cells that protection moved one multiple of 5 further than the adjacent ones, over all months (mostly 0). */
  readonly relaxedCells: number;
  /** Whether the attack of DISCLOSURE point 6 was run on this pack and passed; a draft that was not attacked says so. */
  readonly attackAudited: boolean;
}

/** One file of a pack; names use `/` and are relative to its folder. */
export interface PackFile {
  readonly name: string;
  readonly bytes: Uint8Array;
}
