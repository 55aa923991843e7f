import { gzipSync } from "node:zlib";
import fc from "fast-check";
import { beforeAll, expect, it } from "vitest";
import { auditPack } from "../../../electron/engine/pack/audit/audit.ts";
import { findNeedles } from "../../../electron/engine/pack/audit/needles.ts";
import { composePack } from "../../../electron/engine/pack/compose.ts";
import type { PackDefinition, PackFile } from "../../../electron/engine/pack/definition.ts";
import { publishedByTables } from "../../../electron/engine/pack/published.ts";
import { unzipPack, zipPack } from "../../../electron/engine/pack/zip.ts";
import { percent } from "../../../shared/charts/format.ts";
import type { PackPlan } from "../../../shared/packs.ts";
import { PAGES } from "../campaign.ts";
import { exampleDefinition } from "./definition.ts";
import { packWith, pdf, png } from "./documents.ts";

/** What is audited: an audit looks at all of a pack, so page and workbook stand in packs of their own. */
interface Audited {
  readonly definition: PackDefinition;
  readonly files: readonly PackFile[];
}

/** Every file and every part of the workbook, by the name of the file and of the part in it. */
let places: readonly {
  readonly pack: Audited;
  readonly file: PackFile;
  readonly part: string | null;
  readonly bytes: Uint8Array;
}[];

beforeAll(async () => {
  // Into a PDF or a picture nothing can be put at any place without breaking it; theirs are the containers below.
  const example = await exampleDefinition({ months: ["2025-01"] });
  const packOf = async (formats: PackPlan["formats"]): Promise<Audited> => {
    const definition = { ...example, plan: { ...PAGES, formats } };
    return { definition, files: packWith(await composePack(definition, () => undefined)) };
  };
  const [page, book] = [await packOf(["html"]), await packOf(["xlsx"])];
  const workbook = book.files.find(({ name }) => name.endsWith(".xlsx"))!;
  places = [
    ...page.files.map((file) => ({ pack: page, file, part: null, bytes: file.bytes })),
    { pack: book, file: workbook, part: null, bytes: workbook.bytes },
    ...unzipPack(workbook.bytes).map(({ name, bytes }) => ({ pack: book, file: workbook, part: name, bytes })),
  ];
});

/** A file of the pack with one of its parts, or itself, put in its place. */
function changed({ file, part }: (typeof places)[number], bytes: Uint8Array): PackFile {
  if (part === null) return { name: file.name, bytes };
  const parts = unzipPack(file.bytes).map((one) => (one.name === part ? { name: part, bytes } : one));
  return { name: file.name, bytes: zipPack(parts) };
}

const utf8 = (text: string): Buffer => Buffer.from(text, "utf8");
const each = (text: string, write: (letter: string, code: number) => string): string =>
  Array.from(text, (letter) => write(letter, letter.codePointAt(0)!)).join("");

/** Ways in which bytes may hold a text. */
const ENCODINGS: Readonly<Record<string, (text: string) => Buffer>> = {
  plain: utf8,
  "other case": (text) => utf8(text.toUpperCase()),
  "UTF-16 LE": (text) => Buffer.from(text, "utf16le"),
  "UTF-16 BE": (text) => Buffer.from(text, "utf16le").swap16(),
  "decimal references": (text) => utf8(each(text, (_, code) => `&#${code};`)),
  "hexadecimal references": (text) => utf8(each(text, (_, code) => `&#x${code.toString(16)};`)),
  "escapes of JSON": (text) => utf8(each(text, (_, code) => `\\u${code.toString(16).padStart(4, "0")}`)),
  "percent-encoding": (text) => utf8(each(text, (letter) => utf8(letter).toString("hex").replaceAll(/../g, "%$&"))),
  base64: (text) => utf8(`"data:text/plain;base64,${utf8(text).toString("base64")}"`),
  "wide spaces": (text) => utf8(text.replaceAll(" ", " \u00a0 ")),
  lines: (text) => utf8(text.replaceAll(" ", "\n")),
};
/** Files of other kinds that hold a text. */
const CONTAINERS: Readonly<Record<string, (text: string) => PackFile>> = {
  zip: (text) => ({ name: "a.zip", bytes: zipPack([{ name: "x/y.txt", bytes: utf8(`- ${text} -`) }]) }),
  gzip: (text) => ({ name: "a.txt.gz", bytes: gzipSync(` ${text} `) }),
  "page of a PDF": (text) => ({ name: "a.pdf", bytes: pdf({ lines: [["Of ", text, " it is said"]] }) }),
  "title of a PDF": (text) => ({ name: "a.pdf", bytes: pdf({ title: text }) }),
  "XMP of a PDF": (text) => ({ name: "a.pdf", bytes: pdf({ xmp: text }) }),
  "PNG, iTXt": (text) => ({ name: "a.png", bytes: png([["iTXt", "Comment", text]]) }),
  "PNG, zTXt": (text) => ({ name: "a.png", bytes: png([["zTXt", "Comment", text]]) }),
  "name of a file": (text) => ({ name: `data/${text}.csv`, bytes: utf8("") }),
};

