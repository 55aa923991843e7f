import { SOURCES } from "../../../shared/vocabulary.ts";
import { readQuestionIds, readWordings, HANDBACK_SET_ID } from "../store/questionSets.ts";
import type { CampaignFile } from "../store/campaignFile.ts";
import { writeConflicts } from "../store/conflicts.ts";
import {
  clearMonth,
  readCandidates,
  readResponseMonths,
  writeStanding,
  type StoredCandidate,
} from "../store/consolidation.ts";
import { readFirstSource } from "../store/decisions.ts";
import { readIdentities, writeOrganisations } from "../store/identities.ts";
import { readPreferences, type StoredPreference } from "../store/preferences.ts";
import { registersChanged } from "../store/registerState.ts";
import { writeRollup } from "../store/rollup.ts";
import { conflictsOf, type AnswersOf } from "./conflicts.ts";
import { compareMoments } from "./organisation.ts";
import { withPreferences } from "./preferred.ts";
import { resolution } from "./resolution.ts";
import { standingOf, type Registered } from "./standing.ts";
import { suggestOrganisations } from "./suggestions.ts";

/**
 * Brings organisations and standing responses up to date inside the transaction the caller holds. Every identity is
 * resolved again, since a new file may name the parent of an old location; months are redone where a response came,
 * went, or changed its organisation or what the register says of this, and all of them where the registers changed.
 * @param touched store months whose responses came or went
 * @param suggest false where nothing changed that tells who may be one: no response, register or link came or went
 * @returns steps, each the number of months done so far
 */
export function* consolidate(
  campaign: CampaignFile,
  touched: ReadonlySet<number>,
  suggest = true,
): Generator<number, void> {
  yield 0;
  const resolved = resolution(campaign);
  const { resolve, registered } = resolved;
  yield 0;
  const moved = readIdentities(campaign).flatMap((before) => {
    const organisation = resolve(before.key);
    const { serviceType = null, region = null } = registered.organisations.get(organisation) ?? {};
    const now = { ...before, organisation, serviceType, region };
    const same = [organisation === before.organisation, serviceType === before.serviceType, region === before.region];
    return same.every(Boolean) ? [] : [now];
  });
  const months = new Set([...touched, ...writeOrganisations(campaign, moved)]);
  if (registersChanged(campaign)) for (const month of readResponseMonths(campaign)) months.add(month);
  const rule = {
    registered,
    first: SOURCES.indexOf(readFirstSource(campaign)),
    preferences: readPreferences(campaign),
  };
  let done = 0;
  for (const month of [...months].sort((a, b) => a - b)) {
    yield* consolidateMonth(campaign, month, rule, done);
    done += 1;
    yield done;
  }
  if (suggest) yield* suggestOrganisations(campaign, resolved, done);
}

interface StandingRule {
  readonly registered: Registered;
  readonly first: number;
  readonly preferences: ReadonlyMap<number, StoredPreference>;
}

function* consolidateMonth(
  campaign: CampaignFile,
  month: number,
  { registered, first, preferences }: StandingRule,
  done: number,
): Generator<number, void> {
  clearMonth(campaign, month);
  const bySet = Map.groupBy(lastPlaces(readCandidates(campaign, month)), ({ questionSet }) => questionSet);
  for (const [questionSet, candidates] of bySet) {
    yield done;
    const responses = withPreferences(candidates, preferences);
    const answers = new Map(responses.map(({ id, answers: written }) => [id, JSON.parse(written) as number[]]));
    const standing = {
      organisation: standingOf(responses, "organisation", registered, first),
      location: standingOf(responses, "location", registered, first),
    };
    writeStanding(campaign, questionSet, month, standing);
    yield done;
    writeRollup(campaign, questionSet, month, standing, answers);
    if (questionSet !== HANDBACK_SET_ID) continue;
    const conflicts = conflictsOf(responses, standing.organisation, optionsIn(campaign, answers));
    writeConflicts(campaign, questionSet, month, conflicts);
  }
}

/** Each response once, at the greatest of its places. */
function lastPlaces(candidates: readonly StoredCandidate[]): StoredCandidate[] {
  const last = new Map<number, StoredCandidate>();
  for (const candidate of candidates) {
    const other = last.get(candidate.id);
    if (other === undefined || compareMoments(candidate, other) > 0) last.set(candidate.id, candidate);
  }
  return [...last.values()];
}

/** The options that responses chose of the hand-back questions, by the wordings they gave. */
function optionsIn(campaign: CampaignFile, answers: ReadonlyMap<number, readonly number[]>): AnswersOf {
  const meaning = new Map(
    readWordings(campaign, readQuestionIds(campaign, HANDBACK_SET_ID)).map((wording) => [wording.id, wording]),
  );
  const read = new Map<number, ReadonlyMap<number, number>>();
  return (response) => {
    const known = read.get(response);
    if (known !== undefined) return known;
    const options = new Map(
      (answers.get(response) ?? []).flatMap((id) => {
        const said = meaning.get(id);
        return said === undefined ? [] : [[said.question, said.option] as const];
      }),
    );
    read.set(response, options);
    return options;
  };
}
