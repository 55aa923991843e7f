/** Which page of the loopback host is the one that is served. */
export interface OneClient {
  /** Whether a call of this page is answered; calls that name no page, of the command line and of tests, always are. */
  admits(page: string | undefined): boolean;
}

/** The page that was loaded last is served, and none before it: two windows would each show what the other has changed. */
export function oneClient(): OneClient {
  let now: string | null = null;
  const before = new Set<string>();
  return {
    admits(page) {
      if (page === undefined || page === now) return true;
      if (before.has(page)) return false;
      if (now !== null) before.add(now);
      now = page;
      return true;
    },
  };
}
