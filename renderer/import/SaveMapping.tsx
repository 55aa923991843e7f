import { Button } from "@mantine/core";
import type { ReactElement } from "react";
import type { SheetVerdict } from "../../shared/contract.ts";
import { useTask } from "../host/operations.ts";
import { download } from "../ui/download.ts";
import { ErrorNote } from "../ui/ErrorNote.tsx";
import { useNotify } from "../ui/notices.tsx";

/** Saves what a sheet's columns are taken for as a file, for other files of this kind and for other computers. */
export function SaveMapping({
  sheet,
  stageId,
}: {
  readonly sheet: SheetVerdict;
  readonly stageId: string;
}): ReactElement {
  const mapping = useTask("import.mapping");
  const notify = useNotify();
  const save = async () => {
    const file = await mapping.run({ stageId, sheetKey: sheet.key });
    if (file === null) return;
    download(file.name, new Blob([file.text], { type: "application/json" }));
    notify({
      text: `${file.name} saved. Choose it together with other files of this kind: it holds headings, no answers.`,
    });
  };
  return (
    <>
      <Button variant="default" size="xs" loading={mapping.running} onClick={() => void save()}>
        Save this mapping…
      </Button>
      {mapping.error === null ? null : <ErrorNote fault={mapping.error} />}
    </>
  );
}
