import type { TableQuery } from "../../shared/contract.ts";
import { BellwetherError } from "../../shared/errors.ts";
import { monthFromNumber, monthLabel, monthNumber, type Month } from "../../shared/month.ts";
import { SERVICE_TYPES, type ServiceType, type Unit } from "../../shared/vocabulary.ts";
import { exactCubes } from "./measures/exactCubes.ts";
import { subjectsOf, type MatchedCubes, type TableShape } from "./measures/exactTable.ts";
import { countRows, rowsOfBoth, rowsOfMonth, type CountedRows } from "./measures/rowCounts.ts";
import { tableCubes, type TableCube } from "./measures/tableCubes.ts";
import type { CountedSet } from "./questions.ts";
import { groupsOf, optionsOf, standingsOf } from "./standing.ts";
import type { CampaignFile } from "./store/campaignFile.ts";
import { readRollup } from "./store/rollup.ts";

/** What a table inside the app counts: of one set, for a unit, by a split, of some service types (all where none is named). */
export interface Counted {
  readonly set: CountedSet;
  readonly unit: Unit;
  readonly shape: TableShape;
  readonly serviceTypes: readonly ServiceType[];
}

/**
 * True counts of what a table shows, a cube a month: from the rollup by the splits it keeps, by others from those who
 * stand.
 */
export function countedCubes(campaign: CampaignFile, counted: Counted): TableCube[] {
  const { set, unit, shape } = counted;
  const { by } = shape;
  const questions = asked(counted);
  const types = typesOf(counted.serviceTypes);
  if (by === "none" || by === "service-type" || by === "region") {
    const splits = by === "service-type" ? (["service_type"] as const) : by === "region" ? (["region"] as const) : [];
    const cubes = exactCubes(
      unit,
      questions,
      readRollup(campaign, unit, { questions: idsOf(questions), splits, types }),
      [],
    );
    return types === null ? cubes : everyMonth(cubes, counted, monthsCounted(campaign, unit, questions));
  }
  const months = monthsCounted(campaign, unit, questions);
  const standings = standingsOf(campaign, unit, set.id);
  const counts = months.flatMap((month) => countsOf(campaign, counted, rowsOfMonth(standings, month, types)));
  return tableCubes(unit, questions, counts, splitOf(campaign, counted), months);
}

/**
 * The same over the members that stand in two months each: every month beside the one before it, the first beside the one
 * after it; or beside the month it is to be compared with, which is then left out.
 * @throws BellwetherError `bad-request` where the campaign has no such month
 */
export function matchedCubes(campaign: CampaignFile, counted: Counted, against: Month | null): MatchedCubes[] {
  const { set, unit } = counted;
  const months = monthsCounted(campaign, unit, set.questions);
  const types = typesOf(counted.serviceTypes);
  const standings = standingsOf(campaign, unit, set.id);
  const cubeOf = (rows: CountedRows): TableCube | undefined =>
    tableCubes(unit, asked(counted), countsOf(campaign, counted, rows), splitOf(campaign, counted), [rows.month])[0];
  return months.flatMap((month) => {
    const other = comparedWith(monthFromNumber(month), months, against);
    if (other === null) return [];
    const { now, before } = rowsOfBoth(standings, month, monthNumber(other), types);
    const [cube, beside] = [cubeOf(now), cubeOf(before)];
    return now.rows.length === 0 || cube === undefined || beside === undefined ? [] : [{ cube, other: beside }];
  });
}

/**
 * The month that a matched figure is compared with: the one named, which itself is compared with none; else the one before
 * it that has figures, of the first the one after. Null where there is none.
 * @throws BellwetherError `bad-request` where the named month has no figures
 */
export function comparedWith(month: Month, months: readonly number[], against: Month | null): Month | null {
  if (against !== null) {
    if (!months.includes(monthNumber(against))) throw noSuchMonth(against, months);
    return against === month ? null : against;
  }
  const index = months.indexOf(monthNumber(month));
  const other = index < 0 ? undefined : (months[index - 1] ?? months[index + 1]);
  return other === undefined ? null : monthFromNumber(other);
}

/** The store months in which some questions were counted, in order. */
export function monthsCounted(campaign: CampaignFile, unit: Unit, questions: CountedSet["questions"]): number[] {
  const counts = readRollup(campaign, unit, { questions: idsOf(questions), splits: [] });
  return [...new Set(counts.map(({ month }) => month))].sort((a, b) => a - b);
}

/** Service types as the store numbers them; null for all. */
export function typesOf(serviceTypes: readonly ServiceType[]): ReadonlySet<number> | null {
  return serviceTypes.length === 0 ? null : new Set(serviceTypes.map((type) => SERVICE_TYPES.indexOf(type)));
}

/** The month that a query names to compare with; null where it names none. @throws BellwetherError `bad-request` without `matched` */
export function againstOf({ against, matched }: Pick<TableQuery, "against" | "matched">): Month | null {
  if (against === undefined) return null;
  if (matched) return against as Month;
  throw new BellwetherError(
    "bad-request",
    "Only the same organisations are compared with a month. Ask for a matched table, or leave out the month.",
  );
}

function noSuchMonth(month: Month, months: readonly number[]): BellwetherError {
  const there = months.map((each) => monthLabel(monthFromNumber(each)));
  return new BellwetherError(
    "bad-request",
    `There are no answers about ${monthLabel(month)} to compare with. There are answers about ${there.length === 0 ? "no month yet" : there.join(", ")}.`,
  );
}

function asked({ shape, set }: Counted): CountedSet["questions"] {
  return subjectsOf(shape, set.questions).map(({ question }) => question);
}

function idsOf(questions: CountedSet["questions"]): number[] {
  return questions.map(({ id }) => id);
}

function countsOf(campaign: CampaignFile, counted: Counted, rows: CountedRows): ReturnType<typeof countRows> {
  const { set, unit, shape } = counted;
  const questions = asked(counted).map(({ id }) => optionsOf(campaign, unit, set.id, id));
  const { of } = groupsOf(campaign, unit, set.id, shape.by);
  return countRows(standingsOf(campaign, unit, set.id), rows, of, questions);
}

function splitOf(campaign: CampaignFile, { set, unit, shape: { by } }: Counted): Parameters<typeof tableCubes>[3] {
  return { split: by, names: groupsOf(campaign, unit, set.id, by).names };
}

/** Gives months in which nobody of the wanted service types stands, with everybody as nobody. */
function everyMonth(cubes: readonly TableCube[], counted: Counted, months: readonly number[]): TableCube[] {
  const found = new Map(cubes.map((cube) => [cube.month, cube]));
  const empty = tableCubes(counted.unit, asked(counted), [], { split: "none", names: [] }, months);
  return empty.map((cube) => found.get(cube.month) ?? cube);
}
