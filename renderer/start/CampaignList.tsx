import { Text } from "@mantine/core";
import type { ReactElement } from "react";
import type { CampaignSummary } from "../../shared/contract.ts";
import { counted, monthSpan } from "../ui/format.ts";

/** Props of the list of campaigns on this computer. */
export interface CampaignListProps {
  readonly campaigns: readonly CampaignSummary[];
  readonly open: (id: string) => void;
}

/** The campaigns on this computer; choosing one opens it. */
export function CampaignList({ campaigns, open }: CampaignListProps): ReactElement {
  if (campaigns.length === 0) {
    return (
      <div className="bw-card">
        <Text c="dimmed">
          None yet. The sample campaign shows in a minute what Bellwether does, with invented data.
        </Text>
      </div>
    );
  }
  return (
    <div className="bw-card" style={{ padding: 0, overflow: "hidden" }}>
      {campaigns.map((campaign) => (
        <button key={campaign.id} type="button" className="bw-campaign" onClick={() => open(campaign.id)}>
          <Text component="span" fw={650}>
            {campaign.name}
          </Text>
          <Text component="span" size="sm" c="dimmed">
            {campaign.responses === 0
              ? "Nothing imported yet"
              : `${monthSpan(campaign)}, ${counted(campaign.organisations, "organisation")}, ${counted(campaign.responses, "response")}`}
            {campaign.sample ? ". Fictional" : ""}
          </Text>
        </button>
      ))}
    </div>
  );
}
