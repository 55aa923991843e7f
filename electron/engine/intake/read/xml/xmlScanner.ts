import { LIMITS } from "../limits.ts";
import { damaged, endlessText, notASpreadsheet, tooLarge, type FilePlace } from "../refusals.ts";
import { PassedElement } from "./passedElement.ts";
import { xmlText } from "./xmlText.ts";

/** What `XmlScanner.next` found. */
export const MORE = 0;
export const OPEN = 1;
export const CLOSE = 2;
export const TEXT = 3;
export type Token = typeof MORE | typeof OPEN | typeof CLOSE | typeof TEXT;

const LT = 60;
const GT = 62;
const SLASH = 47;
const COLON = 58;
const EQUALS = 61;
const AMPERSAND = 38;
const UNDERSCORE = 95;
const CR = 13;
const COMMENT = Buffer.from("<!--");
const CDATA = Buffer.from("<![CDATA[");
const COMMENT_END = Buffer.from("-->");
const CDATA_END = Buffer.from("]]>");
const INSTRUCTION_END = Buffer.from("?>");

/**
 * A forward scanner over UTF-8 XML that arrives in pieces. It copies nothing out: the caller looks at `bytes` between the
 * offsets of the last token, which hold until the next `next` or `add`. Names are local names; an empty element gives
 * OPEN, then CLOSE. Document types are refused, comments and processing instructions passed over.
 */
export class XmlScanner {
  bytes: Buffer = Buffer.alloc(0);
  /** The local name of the last OPEN or CLOSE. */
  nameFrom = 0;
  nameTo = 0;
  /** The last TEXT. `textPlain`: no entity, CR, underscore or CDATA in it. `textAll`: an end tag follows at once. */
  textFrom = 0;
  textTo = 0;
  textPlain = true;
  textAll = false;
  /** The attribute `nextAttribute` found: its local name and raw value. */
  attributeFrom = 0;
  attributeTo = 0;
  valueFrom = 0;
  valueTo = 0;
  /** Elements open after the last token. */
  depth = 0;
  readonly #place: FilePlace;
  #at = 0;
  #end = 0;
  /** Where to go on in a token that was not whole. */
  #resume = 0;
  #plain = true;
  #cdata = false;
  #attributeAt = 0;
  #closing = false;
  #started = false;
  /** Where the qualified name of the last OPEN starts. */
  #tagFrom = 0;
  #passed: PassedElement | undefined;

  constructor(place: FilePlace) {
    this.#place = place;
  }

