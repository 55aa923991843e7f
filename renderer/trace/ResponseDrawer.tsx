import type { ReactElement } from "react";
import { TraceDrawer } from "./TraceDrawer.tsx";

/** Props of the drawer of one response; null is closed. */
export interface ResponseDrawerProps {
  readonly responseId: number | null;
  readonly close: () => void;
}

/** One response with every cell as it was written, and the way to the others of its organisation. */
export function ResponseDrawer({ responseId, close }: ResponseDrawerProps): ReactElement {
  return <TraceDrawer title="Response" opened={responseId !== null} close={close} start={responseId ?? 0} />;
}
