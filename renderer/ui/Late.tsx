import type { ReactElement, ReactNode } from "react";

/** Shows something only if the wait lasts long enough to be noticed, so that quick answers do not flicker. */
export function Late({ children }: { readonly children: ReactNode }): ReactElement {
  return <div className="bw-late">{children}</div>;
}
