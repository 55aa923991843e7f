import { SPLIT_HEADS } from "../../../shared/charts/labels.ts";
import { basisWords } from "../../../shared/charts/words.ts";
import { monthLabel } from "../../../shared/month.ts";
import {
  type Commissioner,
  QUESTION_WORDINGS,
  QUESTIONS,
  type QuestionCode,
  type Stage,
} from "../../../shared/vocabulary.ts";
import type { DisplayRules } from "../../../shared/releases.ts";
import { HIDDEN } from "../disclosure/rules.ts";
import type { OwnTable, PackDefinition, StageTable } from "./definition.ts";
import { fieldworkPoints } from "./fieldwork.ts";

/** The sentence every pack carries (DISCLOSURE.md). */
export function promise({ release }: Pick<PackDefinition, "release">): string {
  const rounding =
    "All figures are rounded to 5 so that tables still add up. Groups with too few responses are not shown.";
  return release === null
    ? `${rounding} This is a draft: it has not yet been released. The app tried to break it together with every earlier release.`
    : `${rounding} Before release the app tried to break this pack together with every earlier one.`;
}

/** What a pack is: "Draft", or "Release" and its code. */
export function statusWords({ release }: Pick<PackDefinition, "release">): string {
  return release === null ? "Draft" : `Release ${release.code}`;
}

/** The bases that are marked as low: "30 to 55"; null where rules leave none. */
export function lowBases({ percentagesFrom, lowBaseTo }: DisplayRules): string | null {
  return percentagesFrom > lowBaseTo ? null : `${percentagesFrom} to ${lowBaseTo}`;
}

/** How to read the figures: shorthand, base, interval, months. In the order a reader needs them. */
export function readingGuide(definition: PackDefinition): readonly string[] {
  const { unit, rules, lateReturns } = definition;
  const low = lowBases(rules);
  return [
    ...(lateReturns
      ? ["Returns that came after a month was released are counted in the next month that was not."]
      : []),
    `A percentage is the share of ${unit}s that answered the question and to which it applies. “Don’t know” is part of this base; “not applicable” and “no answer” are not.`,
    `The base is given with every percentage.${low === null ? "" : ` [low] marks a base of ${low}: take the figure as a hint.`}`,
    `${HIDDEN} means confidential: the figure is hidden so that no single answer can be worked out. It never means zero; a true zero is printed as 0.`,
    "Intervals (95%) are indicative: the sample chose itself, so they show the play of chance among those who answered, not all of England.",
    ...(definition.tables.length === 0
      ? []
      : [
          "Intent looks 3 months ahead, so months overlap. Never add months up, and never add local authority and NHS figures up.",
        ]),
    ...(definition.sets.length === 0
      ? []
      : [
          `The questions of ${setTitles(definition)} have answers of their own. What their base holds and what their share counts is said with each; some have no share, and then every answer is given as a part of the base.`,
        ]),
  ];
}

/** One point of the method: a term and its explanation. */
export interface MethodPoint {
  readonly term: string;
  readonly text: string;
}

/** The rules behind the numbers, as every pack prints them (DESIGN section 4, DISCLOSURE). */
export function methodPoints(definition: PackDefinition): readonly MethodPoint[] {
  const { unit } = definition;
  const { countsFrom, percentagesFrom, organisations, largestShare, unanimity } = definition.rules;
  const nearlyAll = Math.round(unanimity * 1000) / 10;
  const nearlyNone = Math.round(1000 - unanimity * 1000) / 10;
  return [
    ...fieldworkPoints(definition),
    {
      term: "Unit",
      text:
        unit === "organisation"
          ? `Figures count organisations, each once a month whatever its number of places. Where an organisation answered more than once, one answer stands: ${definition.firstSource === "survey" ? "survey before Capacity Tracker" : "Capacity Tracker before survey"}, then the latest.${definition.chosenByHand ? " In individual cases the team chose the answer by hand." : ""}`
          : "Figures count locations, each once a month. They must not be compared with figures that count organisations.",
    },
    {
      term: "Base",
      text: "Those who answered the question and did not say “not applicable”. “Don’t know” is in the base. Blank answers and wordings not yet understood are counted together as “no answer”, beside the base.",
    },
    {
      term: "Share",
      text: "Likely and very likely answers divided by the base; for discussions and hand-backs, yes answers divided by the base.",
    },
    ...ownPoints(definition),
    ...sumPoints(definition),
    {
      term: "Rounding",
      text: "Zero-restricted controlled rounding to base 5: each count and total moves to a neighbouring multiple of 5, and all sums still hold. Percentages, intervals, rankings, charts and sentences are worked out from the rounded counts, so they may differ slightly from percentages of true counts.",
    },
    {
      term: "Hiding",
      text: `Counts are shown from a base of ${countsFrom}, percentages from ${percentagesFrom}, and only for groups of at least ${organisations} organisations of which none has more than ${largestShare === 0.5 ? "half" : `${Math.round(largestShare * 1000) / 10}%`}. Small groups are first added up as “Other services” or “Rest of England”. A share above ${nearlyAll}% reads “${nearlyAll}% or more” and below ${nearlyNone}% “${nearlyNone}% or less”, without its detail.`,
    },
    {
      term: "Intervals",
      text: "Wilson 95% intervals on the rounded counts. They are indicative: the sample chose itself.",
    },
    {
      term: "Months",
      text: "The reference month is the month the questions ask about. Intent covers the next 3 months, so neighbouring months overlap and are never summed. Different organisations may answer in different months.",
    },
    {
      term: "Service type",
      text: "The most common service type that the organisation itself gave; failing that, the one its source or the register gives.",
    },
  ];
}

