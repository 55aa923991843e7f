import { tidy } from "./contexts.ts";
import type { Explained } from "./explained.ts";
import type { PackText, TextKind } from "./texts.ts";

/** The numbers in some texts of one file that nothing explains, each once, as they stand there. */
export function unexplained(texts: readonly PackText[], explained: Explained): readonly string[] {
  const found = [...Map.groupBy(texts, ({ kind }) => kind)].flatMap(([kind, some]) =>
    kind === "value"
      ? some.flatMap(({ text }) => inValue(text, explained))
      : inWords([...new Set(some.map(({ text }) => text))].join("\n"), kind, explained),
  );
  return [...new Set(found)];
}

/** A value is a count or a proportion; one in words is read as a chart's label. */
function inValue(text: string, explained: Explained): readonly string[] {
  const plain = text.trim();
  if (!/^-?\d*\.?\d+(?:e-?\d+)?$/i.test(plain)) return inWords(text, "chart", explained);
  const value = Number(plain);
  return explained.proportions.has(value) || isCount(plain, explained) ? [] : [plain];
}

function inWords(text: string, kind: TextKind, explained: Explained): readonly string[] {
  if (!/\p{N}/u.test(text)) return [];
  const plain = withoutContexts(tidy(text), kind, explained);
  const found: string[] = [];
  const tokens = new RegExp(TOKEN, "gu");
  for (let match = tokens.exec(plain); match !== null; match = tokens.exec(plain)) {
    const token = match[0].replace(/[.,]+$/, "");
    const before = plain.slice(Math.max(0, match.index - 24), match.index);
    const after = plain.slice(match.index + token.length, match.index + token.length + 18);
    if (!isExplained(token, before, after, kind, explained)) found.push(stated(token, after));
  }
  return found;
}

/** A number with whatever letters, marks and signs are written to it without a space; thousands may have one. */
const TOKEN =
  /(?:\d{1,3}(?: \d{3})+(?![\p{L}\p{N}.,\ue000])|[\p{L}\p{N}_.,\ue000]*\p{N}[\p{L}\p{N}_.,\ue000]*)(?: ?[%‰])?/u.source;

function isExplained(token: string, before: string, after: string, kind: TextKind, explained: Explained): boolean {
  const { percentages, parts, counts, bases } = explained;
  const plain = token.trim();
  const share = /^(\d+(?:\.\d+)?) ?%$/.exec(plain)?.[1] ?? (IN_WORDS.test(after) ? plain : undefined);
  if (share !== undefined) return percentages.has(`${share}%`) || (kind !== "words" && parts.has(`${share}%`));
  const spaced = /^\d{1,3}(?: \d{3})+$/.test(plain);
  if (spaced && !counts.has(plain.replaceAll(" ", ","))) {
    return plain.split(" ").every((part) => isExplained(part, "", "", kind, explained));
  }
  return (BASE.test(before) ? bases : counts).has(spaced ? plain.replaceAll(" ", ",") : plain);
}

function isCount(plain: string, { counts }: Explained): boolean {
  return counts.has(plain.replaceAll(/\B(?=(\d{3})+$)/g, ","));
}

function stated(token: string, after: string): string {
  return `${token.replaceAll("\ue000", "…")}${IN_WORDS.exec(after)?.[0] ?? ""}`.trim();
}

const IN_WORDS = /^ ?(?:per ?cent(?:age)?|pc\b|in every hundred)/i;

/** What follows these words is a base. */
const BASE = /(?:\(base |\bbase:? |: LA |, NHS |Base [A-Z][a-z]{2}: )$/;

function withoutContexts(text: string, kind: TextKind, { contexts, given }: Explained): string {
  let plain = text;
  for (const context of contexts) plain = plain.replaceAll(context, " ");
  if (kind === "name") plain = plain.replaceAll(/(?<=\p{L}[ _-]?)\d{1,4}$/gmu, "");
  if (kind === "maker") plain = plain.replaceAll(/(?<![\d.])\d+(?:\.\d+){0,3}(?![\d%.])/g, "");
  if (kind === "address") plain = plain.replaceAll(/\$?\b[A-Z]{1,3}\$?\d{1,7}\b|\\[a-z] "?\d(?:-\d)?"?/gi, "");
  return plain.includes("...") ? withoutCut(plain, given) : plain;
}

/** A text without words that were cut to their room: the beginnings of given ones, with dots. */
function withoutCut(text: string, given: readonly string[]): string {
  let plain = text;
  for (const words of given) {
    for (let length = words.length - 1; length > 2; length -= 1) {
      const cut = `${words.slice(0, length).trimEnd()}...`;
      if (/\p{N}/u.test(cut) && plain.includes(cut)) plain = plain.replaceAll(cut, " ");
    }
  }
  return plain;
}
