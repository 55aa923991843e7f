import { Alert, Button, Group, Text } from "@mantine/core";
import { IconAlertTriangle } from "@tabler/icons-react";
import type { ReactElement } from "react";
import type { ErrorCode, ErrorPlace } from "../../shared/errors.ts";
import { CopyDetails } from "./CopyDetails.tsx";

/** Props of an error: the fault as the engine gives it, and a way to try again where there is one. */
export interface ErrorNoteProps {
  readonly fault: { readonly message: string; readonly place?: ErrorPlace; readonly code?: ErrorCode };
  readonly again?: () => void;
}

/** A fault in its own words (what, where, what to do), never a stack; of a defect, details for support can be copied. */
export function ErrorNote({ fault, again }: ErrorNoteProps): ReactElement {
  const where = placeText(fault.place, fault.message);
  return (
    <Alert
      role="alert"
      color="red"
      variant="outline"
      icon={<IconAlertTriangle aria-hidden />}
      title="That did not work"
      className="bw-error"
    >
      <Text>{fault.message}</Text>
      {where === "" ? null : (
        <Text c="dimmed" size="sm" mt={4}>
          {where}
        </Text>
      )}
      {again === undefined && fault.code !== "internal" ? null : (
        <Group mt="sm" gap="xs">
          {again === undefined ? null : (
            <Button variant="default" size="xs" onClick={again}>
              Try again
            </Button>
          )}
          {fault.code === "internal" ? <CopyDetails /> : null}
        </Group>
      )}
    </Alert>
  );
}

/** "file, sheet, row" of a fault, without the parts its message already names. */
export function placeText(place: ErrorPlace | undefined, message = ""): string {
  const parts: string[] = [];
  if (place?.file !== undefined && !message.includes(place.file)) parts.push(place.file);
  if (place?.sheet !== undefined && !message.includes(place.sheet)) parts.push(`sheet “${place.sheet}”`);
  if (place?.row !== undefined && !message.includes(String(place.row))) parts.push(`row ${place.row}`);
  return parts.join(", ");
}
