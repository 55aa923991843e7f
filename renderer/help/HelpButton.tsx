import { IconHelp } from "@tabler/icons-react";
import type { ReactElement } from "react";
import { useHelp } from "./HelpProvider.tsx";

/** Opens the guide at what the person is looking at. */
export function HelpButton(): ReactElement {
  const { open } = useHelp();
  return (
    <button type="button" className="bw-head-menu" title="Guide (F1)" aria-label="Guide" onClick={() => open()}>
      <IconHelp size={20} aria-hidden />
    </button>
  );
}
