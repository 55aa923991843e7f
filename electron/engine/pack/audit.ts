import { percent } from "../../../shared/charts/format.ts";
import { SCALES, STAGES } from "../../../shared/vocabulary.ts";
import { DEFAULT_RULES } from "../disclosure/rules.ts";
import { ROUNDING_BASE } from "../disclosure/round.ts";
import type { PackDefinition, PackFile, PackQuestion } from "./definition.ts";
import { MANIFEST, sha256Of } from "./manifest.ts";
import { findNeedles } from "./needles.ts";
import { METADATA, ownQuestions, questionsIn } from "./pack-questions.ts";
import {
  type Published,
  publishedByData,
  publishedByPage,
  publishedByTables,
  publishedByWorkbook,
  unknownData,
} from "./published.ts";
import { WORKBOOK } from "./workbook.ts";

/** Something wrong with a pack: in which file, and what, in words. */
export interface PackFault {
  readonly file: string;
  readonly fault: string;
}

/**
 * Audits a finished pack without trusting its composer: every file as its manifest says, no forbidden text in any
 * byte, every figure of data files, workbook and page the same as in the protected tables (or, where the definition is
 * not at hand, as in the data files), every figure within the rules of rounding and display. No faults: it passes.
 */
export async function auditPack(
  files: readonly PackFile[],
  against: { readonly definition: PackDefinition | null; readonly needles: readonly string[] },
): Promise<readonly PackFault[]> {
  const questions = against.definition === null ? questionsIn(files) : ownQuestions(against.definition);
  if (questions === null) return [{ file: METADATA, fault: "Its question sets cannot be read." }];
  const data = publishedByData(files, questions);
  const reference = against.definition === null ? data : publishedByTables(against.definition);
  const workbook = files.find((file) => file.name === WORKBOOK);
  const page = files.find((file) => file.name === "index.html");
  return [
    ...manifestFaults(files),
    ...findNeedles(files, against.needles).map(({ file, needle }) => ({
      file,
      fault: `It holds “${needle}”, which must not leave the app.`,
    })),
    ...(reference.size === 0 ? [{ file: "data", fault: "The pack holds no figures." }] : []),
    ...unknownData(files, questions).map(({ name }) => ({
      file: name,
      fault: "It belongs to no question of the pack.",
    })),
    ...compared("data", reference, data),
    ...(workbook === undefined
      ? [missing(WORKBOOK)]
      : compared(WORKBOOK, reference, await publishedByWorkbook(workbook, questions))),
    ...(page === undefined ? [missing("index.html")] : pageFaults(page, reference)),
    ...files.filter((file) => file.name.endsWith(".svg")).flatMap((file) => chartFaults(file, reference, questions)),
    ...ruleFaults(reference),
  ];
}

function missing(file: string): PackFault {
  return { file, fault: "It is missing." };
}

function manifestFaults(files: readonly PackFile[]): readonly PackFault[] {
  const manifest = files.find((file) => file.name === MANIFEST);
  if (manifest === undefined) return [missing(MANIFEST)];
  let listed: ReadonlyMap<string, string>;
  try {
    const { files: entries } = JSON.parse(new TextDecoder().decode(manifest.bytes)) as {
      files: { name: string; sha256: string }[];
    };
    listed = new Map(entries.map((entry) => [entry.name, entry.sha256]));
  } catch {
    return [{ file: MANIFEST, fault: "It cannot be read." }];
  }
  const present = files.filter((file) => file !== manifest);
  return [
    ...[...listed.keys()].filter((name) => !present.some((file) => file.name === name)).map(missing),
    ...present.flatMap(({ name, bytes }) => {
      const sha256 = listed.get(name);
      if (sha256 === undefined) return [{ file: name, fault: "The manifest does not list it." }];
      return sha256 === sha256Of(bytes)
        ? []
        : [{ file: name, fault: "It was changed: its hash is not the manifest’s." }];
    }),
  ];
}

function compared(file: string, reference: Published, found: Published): readonly PackFault[] {
  const faults: PackFault[] = [];
  for (const [key, value] of reference) {
    if (!found.has(key)) faults.push({ file, fault: `${key} is missing.` });
    else if (found.get(key) !== value)
      faults.push({ file, fault: `${key} is ${found.get(key)} and should be ${value}.` });
  }
  for (const key of found.keys())
    if (!reference.has(key)) faults.push({ file, fault: `${key} is not in the protected tables.` });
  return faults;
}

