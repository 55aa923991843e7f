import type { TableQuestion } from "../../../shared/contract.ts";
import type { Month } from "../../../shared/month.ts";
import type { Commissioner, PublishedSplit, Source, Stage, Unit } from "../../../shared/vocabulary.ts";
import { PACK_FORMATS, type PackFormat, type PackPlan } from "../../../shared/packs.ts";
import type { Reference } from "../../../shared/references.ts";
import type { WordingBreak } from "../../../shared/views.ts";
import type { DisplayRules } from "../../../shared/releases.ts";
import type { ProtectedTable } from "../disclosure/table.ts";
import type { Figure } from "./figures.ts";
import type { PackHouse } from "./look.ts";

/** One protected table of the hand-back questions: one stage, one commissioner, one split, all months. */
export interface StageTable {
  readonly measure: Stage;
  readonly commissioner: Commissioner;
  readonly by: PublishedSplit;
  readonly table: ProtectedTable;
}

/** A question of a user's own set as a pack names it. */
export interface PackQuestion extends TableQuestion {
  /** The title of its set. */
  readonly set: string;
}

/** One protected table of a question of a user's own set: one split, all months of the set. */
export interface OwnTable {
  readonly question: PackQuestion;
  readonly by: PublishedSplit;
  readonly table: ProtectedTable;
}

/** One protected table of a pack. */
export type PackTable = StageTable | OwnTable;

/** What the figures of a table are about: a stage, whose options everybody knows, or a question with its own. */
export type Subject = Stage | PackQuestion;

/** A question set of the user's own in a pack: its months, and the tables of each of its counted questions. */
export interface PackSet {
  readonly code: string;
  readonly title: string;
  /** The month that leads its figures. */
  readonly month: Month;
  /** Its months, earliest first. */
  readonly months: readonly Month[];
  readonly questions: readonly PackQuestion[];
  readonly tables: readonly OwnTable[];
}

/** A source file behind a pack: by its hash, never by its name, and without row counts, which would be exact figures. */
export interface PackSource {
  readonly sha256: string;
  readonly kind: "capacity-tracker" | "survey";
  /** The platform of a survey as in INTAKE's table ("Jisc Online Surveys"); null where it is not known. */
  readonly platform: string | null;
}

/** What people wrote for a pack in the place of the app's own words, and which charts they leave out. */
export interface PackWording {
  /** Key messages by their names: words, and the figures that still say what they were written against. */
  readonly messages: Readonly<Record<string, readonly (string | Figure)[]>>;
  /** Titles of charts by the names of those. */
  readonly titles: Readonly<Record<string, string>>;
  /** Charts, by name, that are in no document and in no folder. */
  readonly leftOut: readonly string[];
}

/** A member’s words as they were confirmed for publishing, and who said them: "A member (Homecare)". */
export interface PackQuote {
  readonly words: string;
  readonly by: string;
}

/** What others published. */
export type PackReference = Omit<Reference, "id" | "inPack">;

/** In which month the wording of a question changed: of a stage, or of a question of a user's own set by its code. */
export interface PackBreak extends Pick<WordingBreak, "month" | "commissioner"> {
  readonly about: string;
}

/** Everything a pack is made from. The same definition gives the same bytes. */
export interface PackDefinition {
  /** The user's own title; null takes the main finding. */
  readonly title: string | null;
  readonly campaignName: string;
  /** The sample campaign: fictional, and every page says so. */
  readonly sample: boolean;
  readonly appVersion: string;
  readonly methodVersion: string;
  /** The month that leads the pack: of the hand-back questions where they were answered, else of the user's own sets. */
  readonly month: Month;
  /** All months of the tables, earliest first. */
  readonly months: readonly Month[];
  readonly unit: Unit;
  /** The hand-back questions; none where nobody answered them in any month. */
  readonly tables: readonly StageTable[];
  /** Intent of the organisations that answered two months running; left out where no month has one before it. */
  readonly matched?: ProtectedTable;
  /** The user's own question sets with responses. */
  readonly sets: readonly PackSet[];
  readonly sources: readonly PackSource[];
  /** The source whose response stands where an organisation answered in both. */
  readonly firstSource: Source;
  /** A person chose the response that stands for some organisation. */
  readonly chosenByHand: boolean;
  /** Cells that protection moved one multiple of 5 further than the adjacent ones, over all months (mostly 0). */
  readonly relaxedCells: number;
  /** Returns that came after the release of their month are counted in a later one. */
  readonly lateReturns: boolean;
  /** What may be shown, as it was when the tables were made. */
  readonly rules: DisplayRules;
  /** Which documents it holds and which sections they have; left out for all. */
  readonly plan?: PackPlan;
  /** What people wrote in the place of the app's own words, checked; left out where they wrote nothing. */
  readonly wording?: PackWording;
  /** How it looks and who issues it; left out for the plain look. */
  readonly house?: PackHouse;
  /** Members' words; left out for none. */
  readonly quotes?: readonly PackQuote[];
  /** What others published, which stands beside the figures; left out for none. */
  readonly references?: readonly PackReference[];
  /** Where the wording of questions changed; left out for nowhere. */
  readonly breaks?: readonly PackBreak[];
  /** Why rows of the sources were set aside, in words and without their number; left out where none was. */
  readonly setAside?: readonly string[];
  /** Null for a draft. */
  readonly release: { readonly code: string } | null;
}

/** The name of the workbook in a pack. */
export const WORKBOOK = "data-tables.xlsx";

/** The documents of a pack. */
export function formatsOf({ plan }: Pick<PackDefinition, "plan">): readonly PackFormat[] {
  return plan?.formats ?? PACK_FORMATS;
}

/** Every table of a pack: the hand-back questions, then the user's own sets. */
export function allTables({ tables, sets }: Pick<PackDefinition, "tables" | "sets">): readonly PackTable[] {
  return [...tables, ...sets.flatMap((set) => set.tables)];
}

/** What the figures of a table are about. */
export function subjectOf(table: Omit<StageTable, "table"> | Omit<OwnTable, "table">): Subject {
  return "question" in table ? table.question : table.measure;
}

/** A question as tables and charts know it: its set is the pack's own matter. */
export function withoutSet({ set: _set, ...question }: PackQuestion): TableQuestion {
  return question;
}

/** One file of a pack; names use `/` and are relative to its folder. */
export interface PackFile {
  readonly name: string;
  readonly bytes: Uint8Array;
}

/** A file of text: UTF-8 without a byte order mark. */
export function textFile(name: string, text: string): PackFile {
  return { name, bytes: new TextEncoder().encode(text) };
}
