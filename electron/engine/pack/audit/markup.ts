import { withoutReferences } from "./escapes.ts";

/** What a reader of HTML or XML meets, in order. Names are as written, without their prefix. */
export type MarkupEvent =
  | {
      readonly type: "open";
      readonly name: string;
      readonly attribute: (name: string) => string | null;
      readonly closed: boolean;
    }
  | { readonly type: "close"; readonly name: string }
  | { readonly type: "text" | "comment"; readonly text: string };

/** Reads HTML, SVG or XML without judging its form; references are replaced in texts and attributes. */
export function* markupEvents(source: string): Generator<MarkupEvent> {
  const tokens = new RegExp(TOKEN, "gy");
  for (let match = tokens.exec(source); match !== null; match = tokens.exec(source)) {
    const [all, comment, data, close, name, attributes = "", text] = match;
    if (comment !== undefined) yield { type: "comment", text: comment };
    else if (data !== undefined) yield { type: "text", text: data };
    else if (close !== undefined) yield { type: "close", name: local(close) };
    else if (name !== undefined) {
      yield { type: "open", name: local(name), attribute: reader(attributes), closed: attributes.endsWith("/") };
      if (!/^(style|script)$/i.test(name)) continue;
      // What stands in these is no markup, up to their end.
      const end = source.toLowerCase().indexOf(`</${name.toLowerCase()}`, tokens.lastIndex);
      const to = end < 0 ? source.length : end;
      if (to > tokens.lastIndex) yield { type: "text", text: source.slice(tokens.lastIndex, to) };
      tokens.lastIndex = to;
    } else if (text !== undefined) yield { type: "text", text: withoutReferences(text) };
    else if (/^<[!?]/.test(all) && !DECLARATION.test(all)) yield { type: "comment", text: all };
  }
}

/** What every file of its kind begins with. */
const DECLARATION =
  /^<(?:\?xml |!doctype html>|\?mso-application |\?xpacket (?:begin="[^"\w]*" id="W5M0MpCehiHzreSzNTczkc9d"|end="[rw]")\?>)/i;

/** Comment; character data; end tag; start tag with its attributes; text; declarations and whatever else begins with "<". */
const TOKEN =
  /<!--([\s\S]*?)(?:-->|$)|<!\[CDATA\[([\s\S]*?)(?:\]\]>|$)|<\/([^\s>]+)[^>]*>|<([A-Za-z_][^\s/>]*)((?:"[^"]*"|'[^']*'|[^"'>])*)>|<[!?][^>]*>|([^<]+|<)/
    .source;

function local(name: string): string {
  return name.slice(name.indexOf(":") + 1);
}

function reader(attributes: string): (name: string) => string | null {
  return (name) => {
    if (!attributes.includes(name)) return null;
    const found = new RegExp(`(?:^|[\\s:"'])${name}\\s*=\\s*(?:"([^"]*)"|'([^']*)'|([^\\s"'>]+))`, "i").exec(
      attributes,
    );
    return found === null ? null : withoutReferences(found[1] ?? found[2] ?? found[3] ?? "");
  };
}

/** Joins runs of text to paragraphs: runs of one paragraph with nothing between. */
export class Paragraphs {
  readonly #done: string[] = [];
  #open = "";

  /** Adds a run to the open paragraph. */
  run(text: string): void {
    const first = /^[\p{L}]/u.test(text) && /[\p{N}%]$/u.test(this.#open);
    this.#open += first ? ` ${text}` : text;
  }

  /** Ends the open paragraph. */
  end(): void {
    if (this.#open.trim() !== "") this.#done.push(this.#open);
    this.#open = "";
  }

  /** Every paragraph so far, and forgets them. */
  take(): readonly string[] {
    this.end();
    return this.#done.splice(0);
  }
}
