import { type ReactElement, type ReactNode, type Ref, useState } from "react";

/** Props of a part that is folded away until it is asked for. `lazy` makes its content only once it is opened. */
export interface ExpandProps {
  readonly summary: ReactNode;
  readonly open?: boolean;
  readonly lazy?: boolean;
  readonly summaryRef?: Ref<HTMLElement>;
  readonly children: ReactNode;
}

/** A part that is folded away until it is asked for; the browser's own, so keyboard and screen readers know it. */
export function Expand({ summary, open = false, lazy = false, summaryRef, children }: ExpandProps): ReactElement {
  // Whether it starts open is decided once: what is looked at does not fold away under the reader.
  const [starts] = useState(open);
  const [seen, setSeen] = useState(open);
  return (
    <details
      className="bw-disclosure"
      {...(starts ? { open: true } : {})}
      onToggle={(event) => event.currentTarget.open && setSeen(true)}
    >
      <summary ref={summaryRef}>{summary}</summary>
      <div>{lazy && !seen ? null : children}</div>
    </details>
  );
}
