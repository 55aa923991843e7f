import { parseCsv } from "../csv-reader.ts";
import { MANIFEST } from "../manifest.ts";
import { type PackText, type Reading, textsOf } from "./texts.ts";

/** Reads a data file: a value in its column, everything else as words. */
export function readCsv(bytes: Uint8Array): Reading {
  let records: readonly (readonly string[])[];
  try {
    records = parseCsv(bytes);
  } catch {
    return { texts: [], runs: [], faults: ["It is not well-formed CSV."] };
  }
  const value = records[0]?.indexOf("value") ?? -1;
  const texts = records.flatMap((record) =>
    record.flatMap((cell, column) => textsOf(column === value ? "value" : "words", [cell.replace(/^\ufeff/, "")])),
  );
  return { texts, runs: texts.map(({ text }) => text) };
}

/** Reads JSON: its keys, texts and numbers, without hashes and, in the manifest, sizes and rules, which are compared there. */
export function readJson(name: string, source: string): Reading {
  let content: unknown;
  try {
    content = JSON.parse(source.replace(/^\ufeff/, ""));
  } catch {
    return { texts: textsOf("words", source.split("\n")), runs: [], faults: ["It is not well-formed JSON."] };
  }
  const texts: PackText[] = [];
  const read = (value: unknown, path: string): void => {
    if (typeof value === "string") {
      if (!HASH.test(value) && !(VERSIONS.test(path) && VERSION.test(value))) texts.push(...textsOf("words", [value]));
    } else if (typeof value === "number") {
      if (name !== MANIFEST || !COMPARED.test(path)) texts.push({ kind: "value", text: String(value) });
    } else if (Array.isArray(value)) {
      for (const each of value) read(each, `${path}.*`);
    } else if (typeof value === "object" && value !== null) {
      for (const [key, each] of Object.entries(value)) {
        texts.push(...textsOf("words", [key]));
        read(each, `${path}.${key}`);
      }
    }
  };
  read(content, "");
  return { texts, runs: texts.map(({ text }) => text) };
}

const HASH = /^[0-9a-f]{64}$/;
const VERSIONS = /^\.(app|method)Version$/;
const VERSION = /^\d+(\.\d+)*(-[\w.]+)?$/;

/** Numbers of the manifest that the audit compares with what they say. */
const COMPARED = /^\.(files\.\*\.bytes|protection\.(displayRules\.\w+|cellsMovedFurther))$/;

/** Reads plain text by its lines. */
export function readPlain(source: string): Reading {
  const lines = source.split(/\r?\n/);
  return { texts: textsOf("words", lines), runs: lines };
}
