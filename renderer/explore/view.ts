import type { Frame, OwnQuestionCode, QuestionEntry } from "../../shared/contract.ts";
import { ownQuestionSchema, type SplitBy } from "../../shared/tables.ts";
import { type Month, parseMonth } from "../../shared/month.ts";
import {
  type Commissioner,
  COMMISSIONERS,
  OPEN_SPLITS,
  SERVICE_TYPES,
  type ServiceType,
  SPLITS,
  type Stage,
  STAGES,
  type Unit,
} from "../../shared/vocabulary.ts";

/** What Explore shows. */
export interface View {
  /** A stage, all three beside each other, a question of a user's own, the way from intent to hand-back, or who answered. */
  readonly measure: Stage | OwnQuestionCode | "stages" | "path" | "coverage";
  readonly by: SplitBy;
  /** Null for both beside each other. */
  readonly commissioner: Commissioner | null;
  /** The share month by month; every answer of the newest month; or the newest change of the same organisations. */
  readonly chart: "months" | "answers" | "change";
  readonly as: "chart" | "table";
  /** The months shown; null for the first and the last there are. */
  readonly from: Month | null;
  readonly to: Month | null;
  /** None for all. */
  readonly serviceTypes: readonly ServiceType[];
  readonly unit: Unit;
  /** The same organisations in both months compared. */
  readonly matched: boolean;
  /** The month they are compared with; null for the one before. */
  readonly against: Month | null;
  /** As it would be published. */
  readonly protected: boolean;
  /** The list to whose make-up shares are weighted; of who answered, the list they are compared with. */
  readonly frame: Frame | null;
  /** The column the table is sorted by; null for the chart's order. */
  readonly sort: { readonly column: string; readonly down: boolean } | null;
}

/** What Explore shows first: the main chart. */
export const STARTING_VIEW: View = {
  measure: "intent",
  by: "service-type",
  commissioner: null,
  chart: "months",
  as: "chart",
  from: null,
  to: null,
  serviceTypes: [],
  unit: "organisation",
  matched: false,
  against: null,
  protected: false,
  frame: null,
  sort: null,
};

/** A view as it stands in an address; `viewIn` reads it back. What is as at the start is left out, but the measure. */
export function viewAddress(view: View): string {
  const { measure, by, commissioner, chart, as, from, to, serviceTypes, unit, matched, against, frame, sort } = view;
  const parts: readonly (readonly [string, string | null])[] = [
    ["measure", measure],
    ["by", by === STARTING_VIEW.by ? null : by],
    ["commissioner", commissioner],
    ["chart", chart === STARTING_VIEW.chart ? null : chart],
    ["as", as === STARTING_VIEW.as ? null : as],
    ["from", from],
    ["to", to],
    ["services", serviceTypes.length === 0 ? null : serviceTypes.join(",")],
    ["unit", unit === STARTING_VIEW.unit ? null : unit],
    ["same", matched ? (against ?? "yes") : null],
    ["published", view.protected ? "yes" : null],
    ["weights", frame],
    ["sort", sort === null ? null : `${sort.column}${sort.down ? "-down" : ""}`],
  ];
  const query = new URLSearchParams(parts.flatMap(([key, value]) => (value === null ? [] : [[key, value]])));
  return query.toString();
}

/** The view an address asks for. What it says wrongly, or an older version said, is as at the start. */
export function viewIn(address: string): View {
  const query = new URLSearchParams(address);
  const one = <T extends string>(key: string, choices: readonly T[]): T | null =>
    choices.find((choice) => choice === query.get(key)) ?? null;
  const month = (key: string): Month | null => parseMonth(query.get(key) ?? "");
  const services = (query.get("services") ?? "").split(",");
  const sort = query.get("sort");
  return settled(
    {
      measure: one("measure", MEASURES) ?? ownMeasure(query.get("measure")) ?? STARTING_VIEW.measure,
      by: one("by", [...SPLITS, "none"]) ?? STARTING_VIEW.by,
      commissioner: one("commissioner", COMMISSIONERS),
      chart: one("chart", ["months", "answers", "change"]) ?? STARTING_VIEW.chart,
      as: one("as", ["chart", "table"]) ?? STARTING_VIEW.as,
      from: month("from"),
      to: month("to"),
      serviceTypes: SERVICE_TYPES.filter((type) => services.includes(type)),
      unit: one("unit", ["organisation", "location"]) ?? STARTING_VIEW.unit,
      matched: query.has("same"),
      against: month("same"),
      protected: query.get("published") === "yes",
      frame: one("weights", ["directory", "members"]),
      sort: sort === null ? null : { column: sort.replace(/-down$/, ""), down: sort.endsWith("-down") },
    },
    "protected",
  );
}

