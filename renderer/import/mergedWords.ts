import type { Output } from "../../shared/contract.ts";
import { counted } from "../ui/format.ts";

/** What a merge came to, in words. */
export function mergedWords(name: string, { importId, added, clashes, notCopy }: Output<"campaign.merge">): string {
  const released =
    added.releases === 0
      ? ""
      : `${counted(added.releases, "release")} came along: see Releases. Undoing the merge keeps what is released.`;
  if (importId === null && released !== "") return `${name}: nothing new to import. ${released}`;
  if (importId === null) return `${name}: nothing new. Everything in it is here already.`;
  const brought = [
    added.responses === 0 ? "" : counted(added.responses, "response"),
    added.decisions === 0 ? "" : counted(added.decisions, "decision"),
    added.registers === 0 ? "" : counted(added.registers, "register"),
    added.entries === 0 ? "" : counted(added.entries, "quote or source", "quotes and sources"),
  ].filter((part) => part !== "");
  return [
    `${name} merged: ${brought.length === 0 ? "no responses or decisions" : brought.join(", ")} new.`,
    released,
    clashes === 0 ? "" : `${counted(clashes, "thing")} said differently: see Check.`,
    notCopy ? "It was not a copy of this campaign: protected figures may round otherwise than before." : "",
  ]
    .filter((part) => part !== "")
    .join(" ");
}
