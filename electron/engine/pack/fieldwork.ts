import { listed } from "../../../shared/listed.ts";
import { monthLabel, type Month } from "../../../shared/month.ts";
import { COMMISSIONER_LABELS, COMMISSIONERS, STAGE_LABELS, STAGES } from "../../../shared/vocabulary.ts";
import type { PackBreak, PackDefinition } from "./definition.ts";
import { type FigureName, figureLabel, figureOf, findRow, findTable } from "./figures.ts";
import type { PageTable } from "./page-tables.ts";
import type { MethodPoint } from "./wording.ts";

/** How the answers came about, as every pack prints it: who was asked and when, what was left out, and how it can be checked. */
export function fieldworkPoints(definition: PackDefinition): readonly MethodPoint[] {
  const { sources, setAside = [], breaks = [] } = definition;
  const asked = [
    ...(asksTracker(definition)
      ? [
          "Capacity Tracker puts the questions to providers of adult social care in England that have an account there, apart from its mandatory collection: nobody had to answer.",
        ]
      : []),
    ...(sources.some(({ kind }) => kind === "survey")
      ? ["Member surveys were put to members of care associations, who chose whether to answer."]
      : []),
  ];
  return [
    {
      term: "Who was asked, and who answered",
      text: `${asked.length === 0 ? "" : `${asked.join(" ")} `}The sample chose itself: the figures are about those who answered. How many did is given below as published figures.`,
    },
    {
      term: "Fieldwork",
      text: [
        "Answers are told by the month they are about. The days on which they were given are not published, because they could tell who answered early or late.",
        ...januaryWords(definition, definition.months),
      ].join(" "),
    },
    {
      term: "Wording",
      text:
        breaks.length === 0
          ? "As far as the files tell, each source put its questions in the same words in every month."
          : `${breaks.map((change) => breakWords(definition, change)).join(" ")} Figures before and after a change compare badly; charts mark it.`,
    },
    {
      term: "Rows set aside",
      text:
        setAside.length === 0
          ? "No row of the sources was left out."
          : `Left out before anything was counted: ${listed(setAside)}. How many is not published, because numbers of rows are not protected.`,
    },
    {
      term: "Checking this pack",
      text: "The same evidence and the same choices give the same files, byte for byte. manifest.json holds the SHA-256 hash of every source file and of every other file of this pack, the versions of app and method, and why each figure is hidden.",
    },
  ];
}

/**
 * What is to be known of January 2025, where figures of these months hold it: it was asked late, and the associations
 * objected (Care & Support West, “Capacity Tracker update: contract hand back questions”, 18 February 2025).
 */
export function januaryWords(
  definition: Pick<PackDefinition, "sources" | "tables">,
  months: readonly Month[],
): readonly string[] {
  if (definition.tables.length === 0 || !asksTracker(definition) || !months.some((month) => month === JANUARY))
    return [];
  return [
    "Capacity Tracker’s collection on January 2025 closed on 28 February 2025; care associations objected to the phrasing of its questions and to their timing, before most of the effect of April 2025.",
  ];
}

const JANUARY = "2025-01";

function asksTracker({ sources }: Pick<PackDefinition, "sources">): boolean {
  return sources.some(({ kind }) => kind === "capacity-tracker");
}

function breakWords({ sets }: PackDefinition, { about, commissioner, month }: PackBreak): string {
  const stage = STAGES.find((one) => one === about);
  const own = sets.flatMap(({ questions }) => questions).find(({ code }) => code === about);
  const what = stage === undefined ? `“${own?.label ?? about}”` : STAGE_LABELS[stage].toLowerCase();
  const whose = commissioner === null ? "" : `, ${COMMISSIONER_LABELS[commissioner]}`;
  return `The wording about ${what}${whose} changed in ${monthLabel(month as Month)}.`;
}

const ANSWERED: readonly FigureName[] = ["base", "notApplicable", "noAnswer"];

/** How many answered about intent in each month, local authority beside NHS; null without the hand-back questions. */
export function answeredTable(definition: PackDefinition): PageTable | null {
  const tables = COMMISSIONERS.flatMap((one) => findTable(definition, "intent", one, "service-type") ?? []);
  if (tables.length === 0) return null;
  const months = definition.months.filter((month) => month <= definition.month);
  return {
    caption: `Who answered about intent, by month: ${definition.unit}s`,
    spans: tables.map(({ commissioner }) => ({ text: COMMISSIONER_LABELS[commissioner], columns: ANSWERED.length })),
    head: ["Month", ...tables.flatMap(() => ANSWERED.map((name) => figureLabel(name, "intent")))],
    rows: months.map((month) => ({
      label: monthLabel(month),
      total: false,
      cells: tables.flatMap((table) =>
        ANSWERED.map((name) => {
          const row = findRow(table, month, "all");
          return row === undefined ? ["–"] : [figureOf(table, row, name)];
        }),
      ),
    })),
    notes: [],
  };
}
