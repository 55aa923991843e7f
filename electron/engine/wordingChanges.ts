import { BellwetherError } from "../../shared/errors.ts";
import type { Month } from "../../shared/month.ts";
import type { Wording, WordingView } from "../../shared/wordings.ts";
import { definitionOf } from "./composing.ts";
import { needles } from "./forbidden.ts";
import type { WorkContext } from "./importing.ts";
import { findNeedles } from "./pack/audit/needles.ts";
import { addressesIn, identifiersIn } from "./pack/audit/shapes.ts";
import { textFile } from "./pack/definition.ts";
import { againstNow, EVERYTHING, type Followed, readMessage, renewed, writtenText } from "./pack/rewording.ts";
import type { Session } from "./session.ts";
import {
  FINDING,
  keepWording,
  keptWording,
  strangeWords,
  type WordingGround,
  wordingGround,
  wordingView,
} from "./wording.ts";

/** A change of what people wrote, by what they can write about. @throws BellwetherError `bad-request` */
export type WordingChange = (kept: Wording, ground: WordingGround) => Wording;

/** Looks only. */
export const NO_CHANGE: WordingChange = (kept) => kept;

/**
 * Changes what people wrote for the packs of a campaign, and gives what there is after it.
 * @throws BellwetherError `bad-request` for a number that is no published figure or a name that no pack may hold; as
 * `definitionOf`
 */
export async function changeWording(
  session: Session,
  month: Month | null,
  change: WordingChange,
  appVersion: string,
  context: WorkContext,
): Promise<WordingView> {
  const { campaign } = session;
  const request = { month, title: null, plan: null, appVersion, codeFor: null };
  const { definition } = await definitionOf(session, request, context);
  const ground = wordingGround(definition);
  const before = keptWording(campaign);
  const after = change(before, ground);
  if (after !== before) {
    await refuseForbidden(session, before, after);
    keepWording(campaign, after);
  }
  return wordingView(definition, after, ground);
}

/** Writes a key message by hand; null takes the app's own again. */
export function writeMessage(id: string, text: string | null): WordingChange {
  return (kept, ground) => {
    const { [id]: _before, ...rest } = kept.messages;
    if (text === null) return { ...kept, messages: rest };
    const followed = ground.messages.get(id);
    if (followed === undefined) throw refused("This pack has no such message any more. Look at it again.");
    const words = inOneLine(text);
    refuseStrange(words, ground);
    return { ...kept, messages: { ...rest, [id]: readMessage(words, followed, ground.states) } };
  };
}

/** Gives a chart a title (null: its own finding), and leaves it out or in. */
export function changeChart({
  id,
  title,
  shown,
}: {
  readonly id: string;
  readonly title: string | null;
  readonly shown: boolean;
}): WordingChange {
  return (kept, ground) => {
    const { [id]: before, ...rest } = kept.titles;
    const others = kept.leftOut.filter((each) => each !== id);
    const leftOut = shown ? others : [...others, id].toSorted();
    const words = title === null ? null : inOneLine(title);
    if (words !== null && words === before?.text) return { ...kept, leftOut };
    if (words === null) return { ...kept, titles: rest, leftOut };
    const followed = ground.charts.get(id);
    if (followed === undefined) throw refused("This pack has no such chart any more. Look at it again.");
    refuseStrange(words, ground);
    return {
      ...kept,
      titles: { ...rest, [id]: { text: words, against: titleAgainst(words, followed, ground) } },
      leftOut,
    };
  };
}

function titleAgainst(words: string, { bounds, mark }: Followed, { states }: WordingGround): Record<string, string> {
  const finding = bounds.find(({ role }) => role === FINDING)?.text ?? "";
  return { [FINDING]: finding, ...(states(words) ? { [EVERYTHING]: mark } : {}) };
}

/** Says what becomes of words whose figures moved. */
export function settleWords({
  of,
  id,
  choice,
}: {
  readonly of: "message" | "chart";
  readonly id: string;
  readonly choice: "take" | "keep";
}): WordingChange {
  return of === "message" ? settleMessage(id, choice) : settleTitle(id, choice);
}

function settleMessage(id: string, choice: "take" | "keep"): WordingChange {
  return (kept, ground) => {
    const [edit, followed] = [kept.messages[id], ground.messages.get(id)];
    if (edit === undefined || followed === undefined) return kept;
    const next = choice === "take" ? renewed(edit, followed) : { ...edit, against: againstNow(edit.against, followed) };
    if (next === null)
      throw refused("A figure of this message is not shown any more. Write it anew, or take the app’s.");
    refuseStrange(writtenText(next), ground);
    return { ...kept, messages: { ...kept.messages, [id]: next } };
  };
}

/** The figures of now are those of the chart's own finding. */
function settleTitle(id: string, choice: "take" | "keep"): WordingChange {
  return (kept, ground) => {
    const { [id]: edit, ...rest } = kept.titles;
    const followed = ground.charts.get(id);
    if (edit === undefined || followed === undefined) return kept;
    if (choice === "take") return { ...kept, titles: rest };
    refuseStrange(edit.text, ground);
    return { ...kept, titles: { ...rest, [id]: { ...edit, against: againstNow(edit.against, followed) } } };
  };
}

function refuseStrange(words: string, { strange }: WordingGround): void {
  const told = strangeWords(strange(words));
  if (told === null) return;
  throw refused(`${told} Use the figures as the pack prints them, or say it in words.`);
}

/** New words that name a member, or that have the form of what no pack may hold. */
async function refuseForbidden({ campaign }: Session, before: Wording, after: Wording): Promise<void> {
  const known = new Set(wordsOf(before));
  const words = wordsOf(after).filter((text) => !known.has(text));
  if (words.length === 0) return;
  const [found] = await findNeedles([textFile("words", words.join("\n"))], needles(campaign));
  const shape = words.flatMap((text) => [...addressesIn(text), ...identifiersIn(text)])[0];
  if (found !== undefined)
    throw refused(`No pack may hold “${found.needle}”: it names a member or a file. Leave it out.`);
  if (shape !== undefined) throw refused(`No pack may hold ${shape.what}: “${shape.text}”. Leave it out.`);
}

function wordsOf({ messages, titles }: Wording): readonly string[] {
  return [...Object.values(messages).map(writtenText), ...Object.values(titles).map(({ text }) => text)];
}

function inOneLine(text: string): string {
  return text.replaceAll(/[\p{Cc}\s]+/gu, " ").trim();
}

function refused(message: string): BellwetherError {
  return new BellwetherError("bad-request", message);
}
