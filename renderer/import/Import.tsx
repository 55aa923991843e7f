import { Stack } from "@mantine/core";
import { type ReactElement, useRef, useState } from "react";
import type { BellwetherError } from "../../shared/errors.ts";
import type { HostFile } from "../../shared/host.ts";
import { faultOf, useConnection } from "../host/engine.tsx";
import { useTask } from "../host/operations.ts";
import { QuestionSets } from "../questionSets/QuestionSets.tsx";
import { ErrorNote } from "../ui/ErrorNote.tsx";
import { Page } from "../ui/Page.tsx";
import { Working } from "../ui/Working.tsx";
import { DropZone } from "./DropZone.tsx";
import { isCampaign, MergeButton, MergingState, useMerging } from "./merging.tsx";
import { PastImports } from "./PastImports.tsx";
import { Preview } from "./Preview.tsx";
import { useImportSession } from "./session.tsx";

/** Files in: dropped or chosen, looked at, said what they are, and only then stored. */
export function Import(): ReactElement {
  const { bridge } = useConnection();
  const { staged, setStaged } = useImportSession();
  const stage = useTask("import.stage");
  const discard = useTask("import.discard");
  const merging = useMerging();
  const [uploading, setUploading] = useState<number | null>(null);
  /** Counts what was taken in, so that what was cancelled meanwhile is not looked at. */
  const newest = useRef(0);
  const [fault, setFault] = useState<BellwetherError | null>(null);

  const look = async (files: readonly HostFile[]) => {
    if (files.length === 0) return;
    if (staged !== null) await discard.run({ stageId: staged.stageId });
    setStaged(null);
    const found = await stage.run({ files: files.map(({ path, name }) => ({ path, name })) });
    if (found !== null) setStaged(found);
  };
  /** Campaigns are merged at once; of the others is shown what they are. */
  const use = async (files: readonly HostFile[]) => {
    await merging.merge(files.filter(isCampaign));
    await look(files.filter((file) => !isCampaign(file)));
  };
  const take = async (files: readonly File[]) => {
    setFault(null);
    setUploading(0);
    merging.task.reset();
    newest.current += 1;
    const own = newest.current;
    const wanted = () => own === newest.current;
    try {
      const taken = await bridge.takeFiles(files, (share) => wanted() && setUploading(share));
      if (!wanted()) return;
      setUploading(null);
      await use(taken);
    } catch (error) {
      if (!wanted()) return;
      setUploading(null);
      setFault(faultOf(error));
    }
  };
  const abandon = () => {
    newest.current += 1;
    setUploading(null);
  };
  const choose = async () => {
    setFault(null);
    merging.task.reset();
    try {
      await use((await bridge.chooseFiles?.()) ?? []);
    } catch (error) {
      setFault(faultOf(error));
    }
  };

  const shown = fault ?? stage.error;
  return (
    <Page
      title="Import"
      lead="Capacity Tracker exports, survey spreadsheets, the CQC directory and member lists. You see what was understood before anything is stored."
    >
      <Stack gap="lg">
        {shown === null ? null : <ErrorNote fault={shown} />}
        <MergingState merging={merging} />
        {uploading !== null ? (
          <Working
            title="Taking the files in"
            progress={{ stage: "Copying", done: Math.round(uploading * 100), total: 100 }}
            cancel={abandon}
          />
        ) : stage.running ? (
          <Working title="Reading the files" progress={stage.progress} cancel={stage.cancel} />
        ) : (
          <DropZone
            small={staged !== null}
            take={(files) => void take(files)}
            choose={bridge.chooseFiles === null ? null : () => void choose()}
          />
        )}
        {staged === null ? null : (
          <Preview
            staged={staged}
            discard={() => {
              void discard.run({ stageId: staged.stageId });
              setStaged(null);
            }}
          />
        )}
        <PastImports merge={<MergeButton take={(files) => void take(files)} />} />
        <QuestionSets />
      </Stack>
    </Page>
  );
}
