import type { CampaignFile } from "../store/campaignFile.ts";
import {
  clearEmptyMonths,
  readIdentities,
  writeOrganisations,
  writeStanding,
  type StoredIdentity,
} from "../store/consolidation.ts";
import { resolveOrganisations, standingOf } from "./standing.ts";

/**
 * Brings organisations and standing responses up to date inside the transaction the caller holds. Every organisation is
 * resolved again, since a new file may name the parent of an old location; months are redone where a response came,
 * went, or changed its organisation.
 * @param touched store months whose responses came or went
 * @returns steps, each the number of months done so far
 */
export function* consolidate(campaign: CampaignFile, touched: ReadonlySet<number>): Generator<number, void> {
  yield 0;
  const responses = readIdentities(campaign);
  yield 0;
  const organisations = resolveOrganisations(responses);
  const months = new Set(touched);
  const moved = new Map<number, string>();
  for (const response of responses) {
    const organisation = organisations.get(response.id);
    if (organisation === undefined || organisation === response.organisation) continue;
    moved.set(response.id, organisation);
    months.add(response.month);
  }
  yield 0;
  writeOrganisations(campaign, moved);
  const byMonth = Map.groupBy(responses, (response: StoredIdentity) => response.month);
  let done = 0;
  for (const month of [...months].sort((a, b) => a - b)) {
    const bySet = Map.groupBy(byMonth.get(month) ?? [], (response: StoredIdentity) => response.questionSet);
    for (const [questionSet, candidates] of bySet) {
      yield done;
      writeStanding(campaign, questionSet, month, {
        organisation: standingOf(candidates, organisations, "organisation"),
        location: standingOf(candidates, organisations, "location"),
      });
    }
    done += 1;
    yield done;
  }
  clearEmptyMonths(campaign);
}
