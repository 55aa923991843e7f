import { setImmediate as otherWork } from "node:timers/promises";

/** Milliseconds that reading may keep other work waiting. */
const TURN = 5;

/** Lets other work of the process run between batches, once a turn is over. */
export class Turns {
  #since = performance.now();

  get over(): boolean {
    return performance.now() - this.#since > TURN;
  }

  async pass(): Promise<void> {
    await otherWork();
    this.#since = performance.now();
  }
}
