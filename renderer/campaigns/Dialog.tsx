import { Modal, Stack } from "@mantine/core";
import type { ReactElement, ReactNode } from "react";

/** Props of a dialog about a campaign. */
export interface DialogProps {
  readonly title: string;
  readonly close: () => void;
  /** True while something runs that closing would leave behind. */
  readonly busy?: boolean;
  readonly size?: "md" | "lg";
  readonly children: ReactNode;
}

/** A dialog about a campaign: one question, answered or closed. */
export function Dialog({ title, close, busy = false, size = "md", children }: DialogProps): ReactElement {
  return (
    <Modal
      data-help="campaigns"
      opened
      onClose={close}
      title={title}
      centered
      size={size}
      closeOnClickOutside={!busy}
      closeOnEscape={!busy}
      withCloseButton={!busy}
      closeButtonProps={{ "aria-label": "Close" }}
    >
      <Stack gap="md">{children}</Stack>
    </Modal>
  );
}