  add(piece: Buffer): void {
    const kept = this.#end - this.#at;
    if (kept + piece.length > this.bytes.length) {
      const larger = Buffer.allocUnsafeSlow(Math.max(this.bytes.length * 2, kept + piece.length));
      this.bytes.copy(larger, 0, this.#at, this.#end);
      this.bytes = larger;
    } else if (this.#at > 0) this.bytes.copyWithin(0, this.#at, this.#end);
    piece.copy(this.bytes, kept);
    this.#resume = Math.max(0, this.#resume - this.#at);
    this.#at = 0;
    this.#end = kept + piece.length;
  }

  next(): Token {
    if (this.#closing) {
      this.#closing = false;
      this.depth--;
      return CLOSE;
    }
    if (this.#passed !== undefined) return this.#passRest(this.#passed);
    for (;;) {
      const at = this.#at;
      if (at >= this.#end) return MORE;
      if (this.bytes[at] !== LT) return this.#text(at);
      if (at + 1 >= this.#end) return MORE;
      const mark = this.bytes[at + 1];
      if (mark === SLASH) return this.#closeTag(at);
      if (mark === 33) {
        const found = this.#declaration(at);
        if (found === undefined) continue;
        return found;
      }
      if (mark !== 63) return this.#openTag(at);
      if (!this.#passOver(at, 2, INSTRUCTION_END)) return MORE;
    }
  }

  /** Passes over what is inside the element of the last OPEN unread and unchecked, so that its CLOSE comes next. */
  passElement(): void {
    if (!this.#closing) this.#passed = new PassedElement(this.bytes.toString("latin1", this.#tagFrom, this.nameTo));
  }

  #passRest(element: PassedElement): Token {
    this.#at = element.pass(this.bytes.subarray(0, this.#end), this.#at);
    if (!element.ended) return MORE;
    this.#passed = undefined;
    this.nameFrom = this.nameTo = this.#at;
    this.depth--;
    return CLOSE;
  }

  /** Whether the root element has been closed and nothing waits. */
  get finished(): boolean {
    let at = this.#at;
    while (at < this.#end && (this.bytes[at] ?? 0) <= 32) at++;
    return this.#started && this.depth === 0 && !this.#closing && at === this.#end;
  }

  /** Whether the last OPEN or CLOSE has this local name. */
  is(name: string): boolean {
    return this.#spells(this.nameFrom, this.nameTo, name);
  }

  /** Whether the attribute `nextAttribute` found has this local name. */
  isAttribute(name: string): boolean {
    return this.#spells(this.attributeFrom, this.attributeTo, name);
  }

  /** The value of the attribute `nextAttribute` found, entities resolved. */
  attributeValue(): string {
    return xmlText(this.bytes.toString("utf8", this.valueFrom, this.valueTo));
  }

  /** The value of an attribute of the last OPEN by local name; `nextAttribute` starts anew after it. */
  attribute(name: string): string | undefined {
    const start = this.#attributeAt;
    let value: string | undefined;
    while (value === undefined && this.nextAttribute()) {
      if (this.isAttribute(name)) value = this.attributeValue();
    }
    this.#attributeAt = start;
    return value;
  }

  /** Moves to the next attribute of the last OPEN. */
  nextAttribute(): boolean {
    const bytes = this.bytes;
    const end = this.#at;
    let at = this.#attributeAt;
    while (at < end && (bytes[at] ?? 0) <= 32) at++;
    if (bytes[at] === GT || bytes[at] === SLASH) return false;
    this.attributeFrom = at;
    for (; at < end; at++) {
      const byte = bytes[at] ?? 0;
      if (byte === EQUALS || byte <= 32 || byte === GT) break;
      if (byte === COLON) this.attributeFrom = at + 1;
    }
    this.attributeTo = at;
    while (at < end && (bytes[at] ?? 0) <= 32) at++;
    if (bytes[at] !== EQUALS) throw this.#malformed();
    at++;
    while (at < end && (bytes[at] ?? 0) <= 32) at++;
    const quote = bytes[at];
    if (quote !== 34 && quote !== 39) throw this.#malformed();
    this.valueFrom = ++at;
    while (at < end && bytes[at] !== quote) at++;
    this.valueTo = at;
    this.#attributeAt = at + 1;
    return true;
  }

  /** The last TEXT as a string, entities resolved. */
  text(): string {
    const raw = this.bytes.toString("utf8", this.textFrom, this.textTo);
    return this.textPlain || this.#cdata ? raw : xmlText(raw);
  }

  #spells(from: number, to: number, name: string): boolean {
    if (to - from !== name.length) return false;
    for (let at = 0; at < name.length; at++) if (this.bytes[from + at] !== name.charCodeAt(at)) return false;
    return true;
  }

  #text(at: number): Token {
    const bytes = this.bytes;
    const end = this.#end;
    let to = this.#resume;
    let plain = this.#plain;
    if (to <= at) {
      to = at;
      plain = true;
    }
    for (; to < end; to++) {
      const byte = bytes[to];
      if (byte === LT) break;
      if (byte === AMPERSAND || byte === UNDERSCORE || byte === CR) plain = false;
    }
    if (to + 1 >= end) {
      if (to - at > LIMITS.xmlText) throw endlessText(this.#place);
      this.#resume = to;
      this.#plain = plain;
      return MORE;
    }
    this.textFrom = at;
    this.textTo = to;
    this.textPlain = plain;
    this.textAll = bytes[to + 1] === SLASH;
    this.#cdata = false;
    this.#at = to;
    return TEXT;
  }

  #openTag(at: number): Token {
    const bytes = this.bytes;
    const end = this.#end;
    let to = at + 1;
    let name = to;
    for (; to < end; to++) {
      const byte = bytes[to] ?? 0;
      if (byte <= 32 || byte === GT || byte === SLASH) break;
      if (byte === COLON) name = to + 1;
    }
    const nameTo = to;
    for (; to < end; to++) {
      const byte = bytes[to];
      if (byte === GT) break;
      if (byte === 34 || byte === 39) {
        to++;
        while (to < end && bytes[to] !== byte) to++;
      }
    }
    if (to >= end) return this.#moreOfTag(at);
    this.nameFrom = name;
    this.nameTo = nameTo;
    this.#tagFrom = at + 1;
    this.#attributeAt = nameTo;
    this.#closing = bytes[to - 1] === SLASH;
    this.#started = true;
    this.#at = to + 1;
    this.depth++;
    return OPEN;
  }

  #closeTag(at: number): Token {
    const bytes = this.bytes;
    const end = this.#end;
    let to = at + 2;
    let name = to;
    for (; to < end; to++) {
      const byte = bytes[to] ?? 0;
      if (byte <= 32 || byte === GT) break;
      if (byte === COLON) name = to + 1;
    }
    const nameTo = to;
    while (to < end && bytes[to] !== GT) to++;
    if (to >= end) return this.#moreOfTag(at);
    this.nameFrom = name;
    this.nameTo = nameTo;
    this.#at = to + 1;
    if (--this.depth < 0) throw this.#malformed();
    return CLOSE;
  }

  /** `undefined` means that something was passed over. */
  #declaration(at: number): Token | undefined {
    if (this.#end - at < CDATA.length) return MORE;
    const opens = (mark: Buffer): boolean => this.bytes.compare(mark, 0, mark.length, at, at + mark.length) === 0;
    if (opens(COMMENT)) return this.#passOver(at, COMMENT.length, COMMENT_END) ? undefined : MORE;
    if (!opens(CDATA))
      throw notASpreadsheet(
        this.#place,
        "contains a document type declaration, which no spreadsheet program writes and which is not safe to read",
        "Open it in Excel and save it again as .xlsx.",
      );
    if (!this.#passOver(at, CDATA.length, CDATA_END)) return MORE;
    this.textFrom = at + CDATA.length;
    this.textTo = this.#at - CDATA_END.length;
    this.textPlain = false;
    this.textAll = false;
    this.#cdata = true;
    return TEXT;
  }

  #passOver(at: number, opening: number, ending: Buffer): boolean {
    const found = this.bytes.subarray(0, this.#end).indexOf(ending, Math.max(at + opening, this.#resume));
    if (found >= 0) {
      this.#at = found + ending.length;
      return true;
    }
    if (this.#end - at > LIMITS.xmlText) throw endlessText(this.#place);
    this.#resume = this.#end - ending.length + 1;
    return false;
  }

  #moreOfTag(at: number): Token {
    if (this.#end - at > LIMITS.xmlTag)
      throw tooLarge(this.#place, "holds a longer piece of markup than any spreadsheet program writes");
    return MORE;
  }

  #malformed(): Error {
    return damaged(this.#place, "a part of it is not well formed");
  }
}
