import { unzipSync } from "fflate";
import ExcelJS from "exceljs";
import { drawCharts, type PackChart } from "../../../electron/engine/pack/charts.ts";
import type { PackDefinition, PackQuestion, PackSet } from "../../../electron/engine/pack/definition.ts";
import { protectCube } from "../../../electron/engine/disclosure/protect.ts";
import { loadSolver } from "../../../electron/engine/disclosure/solver.ts";
import { protectedTable } from "../../../electron/engine/disclosure/table.ts";
import { cubeOfRespondents } from "../../../electron/engine/measures/respondents.ts";
import type { CountedQuestion } from "../../../shared/questionSets.ts";
import { drawsOf, realisticRespondents } from "../disclosure/cubes.ts";
import { png } from "./documents.ts";

/** Words that break files: markup, quotation marks, letters of many bytes, control characters and half a letter. */
export const HOSTILE = 'Care <b>&amp; "more"</b> ’n’ 🏡 ]]> \u0000\u0008\u000b\ufffe\ud800 end';

/** The same as a document may hold it. */
export const TAMED = 'Care <b>&amp; "more"</b> ’n’ 🏡 ]]> \ufffd end';

/** Three hundred letters without a space, which no line holds. */
export const ENDLESS = "w".repeat(300);

/** The charts of a definition, with a picture of a pixel each where asked: drawn as they are in a pack. */
export async function chartsOf(definition: PackDefinition, pictured: boolean): Promise<readonly PackChart[]> {
  const charts = await drawCharts(definition);
  return pictured ? charts.map((chart) => ({ ...chart, png: png([]) })) : charts;
}

/** A question set of the user's own, protected for real: one question with more answers than an upright page has room for. */
export async function wideSet(months: PackDefinition["months"], answers = 4): Promise<PackSet> {
  const options = Array.from({ length: answers }, (_, index) => ({
    id: 0,
    code: `o${index}`,
    label: index === 0 ? "Accommodation & food" : `Representativeness ${index}`,
    counted: index < 2,
  }));
  const question: CountedQuestion = {
    id: 0,
    set: "own",
    code: "own.wide",
    label: "Cost <drivers>",
    wording: "Which “cost”?",
    options,
  };
  const cubes = await Promise.all(
    months.map(async (month, at) => {
      const respondents = realisticRespondents(800, 5 + at).map((one, index) => ({
        ...one,
        member: `m${index}`,
        fingerprint: "",
        icb: "not_stated",
        answers: { "own.wide": `o${(index * 7 + at) % answers}` },
      }));
      return protectCube(
        cubeOfRespondents(month, [question], respondents as never),
        drawsOf("own"),
        await loadSolver(),
      );
    }),
  );
  const { code, label, wording } = question;
  const shown = options.map(({ code: option, label: words, counted }) => ({ code: option, label: words, counted }));
  const asked = { code, label, wording, set: "Costs & care", options: shown } as unknown as PackQuestion;
  return {
    code: "own",
    title: "Costs & care",
    month: months.at(-1)!,
    months,
    questions: [asked],
    tables: (["service-type", "region"] as const).map((by) => ({
      question: asked,
      by,
      table: protectedTable(cubes, { measure: asked.code, commissioner: null, by }),
    })),
  };
}

/** The parts of an Office file by name: XML as text, everything else as bytes. */
export interface OfficeParts {
  readonly names: readonly string[];
  readonly text: (name: string) => string;
  readonly bytes: (name: string) => Uint8Array;
  readonly matching: (pattern: RegExp) => readonly string[];
}

export function partsOf(bytes: Uint8Array): OfficeParts {
  const files = unzipSync(bytes);
  const names = Object.keys(files);
  const matching = (pattern: RegExp) =>
    names.filter((name) => pattern.test(name)).toSorted(new Intl.Collator("en", { numeric: true }).compare);
  return { names, text: (name) => new TextDecoder().decode(files[name]), bytes: (name) => files[name]!, matching };
}

