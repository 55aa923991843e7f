/** Counts bytes read and tells a listener, never going back and never past the file's size. */
export class Progress {
  readonly #total: number;
  readonly #listener: ((done: number, total: number) => void) | undefined;
  #read = 0;
  #told = -1;

  constructor(total: number, listener: ((done: number, total: number) => void) | undefined) {
    this.#total = total;
    this.#listener = listener;
  }

  add(bytes: number): void {
    this.#read += bytes;
    this.#tell(Math.min(this.#read, this.#total));
  }

  complete(): void {
    this.#tell(this.#total);
  }

  #tell(done: number): void {
    if (done <= this.#told) return;
    this.#told = done;
    this.#listener?.(done, this.#total);
  }
}
