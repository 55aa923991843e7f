import { Text, Title } from "@mantine/core";
import { IconFileX } from "@tabler/icons-react";
import type { ReactElement } from "react";
import type { StagedImport } from "../../shared/contract.ts";
import { placeText } from "../ui/ErrorNote.tsx";

/** Files that could not be used, each with what is wrong and what to do; the others go on without them. */
export function Refused({ faults }: { readonly faults: StagedImport["refused"] }): ReactElement {
  return (
    <section className="bw-card" role="alert">
      <Title order={3} mb="xs" c="var(--mantine-color-error)">
        {faults.length === 1 ? "One file could not be used" : `${faults.length} files could not be used`}
      </Title>
      {faults.map((fault) => (
        <div key={`${fault.file ?? ""}${fault.message}`} style={{ display: "flex", gap: 10, padding: "6px 0" }}>
          <IconFileX size={20} aria-hidden style={{ flexShrink: 0, marginTop: 2 }} />
          <div>
            <Text>{fault.message}</Text>
            {placeText(fault, fault.message) === "" ? null : (
              <Text size="sm" c="dimmed">
                {placeText(fault, fault.message)}
              </Text>
            )}
          </div>
        </div>
      ))}
    </section>
  );
}
