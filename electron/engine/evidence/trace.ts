import { ONE_ANSWER, type FigureQuery, type FigureRow, type FigureTrace } from "../../../shared/traces.ts";
import { fold } from "../../../shared/identifiers.ts";
import { monthNumber, type Month } from "../../../shared/month.ts";
import type { CountedQuestion } from "../../../shared/questionSets.ts";
import { OPTIONS, REGIONS, SERVICE_TYPES, SOURCES } from "../../../shared/vocabulary.ts";
import type { CampaignFile } from "../store/campaignFile.ts";
import { placesOf } from "../store/check.ts";
import { readWordings } from "../store/questionSets.ts";
import { readMembers, type StoredMember } from "../store/trace.ts";
import { compareText } from "./organisation.ts";

/** A figure with its question and group as they were found. `other` is the month that matched figures are compared with. */
export interface Figure extends Pick<FigureQuery, "unit" | "option" | "before"> {
  readonly month: Month;
  readonly other: Month | null;
  /** What the store holds for the question set. */
  readonly questionSet: number;
  readonly question: CountedQuestion;
  /** Indexes into shared/vocabulary; null for all. */
  readonly serviceType: number | null;
  readonly region: number | null;
  /** Only of these service types; null for all. */
  readonly types: ReadonlySet<number> | null;
  /** Those of a group that the store does not keep by itself; null for all. */
  readonly members: readonly string[] | null;
}

/** Which of those behind a figure to give. */
export interface FigurePage {
  readonly search: string;
  readonly offset: number;
  readonly limit: number;
}

/**
 * Who is behind a figure, by name: as many as the figure says, so the names add up to it. Each answer is what the tables
 * take it for: none at all is blank, and what the scale no longer has is unrecognised.
 */
export function traceFigure(campaign: CampaignFile, figure: Figure, page: FigurePage): FigureTrace {
  const { month, other, before, unit } = figure;
  const members = readMembers(campaign, {
    ...figure,
    month: monthNumber(month),
    other: other === null ? null : monthNumber(other),
    fromOther: before,
  });
  const answerOf = answers(campaign, figure.question);
  const wanted = optionsOf(figure);
  const search = fold(page.search);
  const found = members.flatMap((member) => {
    const answer = answerOf(member);
    if (wanted !== null && !wanted.has(answer.option)) return [];
    const name = member.name ?? (unit === "location" ? null : member.location) ?? member.organisation;
    const order = fold(unit === "location" ? `${member.location ?? ""} ${name}` : name);
    return search === "" || order.includes(search) || textOf(member, answer.written).includes(search)
      ? [{ member, answer, name, order }]
      : [];
  });
  found.sort((a, b) => compareText(a.order, b.order) || compareText(a.member.member, b.member.member));
  const shown = found.slice(page.offset, page.offset + page.limit);
  const places = placesOf(
    campaign,
    shown.map(({ member }) => member.responseId),
  );
  return {
    total: found.length,
    unit,
    month: before && other !== null ? other : month,
    rows: shown.map(({ member, answer, name }): FigureRow => {
      const place = places.get(member.responseId);
      if (place === undefined) throw new Error(`Response ${member.responseId} stands nowhere`);
      return {
        member: member.member,
        organisation: name,
        organisationKey: member.organisation,
        location: place.location,
        responseId: member.responseId,
        option: answer.option,
        written: answer.written,
        source: SOURCES[place.source] ?? "survey",
        submittedAt: place.submittedAt,
        serviceType: SERVICE_TYPES[member.serviceType] ?? "not_stated",
        region: REGIONS[member.region] ?? "not_stated",
        file: place.file,
        sheet: place.sheet,
        row: place.row,
      };
    }),
  };
}

interface Answer {
  readonly option: string;
  readonly written: string | null;
}

/** What a member answered to a question, in the codes of the tables. */
function answers(campaign: CampaignFile, question: CountedQuestion): (member: StoredMember) => Answer {
  const scale = new Map(question.options.map(({ id, code }) => [id, code]));
  for (const state of STATES) scale.set(OPTIONS.indexOf(state), state);
  const wordings = new Map(
    readWordings(campaign, [question.id]).map(({ id, option, written }): [number, Answer] => [
      id,
      { option: scale.get(option) ?? "unrecognised", written: written === "" ? null : written },
    ]),
  );
  return (member) => {
    for (const id of JSON.parse(member.answers) as number[]) {
      const answer = wordings.get(id);
      if (answer !== undefined) return answer;
    }
    return NO_ANSWER;
  };
}

const STATES = ["not_applicable", "blank", "unrecognised"] as const;
const NO_ANSWER: Answer = { option: "blank", written: null };

/** The options that a figure counts; null where it counts everybody. The names of sums stand before options' own codes. */
function optionsOf({ option, question }: Figure): ReadonlySet<string> | null {
  const codes = (options: CountedQuestion["options"]): Set<string> => new Set(options.map(({ code }) => code));
  switch (option) {
    case "all":
      return null;
    case "base":
      return codes(question.options);
    case "counted":
      return codes(question.options.filter(({ counted }) => counted));
    default:
      return new Set([option.startsWith(ONE_ANSWER) ? option.slice(ONE_ANSWER.length) : option]);
  }
}

function textOf({ member, organisation, location }: StoredMember, written: string | null): string {
  return fold([member, organisation, location ?? "", written ?? ""].join("\u001f"));
}
