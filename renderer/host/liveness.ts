/** Remembers whether the engine answers, and tells listeners when that changes. */
export interface Liveness {
  readonly set: (alive: boolean) => void;
  readonly onEngine: (listener: (alive: boolean) => void) => () => void;
}

/** A fresh liveness: the engine counts as alive until it is seen to be gone. */
export function liveness(): Liveness {
  const listeners = new Set<(alive: boolean) => void>();
  let now = true;
  return {
    set(alive) {
      if (alive === now) return;
      now = alive;
      for (const listener of listeners) listener(alive);
    },
    onEngine(listener) {
      listeners.add(listener);
      return () => listeners.delete(listener);
    },
  };
}
