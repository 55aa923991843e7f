import { Alert, Button, Text } from "@mantine/core";
import { IconAlertTriangle } from "@tabler/icons-react";
import type { ReactElement } from "react";
import type { ErrorPlace } from "../../shared/errors.ts";

/** Props of an error: the fault as the engine gives it, and a way to try again where there is one. */
export interface ErrorNoteProps {
  readonly fault: { readonly message: string; readonly place?: ErrorPlace };
  readonly again?: () => void;
}

/** A fault in its own words (what, where, what to do), never a stack. */
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
      {again === undefined ? null : (
        <Button variant="default" size="xs" mt="sm" onClick={again}>
          Try again
        </Button>
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
