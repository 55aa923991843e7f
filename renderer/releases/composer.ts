/** The name that last composed a release in this browser, so that it is not typed every month; empty where there is none. */
export function lastComposer(): string {
  try {
    return localStorage.getItem(STORED) ?? "";
  } catch {
    return "";
  }
}

/** Remembers who composed a release, in this browser only. Where it keeps nothing, the name is typed again. */
export function rememberComposer(name: string): void {
  try {
    localStorage.setItem(STORED, name);
  } catch {
    // Nothing is lost but a convenience.
  }
}

const STORED = "bellwether-composed-by";
