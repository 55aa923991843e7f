import { keepPreviousData, useQueries } from "@tanstack/react-query";
import { useCallback, useState } from "react";
import type { Input, Output } from "../../shared/contract.ts";
import type { BellwetherError } from "../../shared/errors.ts";
import { faultOf, useConnection } from "../host/engine.tsx";

/** Operations that give a long list in pages. */
export type PagedOperation = "trace.figure" | "trace.rows" | "coverage.missing";

/** A long list, fetched in pages as they come into view. */
export interface Pages<O extends PagedOperation> {
  /** The answer that holds the first page; undefined until it is there. */
  readonly first: Output<O> | undefined;
  /** Undefined until its page is there. */
  readonly at: (index: number) => Output<O>["rows"][number] | undefined;
  readonly onView: (first: number, last: number) => void;
  readonly stale: boolean;
  readonly error: BellwetherError | null;
}

/** Fetches the pages in view of what is asked for. */
export function usePages<O extends PagedOperation>(operation: O, asked: Omit<Input<O>, "offset" | "limit">): Pages<O> {
  const { caller } = useConnection();
  const key = JSON.stringify(asked);
  const [view, setView] = useState({ key, first: 0, last: 0 });
  const [first, last] = view.key === key ? [view.first, view.last] : [0, 0];
  const pages = [...new Set([0, first, last])];
  const found = useQueries({
    queries: pages.map((page) => ({
      queryKey: [operation, asked, page],
      queryFn: ({ signal }: { signal: AbortSignal }): Promise<Output<O>> =>
        caller.call(operation, { ...asked, offset: page * PAGE, limit: PAGE } as Input<O>, { signal }),
      placeholderData: page === 0 ? keepPreviousData : undefined,
      gcTime: 60_000,
    })),
  });
  const fault = found.find(({ error }) => error !== null)?.error ?? null;
  return {
    first: found[0]?.data,
    at: (index) => found[pages.indexOf(Math.floor(index / PAGE))]?.data?.rows[index % PAGE],
    onView: useCallback(
      (top: number, bottom: number) => setView({ key, first: Math.floor(top / PAGE), last: Math.floor(bottom / PAGE) }),
      [key],
    ),
    stale: found[0]?.isPlaceholderData ?? false,
    error: fault === null ? null : faultOf(fault),
  };
}

const PAGE = 200;
