import type { FigureQuery, FigureTrace, ResponseTrace } from "../../shared/contract.ts";
import { BellwetherError } from "../../shared/errors.ts";
import { monthLabel, monthNumber, parseMonth, type Month } from "../../shared/month.ts";
import { questionOf, REGIONS, SERVICE_TYPES, STAGES } from "../../shared/vocabulary.ts";
import { againstOf, comparedWith, monthsCounted, typesOf } from "./counting.ts";
import { traceFigure, type Figure, type FigurePage } from "./evidence/trace.ts";
import { traceResponse } from "./evidence/traceResponse.ts";
import { columnLetter } from "./intake/columns.ts";
import type { CountedSet } from "./questions.ts";
import type { Session } from "./session.ts";
import { groupsOf, standingsOf } from "./standing.ts";
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
  const other = otherMonth(session, set, query, month);
  const { unit, option, before } = query;
  const figure: Figure = {
    unit,
    option,
    before,
    month,
    other,
    questionSet: set.id,
    question,
    types: typesOf(query.serviceTypes),
    ...groupIn(session, set, query, month),
  };
  return traceFigure(session.campaign, figure, query);
}

/** The month that a matched figure is compared with; null for others. @throws BellwetherError `bad-request` */
function otherMonth({ campaign }: Session, set: CountedSet, query: FigureQuery, month: Month): Month | null {
  const against = againstOf(query);
  if (!query.matched) return null;
  const other = comparedWith(month, monthsCounted(campaign, query.unit, set.questions), against);
  if (other !== null) return other;
  throw new BellwetherError(
    "bad-request",
    against === null
      ? "The same organisations can only be compared once two months are in. Import another month first."
      : `${monthLabel(month)} cannot be compared with itself. Name another month.`,
  );
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

type Group = Pick<Figure, "serviceType" | "region" | "members">;

const EVERYBODY: Group = { serviceType: null, region: null, members: null };

function groupIn({ campaign }: Session, set: CountedSet, { unit, by, group }: FigureQuery, month: Month): Group {
  if (group === "all") return EVERYBODY;
  if (by === "none") {
    throw new BellwetherError(
      "bad-request",
      `There is no group “${group}” without a split. Say what the figures are split by.`,
    );
  }
  if (by === "service-type") return { ...EVERYBODY, serviceType: placeOf(group, SERVICE_TYPES) };
  if (by === "region") return { ...EVERYBODY, region: placeOf(group, REGIONS) };
  const { names, of } = groupsOf(campaign, unit, set.id, by);
  const wanted = placeOf(group, names);
  const { months, member, members } = standingsOf(campaign, unit, set.id);
  const { from, to } = months.get(monthNumber(month)) ?? { from: 0, to: 0 };
  const own: string[] = [];
  for (let row = from; row < to; row += 1) if (of[row] === wanted) own.push(members[member[row] ?? 0] ?? "");
  return { ...EVERYBODY, members: own };
}

/** @throws BellwetherError `bad-request` for a group that the split does not have */
function placeOf(group: string, names: readonly string[]): number {
  const place = names.indexOf(group);
  if (place >= 0) return place;
  const shown = names.length > MOST_SHOWN ? `${names.slice(0, MOST_SHOWN).join(", ")} and others` : names.join(", ");
  throw new BellwetherError("bad-request", `There is no group “${group}”. The groups are all, ${shown}.`);
}

const MOST_SHOWN = 20;
