import type { CheckReport } from "../../shared/contract.ts";

type Conflict = CheckReport["conflicts"][number];

/** A response in a conflict with what it answered, by question. */
export interface Contender extends Omit<Conflict["standing"], "option"> {
  readonly answers: ReadonlyMap<string, string>;
}

/** Everything that is in conflict about one organisation and month: what stands, and what does not. */
export interface ConflictGroup {
  readonly key: string;
  readonly organisation: string;
  readonly month: string;
  readonly kinds: readonly Conflict["kind"][];
  readonly questions: readonly string[];
  /** The most that the share of everybody would move, 0 to 1. */
  readonly impact: number;
  readonly note: string | null;
  readonly standing: Contender;
  readonly others: readonly Contender[];
}

/** Conflicts by organisation and month, in the order of their greatest impact. */
export function conflictGroups(conflicts: readonly Conflict[]): ConflictGroup[] {
  const groups = Map.groupBy(conflicts, ({ organisationKey, month }) => `${month}\u001f${organisationKey}`);
  return [...groups].flatMap(([key, own]) => {
    const [first] = own;
    if (first === undefined) return [];
    const questions = [...new Set(own.map(({ question }) => question))].sort();
    const others = Map.groupBy(own, ({ superseded }) => superseded.responseId);
    return [
      {
        key,
        organisation: first.organisation,
        month: first.month,
        kinds: [...new Set(own.map(({ kind }) => kind))],
        questions,
        impact: Math.max(...own.map(({ impact }) => impact)),
        note: first.note,
        standing: contender(
          first.standing,
          own.map(({ question, standing }) => [question, standing.option]),
        ),
        others: [...others.values()].flatMap((answers) => {
          const [one] = answers;
          return one === undefined
            ? []
            : [
                contender(
                  one.superseded,
                  answers.map(({ question, superseded }) => [question, superseded.option]),
                ),
              ];
        }),
      },
    ];
  });
}

function contender(
  { option: _option, ...place }: Conflict["standing"],
  answers: readonly (readonly [string, string])[],
): Contender {
  return { ...place, answers: new Map(answers) };
}
