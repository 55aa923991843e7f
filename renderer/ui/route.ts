import { useSyncExternalStore } from "react";

/** The screens, in the order of the month's work. */
export const ROUTES = ["month", "import", "check", "explore", "coverage", "brief", "releases"] as const;
export type Route = (typeof ROUTES)[number];

/** The screens' names as the navigation and their headings write them. */
export const ROUTE_LABELS: Readonly<Record<Route, string>> = {
  month: "This month",
  import: "Import",
  check: "Check",
  explore: "Explore",
  coverage: "Coverage",
  brief: "Brief",
  releases: "Releases",
};

/** The address of a screen, for links; `details` is what it should show, written as a query. */
export function hrefOf(route: Route, details = ""): string {
  return details === "" ? `#/${route}` : `#/${route}?${details}`;
}

/** Goes to a screen. */
export function goTo(route: Route, details = ""): void {
  window.location.hash = hrefOf(route, details);
}

/**
 * Writes into the address what a screen shows; nobody is taken anywhere, and Back still leads to the screen before. A screen
 * that was left while it was still working out what it shows writes nothing.
 */
export function noteDetails(route: Route, details: string): void {
  if (routeIn(window.location.hash) !== route) return;
  if (window.location.hash === hrefOf(route, details)) return;
  window.history.replaceState(null, "", hrefOf(route, details));
  for (const listener of listeners) listener();
}

/** Has the campaign that is opened next begin at This month, wherever the one before was left. */
export function beginAnew(): void {
  if (routeIn(window.location.hash) === "month") return;
  window.history.replaceState(null, "", hrefOf("month"));
  for (const listener of listeners) listener();
}

/** The screen the address names; anything unknown is This month. */
export function useRoute(): Route {
  return useSyncExternalStore(listen, () => routeIn(window.location.hash));
}

/** What the address asks its screen to show; empty where it asks for nothing. */
export function useDetails(): string {
  return useSyncExternalStore(listen, () => window.location.hash.split("?")[1] ?? "");
}

function routeIn(hash: string): Route {
  return ROUTES.find((route) => hrefOf(route) === hash.split("?")[0]) ?? "month";
}

const listeners = new Set<() => void>();

function listen(changed: () => void): () => void {
  listeners.add(changed);
  window.addEventListener("hashchange", changed);
  return () => {
    listeners.delete(changed);
    window.removeEventListener("hashchange", changed);
  };
}
