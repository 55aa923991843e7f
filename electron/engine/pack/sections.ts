import { basisWords } from "../../../shared/charts/words.ts";
import { monthLabel } from "../../../shared/month.ts";
import { PACK_SECTION_LABELS } from "../../../shared/packs.ts";
import { STAGE_LABELS } from "../../../shared/vocabulary.ts";
import { contextSection, quotesSection } from "./beside.ts";
import { chartId, type ChartKind, chartSubtitle } from "./chart-sketches.ts";
import type { PackChart } from "./charts.ts";
import {
  formatsOf,
  type OwnTable,
  type PackDefinition,
  type PackSet,
  type PackTable,
  type Subject,
  WORKBOOK,
} from "./definition.ts";
import type { Block, DocumentSection, PackDocument, TableLook } from "./document.ts";
import { answeredTable, januaryWords } from "./fieldwork.ts";
import { issuedBy } from "./look.ts";
import { matchedTable } from "./matched.ts";
import { keyMessages, mainFinding } from "./messages.ts";
import {
  answersTable,
  boardsTable,
  hiddenTable,
  ownTable,
  pairTable,
  type PageTable,
  sumTable,
  trendTable,
} from "./page-tables.ts";
import {
  methodPoints,
  ownQuestionsAsked,
  period,
  promise,
  questionsAsked,
  readingGuide,
  sourceWords,
  statusWords,
} from "./wording.ts";

/** The briefing of a pack: its words, charts and tables, before any format is chosen. */
export function packDocument(definition: PackDefinition, charts: readonly PackChart[]): PackDocument {
  const finding = mainFinding(definition);
  const title = definition.title ?? finding;
  return {
    title,
    lead: title === finding ? null : finding,
    campaign: definition.campaignName,
    house: definition.house ?? null,
    tags: [statusWords(definition), ...(definition.sample ? ["Fictional sample data"] : [])],
    about: `Reference month ${monthLabel(definition.month)}. Period ${period(definition)}. England. Figures count ${definition.unit}s.`,
    sections: sectionsOf(definition, charts),
    closing: [
      promise(definition),
      `Made with Bellwether ${definition.appVersion}, method ${definition.methodVersion}. The same figures are ${inFiles(definition, "data")}; manifest.json lists every file with its SHA-256 hash.`,
      ...issuer(definition),
    ],
  };
}

/** Who issues it and whom to ask, where that is said. */
function issuer({ house }: PackDefinition): readonly string[] {
  const words = house === undefined ? null : issuedBy(house);
  return words === null ? [] : [words];
}

/** The sections of a briefing: those of its plan in the plan's order, else all that it can have in reading order. */
function sectionsOf(definition: PackDefinition, charts: readonly PackChart[]): readonly DocumentSection[] {
  const chart = (wanted: Wanted): readonly Block[] => chartBlocks(definition, charts, wanted);
  const about =
    definition.tables.length === 0
      ? []
      : [intent(definition, chart), regions(definition, chart), later(definition, chart)];
  const all = [
    messages(definition),
    { id: "reading", heading: PACK_SECTION_LABELS.reading, blocks: [list(readingGuide(definition))] },
    ...about,
    ...definition.sets.map((set) => ownSet(definition, charts, set, chart)),
    ...[quotesSection(definition), contextSection(definition)].filter((section) => section !== null),
    hidden(definition),
    methods(definition),
  ];
  if (definition.plan === undefined) return all;
  const known = new Map(
    [...all, ...(about.length === 0 ? [] : [oneChart(chart)])].map((section) => [section.id, section]),
  );
  const { sections, comments } = definition.plan;
  return sections.flatMap((id) => {
    const section = known.get(id);
    return section === undefined
      ? []
      : [{ ...section, blocks: [...paragraphs(comments[id] ?? ""), ...section.blocks] }];
  });
}

/** Somebody's own words as paragraphs: parted by empty lines, and each in one line. */
function paragraphs(words: string): readonly Block[] {
  return words
    .split(/\n\s*\n/)
    .map((paragraph) => paragraph.replaceAll(/[\p{Cc}\s]+/gu, " ").trim())
    .filter((paragraph) => paragraph !== "")
    .map(text);
}

