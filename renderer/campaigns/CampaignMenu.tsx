import { Menu } from "@mantine/core";
import {
  IconArchive,
  IconArchiveOff,
  IconDatabaseExport,
  IconDeviceFloppy,
  IconHistory,
  IconPencil,
  IconTrash,
} from "@tabler/icons-react";
import { type ReactElement, type ReactNode, useState } from "react";
import type { CampaignSummary } from "../../shared/contract.ts";
import { useTask } from "../host/operations.ts";
import { useNotify } from "../ui/notices.tsx";
import { Backups } from "./Backups.tsx";
import { ExportAll } from "./ExportAll.tsx";
import { RemoveCampaign } from "./RemoveCampaign.tsx";
import { RenameCampaign } from "./RenameCampaign.tsx";
import { SaveCopy } from "./SaveCopy.tsx";

/** Props of what can be done with a whole campaign; `children` is the button that opens the menu. */
export interface CampaignMenuProps {
  readonly campaign: CampaignSummary;
  /** Null where archiving is no question: of the open campaign. */
  readonly archived: boolean | null;
  /** Its file cannot be opened: only what needs no opening is offered. */
  readonly damaged?: boolean;
  readonly children: ReactNode;
}

type Dialog = "rename" | "save" | "backups" | "export" | "remove";

/** What can be done with a whole campaign, from the list and from its name. */
export function CampaignMenu({ campaign, archived, damaged = false, children }: CampaignMenuProps): ReactElement {
  const [dialog, setDialog] = useState<Dialog | null>(null);
  const archive = useTask("campaign.archive");
  const notify = useNotify();
  const close = () => setDialog(null);
  const put = async (away: boolean): Promise<void> => {
    if ((await archive.run({ id: campaign.id, archived: away })) === null) return;
    notify({
      text: away ? `“${campaign.name}” archived.` : `“${campaign.name}” is among your campaigns again.`,
      action: { label: "Undo", run: () => void archive.run({ id: campaign.id, archived: !away }) },
    });
  };
  const item = (name: Dialog, icon: ReactElement, text: string): ReactElement => (
    <Menu.Item leftSection={icon} onClick={() => setDialog(name)} disabled={damaged && !NEEDS_NO_OPENING.has(name)}>
      {text}
    </Menu.Item>
  );
  return (
    <>
      <Menu shadow="md" position={archived === null ? "bottom-start" : "bottom-end"} withinPortal>
        <Menu.Target>{children}</Menu.Target>
        <Menu.Dropdown>
          {item("save", <IconDeviceFloppy size={18} aria-hidden />, "Save a copy…")}
          {item("backups", <IconHistory size={18} aria-hidden />, "Backups…")}
          {item("export", <IconDatabaseExport size={18} aria-hidden />, "Export everything…")}
          <Menu.Divider />
          {item("rename", <IconPencil size={18} aria-hidden />, "Rename…")}
          {archived === null ? null : (
            <Menu.Item
              leftSection={archived ? <IconArchiveOff size={18} aria-hidden /> : <IconArchive size={18} aria-hidden />}
              onClick={() => void put(!archived)}
            >
              {archived ? "Take out of the archive" : "Archive"}
            </Menu.Item>
          )}
          {item("remove", <IconTrash size={18} aria-hidden />, "Move to the bin…")}
        </Menu.Dropdown>
      </Menu>
      {dialog === "rename" ? <RenameCampaign campaign={campaign} close={close} /> : null}
      {dialog === "save" ? <SaveCopy campaign={campaign} close={close} /> : null}
      {dialog === "backups" ? <Backups campaign={campaign} close={close} /> : null}
      {dialog === "export" ? <ExportAll campaign={campaign} close={close} /> : null}
      {dialog === "remove" ? <RemoveCampaign campaign={campaign} close={close} /> : null}
    </>
  );
}

const NEEDS_NO_OPENING = new Set<Dialog>(["backups", "remove"]);
