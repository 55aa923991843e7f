import { createHash } from "node:crypto";
import { NO_WORDING, type Wording, wordingSchema, type WordingView } from "../../shared/wordings.ts";
import { type Explained, explainedBy } from "./pack/audit/explained.ts";
import { unexplained } from "./pack/audit/numbers.ts";
import { packWords } from "./pack/audit/pack-words.ts";
import { chartId, chartSketches, sketchLabel } from "./pack/chart-sketches.ts";
import { isInBriefing } from "./pack/charts.ts";
import type { PackDefinition } from "./pack/definition.ts";
import { textOf } from "./pack/figures.ts";
import { asRead, ownMessages } from "./pack/messages.ts";
import { ownQuestions } from "./pack/pack-questions.ts";
import { publishedByTables } from "./pack/published.ts";
import { asMessage, type Followed, movedSince, renewed, writtenText } from "./pack/rewording.ts";
import type { CampaignFile } from "./store/campaignFile.ts";
import { readWordingText, writeWordingText } from "./store/summary.ts";

/** What people wrote for packs of a campaign; nothing where what is kept cannot be read any more. */
export function keptWording(campaign: CampaignFile): Wording {
  const text = readWordingText(campaign);
  return text === null ? NO_WORDING : (wordingSchema.safeParse(JSON.parse(text)).data ?? NO_WORDING);
}

/** Keeps what people wrote. */
export function keepWording(campaign: CampaignFile, wording: Wording): void {
  const empty = JSON.stringify(wording) === JSON.stringify(NO_WORDING);
  writeWordingText(campaign, empty ? null : JSON.stringify(wording));
}

/** What words for a pack can be checked by and tied to. */
export interface WordingGround {
  /** By message, what its words can follow. */
  readonly messages: ReadonlyMap<string, Followed>;
  /** By chart, its own finding. */
  readonly charts: ReadonlyMap<string, Followed>;
  /** Numbers in some words that are no published figures, as they stand there. */
  readonly strange: (words: string) => readonly string[];
  /** Whether some words state any number but that of a month, a rule or a term. */
  readonly states: (words: string) => boolean;
}

/** What there is to write for a pack, by its protected figures. */
export function wordingGround(definition: PackDefinition): WordingGround {
  const published = publishedByTables(definition);
  const questions = ownQuestions(definition);
  const explained = explainedBy(published, questions, packWords([], definition, questions));
  const nothing: Explained = { ...explained, ...NOTHING };
  const mark = createHash("sha256")
    .update(JSON.stringify([...published]))
    .digest("hex")
    .slice(0, 16);
  const asked = (words: string, by: Explained): readonly string[] => unexplained([{ kind: "words", text: words }], by);
  return {
    messages: new Map(
      ownMessages(definition).map(({ id, pieces }) => [
        id,
        { bounds: pieces.flatMap((piece) => (typeof piece === "string" ? [] : [piece])), mark },
      ]),
    ),
    charts: new Map(
      chartSketches(definition).map((sketch) => [
        chartId(sketch),
        { bounds: [{ role: FINDING, text: sketch.title, figure: null }], mark },
      ]),
    ),
    strange: (words) => asked(words, explained),
    states: (words) => asked(words, nothing).length > 0,
  };
}

/** The role of a chart's own finding, against which its title is written. */
export const FINDING = "finding";

const NOTHING = {
  counts: new Set<string>(),
  bases: new Set<string>(),
  percentages: new Set<string>(),
  parts: new Set<string>(),
  proportions: new Set<number>(),
} as const;

/** Puts into a pack what people wrote for it, as far as nothing it states has moved and every number is published. */
export function worded(definition: PackDefinition, wording: Wording): PackDefinition {
  if (JSON.stringify(wording) === JSON.stringify(NO_WORDING)) return definition;
  const ground = wordingGround(definition);
  const messages = [...ground.messages].flatMap(([id, followed]) => {
    const edit = wording.messages[id];
    if (edit === undefined || !holds(edit.against, followed, writtenText(edit), ground)) return [];
    return [[id, asMessage(edit, followed)] as const];
  });
  const titles = [...ground.charts].flatMap(([id, followed]) => {
    const edit = wording.titles[id];
    if (edit === undefined || !holds(edit.against, followed, edit.text, ground)) return [];
    return [[id, edit.text] as const];
  });
  return {
    ...definition,
    wording: {
      messages: Object.fromEntries(messages),
      titles: Object.fromEntries(titles),
      leftOut: wording.leftOut,
    },
  };
}

function holds(
  against: Readonly<Record<string, string>>,
  followed: Followed,
  text: string,
  { strange }: WordingGround,
): boolean {
  return movedSince(against, followed).length === 0 && strange(text).length === 0;
}

/** What people see of the words of a pack: the app's own, theirs, and what has moved since they wrote them. */
export function wordingView(definition: PackDefinition, kept: Wording, ground: WordingGround): WordingView {
  const unfit = (text: string): string | null => strangeWords(ground.strange(text));
  return {
    kept,
    messages: ownMessages(definition).map(({ id, pieces }) => {
      const [edit, followed] = [kept.messages[id], ground.messages.get(id)];
      const own = textOf(asRead(pieces));
      if (edit === undefined || followed === undefined)
        return { id, own, text: null, moved: [], unfit: null, renewed: null };
      const moved = [...movedSince(edit.against, followed)];
      const now = moved.length === 0 ? null : renewed(edit, followed);
      const text = writtenText(edit);
      const fresh = now === null ? null : writtenText(now);
      return {
        id,
        own,
        text,
        moved,
        unfit: unfit(text),
        renewed: fresh === null || unfit(fresh) !== null ? null : fresh,
      };
    }),
    charts: chartSketches(definition).map((sketch) => {
      const id = chartId(sketch);
      const [edit, followed] = [kept.titles[id], ground.charts.get(id)];
      const about = {
        id,
        label: sketchLabel(definition, sketch),
        own: sketch.title,
        inDocuments: isInBriefing(sketch),
      };
      const shown = !kept.leftOut.includes(id);
      if (edit === undefined || followed === undefined) return { ...about, shown, text: null, moved: [], unfit: null };
      return {
        ...about,
        shown,
        text: edit.text,
        moved: [...movedSince(edit.against, followed)],
        unfit: unfit(edit.text),
      };
    }),
  };
}

/** Numbers that are no published figures, as what is wrong with the words that state them; null where there are none. */
export function strangeWords(numbers: readonly string[]): string | null {
  if (numbers.length === 0) return null;
  const told = numbers.map((number) => `“${number}”`).join(", ");
  return `${told} ${numbers.length === 1 ? "is no published figure" : "are no published figures"} of this pack.`;
}
