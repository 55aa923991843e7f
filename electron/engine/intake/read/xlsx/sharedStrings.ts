import { LIMITS } from "../limits.ts";
import { tooLarge } from "../refusals.ts";
import { cellText } from "./cellText.ts";
import { CLOSE, OPEN, TEXT } from "../xml/xmlScanner.ts";
import { scanPart } from "../xml/xmlPart.ts";
import type { ZipArchive } from "../zip/zipArchive.ts";
import type { ZipEntry } from "../zip/zipDirectory.ts";

const BLOCK = 128;

/** The texts of a workbook by number, joined in blocks because a million separate strings weigh more than twice as much. */
export class SharedStrings {
  length = 0;
  readonly #blocks: string[] = [];
  /** Where each text starts in its block. */
  #starts = new Uint32Array(1024);
  #waiting: string[] = [];
  #start = 0;

  add(text: string): void {
    if (this.length === this.#starts.length) {
      const larger = new Uint32Array(this.length * 2);
      larger.set(this.#starts);
      this.#starts = larger;
    }
    this.#starts[this.length++] = this.#start;
    this.#start += text.length;
    this.#waiting.push(text);
    if (this.#waiting.length === BLOCK) this.seal();
  }

  /** Packs what was added last; call once after the last `add`. */
  seal(): void {
    this.#blocks.push(this.#waiting.join(""));
    this.#waiting = [];
    this.#start = 0;
  }

  /** `undefined` where the workbook has no such text. */
  get(index: number): string | undefined {
    if (!(index >= 0 && index < this.length)) return undefined;
    const block = this.#blocks[Math.floor(index / BLOCK)];
    const lastInBlock = index % BLOCK === BLOCK - 1 || index === this.length - 1;
    return block?.slice(this.#starts[index], lastInBlock ? undefined : this.#starts[index + 1]);
  }
}

/** Reads the shared strings: each item's runs joined, phonetic readings left out, empty items counted. */
export async function readSharedStrings(archive: ZipArchive, entry: ZipEntry | undefined): Promise<SharedStrings> {
  const strings = new SharedStrings();
  if (entry === undefined) return strings;
  let text = "";
  let inText = false;
  let phonetic = 0;
  await scanPart(archive, entry, LIMITS.sharedStrings, (xml, token) => {
    if (token === TEXT) {
      if (inText) text += xml.text();
      if (text.length > LIMITS.xmlText || strings.length > LIMITS.strings)
        throw tooLarge(archive.file.place, "holds longer texts, or more of them, than any workbook does");
    } else if (xml.is("t")) inText = token === OPEN && phonetic === 0;
    else if (xml.is("rPh")) phonetic += token === OPEN ? 1 : -1;
    else if (xml.is("si") && token === CLOSE) {
      strings.add(cellText(text));
      text = "";
    }
  });
  strings.seal();
  return strings;
}