/** The chart of a note: intent by service type, and no table beside it. */
function oneChart(chart: Charting): DocumentSection {
  return { id: "chart", heading: PACK_SECTION_LABELS.chart, blocks: chart({ subject: "intent", by: "service-type" }) };
}

/** Where else the figures are: in the workbook, where there is one, and in folders. */
function inFiles(definition: PackDefinition, ...folders: readonly string[]): string {
  const within = `in the folder${folders.length > 1 ? "s" : ""} ${folders.join(" and ")}`;
  return formatsOf(definition).includes("xlsx") ? `in ${WORKBOOK} and ${within}` : within;
}

type Charting = (wanted: Wanted) => readonly Block[];

function messages(definition: PackDefinition): DocumentSection {
  return {
    id: "messages",
    heading: PACK_SECTION_LABELS.messages,
    blocks: [{ kind: "list", ordered: false, items: keyMessages(definition) }],
  };
}

function intent(definition: PackDefinition, chart: Charting): DocumentSection {
  return {
    id: "intent",
    heading: PACK_SECTION_LABELS.intent,
    blocks: [
      text(
        "The question asks how likely it is that the organisation hands back any of its contracts in the next 3 months.",
      ),
      ...chart({ subject: "intent", by: "service-type" }),
      ...table(pairTable(definition, "intent", "service-type"), "pair"),
      ...table(trendTable(definition, "la"), "plain"),
      ...table(trendTable(definition, "nhs"), "plain"),
      ...table(matchedTable(definition), "plain"),
      ...chart({ subject: "intent", by: "service-type", kind: "answers" }),
      ...table(answersTable(definition, "intent", "la"), "dense"),
      ...table(answersTable(definition, "intent", "nhs"), "dense"),
    ],
  };
}

function regions(definition: PackDefinition, chart: Charting): DocumentSection {
  return {
    id: "regions",
    heading: PACK_SECTION_LABELS.regions,
    blocks: [
      ...chart({ subject: "intent", by: "region" }),
      ...table(pairTable(definition, "intent", "region"), "pair"),
      ...table(boardsTable(definition), "pair"),
    ],
  };
}

function later(definition: PackDefinition, chart: Charting): DocumentSection {
  return {
    id: "later",
    heading: PACK_SECTION_LABELS.later,
    blocks: [
      ...chart({ subject: "intent", by: "service-type", kind: "stages" }),
      ...(["discussion", "handback"] as const).flatMap((stage): readonly Block[] => [
        { kind: "heading", text: STAGE_LABELS[stage] },
        ...chart({ subject: stage, by: "service-type" }),
        ...table(pairTable(definition, stage, "service-type"), "pair"),
      ]),
      text(`The same figures by region are ${inFiles(definition, "charts", "data")}.`),
    ],
  };
}

/** A question set of the user's own: a heading a question, with its chart, its table and what they count. */
function ownSet(
  definition: PackDefinition,
  charts: readonly PackChart[],
  set: PackSet,
  chart: Charting,
): DocumentSection {
  const questions = set.questions.flatMap((question): readonly Block[] => [
    { kind: "heading", text: question.label },
    text(question.wording),
    ...chart({ subject: question, by: "service-type", span: set }),
    ...set.tables
      .filter(({ question: { code }, by }) => code === question.code && by === "service-type")
      .flatMap((own) => [...table(ownTable(set, own), "dense"), ...sums(set, own)]),
    ...(charts.some(({ about }) => about === question.code)
      ? []
      : [{ kind: "text", text: basisWords(question, definition.unit), note: true } as const]),
  ]);
  return {
    id: `set-${set.code}`,
    heading: set.title,
    blocks: [
      text(
        `Reference month ${monthLabel(set.month)}. Period ${period(set)}. Figures count ${definition.unit}s that answered these questions; they are a sample of their own, beside that of other questions.`,
      ),
      ...questions,
      text(`The same figures by region are ${inFiles(definition, "charts", "data")}.`),
    ],
  };
}

/** What was given to a number question, added up; in words where no sum can be shown. */
function sums(set: PackSet, own: OwnTable): readonly Block[] {
  if (own.question.summed !== true) return [];
  const found = sumTable(set, own);
  if (found !== null) return table(found, "plain");
  return [
    { kind: "text", text: "No sum of these numbers is shown: it would tell what few or single ones gave.", note: true },
  ];
}

