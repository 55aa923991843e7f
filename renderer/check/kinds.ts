import type { CheckReport } from "../../shared/contract.ts";
import type { Labels } from "../ui/labels.ts";

/** Something that was not understood. */
export type Issue = CheckReport["issues"][number];
/** What a person said it means. */
export type Decision = CheckReport["decisions"][number];

/** One queue of Check: what waits in it, in words. */
export interface Kind {
  readonly kind: Issue["kind"];
  readonly title: (count: number) => string;
  readonly lead: string;
}

/** The queues a person works through, in their order. Identifiers are told but nothing can be said of them. */
export const QUEUES: readonly Kind[] = [
  {
    kind: "unknown-wording",
    title: (count) => (count === 1 ? "1 answer to explain" : `${count} answers to explain`),
    lead: "Counted as “Unrecognised wording”, beside the base, until you say what they mean.",
  },
  {
    kind: "unknown-choice",
    title: (count) => (count === 1 ? "1 choice no question set names" : `${count} choices no question set names`),
    lead: "Add them to their question set, and the answers are read again.",
  },
  {
    kind: "unknown-service-type",
    title: (count) => (count === 1 ? "1 service type to explain" : `${count} service types to explain`),
    lead: "Counted as not stated, unless another column names the service type.",
  },
  {
    kind: "unknown-region",
    title: (count) => (count === 1 ? "1 region to explain" : `${count} regions to explain`),
    lead: "Counted as not stated until you say which of the nine regions they are.",
  },
  {
    kind: "date",
    title: (count) => (count === 1 ? "1 date to explain" : `${count} dates to explain`),
    lead: "These responses count as undated: of two responses of one organisation, the dated one stands.",
  },
];

/** What waits for a person, in the order it is worked through: queue by queue, most rows first. */
export function waitingIssues(issues: readonly Issue[]): Issue[] {
  return QUEUES.flatMap(({ kind }) =>
    issues.filter((issue) => issue.kind === kind).toSorted((a, b) => b.rows - a.rows),
  );
}

/** What tells an issue or a decision from the others. */
export function issueKey({ kind, question, wording }: Pick<Decision, "kind" | "question" | "wording">): string {
  return [kind, question, wording].join("\u001f");
}

/** Where an answer, service type or date was written, in words: a question's label or a field's. */
export function fieldWords({ question }: Pick<Issue, "question">, labels: Labels): string {
  return labels.question(question);
}
