import { groupLabel } from "../../../../shared/charts/labels.ts";
import { HANDBACK_SET } from "../../../../shared/questionSets.ts";
import {
  COMMISSIONERS,
  PUBLISHED_SPLITS,
  REGIONS,
  SCALES,
  SERVICE_TYPES,
  STAGES,
} from "../../../../shared/vocabulary.ts";
import { HIDDEN } from "../../disclosure/rules.ts";
import { parseCsv } from "../csv-reader.ts";
import { dataFileName, setFileName } from "../data-files.ts";
import type { PackFile, PackQuestion, Subject } from "../definition.ts";
import { type FigureName, figureNames } from "../figures.ts";
import { publishedByData, type Published } from "../published.ts";

/** A question of a pack with what is published of it. */
export interface PublishedQuestion {
  readonly set: string;
  readonly code: string;
  /** The options in its base. */
  readonly options: readonly string[];
  /** Those that count towards its share; empty where it has none. */
  readonly counted: readonly string[];
  /** Earliest first. */
  readonly months: ReadonlyMap<string, readonly PublishedRow[]>;
}

/** One row of a pack: a group of a split, or several added up. */
export interface PublishedRow {
  /** `all` is in a row of each split. */
  readonly split: (typeof PUBLISHED_SPLITS)[number];
  readonly key: string;
  /** The groups it adds up; null for a group of its own. */
  readonly merges: readonly string[] | null;
  /** Why the whole row is hidden: for want of organisations, or because something could be told from it; null where it is not. */
  readonly hidden: "too-few" | "told" | null;
  /** By part, how many: null where hidden. A part may be stated twice. */
  readonly counts: readonly (readonly [part: string, n: number | null])[];
  /** A number, null where hidden, or words such as "90% or more"; undefined where the question has none. */
  readonly share: number | string | null | undefined;
  readonly interval: readonly (number | string | null | undefined)[];
}

/** What a figure counts: answers that are one of these options. The same options make the same part. */
export function partOf(options: readonly string[]): string {
  return options.toSorted().join(" or ");
}

/** The options of every question that stand beside its base. */
export const BESIDE = ["not_applicable", "blank"] as const;

/** Everything the data files of a pack publish, by question; what they say in words that are no figures is left out. */
export function publishedQuestions(files: readonly PackFile[], own: readonly PackQuestion[]): PublishedQuestion[] {
  const published = publishedByData(files, own);
  const sources: readonly Omit<Source, "published" | "files">[] = [
    ...STAGES.flatMap((stage) =>
      COMMISSIONERS.map((commissioner) => ({
        set: HANDBACK_SET,
        code: `${stage}.${commissioner}`,
        whose: commissioner,
        subject: stage,
        options: SCALES[stage].inBase,
        counted: SCALES[stage].counted,
        fileName: (by: PublishedRow["split"]) => dataFileName(stage, by),
      })),
    ),
    ...own.map((question) => {
      const set = question.code.split(".")[0] ?? "";
      return {
        set,
        code: question.code,
        whose: question.code,
        subject: question,
        options: question.options.map(({ code }) => code),
        counted: question.options.flatMap(({ code, counted }) => (counted ? [code] : [])),
        fileName: (by: PublishedRow["split"]) => setFileName(set, by),
      };
    }),
  ];
  return sources.flatMap((source) => {
    const months = rowsOf({ ...source, published, files });
    const { set, code, options, counted } = source;
    return months.size === 0 ? [] : [{ set, code, options, counted, months }];
  });
}

interface Source {
  readonly set: string;
  readonly code: string;
  /** What the second column of its lines says. */
  readonly whose: string;
  readonly subject: Subject;
  readonly options: readonly string[];
  readonly counted: readonly string[];
  readonly fileName: (by: PublishedRow["split"]) => string;
  readonly published: Published;
  readonly files: readonly PackFile[];
}

function rowsOf(source: Source): PublishedQuestion["months"] {
  const months = new Map<string, PublishedRow[]>();
  for (const split of PUBLISHED_SPLITS) {
    const file = source.files.find(({ name }) => name === source.fileName(split));
    if (file === undefined) continue;
    for (const [month = "", whose, key = "", , figure, , , , note = ""] of parseCsv(file.bytes).slice(1)) {
      if (whose !== source.whose || figure !== "base") continue;
      months.set(month, [...(months.get(month) ?? []), rowOf(source, month, split, key, note)]);
    }
  }
  return new Map([...months].toSorted(([a], [b]) => (a < b ? -1 : 1)));
}

function rowOf(source: Source, month: string, split: PublishedRow["split"], key: string, note: string): PublishedRow {
  const { code, subject, published } = source;
  const figure = (name: FigureName): number | string | null | undefined =>
    published.get([code, month, split, key, name].join("|"));
  const counts = figureNames(subject).flatMap((name): PublishedRow["counts"][number][] => {
    const options = optionsOf(name, source);
    const value = figure(name);
    return options.length === 0 ? [] : [[partOf(options), typeof value === "number" ? value : null]];
  });
  const notes = note.split("; ");
  const merges = notes.find((words) => words.startsWith(ADDS_UP))?.slice(ADDS_UP.length);
  return {
    split,
    key,
    merges: merges === undefined ? null : merges.split(" + ").map((label) => keyOf(label, split)),
    hidden: figure("base") !== null ? null : notes.includes(`${HIDDEN} too few organisations`) ? "too-few" : "told",
    counts,
    share: figure("share"),
    interval: [figure("low"), figure("high")],
  };
}

const ADDS_UP = "adds up ";

function optionsOf(name: FigureName, { options, counted }: Source): readonly string[] {
  switch (name) {
    case "base":
      return options;
    case "counted":
      return counted;
    case "notApplicable":
      return [BESIDE[0]];
    case "noAnswer":
      return [BESIDE[1]];
    case "share":
    case "low":
    case "high":
    case "sum":
    case "sumRounding":
      return [];
    default:
      return [name.replace(/^answer_/, "")];
  }
}

function keyOf(label: string, split: PublishedRow["split"]): string {
  const keys: readonly string[] =
    split === "region" ? REGIONS : split === "icb" ? ["small_boards", "not_stated"] : SERVICE_TYPES;
  return keys.find((key) => groupLabel(key, split) === label) ?? label;
}