function hidden(definition: PackDefinition): DocumentSection {
  const hiddenRows = hiddenTable(definition);
  return {
    id: "hidden",
    heading: PACK_SECTION_LABELS.hidden,
    blocks:
      hiddenRows.rows.length === 0
        ? [text(`Nothing was hidden in ${monthLabel(definition.month)}.`)]
        : [
            text(
              "Figures are hidden only to protect those who answered. “Too few organisations” hides a whole row; “too few organisations for a percentage” hides the share and its interval; “would give away a single answer” hides the detail of a share near none or all, and a sum that would tell what one or two organisations gave. Other months are listed in manifest.json.",
            ),
            ...table(hiddenRows, "words"),
          ],
  };
}

function methods(definition: PackDefinition): DocumentSection {
  const questions = [...questionsAsked(definition), ...ownQuestionsAsked(definition)];
  return {
    id: "methods",
    heading: PACK_SECTION_LABELS.methods,
    blocks: [
      { kind: "terms", terms: methodPoints(definition) },
      ...table(answeredTable(definition), "plain"),
      { kind: "heading", text: "Questions asked" },
      { kind: "list", ordered: true, items: questions.map((question) => [question.text]) },
      { kind: "heading", text: "Sources" },
      text(`${sourceWords(definition)}. manifest.json holds the SHA-256 hash of every source file, and no file names.`),
    ],
  };
}

/** Which chart a section wants. */
interface Wanted {
  readonly subject: Subject;
  readonly by: PackTable["by"];
  /** Without it the share over the months; the others are of the leading month, and are left out where they would be empty. */
  readonly kind?: ChartKind;
  /** Months of a user's own set and the one that leads them; without it those of the hand-back questions. */
  readonly span?: Pick<PackDefinition, "months" | "month">;
}

/** A chart with its measure, source and caveats; words where no group is large enough for it. */
function chartBlocks(
  definition: PackDefinition,
  charts: readonly PackChart[],
  { subject, by, kind = "trend", span = definition }: Wanted,
): readonly Block[] {
  const about = typeof subject === "string" ? subject : subject.code;
  const chart = charts.find(
    (candidate) => candidate.kind === kind && candidate.by === by && (kind === "stages" || candidate.about === about),
  );
  if (isLeftOut(definition, { kind, about: kind === "stages" ? "stages" : about, by })) return [];
  if (chart === undefined) return kind === "trend" ? [text("No group is large enough for a chart.")] : [];
  const until = kind === "trend" ? span.months.filter((month) => month <= span.month) : [span.month];
  const caveats = [
    `Source: ${sourceWords(definition)}.`,
    "Rounded to 5.",
    sampleWords(subject, kind),
    ...(subject === "intent" ? ["Each month looks 3 months ahead, so months overlap."] : []),
    ...(typeof subject === "string" ? januaryWords(definition, until) : [basisWords(subject, definition.unit)]),
    ...chart.changes,
    ...(chart.leftOut.length > 0 ? [`Not in the chart, because too few answered: ${chart.leftOut.join(", ")}.`] : []),
  ];
  return [
    {
      kind: "chart",
      chart,
      subtitle: chartSubtitle(subject, definition.unit, period({ months: until, month: span.month }), kind),
      source: caveats.join(" "),
    },
  ];
}

function isLeftOut({ wording }: PackDefinition, of: Parameters<typeof chartId>[0]): boolean {
  return wording?.leftOut.includes(chartId(of)) === true;
}

function sampleWords(subject: Subject, kind: ChartKind): string {
  const intervals = kind === "trend" && (typeof subject === "string" || subject.options.some(({ counted }) => counted));
  return intervals
    ? "Intervals are indicative: the sample chose itself."
    : "The sample chose itself: the figures are about those who answered.";
}

function text(words: string): Block {
  return { kind: "text", text: words };
}

function list(items: readonly string[]): Block {
  return { kind: "list", ordered: false, items: items.map((item) => [item]) };
}

function table(found: PageTable | null, look: TableLook): readonly Block[] {
  return found === null ? [] : [{ kind: "table", table: found, look }];
}
