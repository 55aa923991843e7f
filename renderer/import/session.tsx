import { createContext, type ReactElement, type ReactNode, useContext, useMemo, useState } from "react";
import type { StagedImport } from "../../shared/contract.ts";

/** Keeps what is staged while another screen is looked at. */
export function ImportSession({ children }: { readonly children: ReactNode }): ReactElement {
  const [staged, setStaged] = useState<StagedImport | null>(null);
  const value = useMemo(() => ({ staged, setStaged }), [staged]);
  return <Session value={value}>{children}</Session>;
}

/** What is staged, not yet stored, and the way to replace it. */
export function useImportSession(): SessionValue {
  return useContext(Session);
}

interface SessionValue {
  readonly staged: StagedImport | null;
  readonly setStaged: (staged: StagedImport | null) => void;
}

const Session = createContext<SessionValue>({ staged: null, setStaged: () => undefined });
