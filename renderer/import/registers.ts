import { dayLabel } from "../../shared/day.ts";
import type { ImportRecord, Output, RegisterKind, RegisterVerdict } from "../../shared/contract.ts";
import { counted } from "../ui/format.ts";
import { type ColumnDraft, sheetName } from "./session.tsx";
import { sheetWords } from "./verdicts.ts";
import { listed } from "../../shared/listed.ts";

/** What registers are called. */
export const REGISTER_WORDS: Readonly<Record<RegisterKind, string>> = {
  "cqc-directory": "CQC directory",
  "member-list": "Member list",
};

/** "29,334 adult social care locations", "412 members". */
export function entriesWords({ kind, entries }: Pick<RegisterVerdict, "kind" | "entries">): string {
  return kind === "cqc-directory" ? counted(entries, "adult social care location") : counted(entries, "member");
}

/** "CQC directory of 29 October 2025". */
export function registerWords({ kind, asOf }: ImportRecord["registers"][number]): string {
  return `${REGISTER_WORDS[kind]} of ${dayLabel(asOf)}`;
}

/** What still has to be said of registers before anything can be stored, a text each. */
export function registersWaiting(
  registers: readonly RegisterVerdict[],
  drafts: Readonly<Record<string, ColumnDraft>>,
): string[] {
  return registers.flatMap((register) => {
    const changes = Object.keys(drafts[sheetName(register)] ?? {}).length;
    const parts = [
      ...(register.asOf === null ? ["which day it tells about"] : []),
      ...(register.namesNobody && changes === 0 ? ["which column names its members"] : []),
      ...(register.entries === 0 && !register.namesNobody && changes === 0 ? ["in any row who a member is"] : []),
    ];
    const applied = `${counted(changes, "change")} to the columns of ${sheetWords(register)} ${changes === 1 ? "is" : "are"} not applied yet`;
    return [
      ...(parts.length === 0 ? [] : [`${sheetWords(register)} does not say ${listed(parts)}`]),
      ...(changes === 0 ? [] : [applied]),
    ];
  });
}

/** What the import button and its notice count: "300 responses", "412 members", "300 responses and 412 members". Empty where nothing is new. */
export function importedWords(
  responses: number,
  registers: readonly Pick<RegisterVerdict, "kind" | "entries">[],
): string {
  const total = (kind: RegisterKind): number =>
    registers.reduce((sum, register) => sum + (register.kind === kind ? register.entries : 0), 0);
  const [locations, members] = [total("cqc-directory"), total("member-list")];
  return listed([
    ...(responses === 0 ? [] : [counted(responses, "response")]),
    ...(locations === 0 ? [] : [counted(locations, "location")]),
    ...(members === 0 ? [] : [counted(members, "member")]),
  ]);
}

/** The registers of a commit as far as they are new. */
export function newRegisters({ registers }: Output<"import.commit">): Pick<RegisterVerdict, "kind" | "entries">[] {
  return registers.map(({ kind, stored }) => ({ kind, entries: stored }));
}

/** What undoing an import removes, in words. */
export function removedWords(record: ImportRecord): string {
  return importedWords(record.stored, record.registers) || counted(0, "response");
}
