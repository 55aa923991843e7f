import { monthFromNumber, monthNumber, type Month } from "../../shared/month.ts";
import { REGIONS, SERVICE_TYPES } from "../../shared/vocabulary.ts";
import type { Collection, Respondent } from "./disclosure/collection.ts";
import { officialBoard } from "./evidence/boards.ts";
import { codesOf } from "./measures/exactCubes.ts";
import type { CountedSet } from "./questions.ts";
import { amountsOf, groupsOf, optionsOf, standingsOf } from "./standing.ts";
import type { CampaignFile } from "./store/campaignFile.ts";
import { readFingerprints } from "./store/standings.ts";

/** Those who stand in one month of a question set. */
export interface MonthRespondents {
  readonly month: Month;
  readonly respondents: readonly Respondent[];
}

/**
 * The organisations that stand in each month of a question set, with what they answered; months in order.
 * @param boards whether their integrated care boards are told, by official names
 */
export function respondentsOf(campaign: CampaignFile, set: CountedSet, boards: boolean): MonthRespondents[] {
  const standings = standingsOf(campaign, "organisation", set.id);
  const boardOf = boards ? boardsOf(campaign, set) : () => "not_stated";
  const fingerprints = readFingerprints(campaign, set.id);
  const codes = codesOf(set.questions);
  const answered = set.questions.map(({ id, code }) => ({
    code,
    options: optionsOf(campaign, "organisation", set.id, id).options,
    names: codes.get(id)?.options,
  }));
  const answersOf = (list: number): Respondent["answers"] =>
    Object.fromEntries(
      answered.map(({ code, options, names }) => {
        const option = names?.get(options[list] ?? -1);
        return [code, option === undefined || option === "unrecognised" ? "blank" : option];
      }),
    );
  const summed = set.questions
    .filter((question) => question.summed === true)
    .map((question) => ({ code: question.code, amounts: amountsOf(campaign, "organisation", set.id, question) }));
  const numbersOf = (list: number): Pick<Respondent, "numbers"> =>
    summed.length === 0
      ? {}
      : {
          numbers: Object.fromEntries(
            summed.flatMap(({ code, amounts }): [string, number][] => {
              const amount = amounts[list];
              return amount === undefined ? [] : [[code, amount]];
            }),
          ),
        };
  return [...standings.months].map(([month, { from, to }]) => ({
    month: monthFromNumber(month),
    respondents: Array.from({ length: to - from }, (_, index): Respondent => {
      const row = from + index;
      return {
        member: standings.members[standings.member[row] ?? 0] ?? "",
        fingerprint: fingerprints.get(standings.responseId[row] ?? 0) ?? "",
        serviceType: SERVICE_TYPES[standings.serviceType[row] ?? 0] ?? "not_stated",
        region: REGIONS[standings.region[row] ?? 0] ?? "not_stated",
        icb: boardOf(row),
        answers: answersOf(standings.answers[row] ?? 0),
        ...numbersOf(standings.answers[row] ?? 0),
      };
    }),
  }));
}

/** Gives the board of a row of those who stand: what is no official name is not stated. */
function boardsOf(campaign: CampaignFile, { id }: CountedSet): (row: number) => string {
  const { names, of } = groupsOf(campaign, "organisation", id, "icb");
  const official = names.map((name) => officialBoard(name) ?? "not_stated");
  return (row) => official[of[row] ?? -1] ?? "not_stated";
}

/** How many months after its own a late return is still counted: as far as the questions look ahead. */
const LATE_MONTHS = 3;

/**
 * The months that are not frozen, each with the late returns of the frozen ones before it: a response to a frozen collection
 * that came after its release is counted in the first collection after it that is still open, unless its organisation
 * answered that one, or it is more than three months later.
 * @param frozen every collection that was released
 */
export function withLateReturns(
  months: readonly MonthRespondents[],
  frozen: readonly Collection[],
): MonthRespondents[] {
  const counted = new Set(frozen.flatMap(({ respondents }) => respondents.map(({ fingerprint }) => fingerprint)));
  const membersOf = (month: Month): Set<string> =>
    new Set(
      frozen
        .filter((collection) => collection.month === month)
        .flatMap(({ respondents }) => respondents.map(({ member }) => member)),
    );
  const isFrozen = new Set(frozen.map(({ month }) => month));
  const open = months.filter(({ month }) => !isFrozen.has(month));
  return open.map(({ month, respondents }, index) => {
    const before = open[index - 1]?.month;
    const there = new Set(respondents.map(({ member }) => member));
    const late = new Map<string, Respondent>();
    for (const earlier of months) {
      if (!isFrozen.has(earlier.month) || earlier.month > month || (before !== undefined && earlier.month < before))
        continue;
      if (monthNumber(month) - monthNumber(earlier.month) > LATE_MONTHS) continue;
      const members = membersOf(earlier.month);
      for (const respondent of earlier.respondents) {
        const { member, fingerprint } = respondent;
        if (!members.has(member) && !counted.has(fingerprint) && !there.has(member)) late.set(member, respondent);
      }
    }
    return late.size === 0 ? { month, respondents } : { month, respondents: [...respondents, ...late.values()] };
  });
}
