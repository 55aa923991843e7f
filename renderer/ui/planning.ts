import { useQueryClient } from "@tanstack/react-query";
import { useState } from "react";
import type { QuestionEntry } from "../../shared/contract.ts";
import { PACK_TEMPLATES, type PackPlan, type PackTemplate, templatePlan } from "../../shared/packs.ts";
import { useReading, useTask } from "../host/operations.ts";

/** A question set of the user's own that a pack can hold. */
export interface OwnSet {
  readonly code: string;
  readonly title: string;
}

/** What packs hold, kept in the campaign as it is changed. */
export interface Planning {
  /** Null for everything. */
  readonly plan: PackPlan | null;
  /** No document, or documents without a section. */
  readonly empty: boolean;
  readonly choose: (plan: PackPlan | null) => void;
  /** Takes the last change back; null where there is none. */
  readonly undo: (() => void) | null;
}

/** What packs of this campaign hold: read once, and kept with every change. */
export function usePlanning(): Planning {
  const kept = useReading("plan.get", {});
  const save = useTask("plan.save");
  const queries = useQueryClient();
  const [changed, setChanged] = useState<readonly (PackPlan | null)[]>([]);
  const plan = changed.at(-1) ?? (changed.length > 0 ? null : (kept.data ?? null));
  const keep = (next: readonly (PackPlan | null)[], now: PackPlan | null): void => {
    setChanged(next);
    // Whoever looks at it next sees it at once, not only after it was read again.
    queries.setQueryData(["plan.get", {}], [now]);
    void save.run({ plan: now });
  };
  return {
    plan,
    empty: plan !== null && (plan.formats.length === 0 || plan.sections.length === 0),
    choose: (next) => keep([...(changed.length === 0 ? [plan] : changed), next], next),
    undo: changed.length < 2 ? null : () => keep(changed.slice(0, -1), changed.at(-2) ?? null),
  };
}

/** The template that a plan is, as far as it is one. */
export function templateOf(plan: PackPlan | null, sets: readonly OwnSet[]): PackTemplate | null {
  if (plan === null) return "full";
  const codes = sets.map(({ code }) => code);
  return (
    PACK_TEMPLATES.find((template) => JSON.stringify(templatePlan(template, codes)) === JSON.stringify(plan)) ?? null
  );
}

/** The question sets of the user's own that somebody answered. */
export function answeredSets(questions: readonly QuestionEntry[]): OwnSet[] {
  const answered = questions.filter(({ months }) => months.length > 0);
  return [...new Map(answered.map(({ set, title }) => [set, title]))].map(([code, title]) => ({ code, title }));
}