const word = fc.stringMatching(/^[A-Z][a-z]{3,9}$/).filter((text) => !/^U[a-f]/.test(text));
const needle = fc.tuple(word, word, fc.constantFrom("Care", "Homes", "& Sons", "Ltd")).map((words) => words.join(" "));

it("finds any name at any place of any file, in any of the ways in which bytes may hold it", async () => {
  await fc.assert(
    fc.asyncProperty(
      needle,
      fc.nat(),
      fc.double({ min: 0, max: 1, noNaN: true }),
      fc.constantFrom(...Object.keys(ENCODINGS)),
      async (name, which, at, encoding) => {
        const place = places[which % places.length]!;
        // The whole of a zip is its parts: into its own bytes nothing can be put without breaking it.
        fc.pre(!(place.part === null && place.file.name.endsWith(".xlsx")));
        let offset = Math.floor(at * place.bytes.length);
        // Between characters, and not in the midst of an escape, which the text would take apart.
        while (offset < place.bytes.length && ((place.bytes[offset] ?? 0) & 0xc0) === 0x80) offset += 1;
        const wide = encoding.startsWith("UTF-16");
        const [before, after] = wide
          ? [Buffer.from("\n\0\n\0", "latin1"), Buffer.from("\n\0\n\0", "latin1")]
          : [utf8(" "), utf8(" ")];
        const bytes = Buffer.concat([
          place.bytes.subarray(0, offset),
          before,
          ENCODINGS[encoding]!(name),
          after,
          place.bytes.subarray(offset),
        ]);
        const found = await findNeedles([changed(place, new Uint8Array(bytes))], ["Nobody Else", name]);
        expect(
          found.map((one) => one.needle),
          `${encoding} in ${place.file.name} ${place.part ?? ""} at ${offset}`,
        ).toContain(name);
      },
    ),
    { numRuns: 400 },
  );
});

it("finds any name in any other kind of file", async () => {
  await fc.assert(
    fc.asyncProperty(needle, fc.constantFrom(...Object.keys(CONTAINERS)), async (name, container) => {
      const found = await findNeedles([CONTAINERS[container]!(name)], [name]);
      expect(found.length, container).toBeGreaterThan(0);
      expect(await findNeedles([CONTAINERS[container]!("Somebody Else Care")], [name])).toEqual([]);
    }),
    { numRuns: 60 },
  );
});

