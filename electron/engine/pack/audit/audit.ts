import { percent } from "../../../../shared/charts/format.ts";
import { DEFAULT_RULES } from "../../disclosure/rules.ts";
import { formatsOf, type PackDefinition, type PackFile, WORKBOOK } from "../definition.ts";
import { METADATA, ownQuestions, questionsIn } from "../pack-questions.ts";
import {
  type Published,
  publishedByData,
  publishedByPage,
  publishedByTables,
  publishedByWorkbook,
  unknownData,
} from "../published.ts";
import { givenPattern, type PackWords } from "./contexts.ts";
import { unescaped } from "./escapes.ts";
import { type Explained, explainedBy, printedCount } from "./explained.ts";
import { manifestFaults, missing } from "./manifest-faults.ts";
import { findNeedlesIn } from "./needles.ts";
import { unexplained } from "./numbers.ts";
import { openFiles, type Part, textOf } from "./open.ts";
import { manifestWords, packWords, rulesIn } from "./pack-words.ts";
import { readPart } from "./read-part.ts";
import { ruleFaults } from "./rule-faults.ts";
import { addressesIn, identifiersIn } from "./shapes.ts";
import type { Reading } from "./texts.ts";

/** Something wrong with a pack: in which file, and what, in words. */
export interface PackFault {
  readonly file: string;
  readonly fault: string;
}

/**
 * Audits a finished pack without trusting its composer: every file as its manifest says; no forbidden text, address or id in
 * any byte, unpacked; every figure of data files, workbook and page the same as in the protected tables (or, where the
 * definition is not at hand, as in the data files) and within the rules of rounding and display; and no number in any text
 * of any file that nothing published explains. No faults: it passes.
 */
export async function auditPack(
  files: readonly PackFile[],
  against: { readonly definition: PackDefinition | null; readonly needles: readonly string[] },
): Promise<readonly PackFault[]> {
  const { definition } = against;
  const questions = definition === null ? questionsIn(files) : ownQuestions(definition);
  if (questions === null) return [{ file: METADATA, fault: "Its question sets cannot be read." }];
  const data = publishedByData(files, questions);
  const reference = definition === null ? data : publishedByTables(definition);
  const workbook = files.find((file) => file.name === WORKBOOK);
  const page = files.find((file) => file.name === "index.html");
  const formats = definition === null ? manifestWords(files).formats : formatsOf(definition);
  const { parts, closed } = openFiles(files);
  const read: Read[] = [];
  for (const part of parts) read.push({ part, reading: await readPart(part) });
  const words = packWords(files, definition, questions);
  const explained = explainedBy(reference, questions, words);
  return [
    ...manifestFaults(files, definition),
    ...findNeedlesIn(read, against.needles).map(({ file, needle }) => ({
      file,
      fault: `It holds “${needle}”, which must not leave the app.`,
    })),
    ...closed.map(({ file, what }) => ({ file, fault: `It holds what cannot be looked into: ${what}.` })),
    ...(reference.size === 0 ? [{ file: "data", fault: "The pack holds no figures." }] : []),
    ...unknownData(files, questions).map(({ name }) => ({
      file: name,
      fault: "It belongs to no question of the pack.",
    })),
    ...compared("data", reference, data),
    ...(workbook === undefined
      ? [missing(WORKBOOK)].filter(() => formats.includes("xlsx"))
      : compared(WORKBOOK, reference, await publishedByWorkbook(workbook, questions))),
    ...(page === undefined
      ? [missing("index.html")].filter(() => formats.includes("html"))
      : pageFaults(page, reference)),
    ...read.flatMap((one) => textFaults(one, explained, words)),
    ...ruleFaults(reference, definition?.rules ?? rulesIn(files) ?? DEFAULT_RULES),
  ];
}

/** A part of a pack with what it says. */
interface Read {
  readonly part: Part;
  readonly reading: Reading;
}

function textFaults({ part, reading }: Read, explained: Explained, { title, issuer }: PackWords): readonly PackFault[] {
  const { name: file } = part;
  const all = reading.texts.map(({ text }) => text).join("\n");
  const plain = (text: string): string => without(text, [...issuer, ...issuer.flatMap(addressed)]);
  const untitled = without(plain(all), title === null ? [] : [title]);
  const source = part.kind === "binary" || part.kind === "pdf" ? "" : (textOf(part.bytes) ?? "");
  const addresses = [all, reading.runs.join(""), source, unescaped(source)].map(plain).flatMap(addressesIn);
  const shapes = [...addresses, ...identifiersIn(untitled)];
  const found = new Map(shapes.map(({ what, text }) => [`${what} ${text}`, `It holds ${what}: ${text}.`]));
  return [
    ...(reading.faults ?? []),
    ...found.values(),
    ...unexplained(reading.texts, explained).map((number) => `It states ${number}, which is no published figure.`),
  ].map((fault) => ({ file, fault }));
}

/** The e-mail addresses of a text, as its words. */
function addressed(text: string): readonly string[] {
  return text.split(/[\s,;:()<>]+/).flatMap((word) => (word.includes("@") ? [word.replace(/[.]+$/, "")] : []));
}

/** A text without words that people gave. */
function without(text: string, given: readonly string[]): string {
  return given.reduce((rest, words) => (words === "" ? rest : rest.replaceAll(givenPattern(words), " ")), text);
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
  return /\|(share|low|high)$/.test(key) ? percent(value) : printedCount(value);
}
