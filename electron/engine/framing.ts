import type { AnswerTable, TableQuery } from "../../shared/contract.ts";
import { BellwetherError } from "../../shared/errors.ts";
import type { CountedQuestion } from "../../shared/questionSets.ts";
import { answeredBy, frameAsked } from "./chasing.ts";
import { kept } from "./kept.ts";
import { subjectsOf } from "./measures/exactTable.ts";
import { framedTable } from "./measures/framed.ts";
import { cellOf, populationsOf } from "./measures/population.ts";
import { weightsOf, type CellBase } from "./measures/weights.ts";
import type { CountedSet } from "./questions.ts";
import type { Session } from "./session.ts";
import { readRollup } from "./store/rollup.ts";

/**
 * Sets a table of answers against the list its query names: intervals corrected for the size of each group, and weighted
 * shares where they are asked for. A query without a list leaves the table as it is.
 * @throws BellwetherError as `frameAsked`
 */
export function withFrame(session: Session, set: CountedSet, query: TableQuery, table: AnswerTable): AnswerTable {
  if (query.frame === undefined) return table;
  const { campaign } = session;
  const { unit } = query;
  const known = frameAsked(campaign, query);
  if (known === null) return table;
  const populations = kept(campaign, `populations ${known.frame} ${unit} ${set.id}`, () =>
    populationsOf(answeredBy(campaign, unit, set.id), known),
  );
  const weights = query.weighted
    ? new Map(
        [...populations].flatMap(([month, population]) => {
          const found = weightsOf(population);
          return found === null ? [] : [[month, found] as const];
        }),
      )
    : null;
  const shape = { measure: table.measure, by: query.by, commissioner: table.commissioner };
  const cells = new Map(
    subjectsOf(shape, set.questions).map(({ question, whose }) => [
      whose.commissioner ?? null,
      query.weighted ? cellsOf(session, query, question) : NO_CELLS,
    ]),
  );
  return framedTable(table, {
    frame: known.frame,
    populations,
    weights,
    cellsOf: (row, month) => cells.get(row.commissioner ?? null)?.get(month) ?? [],
  });
}

const NO_CELLS: ReadonlyMap<number, readonly CellBase[]> = new Map();

/** By store month, the base of a question cell by cell. */
function cellsOf(
  { campaign }: Session,
  { unit }: TableQuery,
  { id, options }: CountedQuestion,
): ReadonlyMap<number, readonly CellBase[]> {
  const inBase = new Map(options.map((option) => [option.id, option.counted]));
  const months = Map.groupBy(readRollup(campaign, unit, { questions: [id] }), ({ month }) => month);
  return new Map(
    [...months].map(([month, counts]) => {
      const cells = new Map<number, { cell: number; base: number; counted: number }>();
      for (const { n, option, ...group } of counts) {
        const counted = inBase.get(option);
        if (counted === undefined) continue;
        const cell = cellOf(group);
        const own = cells.get(cell) ?? { cell, base: 0, counted: 0 };
        cells.set(cell, own);
        own.base += n;
        if (counted) own.counted += n;
      }
      return [month, [...cells.values()]];
    }),
  );
}

/**
 * Refuses what a list of those who could answer cannot be set beside.
 * @throws BellwetherError `bad-request`
 */
export function checkFrame(query: TableQuery): void {
  const { frame, weighted, by, measure } = query;
  if (measure === "path") return checkPath(query);
  if (measure === "coverage") {
    if (weighted) throw refused("Coverage counts who answered, so there is nothing to weight. Leave out the weights.");
    return;
  }
  if (query.protected && (weighted || frame !== undefined)) {
    throw refused(
      "Protected tables are made from rounded figures alone, so they are set beside no list and never weighted. Leave out --protected, or --frame and --weighted.",
    );
  }
  if (frame === undefined) {
    if (weighted) {
      throw refused(
        "Weights bring the answers to the make-up of a list. Name the list: the directory or the member list.",
      );
    }
    return;
  }
  if (by !== "service-type" && by !== "region" && by !== "none")
    throw refused("A list tells how large a group is by service type and by region only. Split by one of these.");
  if (query.matched) {
    throw refused(
      "The same organisations in two months are compared with each other, not with a list. Leave out one of the two.",
    );
  }
  if (query.serviceTypes.length > 0) {
    throw refused("A list is compared with everybody who answered. Leave out the service types, or split by them.");
  }
}

function checkPath({ frame, weighted, matched, protected: isProtected, against }: TableQuery): void {
  if (isProtected) {
    throw refused("The path follows single organisations, so it never leaves the app. Leave out the protection.");
  }
  if (frame !== undefined || weighted || matched || against !== undefined) {
    throw refused(
      "The path follows the same organisations by itself. Leave out --matched, --against, --frame and --weighted.",
    );
  }
}

function refused(message: string): BellwetherError {
  return new BellwetherError("bad-request", message);
}
