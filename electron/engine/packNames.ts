import { existsSync } from "node:fs";
import path from "node:path";
import { monthLabel, type Month } from "../../shared/month.ts";

/** A name in a folder that nothing has yet, after the campaign, the month, and the code of a release or of one on its way. */
export function freshName(
  folder: string,
  {
    campaign,
    month,
    code = null,
    released = true,
  }: {
    readonly campaign: string;
    readonly month: Month | null;
    readonly code?: string | null;
    readonly released?: boolean;
  },
  zip: boolean,
): string {
  const plain = campaign.replace(/[^\p{L}\p{N} _-]+/gu, "").trim() || "Campaign";
  const named = [
    plain,
    ...(month === null ? [] : [monthLabel(month)]),
    ...(code === null ? [] : [`${released ? "release" : "not released"} ${code}`]),
  ];
  const stem = path.join(folder, named.join(", "));
  for (let number = 1; ; number += 1) {
    const name = `${stem}${number === 1 ? "" : ` (${number})`}${zip ? ".zip" : ""}`;
    if (!existsSync(name)) return name;
  }
}
