import type { ReactElement, ReactNode } from "react";

/** Props of a part that is folded away until it is asked for. */
export interface ExpandProps {
  readonly summary: ReactNode;
  readonly open?: boolean;
  readonly children: ReactNode;
}

/** A part that is folded away until it is asked for; the browser's own, so keyboard and screen readers know it. */
export function Expand({ summary, open, children }: ExpandProps): ReactElement {
  return (
    <details className="bw-disclosure" {...(open === true ? { open: true } : {})}>
      <summary>{summary}</summary>
      <div>{children}</div>
    </details>
  );
}
