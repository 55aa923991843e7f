import { Button, Text, Title } from "@mantine/core";
import { IconFileX } from "@tabler/icons-react";
import type { ReactElement } from "react";
import type { StagedImport } from "../../shared/contract.ts";
import { useTask } from "../host/operations.ts";
import { placeText } from "../ui/ErrorNote.tsx";
import { useImportSession } from "./session.tsx";

/** Props of the files that could not be used. */
export interface RefusedProps {
  readonly faults: StagedImport["refused"];
  readonly stageId: string;
}

/** Files that could not be used, each with what is wrong and what to do; the others go on without them. */
export function Refused({ faults, stageId }: RefusedProps): ReactElement {
  const leave = useTask("import.leaveOut");
  const { setStaged } = useImportSession();
  const dismiss = async (file: string) => {
    const rest = await leave.run({ stageId, file });
    if (rest !== null) setStaged(rest);
  };
  return (
    <section className="bw-card" role="alert">
      <Title order={3} mb="xs" c="var(--mantine-color-error)">
        {faults.length === 1 ? "One file could not be used" : `${faults.length} files could not be used`}
      </Title>
      {faults.map((fault) => (
        <div key={`${fault.file ?? ""}${fault.message}`} className="bw-refused">
          <IconFileX size={20} aria-hidden />
          <div>
            <Text style={{ overflowWrap: "anywhere" }}>{fault.message}</Text>
            {placeText(fault, fault.message) === "" ? null : (
              <Text size="sm" c="dimmed">
                {placeText(fault, fault.message)}
              </Text>
            )}
          </div>
          {fault.file === undefined ? null : (
            <Button
              variant="default"
              size="xs"
              disabled={leave.running}
              aria-label={`Dismiss ${fault.file}`}
              onClick={() => void dismiss(fault.file ?? "")}
            >
              Dismiss
            </Button>
          )}
        </div>
      ))}
    </section>
  );
}
