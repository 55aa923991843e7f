import { useSyncExternalStore } from "react";

/** The screens, in the order of the month's work. */
export const ROUTES = ["month", "import", "check", "explore", "coverage", "brief"] as const;
export type Route = (typeof ROUTES)[number];

/** The screens' names as the navigation and their headings write them. */
export const ROUTE_LABELS: Readonly<Record<Route, string>> = {
  month: "This month",
  import: "Import",
  check: "Check",
  explore: "Explore",
  coverage: "Coverage",
  brief: "Brief",
};

/** The address of a screen, for links. */
export function hrefOf(route: Route): string {
  return `#/${route}`;
}

/** Goes to a screen. */
export function goTo(route: Route): void {
  window.location.hash = hrefOf(route);
}

/** The screen the address names; anything unknown is This month. */
export function useRoute(): Route {
  const route = useSyncExternalStore(
    (changed) => {
      window.addEventListener("hashchange", changed);
      return () => window.removeEventListener("hashchange", changed);
    },
    () => ROUTES.find((candidate) => hrefOf(candidate) === window.location.hash) ?? "month",
  );
  return route;
}