/** Relationships that lead nowhere, references that none has, and parts without a kind: what makes Office offer a repair. */
export function brokenLinks({ names, text, matching }: OfficeParts): readonly string[] {
  const types = text("[Content_Types].xml");
  const defaults = new Set([...types.matchAll(/<Default [^>]*?Extension="([^"]*)"/g)].map(([, found]) => found));
  const overrides = new Set([...types.matchAll(/<Override [^>]*?PartName="([^"]*)"/g)].map(([, found]) => found));
  const untyped = names.filter(
    (name) => name !== "[Content_Types].xml" && !overrides.has(`/${name}`) && !defaults.has(name.split(".").at(-1)),
  );
  const missing = [...overrides].filter((name) => !names.includes(name!.slice(1)));
  const links = matching(/\.rels$/).flatMap((rels) => {
    const source = rels.replace(/_rels\/([^/]*)\.rels$/, "$1");
    const folder = source.slice(0, source.lastIndexOf("/") + 1);
    const relations = [...text(rels).matchAll(/<Relationship [^>]*>/g)].map(([tag]) => ({
      isFollowed: / Type="[^"]*\/hyperlink" .*TargetMode="External"/.test(tag),
      id: / Id="([^"]*)"/.exec(tag)![1]!,
      target: / Target="([^"]*)"/.exec(tag)![1]!,
    }));
    const ids = relations.map(({ id }) => id);
    const lost = relations.filter(({ target, isFollowed }) => {
      if (isFollowed) return false;
      const path = new URL(target, `file:///${folder}`).pathname.slice(1);
      return !names.includes(path);
    });
    const used = names.includes(source) ? [...text(source).matchAll(/ r:(?:id|embed|link|pict)="([^"]*)"/g)] : [];
    return [
      ...lost.map(({ target }) => `${rels} leads to ${target}`),
      ...(new Set(ids).size === ids.length ? [] : [`${rels} uses an id twice`]),
      ...used.filter(([, id]) => !ids.includes(id!)).map(([, id]) => `${source} names ${id}`),
    ];
  });
  return [...untyped.map((name) => `${name} has no type`), ...missing.map((name) => `${name} is missing`), ...links];
}

/** A chart as a file holds it: its categories, and by series what it remembers. */
export interface ChartMemory {
  readonly categories: readonly string[];
  readonly series: ReadonlyMap<string, readonly (number | null)[]>;
  readonly formats: readonly string[];
  /** Ids of axes that the drawing uses, and those it defines. */
  readonly used: readonly string[];
  readonly defined: readonly string[];
}

export function chartMemory(xml: string): ChartMemory {
  const points = (cache: string): Map<number, string> =>
    new Map(
      [...cache.matchAll(/<c:pt idx="(\d+)"><c:v>([^<]*)<\/c:v>/g)].map(([, at, value]) => [
        Number(at),
        unescaped(value!),
      ]),
    );
  const found = [...xml.matchAll(/<c:ser>(.*?)<\/c:ser>/gs)].map(([, ser]) => {
    const [tx, cat, val] = ["tx", "cat", "val"].map(
      (name) => new RegExp(`<c:${name}>(.*?)</c:${name}>`, "s").exec(ser!)?.[1] ?? "",
    );
    const size = Number(/<c:ptCount val="(\d+)"/.exec(val!)![1]);
    const values = points(val!);
    return {
      name: points(tx!).get(0)!,
      categories: [...points(cat!).values()],
      values: Array.from({ length: size }, (_, at) => (values.has(at) ? Number(values.get(at)) : null)),
      format: /<c:formatCode>([^<]*)/.exec(val!)![1]!,
    };
  });
  const axes = /<\/c:(?:bar|line)Chart>.*/s.exec(xml)![0];
  const plot = xml.slice(0, xml.length - axes.length);
  return {
    categories: found[0]!.categories,
    series: new Map(found.map(({ name, values }) => [name, values])),
    formats: found.map(({ format }) => format),
    used: [...plot.matchAll(/<c:axId val="([^"]*)"/g)].map(([, id]) => id!),
    defined: [...axes.matchAll(/<c:axId val="([^"]*)"/g)].map(([, id]) => id!),
  };
}

/** The cells of the workbook in a chart: its categories, and by series its values. Formats are those of numbers. */
export async function chartWorkbook(bytes: Uint8Array): Promise<Omit<ChartMemory, "used" | "defined">> {
  const book = new ExcelJS.Workbook();
  await book.xlsx.load(Buffer.from(bytes) as never);
  if (book.worksheets.length !== 1) throw new Error("A chart has one sheet.");
  const [sheet] = book.worksheets;
  const rows = Array.from({ length: sheet!.rowCount - 1 }, (_, index) => index + 2);
  const columns = Array.from({ length: sheet!.columnCount - 1 }, (_, index) => index + 2);
  const value = (row: number, column: number) => sheet!.getCell(row, column).value as number | null;
  return {
    categories: rows.map((row) => sheet!.getCell(row, 1).text),
    series: new Map(columns.map((column) => [sheet!.getCell(1, column).text, rows.map((row) => value(row, column))])),
    formats: columns.flatMap((column) =>
      rows.filter((row) => value(row, column) !== null).map((row) => sheet!.getCell(row, column).numFmt),
    ),
  };
}

/** Text of XML as it was meant. */
export function unescaped(text: string): string {
  return text
    .replaceAll("&lt;", "<")
    .replaceAll("&gt;", ">")
    .replaceAll("&quot;", '"')
    .replaceAll("&apos;", "'")
    .replaceAll("&amp;", "&");
}
