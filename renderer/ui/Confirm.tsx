import { Button, Group, Modal, Text } from "@mantine/core";
import type { ReactElement } from "react";

/** Props of a question asked before something is taken back. */
export interface ConfirmProps {
  readonly opened: boolean;
  readonly title: string;
  readonly text: string;
  /** Null where it cannot be done, which `text` explains. */
  readonly action: string | null;
  readonly confirm: () => void;
  readonly cancel: () => void;
}

/** Asks once more before something is taken back; the keyboard starts on Cancel. */
export function Confirm({ opened, title, text, action, confirm, cancel }: ConfirmProps): ReactElement {
  return (
    <Modal opened={opened} onClose={cancel} title={title} centered closeButtonProps={{ "aria-label": "Close" }}>
      <Text mb="lg">{text}</Text>
      <Group justify="flex-end">
        <Button variant="default" onClick={cancel} data-autofocus>
          {action === null ? "Close" : "Cancel"}
        </Button>
        {action === null ? null : (
          <Button color="red.9" onClick={confirm}>
            {action}
          </Button>
        )}
      </Group>
    </Modal>
  );
}
