import { type RefObject, useEffect, useRef } from "react";

/** A list that is worked through, and the ways to say that one of its entries was decided, or that this failed. */
export interface NextFocus<E extends HTMLElement> {
  readonly box: RefObject<E | null>;
  readonly decided: (key: string) => void;
  readonly failed: () => void;
}

/**
 * Has the keyboard stand on the next entry once one that was decided is gone; after the last, on what says so.
 * @param keys what tells the entries apart, in their order on screen
 * @param entry selects the entries inside the box; each holds a control marked `data-decide`, or `data-undo` in a list of what was decided
 */
export function useNextFocus<E extends HTMLElement>(keys: readonly string[], entry: string): NextFocus<E> {
  const box = useRef<E>(null);
  const last = useRef<{ readonly key: string; readonly index: number } | null>(null);
  // After every paint: once the entry that was decided is gone, the next one takes its place.
  useEffect(() => {
    if (last.current === null || keys.includes(last.current.key)) return;
    const { index } = last.current;
    last.current = null;
    const rows = box.current?.querySelectorAll<HTMLElement>(entry) ?? [];
    const next = rows[Math.min(index, rows.length - 1)]?.querySelector<HTMLElement>("[data-decide], [data-undo]");
    const otherwise = document.querySelector<HTMLElement>("[data-decide], [data-nothing]");
    (next ?? otherwise)?.focus();
  });
  return {
    box,
    decided: (key) => {
      last.current = { key, index: keys.indexOf(key) };
    },
    failed: () => {
      last.current = null;
    },
  };
}