function pageFaults(page: PackFile, reference: Published): readonly PackFault[] {
  const { figures, unmarked } = publishedByPage(page);
  const { name: file } = page;
  return [
    ...figures.flatMap(([key, text]) => {
      const expected = reference.has(key) ? printed(key, reference.get(key) ?? null) : "nothing";
      return text === expected ? [] : [{ file, fault: `${key} reads ${text} and should read ${expected}.` }];
    }),
    ...unmarked.map((text) => ({
      file,
      fault: `A table cell holds “${text}”, which is no figure of the protected tables.`,
    })),
  ];
}

function printed(key: string, value: number | string | null): string {
  if (value === null) return "[c]";
  if (typeof value === "string") return value;
  if (/\|(share|low|high)$/.test(key)) return percent(value);
  return String(value).replaceAll(/\B(?=(\d{3})+$)/g, ",");
}

/**
 * Percentages and bases written in a chart must be published ones, parts of a published base, ticks of the axis or words
 * of a question.
 */
function chartFaults(
  { name, bytes }: PackFile,
  reference: Published,
  questions: readonly PackQuestion[],
): readonly PackFault[] {
  const text = new TextDecoder().decode(bytes).replaceAll(/<[^>]*>/g, " ");
  const allowed = new Set(Array.from({ length: 21 }, (_, step) => `${step * 5}%`));
  const bases = new Set<string>();
  for (const [key, value] of reference) {
    if (key.endsWith("|share")) allowed.add(printed(key, value).replace(/ or .*/, ""));
    if (key.endsWith("|base")) bases.add(printed(key, value));
    const figure = key.slice(key.lastIndexOf("|") + 1);
    const base = reference.get(`${key.slice(0, key.lastIndexOf("|"))}|base`);
    if (!isAnswer(figure) || typeof value !== "number" || typeof base !== "number") continue;
    if (base >= DEFAULT_RULES.percentagesFrom) allowed.add(percent(value / base));
  }
  for (const { label, set, options } of questions) {
    for (const words of [set, label, ...options.map((option) => option.label)])
      for (const [found] of words.matchAll(/\d+(?:\.\d+)?%/g)) allowed.add(found);
  }
  const percentages = [...text.matchAll(/\d+(?:\.\d+)?%/g)]
    .map(([found]) => found)
    .filter((found) => found !== "95%" && !allowed.has(found));
  const stated = [...text.matchAll(/(?:\(base|: LA|, NHS|Base [A-Z][a-z]{2}:) ([\d,]*\d)(?![\d,%])/g)]
    .map((match) => match[1] ?? "")
    .filter((found) => !bases.has(found));
  return [...percentages, ...stated].map((found) => ({
    file: name,
    fault: `It states ${found}, which is no published figure.`,
  }));
}

/** Whether a figure counts one answer: of a stage's scale, or to a question of a user's own. */
function isAnswer(name: string): boolean {
  return name.startsWith("answer_") || STAGES.some((stage) => SCALES[stage].inBase.some((code) => code === name));
}

/** Figures that are no answers, of which any part of the base may be shown. */
const BESIDE: ReadonlySet<string> = new Set(["base", "notApplicable", "noAnswer", "share", "low", "high"]);

/** The rules every published figure obeys, checked from the figures alone. */
function ruleFaults(reference: Published): readonly PackFault[] {
  const faults: PackFault[] = [];
  for (const [key, value] of reference) {
    if (typeof value !== "number") continue;
    const [row, name] = [key.slice(0, key.lastIndexOf("|")), key.slice(key.lastIndexOf("|") + 1)];
    const base = reference.get(`${row}|base`);
    const fault = (words: string): number => faults.push({ file: "data", fault: `${key}: ${words}.` });
    if (typeof base !== "number" || base < DEFAULT_RULES.countsFrom)
      fault("shown although the base is hidden or too small");
    if (!BESIDE.has(name) && typeof base === "number" && value > base * DEFAULT_RULES.unanimity + 1e-9)
      fault("near unanimity shown");
    if (!["share", "low", "high"].includes(name)) {
      if (value < 0 || value % ROUNDING_BASE !== 0) fault(`${value} is not a multiple of ${ROUNDING_BASE}`);
      continue;
    }
    if (typeof base === "number" && base < DEFAULT_RULES.percentagesFrom) fault("a percentage on too small a base");
    if (name !== "share") continue;
    const counted = reference.get(`${row}|counted`);
    if (value > DEFAULT_RULES.unanimity || value < 1 - DEFAULT_RULES.unanimity - 1e-9) fault("near unanimity shown");
    if (typeof counted === "number" && typeof base === "number" && Math.abs(counted / base - value) > 0.00006)
      fault("not worked out from the rounded counts");
  }
  return faults;
}
