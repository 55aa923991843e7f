import type { Output, ParsedInput } from "../../shared/contract.ts";
import { monthFromNumber } from "../../shared/month.ts";
import { COMMISSIONERS, questionOf, STAGES } from "../../shared/vocabulary.ts";
import { columnsOf } from "./evidence/cells.ts";
import { senderName } from "./evidence/groups.ts";
import { wordingBreaks, type Heading } from "./evidence/wordingBreaks.ts";
import { kept } from "./kept.ts";
import type { Session } from "./session.ts";
import { readSheetMappings, readWindows, type StoredSheetMapping } from "./store/windows.ts";
import { askedSet } from "./tables.ts";

/**
 * What stands beside the figures of a measure: the days on which each month was collected, and where its wording changed.
 * @throws BellwetherError `bad-request` for an unknown question
 */
export function contextOf(session: Session, { measure }: ParsedInput<"context.get">): Output<"context.get"> {
  const { campaign } = session;
  const set = askedSet(session, { measure, commissioner: null });
  const sheets = readSheetMappings(campaign, set.id);
  const stage = STAGES.find((candidate) => candidate === measure);
  const breaks =
    stage === undefined
      ? wordingBreaks(headingsOf(sheets, roleOf(measure))).map((found) => ({ ...found, commissioner: null }))
      : COMMISSIONERS.flatMap((commissioner) =>
          wordingBreaks(headingsOf(sheets, questionOf(stage, commissioner))).map((found) => ({
            ...found,
            commissioner,
          })),
        );
  return {
    windows: kept(campaign, `windows ${set.id}`, () => readWindows(campaign, set.id)).map(({ month, ...days }) => ({
      month: monthFromNumber(month),
      ...days,
    })),
    breaks: breaks.toSorted((a, b) => (a.month < b.month ? -1 : a.month > b.month ? 1 : 0)),
  };
}

/** What a column of a user's own question is taken for: the choices of a multiple choice share it. */
function roleOf(measure: string): string {
  return measure.split(".").slice(0, 2).join(".");
}

function headingsOf(sheets: readonly StoredSheetMapping[], role: string): Heading[] {
  return sheets.flatMap(({ month, source, platform, mapping, part }): Heading[] => {
    const taken = columnsOf({ mapping, part }, month % 12)(role);
    if (taken === null) return [];
    return [{ source: senderName({ source, platform }), month, heading: taken.heading }];
  });
}
