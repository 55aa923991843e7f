import { createContext, type ReactElement, type ReactNode, useContext, useMemo, useState } from "react";
import type { SheetVerdict, StagedImport } from "../../shared/contract.ts";

/** What a person has said of a sheet's columns but not applied yet: by column, a role, or null to leave it out. */
export type ColumnDraft = Readonly<Record<number, string | null>>;

/** What is staged, not yet stored, and the way to replace it. */
export interface StageSession {
  readonly staged: StagedImport | null;
  /** Counts what was staged or read again, so that rows fetched before are not taken for those of now. */
  readonly revision: number;
  readonly setStaged: (staged: StagedImport | null) => void;
  readonly drafts: Readonly<Record<string, ColumnDraft>>;
  readonly setDraft: (sheet: Pick<SheetVerdict, "file" | "sheet" | "key">, draft: ColumnDraft) => void;
}

/** Keeps what is staged, and what was said of it, while another screen is looked at. */
export function ImportSession({ children }: { readonly children: ReactNode }): ReactElement {
  const [{ staged, revision }, setState] = useState<Pick<StageSession, "staged" | "revision">>(NOTHING);
  const [drafts, setDrafts] = useState<StageSession["drafts"]>({});
  const value = useMemo(
    (): StageSession => ({
      staged,
      revision,
      drafts,
      setStaged: (next) => {
        setState((before) => ({ staged: next, revision: before.revision + 1 }));
        if (next === null) setDrafts({});
      },
      setDraft: (sheet, draft) => setDrafts((before) => ({ ...before, [sheetName(sheet)]: draft })),
    }),
    [staged, revision, drafts],
  );
  return <Session value={value}>{children}</Session>;
}

/** What is staged in this window. */
export function useImportSession(): StageSession {
  return useContext(Session);
}

/** What a sheet is known by while others are left out: its file and its own name. The engine's keys move up then. */
export function sheetName({ file, sheet, key }: Pick<SheetVerdict, "file" | "sheet" | "key">): string {
  return [file, sheet ?? "", key.slice(key.indexOf("/"))].join("\u001f");
}

const NOTHING = { staged: null, revision: 0 } as const;
const Session = createContext<StageSession>({
  ...NOTHING,
  setStaged: () => undefined,
  drafts: {},
  setDraft: () => undefined,
});
