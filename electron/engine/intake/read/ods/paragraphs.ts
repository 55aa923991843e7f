import { LIMITS } from "../limits.ts";
import { endlessText, type FilePlace } from "../refusals.ts";

/** The text of one cell as its paragraphs arrive. White space is as OpenDocument reads it: runs of it are one space, none begins a paragraph. */
export class Paragraphs {
  text = "";
  readonly #place: FilePlace;
  #paragraphs = 0;
  /** White space that comes next says nothing. */
  #spaced = true;

  constructor(place: FilePlace) {
    this.#place = place;
  }

  clear(): void {
    this.text = "";
    this.#paragraphs = 0;
  }

  begin(): void {
    if (this.#paragraphs++ > 0) this.text += "\n";
    this.#spaced = true;
  }

  /** Characters as the XML spells them. */
  add(characters: string): void {
    let plain = /[\t\n\r]| {2}/.test(characters) ? characters.replace(/[ \t\n\r]+/g, " ") : characters;
    if (this.#spaced && plain.startsWith(" ")) plain = plain.slice(1);
    if (plain === "") return;
    this.#spaced = plain.endsWith(" ");
    this.#append(plain);
  }

  /** Characters that count whatever stands beside them: spaces, a tab, a line break. */
  addKept(character: string, times = 1): void {
    if (!(times >= 0 && times <= LIMITS.spaces)) throw endlessText(this.#place);
    this.#spaced = false;
    this.#append(character.repeat(times));
  }

  #append(characters: string): void {
    this.text += characters;
    if (this.text.length > LIMITS.xmlText) throw endlessText(this.#place);
  }
}
