import { SOURCES } from "../../../shared/vocabulary.ts";
import type { StoredRival } from "../store/trace.ts";
import type { Preferred } from "./preferred.ts";
import { momentLabel } from "../../../shared/day.ts";
import { compareClaims } from "./standing.ts";

type Rival = StoredRival & Preferred;

/**
 * Why one response of an organisation and month stands before another, in words: the first of the rules of DESIGN
 * section 4 that tells them apart.
 */
export function whyBefore(holder: Rival, other: Rival): string {
  if ((holder.preferredAt ?? "") > (other.preferredAt ?? "")) return `A person chose it${noteOf(holder)}.`;
  if (holder.source !== other.source) {
    return SOURCES[holder.source] === "capacity-tracker"
      ? "The Capacity Tracker stands before surveys."
      : "Surveys stand before the Capacity Tracker, as your team decided.";
  }
  if (holder.submittedAt !== other.submittedAt) {
    if (other.submittedAt === null) return "A dated answer stands before one without a date.";
    return `The later answer stands: ${holder.submittedAt === null ? "undated" : momentLabel(holder.submittedAt)} comes after ${momentLabel(other.submittedAt)}.`;
  }
  if (holder.sha256 !== other.sha256)
    return "Both came at the same moment, so the file with the greater fingerprint (SHA-256) decides, whatever was imported first.";
  return "Both came at the same moment in one file, so the later row stands.";
}

/**
 * Why a response stands among all of its organisation and month, or which does in its place and why.
 * @param first the source that stands before the other, as the store numbers sources
 */
export function standingReason(own: Rival, holder: Rival, rivals: readonly Rival[], first: number): string {
  if (own.id !== holder.id) return whyBefore(holder, own);
  const next = rivals.filter(({ id }) => id !== own.id).toSorted((a, b) => compareClaims(b, a, first))[0];
  return next === undefined ? "It is the only one." : whyBefore(own, next);
}

function noteOf({ note }: Rival): string {
  return note === null || note === "" ? "" : `: “${note}”`;
}
