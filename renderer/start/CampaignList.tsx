import { ActionIcon, Button, Text } from "@mantine/core";
import { IconArchive, IconDots } from "@tabler/icons-react";
import { type ReactElement, useState } from "react";
import type { LibraryEntry } from "../../shared/contract.ts";
import { CampaignMenu } from "../campaigns/CampaignMenu.tsx";
import { counted, monthSpan, size, when } from "../ui/format.ts";

/** Props of the list of campaigns on this computer. */
export interface CampaignListProps {
  readonly campaigns: readonly LibraryEntry[];
  readonly open: (id: string) => void;
}

/** The campaigns on this computer, the one opened last first; choosing one opens it. Archived ones are folded away. */
export function CampaignList({ campaigns, open }: CampaignListProps): ReactElement {
  const [shown, setShown] = useState(false);
  if (campaigns.length === 0) {
    return (
      <div className="bw-card">
        <Text c="dimmed">
          None yet. The sample campaign shows in a minute what Bellwether does, with invented data.
        </Text>
      </div>
    );
  }
  const archived = campaigns.filter((campaign) => campaign.archived);
  const rows = campaigns.filter((campaign) => !campaign.archived || shown);
  return (
    <>
      {rows.length === 0 ? null : (
        <ul className="bw-card bw-campaigns">
          {rows.map((campaign) => (
            <Row key={campaign.id} campaign={campaign} open={open} />
          ))}
        </ul>
      )}
      {archived.length === 0 ? null : (
        <Button
          variant="subtle"
          mt="xs"
          leftSection={<IconArchive size={16} aria-hidden />}
          onClick={() => setShown(!shown)}
          aria-expanded={shown}
        >
          {shown ? "Hide archived campaigns" : `Show ${counted(archived.length, "archived campaign")}`}
        </Button>
      )}
    </>
  );
}

function Row({
  campaign,
  open,
}: {
  readonly campaign: LibraryEntry;
  readonly open: (id: string) => void;
}): ReactElement {
  const { bytes: _bytes, openedAt, archived, fault, ...summary } = campaign;
  return (
    <li>
      <button type="button" className="bw-campaign" onClick={() => open(campaign.id)}>
        <Text component="span" fw={650}>
          {campaign.name}
        </Text>
        <Text component="span" size="sm" c="dimmed">
          {fault !== null
            ? "Cannot be opened"
            : campaign.responses === 0
              ? "Nothing imported yet"
              : `${monthSpan(campaign)}, ${counted(campaign.organisations, "organisation")}, ${counted(campaign.responses, "response")}`}
          {campaign.sample ? ". Fictional" : ""}
        </Text>
        <Text component="span" size="sm" c="dimmed">
          {[
            ...(archived ? ["Archived"] : []),
            size(campaign.bytes),
            ...(openedAt === null ? [] : [`opened ${when(openedAt)}`]),
          ].join(", ")}
        </Text>
      </button>
      <CampaignMenu campaign={summary} archived={archived} damaged={fault !== null}>
        <ActionIcon variant="subtle" color="gray" size="lg" mr="sm" aria-label={`More of ${campaign.name}`}>
          <IconDots size={20} aria-hidden />
        </ActionIcon>
      </CampaignMenu>
    </li>
  );
}
