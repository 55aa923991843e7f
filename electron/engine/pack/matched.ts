import { count, HIDDEN, percent } from "../../../shared/charts/format.ts";
import { csvText } from "../../../shared/csv.ts";
import { type Month, monthLabel } from "../../../shared/month.ts";
import { COMMISSIONER_LABELS, COMMISSIONERS, type Commissioner } from "../../../shared/vocabulary.ts";
import type { ProtectedRow } from "../disclosure/table.ts";
import { parseCsv } from "./csv-reader.ts";
import { type PackDefinition, type PackFile, textFile } from "./definition.ts";
import type { Figure } from "./figures.ts";
import type { PageTable, Piece } from "./page-tables.ts";
import type { Published } from "./published.ts";
import { once, statedIn } from "./stated.ts";

/** Intent of the organisations that answered two months running, as packs hold it. */

/** Where its figures are in the data. */
export const MATCHED_FILE = "data/intent-same-organisations.csv";

/** What it is called where it is a table. */
export const MATCHED_TITLE = "Intent of the same organisations in two months";

/** What a figure counts: of the earlier month only the first three. */
export const MATCHED_FIGURES = ["base", "counted", "share", "low", "high", "gained", "lost"] as const;
export type MatchedFigure = (typeof MATCHED_FIGURES)[number];

/** The figures of one of the two months. */
export interface MatchedLine {
  readonly commissioner: Commissioner;
  readonly month: Month;
  /** The other month. */
  readonly comparedWith: Month;
  readonly figures: Readonly<Partial<Record<MatchedFigure, Figure>>>;
  readonly note: string;
}

/** The label of a figure as a column head. */
export function matchedLabel(name: MatchedFigure): string {
  return {
    base: "Base",
    counted: "Likely or very likely",
    share: "Share likely or very likely",
    low: "95% interval, low",
    high: "95% interval, high",
    gained: "Became likely",
    lost: "No longer likely",
  }[name];
}

/** Every line of a pack, two for each pair of months: the earlier first. */
export function matchedLines({ matched }: Pick<PackDefinition, "matched">): readonly MatchedLine[] {
  return (matched?.rows ?? []).flatMap((row) => {
    const { comparedWith, commissioner } = row;
    if (comparedWith === undefined || commissioner === undefined) return [];
    const note = [
      ...(row.lowBase === true ? ["[low]"] : []),
      ...(row.hidden === undefined ? [] : [`${HIDDEN} ${row.hidden}`]),
    ];
    const line = (month: string, other: string, values: Values): MatchedLine => ({
      commissioner,
      month: month as Month,
      comparedWith: other as Month,
      figures: figuresOf(["intent." + commissioner, month, "matched", other].join("|"), values),
      note: note.join("; "),
    });
    return [line(comparedWith, row.month, earlier(row)), line(row.month, comparedWith, later(row))];
  });
}

/** What the protected table says, by the names of its figures. */
export function matchedPublished(definition: Pick<PackDefinition, "matched">): Published {
  return new Map(
    matchedLines(definition).flatMap(({ figures }) =>
      Object.values(figures).map(({ key, value }): [string, number | null] => [key, value]),
    ),
  );
}

/** The data file; null where there is nothing to compare. */
export function matchedFile(definition: PackDefinition): PackFile | null {
  const lines = matchedLines(definition);
  if (lines.length === 0) return null;
  const head = ["month", "commissioner", "compared_with", "group", "figure", "label", "unit", "value", "note"];
  const rows = lines.flatMap(({ month, commissioner, comparedWith, figures, note }) =>
    names(figures).map((name) => [
      month,
      commissioner,
      comparedWith,
      `Organisations that also answered in ${monthLabel(comparedWith)}`,
      name,
      matchedLabel(name),
      isShare(name) ? "proportion" : "organisations",
      figures[name]?.value === null ? HIDDEN : String(figures[name]?.value),
      note,
    ]),
  );
  return textFile(MATCHED_FILE, csvText([head, ...rows]));
}

/** What the data file of a finished pack says. */
export function matchedByData(files: readonly PackFile[]): Published {
  const file = files.find(({ name }) => name === MATCHED_FILE);
  const figures = new Map<string, number | string | null>();
  if (file === undefined) return figures;
  for (const [month, commissioner, comparedWith, , name, , , value = ""] of parseCsv(file.bytes).slice(1)) {
    const key = [`intent.${commissioner}`, month, "matched", comparedWith, name].join("|");
    figures.set(key, once(figures, key, statedIn(value)));
  }
  return figures;
}

/** The leading month beside the one before it, a row a commissioner; null where the pack has no such pair. */
export function matchedTable(definition: PackDefinition): PageTable | null {
  const own = matchedLines(definition).filter(
    ({ month, comparedWith }) =>
      month === definition.month || (comparedWith === definition.month && month < comparedWith),
  );
  const [first] = own;
  if (first === undefined) return null;
  const find = (commissioner: Commissioner, leading: boolean): MatchedLine | undefined =>
    own.find((line) => line.commissioner === commissioner && (line.month === definition.month) === leading);
  const whose = COMMISSIONERS.filter((commissioner) => find(commissioner, true) !== undefined);
  const reasons = [...new Set(own.flatMap(({ note }) => (note.startsWith(HIDDEN) ? [note] : [])))];
  return {
    caption: `${MATCHED_TITLE}, ${monthLabel(first.month)} and ${monthLabel(first.comparedWith)}`,
    spans: null,
    head: [
      "Contracts",
      "Base",
      monthLabel(first.month),
      monthLabel(first.comparedWith),
      "95% interval",
      ...(["gained", "lost"] as const).map(matchedLabel),
    ],
    rows: whose.map((commissioner) => {
      const [before, now] = [find(commissioner, false)?.figures, find(commissioner, true)?.figures];
      const cell = (figure: Figure | undefined): readonly Piece[] => (figure === undefined ? ["–"] : [figure]);
      const { low, high } = now ?? {};
      const interval: readonly Piece[] =
        low === undefined || high === undefined ? ["–"] : low.value === null ? [low] : [low, " to ", high];
      return {
        label: COMMISSIONER_LABELS[commissioner],
        total: false,
        cells: [cell(now?.base), cell(before?.share), cell(now?.share), interval, cell(now?.gained), cell(now?.lost)],
      };
    }),
    notes: reasons.map((reason) => `${reason}.`),
  };
}

/** The names of the figures of a line, in order. */
function names(figures: MatchedLine["figures"]): readonly MatchedFigure[] {
  return MATCHED_FIGURES.filter((name) => figures[name] !== undefined);
}

/** Whether a figure is a proportion. */
export function isShare(name: MatchedFigure): boolean {
  return name === "share" || name === "low" || name === "high";
}

type Values = Readonly<Partial<Record<MatchedFigure, number | null>>>;

function later({ base, intends = null, share, low, high, change }: ProtectedRow): Values {
  return { base, counted: intends, share, low, high, gained: change?.gained ?? null, lost: change?.lost ?? null };
}

function earlier({ base, before }: ProtectedRow): Values {
  return { base, counted: before?.counted ?? null, share: before?.share ?? null };
}

function figuresOf(row: string, values: Values): MatchedLine["figures"] {
  return Object.fromEntries(
    MATCHED_FIGURES.flatMap((name): [MatchedFigure, Figure][] => {
      const value = values[name];
      if (value === undefined) return [];
      return [[name, { key: `${row}|${name}`, value, text: isShare(name) ? percent(value) : count(value) }]];
    }),
  );
}
