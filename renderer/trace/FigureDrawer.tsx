import type { ReactElement } from "react";
import type { FigureQuery, TableQuestion } from "../../shared/contract.ts";
import { FigureTrace } from "./FigureTrace.tsx";
import { TraceDrawer } from "./TraceDrawer.tsx";

/** Props of the drawer of those behind a figure; null is closed. */
export interface FigureDrawerProps {
  readonly figure: FigureQuery | null;
  readonly question: TableQuestion | null;
  readonly close: () => void;
}

/** Who is behind a figure, and from there to every response and its cells. */
export function FigureDrawer({ figure, question, close }: FigureDrawerProps): ReactElement {
  return (
    <TraceDrawer
      title="Who is behind this figure"
      opened={figure !== null}
      close={close}
      start={(open) => (figure === null ? null : <FigureTrace figure={figure} question={question} open={open} />)}
    />
  );
}
