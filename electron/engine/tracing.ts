import type { FigureQuery, FigureTrace, ResponseTrace } from "../../shared/contract.ts";
import { BellwetherError } from "../../shared/errors.ts";
import { parseMonth } from "../../shared/month.ts";
import { questionOf, REGIONS, SERVICE_TYPES, STAGES } from "../../shared/vocabulary.ts";
import { comparedWith, traceFigure, type Figure, type FigurePage } from "./evidence/trace.ts";
import { traceResponse } from "./evidence/traceResponse.ts";
import { columnLetter } from "./intake/columns.ts";
import type { CountedSet } from "./questions.ts";
import type { Session } from "./session.ts";
import { readRollup } from "./store/rollup.ts";
import { askedSet, checkUnit } from "./tables.ts";

/**
 * Who is behind one figure of a table. `total` is the figure.
 * @throws BellwetherError as the table would; `bad-request` for a stage without a commissioner, and for a group that its
 * split does not have
 */
export function traceFigureOf(session: Session, query: FigureQuery & FigurePage): FigureTrace {
  const set = askedSet(session, query);
  checkUnit(session, set, query.unit);
  const question = questionIn(set, query);
  const month = parseMonth(query.month);
  if (month === null) throw new BellwetherError("bad-request", `“${query.month}” is not a month. Write it as 2025-01.`);
  const other = query.matched ? comparedWith(month, monthsWithFigures(session, set, query)) : null;
  if (query.matched && other === null) {
    throw new BellwetherError(
      "bad-request",
      "The same organisations can only be compared once two months are in. Import another month first.",
    );
  }
  const { unit, option, before } = query;
  const figure: Figure = { unit, option, before, month, other, questionSet: set.id, question, ...groupIn(query) };
  return traceFigure(session.campaign, figure, query);
}

/** Everything about one response, columns by their letters. @throws as `traceResponse` */
export function traceResponseOf({ campaign }: Session, responseId: number): ResponseTrace {
  return traceResponse(campaign, responseId, columnLetter);
}

function questionIn(
  { questions }: CountedSet,
  { measure, commissioner }: FigureQuery,
): CountedSet["questions"][number] {
  const stage = STAGES.find((candidate) => candidate === measure);
  if (stage !== undefined && commissioner === null) {
    throw new BellwetherError(
      "bad-request",
      "The question was put about local authority and about NHS contracts, which are counted apart. Name one commissioner.",
    );
  }
  const code = stage === undefined || commissioner === null ? measure : questionOf(stage, commissioner);
  const question = questions.find((candidate) => candidate.code === code);
  if (question === undefined) throw new Error(`No question ${code}`);
  return question;
}

function groupIn({ by, group }: FigureQuery): Pick<Figure, "serviceType" | "region"> {
  if (group === "all") return { serviceType: null, region: null };
  const codes: readonly string[] = by === "service-type" ? SERVICE_TYPES : by === "region" ? REGIONS : [];
  const place = codes.indexOf(group);
  if (place < 0) {
    throw new BellwetherError(
      "bad-request",
      codes.length === 0
        ? `There is no group “${group}” without a split. Split by service type or region.`
        : `There is no group “${group}”. The groups are all, ${codes.join(", ")}.`,
    );
  }
  return by === "region" ? { serviceType: null, region: place } : { serviceType: place, region: null };
}

/** The months that a matched table has, as the store numbers them. */
function monthsWithFigures({ campaign }: Session, { questions }: CountedSet, { unit }: FigureQuery): number[] {
  const counts = readRollup(campaign, unit, { questions: questions.map(({ id }) => id), splits: [] });
  return [...new Set(counts.map(({ month }) => month))].sort((a, b) => a - b);
}
