import type { Month } from "../../shared/month.ts";
import type { DefendedSet } from "./defending.ts";
import type { Collection } from "./disclosure/collection.ts";
import type { ProtectedPair } from "./disclosure/matched.ts";
import type { ProtectedCube } from "./disclosure/protect.ts";
import { DEFAULT_RULES } from "./disclosure/rules.ts";
import { withSmallBoards } from "./disclosure/smallBoards.ts";
import { readBoards, readFrozen } from "./frozen.ts";
import type { WorkContext } from "./importing.ts";
import { runJob } from "./jobs.ts";
import { cubeOfRespondents } from "./measures/respondents.ts";
import type { CountedSet } from "./questions.ts";
import { respondentsOf, withLateReturns } from "./respondents.ts";
import type { Session } from "./session.ts";
import { revisionOf } from "./store/revision.ts";
import { readSecret } from "./store/summary.ts";

/** The figures of a question set as they may leave the app. */
export interface Protection extends Pick<DefendedSet, "outcome" | "certificate"> {
  /** By month: as they were frozen, else as they would be. */
  readonly cubes: readonly ProtectedCube[];
  /** How the same organisations answered two months running, by later month: frozen, or as it would be. */
  readonly pairs: readonly ProtectedPair[];
  /** What is not frozen yet. */
  readonly collections: readonly Collection[];
  /** Whether late returns to frozen collections are counted in a later one. */
  readonly late: boolean;
}

/**
 * Protects the collections of a question set and attacks them together with everything released: drawn from the
 * campaign's secret, so the same evidence gives the same figures. Each month depends on what was released and on earlier
 * months only, so its figures are the same whatever later months are asked for.
 * @param until the last open month that is asked for; null for all
 * @throws BellwetherError `protection-failed`, `cancelled`
 */
export async function protectionOf(
  session: Session,
  set: CountedSet,
  until: Month | null,
  context: WorkContext,
): Promise<Protection> {
  const { campaign } = session;
  const key = JSON.stringify([revisionOf(campaign), set.code, until]);
  const known = session.protections.get(key);
  if (known !== undefined) return known;
  const frozen = readFrozen(campaign)
    .map(({ collection }) => collection)
    .filter(({ questionSet }) => questionSet === set.code)
    .toSorted((a, b) => (a.month < b.month ? -1 : a.month > b.month ? 1 : 0));
  const months = respondentsOf(campaign, set, readBoards(campaign));
  const open = withLateReturns(months, frozen).filter(({ month }) => until === null || month <= until);
  const stood = new Map(months.map(({ month, respondents }) => [month, respondents.length]));
  const defended = await runJob(
    "protect",
    {
      toDefend: {
        questionSet: set.code,
        questions: set.questions,
        frozen,
        open: open.map(({ month, respondents: standing }) => {
          const respondents = withSmallBoards(standing);
          return { cube: cubeOfRespondents(month, set.questions, respondents), respondents };
        }),
        rules: DEFAULT_RULES,
      },
      secret: readSecret(campaign),
    },
    context,
  );
  const first = new Map<Month, Collection>();
  for (const each of [...frozen, ...defended.collections]) if (!first.has(each.month)) first.set(each.month, each);
  const collections = [...first.values()].toSorted((a, b) => (a.month < b.month ? -1 : 1));
  const protection: Protection = {
    ...defended,
    cubes: collections.map(({ cube }) => cube),
    pairs: collections.flatMap(({ pairs = [] }) => pairs),
    late: open.some(({ month, respondents }) => respondents.length > (stood.get(month) ?? 0)),
  };
  if (session.protections.size >= MOST_KEPT) session.protections.clear();
  session.protections.set(key, protection);
  return protection;
}

/** Protections kept in memory: of the sets and months of a pack and of the tables beside it. */
const MOST_KEPT = 24;