const MEASURES = [...STAGES, "stages", "path", "coverage"] as const;

function ownMeasure(text: string | null): OwnQuestionCode | null {
  const found = ownQuestionSchema.safeParse(text);
  return found.success ? found.data : null;
}

/** The view with something else chosen; what cannot stand beside that goes back to the start. */
export function changed(view: View, change: Partial<View>): View {
  const keys = Object.keys(change) as readonly (keyof View)[];
  const turned: Partial<View> = change.matched === true && !view.matched ? { chart: "change" } : {};
  const kept = { ...view, ...turned, ...change };
  const sort = keys.every((key) => key === "sort" || key === "as") ? kept.sort : null;
  return settled({ ...kept, sort }, keys[0] ?? "measure");
}

/** Whether a measure is of answers: a stage or a question of a user's own. */
export function isAnswers(measure: View["measure"]): measure is Stage | OwnQuestionCode {
  return measure !== "stages" && measure !== "path" && measure !== "coverage";
}

/** Whether a view could be shown as it would be published. */
export function canBePublished({ measure, by, unit, matched, against, serviceTypes }: View): boolean {
  // Of the same organisations only intent is published, of everybody, each month with the one before it.
  if (matched)
    return (
      measure === "intent" && by === "none" && unit === "organisation" && against === null && serviceTypes.length === 0
    );
  return (
    (isAnswers(measure) || measure === "stages") &&
    isPublished(by) &&
    unit === "organisation" &&
    (serviceTypes.length === 0 || by === "service-type")
  );
}

/** The months of `months` that a view shows, in order. */
export function monthsIn({ from, to }: Pick<View, "from" | "to">, months: readonly Month[]): readonly Month[] {
  return months.filter((month) => (from === null || month >= from) && (to === null || month <= to));
}

/** The view with a measure and a list that are there. */
export function known(view: View, questions: readonly QuestionEntry[], frames: readonly Frame[]): View {
  const measure = isGone(view, questions) ? STARTING_VIEW.measure : view.measure;
  return settled({ ...view, measure, frame: frames.find((frame) => frame === view.frame) ?? null }, "measure");
}

/** Whether a view asks for a question that the campaign does not have. */
export function isGone({ measure }: View, questions: readonly QuestionEntry[]): boolean {
  return !MEASURES.some((there) => there === measure) && !questions.some(({ code }) => code === measure);
}

/** Whether Explore shows a split as it would be published; boards, which only some campaigns publish, are seen in their packs. */
export function isPublished(by: SplitBy): boolean {
  return by === "none" || OPEN_SPLITS.some((split) => split === by);
}

/** Resolves what excludes each other in favour of what was chosen last. */
function settled(view: View, last: keyof View): View {
  let next = view;
  const rule = (applies: boolean, change: Partial<View>): void => {
    if (applies) next = { ...next, ...change };
  };
  const { measure } = next;
  rule(!isAnswers(measure), { chart: "months", matched: false });
  rule(measure === "stages" || measure === "path", { frame: null });
  rule(measure === "coverage", { commissioner: null, serviceTypes: [], protected: false });
  rule(measure === "path", { protected: false });
  rule(isAnswers(measure) && measure.includes("."), { commissioner: null });
  rule(next.chart === "answers" && next.matched, last === "chart" ? { matched: false } : { chart: "months" });
  rule(next.chart === "change" && !next.matched, { chart: "months" });
  rule(next.from !== null && next.to !== null && next.from > next.to, last === "to" ? { from: null } : { to: null });
  if (next.protected && last === "protected") {
    rule(!isPublished(next.by), { by: STARTING_VIEW.by });
    rule(next.by !== "service-type", { serviceTypes: [] });
    rule(true, { unit: "organisation" });
    rule(!canBePublished(next), { matched: false });
  }
  rule(next.protected && !canBePublished(next), { protected: false });
  if (next.frame !== null && !takesList(next)) next = last === "frame" ? withList(next) : { ...next, frame: null };
  if (next.matched) return next;
  return { ...next, against: null, chart: next.chart === "change" ? "months" : next.chart };
}

/** Whether a list can stand beside what a view shows: weights, or the list that answers are compared with. */
function takesList({ measure, by, matched, protected: isProtected, serviceTypes }: View): boolean {
  if (measure === "coverage") return isPublished(by) || by === "size";
  return isPublished(by) && !matched && !isProtected && (by === "service-type" || serviceTypes.length === 0);
}

/** The view with what cannot stand beside a list gone back to the start. */
function withList(view: View): View {
  const by = isPublished(view.by) ? view.by : STARTING_VIEW.by;
  const serviceTypes = by === "service-type" ? view.serviceTypes : [];
  return { ...view, by, serviceTypes, matched: false, protected: false };
}
