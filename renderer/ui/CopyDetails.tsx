import { Button } from "@mantine/core";
import { IconCopy } from "@tabler/icons-react";
import type { ReactElement } from "react";
import { faultOf, useConnection } from "../host/engine.tsx";
import { useNotify } from "./notices.tsx";

/** Puts what support needs to know on the clipboard: versions and kinds of faults, no names, no answers, no paths. */
export function CopyDetails(): ReactElement {
  const { caller } = useConnection();
  const notify = useNotify();
  const copy = async (): Promise<void> => {
    try {
      const { text } = await caller.call("support.details", {});
      await navigator.clipboard.writeText(text);
      notify({ text: "Details for support copied. They hold no names, no answers and no paths." });
    } catch (error) {
      notify({ text: faultOf(error).message });
    }
  };
  return (
    <Button variant="default" size="xs" leftSection={<IconCopy size={14} aria-hidden />} onClick={() => void copy()}>
      Copy details
    </Button>
  );
}
