import type { ReactElement } from "react";
import type { Progress } from "../../shared/contract.ts";
import { Working } from "../ui/Working.tsx";

/** Props of the wait for a protected table. */
export interface ProtectingProps {
  readonly progress: Progress | null;
  readonly stop: () => void;
}

/** The wait while the figures are rounded and hidden as they would be published. */
export function Protecting({ progress, stop }: ProtectingProps): ReactElement {
  return <Working title="Working out what may be published" progress={progress} cancel={stop} />;
}
