import { Button, Checkbox, Group, Text } from "@mantine/core";
import type { ReactElement } from "react";
import { useConnection } from "../host/engine.tsx";
import { useReading } from "../host/operations.ts";

/** Where a pack goes: a folder to put it into, null for the host's own place for packs; and whether as one zip file. */
export interface Place {
  readonly into: string | null;
  readonly zip: boolean;
}

/** A folder in the host's own place for packs. */
export const DEFAULT_PLACE: Place = { into: null, zip: false };

/** Props of the choice of a place. */
export interface PackPlaceProps {
  readonly place: Place;
  readonly choose: (place: Place) => void;
}

/** Asks where a pack goes and whether as one zip file. */
export function PackPlace({ place, choose }: PackPlaceProps): ReactElement {
  const { bridge } = useConnection();
  const info = useReading("app.info", {});
  const chooseFolder = async () => {
    const into = (await bridge.chooseFolder?.()) ?? null;
    if (into !== null) choose({ ...place, into });
  };
  return (
    <>
      <div>
        <Text fw={600} size="sm" mb={4}>
          Where it goes
        </Text>
        <Group wrap="nowrap" justify="space-between">
          <Text c="dimmed" style={{ overflowWrap: "anywhere" }}>
            A new {place.zip ? "file" : "folder"} in{" "}
            {place.into ?? info.data?.packsFolder ?? "Bellwether’s own place for packs"}
          </Text>
          {bridge.chooseFolder === null ? null : (
            <Button variant="default" onClick={() => void chooseFolder()} style={{ flexShrink: 0 }}>
              Choose a folder
            </Button>
          )}
        </Group>
      </div>
      <Checkbox
        label="As one .zip file"
        checked={place.zip}
        onChange={(event) => choose({ ...place, zip: event.currentTarget.checked })}
      />
    </>
  );
}