it("finds any figure of which a digit was changed, unless it becomes another that is published", async () => {
  const published = printedFigures(places[0]!.pack.definition);
  const figures = places
    .filter(({ file, part }) =>
      part === null ? /\.(html|svg|csv)$/.test(file.name) : /worksheets\/sheet\d+\.xml$/.test(part),
    )
    .flatMap((place) => figuresIn(place).map((figure) => ({ place, ...figure })));
  expect(figures.length).toBeGreaterThan(3000);
  let tried = 0;
  await fc.assert(
    fc.asyncProperty(fc.nat(), fc.nat(9), fc.nat(), async (which, digit, position) => {
      const { place, at, text, kind } = figures[which % figures.length]!;
      const digits = Array.from(text.matchAll(/\d/g), ({ index }) => index);
      const index = digits[position % digits.length]!;
      const other = `${text.slice(0, index)}${digit}${text.slice(index + 1)}`;
      fc.pre(other !== text && (kind === "exact" ? Number(other) !== Number(text) : !published[kind].has(other)));
      tried += 1;
      const source = Buffer.from(place.bytes).toString("utf8");
      const bytes = utf8(`${source.slice(0, at)}${other}${source.slice(at + text.length)}`);
      const { definition, files } = place.pack;
      const pack = packWith(files, changed(place, new Uint8Array(bytes)));
      const faults = await auditPack(pack, { definition, needles: [] });
      expect(
        faults.length,
        `${text} to ${other} in ${place.file.name} ${place.part ?? ""}: ${source.slice(at - 90, at + 40)}`,
      ).toBeGreaterThan(0);
    }),
    { numRuns: 50, examples: [[1794409820, 6, 0]] },
  );
  expect(tried).toBeGreaterThan(20);
}, 180_000);

/** The figures of tables as they are printed: in running words, and in charts, which also draw parts of bases. */
function printedFigures(of: PackDefinition): Readonly<Record<"words" | "chart", ReadonlySet<string>>> {
  const words = new Set<string>();
  const parts = new Set<string>();
  const tables = publishedByTables(of);
  for (const [key, value] of tables) {
    if (typeof value === "string") words.add(value.replace(/ or .*/, ""));
    if (typeof value !== "number") continue;
    const base = tables.get(`${key.slice(0, key.lastIndexOf("|"))}|base`);
    if (/\|(share|low|high)$/.test(key)) words.add(percent(value));
    else words.add(value.toLocaleString("en-GB"));
    if (typeof base === "number" && base > 0) parts.add(percent(value / base));
  }
  return { words, chart: new Set([...words, ...parts]) };
}

/** Figures in a file's text: where they stand, and whether they are compared with their own cell or with all that is published. */
function figuresIn({
  file,
  part,
  bytes,
}: (typeof places)[number]): { at: number; text: string; kind: "exact" | "words" | "chart" }[] {
  const source = Buffer.from(bytes).toString("utf8");
  const all = (pattern: RegExp, kind: "exact" | "words" | "chart", from = 0, to = source.length) =>
    Array.from(source.slice(from, to).matchAll(pattern), (match) => {
      const text = match[1]!;
      return { at: from + match.index + match[0].indexOf(text, match[0].length - text.length - 1), text, kind };
    });
  if (part !== null) return all(/<c r="[C-Z]\d+"(?: s="\d+")?><v>(0?\.\d+|\d+)(?=<)/g, "exact");
  if (file.name.endsWith(".csv")) return all(/,(?:organisations|proportion),(\d[\d.]*)(?=,)/g, "exact");
  if (file.name.endsWith(".svg")) return all(/[> ](?!95%)(\d+%)(?! or )/g, "chart");
  const end = source.indexOf("<h2>Methods");
  // A drawing may hold others.
  const drawings = Array.from(
    source.matchAll(/<svg[^>]* role="img"[\s\S]*?<\/svg>(?=<\/div>)/g),
    (match) => [match.index, match.index + match[0].length] as const,
  );
  const marked = all(/data-f="[^"]*">(\d[\d,]*%?)(?=<)/g, "words", 0, end);
  const plain = all(/[> (](?!95%)(\d+%|(?<=base )\d[\d,]*(?=\)))/g, "words", source.indexOf("<h1>"), end).map(
    (figure) => {
      const drawn = drawings.some(([from, to]) => figure.at >= from && figure.at < to);
      return drawn ? { ...figure, kind: "chart" as const } : figure;
    },
  );
  return [...marked, ...plain];
}
