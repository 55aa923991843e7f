import { HIDDEN } from "../../../shared/charts/format.ts";
import { monthLabel } from "../../../shared/month.ts";
import { PACK_SECTION_LABELS } from "../../../shared/packs.ts";
import { NOT_OURS, QUOTES_SAID, referenceSource } from "./beside.ts";
import type { PackDefinition } from "./definition.ts";
import { textOf } from "./figures.ts";
import { issuedBy } from "./look.ts";
import { keyMessages } from "./messages.ts";
import type { WordRow } from "./workbook.ts";
import {
  evidenceTitle,
  lowBases,
  methodPoints,
  ownQuestionsAsked,
  period,
  promise,
  questionsAsked,
  readingGuide,
  sourceWords,
} from "./wording.ts";

/** The cover sheet: what this is, its period, unit, source and state. */
export function coverRows(definition: PackDefinition): readonly WordRow[] {
  const { title, campaignName, month, unit, appVersion, methodVersion, sample, release, house } = definition;
  const issued = house === undefined ? null : issuedBy(house);
  return [
    { kind: "title", text: title ?? `${evidenceTitle(definition)}: data tables` },
    text(campaignName),
    ...(issued === null ? [] : [text(issued)]),
    ...(sample ? [text("Fictional sample data: nothing here is about a real organisation.")] : []),
    text(
      `Status: ${release === null ? "draft" : `release ${release.code}`}. Reference month: ${monthLabel(month)}. Period: ${period(definition)}. Place: England. Unit: ${unit}.`,
    ),
    text(`Source: ${sourceWords(definition)}.`),
    heading("Key messages"),
    ...keyMessages(definition).map((message) => text(textOf(message))),
    heading("Protection"),
    text(promise(definition)),
    text(`Made with Bellwether ${appVersion}, method ${methodVersion}.`),
  ];
}

/** The notes sheet: shorthand, how to read, methods and the questions asked. */
export function notesRows(definition: PackDefinition): readonly WordRow[] {
  const low = lowBases(definition.rules);
  return [
    { kind: "title", text: "Notes" },
    heading("Shorthand"),
    text(
      `${HIDDEN} confidential: the figure is hidden so that no single answer can be worked out. It never means zero.`,
    ),
    ...(low === null ? [] : [text(`[low] low base: the percentage rests on ${low} answers.`)]),
    heading("How to read these figures"),
    ...readingGuide(definition).map(text),
    heading("Methods"),
    ...methodPoints(definition).map((point) => text(`${point.term}. ${point.text}`)),
    ...asideRows(definition),
    heading("Questions asked"),
    ...[...questionsAsked(definition), ...ownQuestionsAsked(definition)].map((question) => text(question.text)),
  ];
}

/** Members' words, and what others published. */
function asideRows({ quotes = [], references = [] }: PackDefinition): readonly WordRow[] {
  return [
    ...(quotes.length === 0
      ? []
      : [
          heading(PACK_SECTION_LABELS.quotes),
          text(QUOTES_SAID),
          ...quotes.flatMap(({ words, by }) => [text(`“${words}”`), text(by)]),
        ]),
    ...(references.length === 0
      ? []
      : [
          heading(PACK_SECTION_LABELS.context),
          text(NOT_OURS),
          ...references.flatMap((reference) => [text(reference.text), text(referenceSource(reference))]),
        ]),
  ];
}

function text(words: string): WordRow {
  return { kind: "text", text: words };
}

function heading(words: string): WordRow {
  return { kind: "heading", text: words };
}
