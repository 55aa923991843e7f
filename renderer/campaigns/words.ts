import type { Backup, BackupReason } from "../../shared/contract.ts";
import { when } from "../ui/format.ts";

/** Why a backup was made, in words. */
export const REASON_WORDS: Readonly<Record<BackupReason, string>> = {
  daily: "Made once a day",
  "by-hand": "Made by hand",
  "before-undo": "Before an import was undone",
  "before-merge": "Before a merge",
  "before-replace": "Before a copy took its place",
  "before-restore": "Before a backup was restored",
  "before-migration": "Before an update of Bellwether",
};

/** When a backup was made and why, "22 November 2026 at 10:44, before a merge". */
export function backupWords({ at, reason }: Pick<Backup, "at" | "reason">): string {
  const why = REASON_WORDS[reason];
  return `${when(at)}, ${why.charAt(0).toLowerCase()}${why.slice(1)}`;
}
