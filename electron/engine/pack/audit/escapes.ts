/**
 * A text with what is written by number or by name in it as the characters themselves: XML and HTML references, JSON and
 * script escapes, percent-encoding. For searching only: of a text that is none of these it may make another.
 */
export function unescaped(text: string): string {
  let plain = text;
  for (let round = 0; round < ROUNDS && /[&\\%]/.test(plain); round += 1) {
    const before: string = plain;
    plain = withoutReferences(plain)
      .replaceAll(/\\u\{?([0-9a-f]{4,6})\}?|\\x([0-9a-f]{2})/gi, (all, long?: string, short?: string) =>
        character(Number.parseInt(long ?? short ?? "", 16), all),
      )
      .replaceAll(/\\[nrtfbv]/g, " ")
      .replaceAll(/\\([/"'])/g, "$1")
      .replaceAll(/(?:%[0-9a-f]{2})+/gi, (run) => Buffer.from(run.replaceAll("%", ""), "hex").toString("utf8"));
    if (plain === before) break;
  }
  return plain;
}

/** What was escaped twice or three times over is found as well. */
const ROUNDS = 3;

/** A text of XML or HTML with its character references replaced. */
export function withoutReferences(text: string): string {
  if (!text.includes("&")) return text;
  return text.replaceAll(/&(?:#(\d{1,7})|#x([0-9a-f]{1,6})|([a-z]{2,8}));?/gi, (all, decimal, hex, name) => {
    if (typeof decimal === "string") return character(Number(decimal), all);
    if (typeof hex === "string") return character(Number.parseInt(hex, 16), all);
    return NAMED[String(name)] ?? accented(String(name)) ?? all;
  });
}

function character(code: number, otherwise: string): string {
  return code > 0 && code <= 0x10ffff ? String.fromCodePoint(code) : otherwise;
}

/** "eacute" as the letter with its mark. */
function accented(name: string): string | null {
  const [, letter, mark = ""] = /^([A-Za-z])(acute|grave|circ|uml|tilde|ring|cedil|caron)$/.exec(name) ?? [];
  return letter === undefined ? null : `${letter}${MARKS[mark] ?? ""}`.normalize("NFC");
}

const MARKS: Readonly<Record<string, string>> = {
  acute: "\u0301",
  grave: "\u0300",
  circ: "\u0302",
  uml: "\u0308",
  tilde: "\u0303",
  ring: "\u030a",
  cedil: "\u0327",
  caron: "\u030c",
};

const NAMED: Readonly<Record<string, string>> = {
  amp: "&",
  lt: "<",
  gt: ">",
  quot: '"',
  apos: "'",
  nbsp: "\u00a0",
  shy: "\u00ad",
  ndash: "–",
  mdash: "—",
  lsquo: "‘",
  rsquo: "’",
  ldquo: "“",
  rdquo: "”",
  hellip: "…",
  percnt: "%",
  commat: "@",
  period: ".",
  comma: ",",
  num: "#",
};
