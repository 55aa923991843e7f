import { listed } from "../../shared/listed.ts";
import { IconCircleCheck, IconEqual, IconFileUnknown, IconHelpCircle, IconRefreshAlert } from "@tabler/icons-react";
import type { SheetVerdict } from "../../shared/contract.ts";
import { counted } from "../ui/format.ts";
import { type ColumnDraft, sheetName } from "./session.tsx";

/** A verdict's icon, words and colour. */
export const VERDICTS = {
  recognised: { icon: IconCircleCheck, words: "Recognised", color: "var(--bw-good)" },
  changed: { icon: IconRefreshAlert, words: "Changed since last time", color: "var(--bw-warn)" },
  "needs-answer": { icon: IconHelpCircle, words: "Needs an answer", color: "var(--bw-warn)" },
  unknown: { icon: IconFileUnknown, words: "No question found", color: "var(--bw-warn)" },
  unchanged: { icon: IconEqual, words: "Imported before", color: "var(--mantine-color-dimmed)" },
} as const;

/** The verdict as it is shown: a sheet that asks nothing known, and may not do so either, is told apart. */
export function shownVerdict({ verdict, parts, columns }: SheetVerdict): keyof typeof VERDICTS {
  return parts.length === 0 && !columns.some(({ open }) => open) ? "unknown" : verdict;
}

/** From this confidence on nobody needs to look. */
export const CERTAIN = 0.95;

/** How sure the engine is, in a word: 1 is certain. */
export function sureness(confidence: number): string {
  if (confidence >= CERTAIN) return "Sure";
  return confidence >= 0.7 ? "Fairly sure" : "Not sure";
}

/** "Capacity Tracker", "Survey, SurveyMonkey". */
export function sourceWords({ source, platform }: Pick<SheetVerdict, "source" | "platform">): string {
  if (source === "capacity-tracker") return "Capacity Tracker";
  return platform === null || platform === "none of these" ? "Survey" : `Survey, ${platform}`;
}

/** What still has to be said before anything can be stored, as one sentence with what has to be said of `others`; empty where nothing has. */
export function waitingSentence(
  sheets: readonly SheetVerdict[],
  drafts: Readonly<Record<string, ColumnDraft>>,
  others: readonly string[],
): string {
  const questions = sheets.flatMap((sheet) => {
    const draft = drafts[sheetName(sheet)] ?? {};
    const open = sheet.columns.filter((column) => column.open && !(column.index in draft)).length;
    const months = sheet.parts.filter(({ month }) => month === null).length;
    const changes = Object.keys(draft).length;
    if (changes === 0 && shownVerdict(sheet) === "unknown") {
      return [`${sheetWords(sheet)} asks no question that is known; say what its columns are, or leave it out`];
    }
    const parts = [
      ...(sheet.dateOrder === null ? [] : ["how dates are written"]),
      ...(open === 0 ? [] : [open === 1 ? "what one column is" : `what ${open} columns are`]),
      ...(months === 0
        ? []
        : [months === 1 ? "which month was asked about" : `which ${months} months were asked about`]),
    ];
    return [
      ...(parts.length === 0 ? [] : [`${sheetWords(sheet)} does not say ${listed(parts)}`]),
      ...(changes === 0
        ? []
        : [
            `${counted(changes, "change")} to the columns of ${sheetWords(sheet)} ${changes === 1 ? "is" : "are"} not applied yet`,
          ]),
    ];
  });
  const all = [...questions, ...others];
  return all.length === 0 ? "" : `Before this can be stored: ${all.join("; ")}.`;
}

/** A sheet by its file, and its own name where it has one. */
export function sheetWords({ file, sheet }: Pick<SheetVerdict, "file" | "sheet">): string {
  return sheet === null ? file : `${file} (${sheet})`;
}

/** Responses that would be stored: new and changed ones. */
export function freshCount(sheets: readonly SheetVerdict[]): number {
  return sheets.flatMap(({ parts }) => parts).reduce((sum, part) => sum + part.added + part.changed, 0);
}
