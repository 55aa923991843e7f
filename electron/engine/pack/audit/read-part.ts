import { assertNever } from "../../../../shared/errors.ts";
import { readCsv, readJson, readPlain } from "./data-texts.ts";
import { type Part, textOf } from "./open.ts";
import { readXml } from "./office-texts.ts";
import { readPage } from "./page-texts.ts";
import { readPdf, readPdfObjects } from "./pdf-texts.ts";
import type { Reading } from "./texts.ts";

/** Reads what a part of a pack says; of one that is no text, nothing. */
export async function readPart({ name, bytes, kind }: Part): Promise<Reading> {
  const text = textOf(bytes) ?? "";
  switch (kind) {
    case "markup":
      return /^[^>]*<(?:!doctype html|html|svg|body|main|div|p|a|img)(?=[\s>])/i.test(withoutProlog(text))
        ? readPage(text)
        : readXml(text);
    case "json":
      return readJson(name, text);
    case "csv":
      return readCsv(bytes);
    case "text":
      return readPlain(text);
    case "pdf":
      return readPdf(bytes);
    case "pdf-objects":
      return readPdfObjects(bytes);
    case "binary":
      return { texts: [], runs: [] };
    default:
      return assertNever(kind);
  }
}

/** Markup from its first element on. */
function withoutProlog(text: string): string {
  return text.replace(/^(?:\s|\ufeff|<\?[\s\S]*?\?>|<!--[\s\S]*?-->|<!DOCTYPE(?! html)[^>]*>)*/i, "");
}
