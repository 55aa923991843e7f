import type { CountedQuestion } from "../../../shared/questionSets.ts";
import { mcnemar } from "./mcnemar.ts";
import type { AnsweredQuestion, CountedRows, StandingColumns } from "./rowCounts.ts";

/** Where an answer stands: outside the base of its question, in it, or in it and counted towards the share. */
export const PLACES = ["outside", "base", "counted"] as const;
export type Place = (typeof PLACES)[number];

/** Members of one group whose answers of two months stand alike. */
export interface AnswerPair {
  /** The group as a row of the table names it. */
  readonly group: string;
  readonly before: Place;
  readonly now: Place;
  readonly n: number;
}

/** How the members in the base of both months moved. `p` is McNemar’s, exact and two-sided. */
export interface Change {
  readonly pairs: number;
  readonly gained: number;
  readonly lost: number;
  readonly p: number;
}

/** The change of each group, whatever they are split by; groups without anybody in the base of both months are left out. */
export function changesOf(answers: Iterable<AnswerPair>): ReadonlyMap<string, Change> {
  const found = new Map<string, { pairs: number; gained: number; lost: number }>();
  for (const { group, before, now, n } of answers) {
    if (before === "outside" || now === "outside" || n === 0) continue;
    const own = found.get(group) ?? { pairs: 0, gained: 0, lost: 0 };
    found.set(group, own);
    own.pairs += n;
    if (now === "counted" && before === "base") own.gained += n;
    if (before === "counted" && now === "base") own.lost += n;
  }
  return new Map([...found].map(([group, own]) => [group, { ...own, p: mcnemar(own.gained, own.lost) }]));
}

/** The answers of those who stand in two months side by side, by group and for everybody (`all`). */
export function answerPairs(
  { answers }: Pick<StandingColumns, "answers">,
  { now, before: earlier }: { readonly now: CountedRows; readonly before: CountedRows },
  groups: { readonly names: readonly string[]; readonly of: ArrayLike<number> },
  places: Uint8Array,
): AnswerPair[] {
  const names = [...groups.names, "all"];
  const everybody = names.length - 1;
  const tally = names.map(() => new Int32Array(PLACES.length ** 2));
  for (let index = 0; index < now.rows.length; index += 1) {
    const placeIn = ({ answering }: CountedRows): number => places[answers[answering[index] ?? 0] ?? 0] ?? 0;
    const cell = placeIn(earlier) * PLACES.length + placeIn(now);
    const group = groups.of[now.rows[index] ?? 0];
    if (group !== undefined) count(tally[group], cell);
    count(tally[everybody], cell);
  }
  return names.flatMap((group, place) =>
    PLACES.flatMap((before, row) =>
      PLACES.map((after, column) => ({
        group,
        before,
        now: after,
        n: tally[place]?.[row * PLACES.length + column] ?? 0,
      })),
    ),
  );
}

/** By list of answers, where what it gives to a question stands among `PLACES`. */
export function placesOf(
  { options }: Pick<AnsweredQuestion, "options">,
  question: Pick<CountedQuestion, "options">,
): Uint8Array {
  const known = new Map(question.options.map(({ id, counted }) => [id, counted ? 2 : 1]));
  return Uint8Array.from(options, (option) => known.get(option) ?? 0);
}

function count(tally: Int32Array | undefined, cell: number): void {
  if (tally !== undefined) tally[cell] = (tally[cell] ?? 0) + 1;
}
