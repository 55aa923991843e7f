import { useDebouncedValue } from "@mantine/hooks";
import { keepPreviousData, useQuery, useQueryClient } from "@tanstack/react-query";
import { useEffect, useMemo, useState } from "react";
import type { Input, Progress } from "../../shared/contract.ts";
import type { BellwetherError } from "../../shared/errors.ts";
import { faultOf, useConnection } from "../host/engine.tsx";

/** A page as the screen shows it. */
export interface ShownPage {
  /** Address of its picture, as long as it is shown. */
  readonly src: string;
  readonly heads: readonly string[];
  readonly words: string;
}

/** The pages of the pack as it is chosen now, drawn again a moment after something changed. */
export interface Pages {
  /** Null before the first are drawn. */
  readonly pages: readonly ShownPage[] | null;
  readonly warnings: readonly string[];
  /** What is shown is not what is chosen any more. */
  readonly stale: boolean;
  readonly drawing: boolean;
  readonly progress: Progress | null;
  readonly error: BellwetherError | null;
  readonly stop: () => void;
  readonly again: () => void;
}

/** Milliseconds without a change before pages are drawn. */
const PAUSE = 500;

/** Reads the pages of a pack; a change stops those that were being drawn. */
export function usePages(wanted: Input<"preview.pages">): Pages {
  const { caller } = useConnection();
  const queries = useQueryClient();
  const [progress, setProgress] = useState<Progress | null>(null);
  const now = JSON.stringify(wanted);
  const [settled] = useDebouncedValue(now, PAUSE);
  const queryKey = ["preview.pages", settled];
  const query = useQuery({
    queryKey,
    queryFn: async ({ signal }) => {
      try {
        const input = JSON.parse(settled) as Input<"preview.pages">;
        return await caller.call("preview.pages", input, { signal, onProgress: setProgress });
      } finally {
        setProgress(null);
      }
    },
    placeholderData: keepPreviousData,
    // Pages are large, and quickly drawn again.
    gcTime: 0,
  });
  const pages = usePictures(query.data?.pages);
  return {
    pages,
    warnings: query.data?.warnings ?? [],
    stale: query.isPlaceholderData || query.isFetching || now !== settled || query.isStale,
    drawing: query.isFetching || now !== settled,
    progress,
    error: query.error === null ? null : faultOf(query.error),
    stop: () => void queries.cancelQueries({ queryKey }),
    again: () => void query.refetch(),
  };
}

type DrawnPage = { readonly svg: string; readonly heads: readonly string[]; readonly words: string };

/** Pages as pictures the browser can show, given back once they are not shown any more. */
function usePictures(drawn: readonly DrawnPage[] | undefined): readonly ShownPage[] | null {
  const pages = useMemo(
    () =>
      drawn?.map(({ svg, ...page }) => ({
        ...page,
        src: URL.createObjectURL(new Blob([svg], { type: "image/svg+xml" })),
      })) ?? null,
    [drawn],
  );
  useEffect(() => () => pages?.forEach(({ src }) => URL.revokeObjectURL(src)), [pages]);
  return pages;
}
