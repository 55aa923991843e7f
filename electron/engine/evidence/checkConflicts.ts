import type { CheckReport } from "../../../shared/contract.ts";
import { monthFromNumber } from "../../../shared/month.ts";
import { OPTIONS, QUESTIONS, SOURCES } from "../../../shared/vocabulary.ts";
import type { CampaignFile } from "../store/campaignFile.ts";
import { organisationNames, placesOf } from "../store/check.ts";
import { countConflicts, readConflicts, type StoredConflict } from "../store/conflicts.ts";
import { readPreferences } from "../store/preferences.ts";
import { compareText } from "./organisation.ts";

type Conflict = CheckReport["conflicts"][number];

/** More than a person works through; those with the greatest impact are among them. */
const MOST_CONFLICTS = 1000;

/** Answers given twice and differently: those the rule settled, by their impact on the headline, and those people did. */
export function conflictsIn(campaign: CampaignFile): Pick<CheckReport, "conflicts" | "conflictCounts" | "settled"> {
  const counts = countConflicts(campaign);
  return {
    conflicts: described(campaign, readConflicts(campaign, false, MOST_CONFLICTS)),
    conflictCounts: {
      again: counts.get("again") ?? 0,
      sites: counts.get("sites") ?? 0,
      sources: counts.get("sources") ?? 0,
    },
    settled: described(campaign, readConflicts(campaign, true, MOST_CONFLICTS)),
  };
}

function described(campaign: CampaignFile, stored: readonly StoredConflict[]): Conflict[] {
  const places = placesOf(campaign, [...new Set(stored.flatMap(({ standing, superseded }) => [standing, superseded]))]);
  const names = organisationNames(campaign, [...new Set(stored.map(({ organisation }) => organisation))]);
  const preferences = readPreferences(campaign);
  const claim = (responseId: number, option: number): Conflict["standing"] => {
    const place = places.get(responseId);
    if (place === undefined) throw new Error(`Response ${responseId} stands nowhere`);
    const { source, submittedAt, location, file, sheet, row } = place;
    return {
      responseId,
      option: OPTIONS[option] ?? "",
      source: SOURCES[source] ?? "survey",
      submittedAt,
      location,
      file,
      sheet,
      row,
    };
  };
  return stored
    .map((conflict) => ({
      month: monthFromNumber(conflict.month),
      organisation: names.get(conflict.organisation) ?? conflict.organisation,
      organisationKey: conflict.organisation,
      question: QUESTIONS[conflict.question] ?? "",
      kind: conflict.kind,
      impact: conflict.impact,
      note: conflict.settled ? (preferences.get(conflict.standing)?.note ?? "") : null,
      standing: claim(conflict.standing, conflict.standingOption),
      superseded: claim(conflict.superseded, conflict.supersededOption),
    }))
    .sort((a, b) => b.impact - a.impact || compareText(orderOf(a), orderOf(b)));
}

/** Conflicts of one impact go by month, organisation, question and superseded place: the order of import does not show. */
function orderOf({ month, organisation, question, superseded }: Conflict): string {
  const place = [superseded.file, superseded.sheet ?? "", String(superseded.row).padStart(9, "0")];
  return [month, organisation, question, ...place].join("\u001f");
}
