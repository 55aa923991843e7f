/**
 * Looks for the end of an element without reading what is inside it, which is many times as fast. Elements of the same
 * name inside are counted where they have attributes; anything else inside is not looked at.
 */
export class PassedElement {
  /** The end tag has been passed. */
  ended = false;
  readonly #start: Buffer;
  readonly #ending: Buffer;
  #deeper = 0;

  /** @param name the element's name with its prefix, as its start tag spells it */
  constructor(name: string) {
    this.#start = Buffer.from(`<${name} `, "latin1");
    this.#ending = Buffer.from(`</${name}>`, "latin1");
  }

  /** Goes on from an offset, and gives the offset after the end tag, or from which to go on once there are more bytes. */
  pass(bytes: Buffer, from: number): number {
    let at = from;
    for (;;) {
      const found = bytes.indexOf(this.#ending, at);
      const to = found >= 0 ? found : Math.max(at, bytes.length - this.#ending.length + 1);
      this.#deeper += this.#startsIn(bytes.subarray(at, Math.min(bytes.length, to + this.#ending.length - 1)), to - at);
      if (found < 0) return to;
      at = found + this.#ending.length;
      if (this.#deeper === 0) {
        this.ended = true;
        return at;
      }
      this.#deeper--;
    }
  }

  #startsIn(bytes: Buffer, before: number): number {
    let count = 0;
    for (let at = bytes.indexOf(this.#start); at >= 0 && at < before; at = bytes.indexOf(this.#start, at + 1)) count++;
    return count;
  }
}
