import { useQueries } from "@tanstack/react-query";
import { useCallback, useState } from "react";
import type { Input, PreviewRow } from "../../shared/contract.ts";
import type { BellwetherError } from "../../shared/errors.ts";
import { faultOf, useConnection } from "../host/engine.tsx";

/** Rows of a staged part, fetched in pages as they come into view. */
export interface RowPages {
  /** Null until the first page is there. */
  readonly total: number | null;
  /** Undefined until its page is there. */
  readonly at: (index: number) => PreviewRow | undefined;
  readonly onView: (first: number, last: number) => void;
  readonly error: BellwetherError | null;
}

/** Fetches the pages in view of what is asked for; `revision` tells what was read again apart. */
export function useRowPages(asked: Omit<Input<"import.rows">, "offset" | "limit">, revision: number): RowPages {
  const { caller } = useConnection();
  const key = JSON.stringify([asked, revision]);
  const [view, setView] = useState({ key, first: 0, last: 0 });
  const [first, last] = view.key === key ? [view.first, view.last] : [0, 0];
  const pages = [...new Set([0, first, last])];
  const found = useQueries({
    queries: pages.map((page) => ({
      queryKey: ["import.rows", revision, asked, page],
      queryFn: ({ signal }: { signal: AbortSignal }) =>
        caller.call("import.rows", { ...asked, offset: page * PAGE, limit: PAGE }, { signal }),
      gcTime: 60_000,
    })),
  });
  const fault = found.find(({ error }) => error !== null)?.error ?? null;
  return {
    total: found[0]?.data?.total ?? null,
    at: (index) => found[pages.indexOf(Math.floor(index / PAGE))]?.data?.rows[index % PAGE],
    onView: useCallback(
      (top: number, bottom: number) => setView({ key, first: Math.floor(top / PAGE), last: Math.floor(bottom / PAGE) }),
      [key],
    ),
    error: fault === null ? null : faultOf(fault),
  };
}

const PAGE = 200;