/** What is in the base of the user's own questions and what their shares count, a point a set. */
function ownPoints({ sets, unit }: PackDefinition): readonly MethodPoint[] {
  return sets.map(({ title, questions }) => ({
    term: `Base and share, ${title}`,
    text: `The share is the counted answers divided by the base. Numbers are counted in bands${questions.some(({ summed }) => summed === true) ? " and added up" : ""}; of a multiple choice each choice is a question of its own, and all share the base of those who made any choice; free text is never counted. ${questions.map((question) => `${question.label}. ${basisWords(question, unit)}`).join(" ")}`,
  }));
}

/** How numbers are added up, where any are: a point for all sets. */
function sumPoints({ sets, unit, rules }: PackDefinition): readonly MethodPoint[] {
  if (!sets.some(({ questions }) => questions.some(({ summed }) => summed === true))) return [];
  return [
    {
      term: "Sums",
      text: `Numbers that ${unit}s gave are added up as they gave them, answers without a number adding nothing; each sum is rounded, so that sums still add up, to a multiple that is at least a fifth of the largest number given, and is shown only where counts are, at least ${rules.organisations} ${unit}s gave a number, the two largest numbers are no more than 85% of the sum, the others together are at least 10% of the largest, and the rest of the table does not give back one that is hidden.`,
    },
  ];
}

/** What a pack's data are called: by the hand-backs where it holds any, else by the user's own sets. */
export function evidenceTitle({ tables, sets }: Pick<PackDefinition, "tables" | "sets">): string {
  const [first] = sets;
  return tables.length > 0 || first === undefined
    ? "Contract hand-back evidence"
    : sets.map(({ title }) => title).join(", ");
}

/** The titles of the user's own sets: “Workforce pay” and “Vacancies”. */
export function setTitles({ sets }: Pick<PackDefinition, "sets">): string {
  const titles = sets.map(({ title }) => `“${title}”`);
  const last = titles.at(-1) ?? "";
  return titles.length < 2 ? last : `${titles.slice(0, -1).join(", ")} and ${last}`;
}

/** The questions of the user's own sets as they were asked. */
export function ownQuestionsAsked({
  sets,
}: PackDefinition): readonly { readonly code: string; readonly text: string }[] {
  return sets.flatMap(({ title, questions }) =>
    questions.map(({ code, wording }) => ({ code, text: `${title}: ${wording}` })),
  );
}

/** The six questions as they were asked, with the leading month in its place. */
export function questionsAsked(
  definition: PackDefinition,
): readonly { readonly code: QuestionCode; readonly text: string }[] {
  if (definition.tables.length === 0) return [];
  return QUESTIONS.map((code) => ({
    code,
    text: QUESTION_WORDINGS[code].replace("<month>", monthLabel(definition.month)),
  }));
}

/** "January 2025" or "October 2024 to January 2025". */
export function period({ months, month }: Pick<PackDefinition, "months" | "month">): string {
  const [first] = months;
  const last = months.at(-1);
  if (first === undefined || last === undefined || first === last) return monthLabel(month);
  return `${monthLabel(first)} to ${monthLabel(last)}`;
}

/** What the responses came from, in words: "Capacity Tracker; member survey (SurveyMonkey)". */
export function sourceWords({ sources }: PackDefinition): string {
  const platforms = [...new Set(sources.flatMap((source) => (source.kind === "survey" ? [source.platform] : [])))];
  const named = platforms.filter((platform) => platform !== null).toSorted();
  const parts: string[] = [];
  if (sources.some((source) => source.kind === "capacity-tracker")) parts.push("Capacity Tracker");
  if (platforms.length > 0) parts.push(`member survey${named.length > 0 ? ` (${named.join(", ")})` : ""}`);
  return parts.length === 0 ? "responses collected by the campaign" : parts.join("; ");
}

/** A split within a sentence: "service type". */
export function splitWords(by: StageTable["by"]): string {
  return SPLIT_HEADS[by].toLowerCase();
}

/** A table's title: what it is about, and split how. */
export function tableTitle(of: Parameters<typeof subjectTitle>[0] & Pick<StageTable, "by">): string {
  return `${subjectTitle(of)}, by ${splitWords(of.by)}`;
}

/** The title of the sums of a table: "Sum of …, by service type". */
export function sumTitle(of: Parameters<typeof tableTitle>[0]): string {
  return `Sum of ${tableTitle(of)}`;
}

/** What figures are about: what, and whose contracts (of both, where `commissioner` is null). Own questions name their set. */
export function subjectTitle(
  of: (Pick<StageTable, "measure"> & { readonly commissioner: Commissioner | null }) | Pick<OwnTable, "question">,
): string {
  if ("question" in of) return `${of.question.set}: ${of.question.label}`;
  const contracts = of.commissioner === null ? "contracts" : `${CONTRACTS[of.commissioner]} contracts`;
  return STAGE_TITLES[of.measure](contracts);
}

/** Whose contracts, as an adjective within a sentence. */
export const CONTRACTS: Readonly<Record<Commissioner, string>> = { la: "local authority", nhs: "NHS" };

/** File name stem of a stage: `intent`, `discussions`, `hand-backs`. */
export const STAGE_STEMS: Readonly<Record<Stage, string>> = {
  intent: "intent",
  discussion: "discussions",
  handback: "hand-backs",
};

const STAGE_TITLES: Readonly<Record<Stage, (contracts: string) => string>> = {
  intent: (contracts) => `Likely to hand back ${contracts} in the next 3 months`,
  discussion: (contracts) => `Discussed handing back ${contracts}`,
  handback: (contracts) => `Handed back ${contracts}`,
};
