import path from "node:path";
import type { WorkContext } from "./importing.ts";
import { mergeCampaign, type MergeResult } from "./merging.ts";
import { openCampaign } from "./store/campaignFile.ts";

/**
 * Merges another campaign's file into a campaign that is there already.
 * @throws BellwetherError `campaign-missing` and the faults of opening, and as `mergeCampaign`
 */
export async function mergeCommand(
  other: string,
  target: string,
  context: WorkContext,
): Promise<{ json: MergeResult; text: string }> {
  const campaign = openCampaign(target, "write");
  try {
    const name = path.basename(other);
    const result = await mergeCampaign(campaign, { path: other, name }, context);
    return { json: result, text: mergeText(result, name) };
  } finally {
    campaign.close();
  }
}

/** What `merge` tells people. */
function mergeText({ importId, added, clashes, notCopy }: MergeResult, name: string): string {
  const number = (value: number, one: string): string =>
    `${value.toLocaleString("en-GB")} ${value === 1 ? one : `${one}s`}`;
  const released =
    added.releases === 0
      ? []
      : [`${number(added.releases, "release")} came along; undoing the merge keeps what is released.`];
  if (importId === null)
    return [`${name}: nothing new${released.length === 0 ? "" : " to import"}.`, ...released].join("\n");
  const brought = [
    number(added.responses, "response"),
    number(added.files, "file"),
    number(added.decisions, "decision"),
    number(added.registers, "register"),
    ...(added.entries === 0 ? [] : [number(added.entries, "quote or published source")]),
  ].join(", ");
  return [
    `${name} merged: ${brought}.`,
    ...released,
    ...(clashes === 0
      ? []
      : [`${number(clashes, "thing")} said differently: settle in Check. Until then the latest counts.`]),
    ...(notCopy
      ? [
          "It was not a copy of this campaign: each rounded its protected figures in its own way. Drafts made before may round otherwise.",
        ]
      : []),
  ].join("\n");
}
