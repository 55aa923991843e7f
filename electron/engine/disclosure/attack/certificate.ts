import type { Month } from "../../../../shared/month.ts";
import { ROUNDING_BASE } from "../round.ts";
import type { Case } from "./readers.ts";
import type { Attacked, Base } from "./claims.ts";
import type { System } from "./system.ts";

/**
 * The certificate of a release: for every reader and question, datasets that all give exactly the figures that were
 * published and between them answer otherwise for every respondent who could be named. Whoever has only the figures
 * cannot tell which of them is the true one. Kept with the release, never in a pack: the first dataset may be the truth.
 * This file is the whole format; `certificateCheck.ts` reads it with code of its own.
 */
export interface Certificate {
  readonly format: "bellwether-certificate/1";
  readonly roundingBase: number;
  readonly cases: readonly CertifiedCase[];
  /** The same of the organisations that answered two months running, for each question and each of the two months. */
  readonly pairs?: readonly CertifiedPair[];
}

/** Datasets of how everybody answered in two months that all give what is published of them and of both together. */
export interface CertifiedPair extends Pick<
  CertifiedCase,
  "questionSet" | "question" | "options" | "sides" | "strata"
> {
  readonly before: Month;
  readonly month: Month;
  readonly first: CertifiedCase["first"];
  readonly bases: readonly { readonly changes: readonly Change[] }[];
  readonly others: CertifiedCase["others"];
}

export interface CertifiedCase {
  readonly questionSet: string;
  readonly question: string;
  readonly reader: "list" | "unchanged";
  readonly months: readonly Month[];
  /** By month, whether the figures meant are of another release that has the same month; left out where none are. */
  readonly elsewhere?: readonly boolean[];
  /** The answers there are, and the side each is on: what a reader wants to know is the side. */
  readonly options: readonly string[];
  readonly sides: readonly number[];
  /** Respondents nobody can tell apart: how many, and by month where they are; null where they did not answer. */
  readonly strata: readonly {
    readonly size: number;
    readonly places: readonly (readonly [serviceType: string, region: string, icb: string] | null)[];
  }[];
  /** The first dataset: how many of a stratum gave an option; what is not named is 0. */
  readonly first: readonly (readonly [stratum: number, option: number, n: number])[];
  /** Ways in which the figures that are not shown may have been rounded, by month; the first is how they were. */
  readonly roundings: readonly (readonly (readonly HiddenValue[])[])[];
  /** Other datasets: by how much each is other than the first, and which rounding it takes. */
  readonly bases: readonly { readonly rounding: number; readonly changes: readonly Change[] }[];
  /** Datasets by how they are other than one of those: 0 is the first, 1 the first of `bases`. */
  readonly others: readonly { readonly base: number; readonly changes: readonly Change[] }[];
}

type Change = readonly [stratum: number, option: number, by: number];

/** A figure that is not shown: how many of a group gave one of these options, rounded. */
export type HiddenValue = readonly [split: string, key: string, options: readonly string[], rounded: number];

/** Puts the cases that were refuted into a certificate. */
export function certificateOf(cases: readonly { readonly questionSet: string; readonly found: Case }[]): Certificate {
  return {
    format: "bellwether-certificate/1",
    roundingBase: ROUNDING_BASE,
    cases: cases.flatMap(({ questionSet, found }) => certified(questionSet, found)),
  };
}

/** Puts what was refuted of two months set side by side into a certificate. */
export function certifiedPair(questionSet: string, system: System, { bases, worlds }: Attacked): CertifiedPair[] {
  const [first, ...others] = bases;
  const [before, now] = system.occasions;
  if (first === undefined || before === undefined || now === undefined) return [];
  return [
    {
      questionSet,
      question: system.question.code,
      before: before.month as Month,
      month: now.month as Month,
      options: system.options,
      sides: [...system.side],
      strata: strataOf(system),
      first: sparse(system, first.counts),
      bases: others.map(({ counts }) => ({ changes: changed(system, first, counts) })),
      others: told(system, worlds),
    },
  ];
}

/** A certificate on its way to another thread: each case and each pair as JSON, which nobody there has to take apart. */
export interface CertificateTexts {
  readonly cases: readonly string[];
  readonly pairs: readonly string[];
}

export function certificateTexts({ cases, pairs = [] }: Certificate): CertificateTexts {
  return { cases: cases.map((each) => JSON.stringify(each)), pairs: pairs.map((each) => JSON.stringify(each)) };
}

/** One certificate of all question sets, as JSON. */
export function certificateJson(sets: readonly CertificateTexts[]): string {
  const { cases: _, pairs: __, ...head } = { ...certificateOf([]), pairs: [] };
  const [cases, pairs] = [sets.flatMap((set) => set.cases), sets.flatMap((set) => set.pairs)];
  return `${JSON.stringify(head).slice(0, -1)},"cases":[${cases.join(",")}],"pairs":[${pairs.join(",")}]}`;
}

function strataOf({ strata }: System): CertifiedCase["strata"] {
  return strata.map(({ size, places }) => ({
    size,
    places: places.map((place) => (place === null ? null : [place.serviceType, place.region, place.icb])),
  }));
}

function at({ options }: System, cell: number, n: number): Change {
  return [Math.floor(cell / options.length), cell % options.length, n];
}

function sparse(system: System, counts: Int32Array): Change[] {
  const found: Change[] = [];
  for (const [cell, n] of counts.entries()) if (n !== 0) found.push(at(system, cell, n));
  return found;
}

function changed(system: System, first: Base, counts: Int32Array): Change[] {
  return sparse(
    system,
    counts.map((n, cell) => n - (first.counts[cell] ?? 0)),
  );
}

function told(system: System, worlds: Attacked["worlds"]): CertifiedCase["others"] {
  return worlds.map(({ base, changes }) => ({ base, changes: changes.map(([cell, by]) => at(system, cell, by)) }));
}

function certified(questionSet: string, { reader, system, bases, worlds }: Case): CertifiedCase[] {
  const [first, ...others] = bases;
  if (first === undefined || reader === "outsider") return [];
  const roundings = [actualRounding(system)];
  const places = new Map<Base["rounding"], number>([[null, 0]]);
  const roundingOf = ({ rounding }: Base): number => {
    const known = places.get(rounding);
    if (known !== undefined) return known;
    places.set(rounding, roundings.length);
    roundings.push(hiddenValues(system, (occasion, order) => rounding?.[occasion]?.[order] ?? 0));
    return roundings.length - 1;
  };
  return [
    {
      questionSet,
      question: system.question.code,
      reader,
      months: system.occasions.map(({ month }) => month as Month),
      ...(system.occasions.some(({ elsewhere }) => elsewhere === true)
        ? { elsewhere: system.occasions.map(({ elsewhere }) => elsewhere === true) }
        : {}),
      options: system.options,
      sides: [...system.side],
      strata: strataOf(system),
      first: sparse(system, first.counts),
      bases: others.map((base) => ({ rounding: roundingOf(base), changes: changed(system, first, base.counts) })),
      others: told(system, worlds),
      roundings,
    },
  ];
}

function actualRounding(system: System): HiddenValue[][] {
  return hiddenValues(system, (occasion, order) => {
    const published = system.occasions[occasion]?.published(system.question);
    return published?.hidden[order]?.rounded ?? 0;
  });
}

function hiddenValues(system: System, value: (occasion: number, order: number) => number): HiddenValue[][] {
  return system.occasions.map((occasion, index) =>
    occasion
      .published(system.question)
      .hidden.map(({ split, key, options }, order): HiddenValue => [split, key, options, value(index, order)]),
  );
}
