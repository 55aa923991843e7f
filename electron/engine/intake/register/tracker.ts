import { squash, TRACKER_HEADERS } from "../fields.ts";

/** True for headings that only an extract of the Capacity Tracker has: those that a member list may have too do not count. */
export function isTracker(headers: readonly string[]): boolean {
  return headers.map(squash).some((form) => TRACKER_HEADERS.has(form) && !SHARED.has(form));
}

/** Of the tracker's headings: who a member is and where, which a list of members says as well. */
const SHARED: ReadonlySet<string> = new Set([
  "parentorganisation",
  "odscode",
  "localauthority",
  "laname",
  "laregionname",
  "icb",
  "icbname",
  "subicb",
  "subicbname",
]);
