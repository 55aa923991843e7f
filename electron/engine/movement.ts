import type { AnswerTable, PathRow, PathTable, TableQuery, TableRow } from "../../shared/contract.ts";
import { monthFromNumber, monthNumber, type Month } from "../../shared/month.ts";
import { HANDBACK_QUESTIONS } from "../../shared/questionSets.ts";
import { groupOfRow } from "../../shared/tables.ts";
import { COMMISSIONERS, questionOf, STAGES, type Commissioner } from "../../shared/vocabulary.ts";
import { typesOf } from "./counting.ts";
import { kept } from "./kept.ts";
import { answerPairs, changesOf, placesOf, type Change } from "./measures/changes.ts";
import { groupKey, hasShare, subjectsOf } from "./measures/exactTable.ts";
import { pathCounts, pathMonths, type PathCounts } from "./measures/path.ts";
import { rounded, significant } from "./measures/rounded.ts";
import { rowsOfBoth } from "./measures/rowCounts.ts";
import { HANDBACK, type CountedSet } from "./questions.ts";
import type { Session } from "./session.ts";
import { groupsOf, optionsOf, standingsOf } from "./standing.ts";

/** Puts into each row of a matched table how its members moved; questions without a share have no such thing. */
export function withChanges(session: Session, set: CountedSet, query: TableQuery, table: AnswerTable): AnswerTable {
  if (table.protected) return table;
  const { campaign } = session;
  const { unit, by } = query;
  const shape = { measure: table.measure, by, commissioner: table.commissioner };
  const subjects = subjectsOf(shape, set.questions);
  const standings = standingsOf(campaign, unit, set.id);
  const groups = groupsOf(campaign, unit, set.id, by);
  const types = typesOf(query.serviceTypes);
  const inBoth = once((month: string, other: string) =>
    rowsOfBoth(standings, monthNumber(month as Month), monthNumber(other as Month), types),
  );
  const changesIn = once((code: string, month: string, other: string): ReadonlyMap<string, Change> => {
    const question = set.questions.find((candidate) => candidate.code === code);
    if (question === undefined) throw new Error(`No question ${code}`);
    const places = placesOf(optionsOf(campaign, unit, set.id, question.id), question);
    return changesOf(answerPairs(standings, inBoth(month, other), groups, places));
  });
  const rows = table.rows.map((row): TableRow => {
    const subject = subjects.find(({ whose }) => whose.commissioner === row.commissioner);
    if (subject === undefined || row.comparedWith === undefined || !hasShare(subject.question)) return row;
    const change = changesIn(subject.question.code, row.month, row.comparedWith).get(groupOfRow(row, by));
    return { ...row, change: change === undefined ? null : { ...change, p: significant(change.p, 4) } };
  });
  return { ...table, rows };
}

/** Works each thing out once, told by its texts. */
function once<T>(make: (...about: string[]) => T): (...about: string[]) => T {
  const known = new Map<string, { readonly made: T }>();
  return (...about) => {
    const key = about.join(" ");
    const found = known.get(key) ?? { made: make(...about) };
    known.set(key, found);
    return found.made;
  };
}

/** From intent to discussion to hand-back, for the same members: those of each month and commissioner, in its groups. */
export function pathTable(session: Session, query: TableQuery): PathTable {
  const { unit, by } = query;
  const commissioners = query.commissioner === null ? COMMISSIONERS : [query.commissioner];
  const found = commissioners.map((commissioner) => ({
    commissioner,
    counts: Map.groupBy(countsOf(session, query, commissioner), ({ month }) => month),
  }));
  const months = [...standingsOf(session.campaign, unit, HANDBACK.id).months.keys()];
  const { names } = groupsOf(session.campaign, unit, HANDBACK.id, by);
  const rows = months.flatMap((month) =>
    found.flatMap(({ commissioner, counts }) =>
      (counts.get(month) ?? []).map((count): PathRow => {
        const { group, share, until, ...numbers } = count;
        return {
          ...numbers,
          month: monthFromNumber(month),
          commissioner,
          ...(groupKey(by, group === null ? "all" : (names[group] ?? "not_stated")) as Partial<PathRow>),
          share: share === null ? null : rounded(share.share, 4),
          low: share === null ? null : rounded(share.low, 3),
          high: share === null ? null : rounded(share.high, 3),
          until: monthFromNumber(until),
        };
      }),
    ),
  );
  return { measure: "path", unit, protected: false, rows };
}

/** The counts of a path, worked out once as long as nothing changes. */
function countsOf({ campaign }: Session, query: TableQuery, commissioner: Commissioner): readonly PathCounts[] {
  const { unit, by, serviceTypes } = query;
  return kept(campaign, `path ${commissioner} ${unit} ${by} ${serviceTypes.toSorted().join(",")}`, () => {
    const [intent, discussion, handback] = STAGES.map((stage) => {
      const code = questionOf(stage, commissioner);
      const question = HANDBACK_QUESTIONS.find((candidate) => candidate.code === code);
      if (question === undefined) throw new Error(`No question ${code}`);
      return placesOf(optionsOf(campaign, unit, HANDBACK.id, question.id), question);
    });
    if (intent === undefined || discussion === undefined || handback === undefined)
      throw new Error("A stage is missing");
    const { names, of } = groupsOf(campaign, unit, HANDBACK.id, by);
    const standings = standingsOf(campaign, unit, HANDBACK.id);
    return pathCounts(
      pathMonths(standings, { intent, discussion, handback }, of, typesOf(query.serviceTypes)),
      names.length,
    );
  });
}
