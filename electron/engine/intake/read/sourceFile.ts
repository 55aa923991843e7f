import type { Stats } from "node:fs";
import { open, stat, type FileHandle } from "node:fs/promises";
import { BellwetherError, cancelled, throwIfCancelled } from "../../../../shared/errors.ts";
import { Progress } from "./progress.ts";
import { changed, locked, missing, notASpreadsheet, unreadable, type FilePlace } from "./refusals.ts";
import type { OpenOptions } from "./types.ts";

/** A file that is read in passes, each with a handle of its own that is closed when the pass ends, however it ends. */
export class SourceFile {
  readonly place: FilePlace;
  readonly bytes: number;
  readonly signal: AbortSignal | undefined;
  readonly progress: Progress;
  readonly #path: string;
  readonly #modified: number;
  readonly #handles = new Set<FileHandle>();
  #closed = false;

  private constructor(path: string, place: FilePlace, bytes: number, modified: number, options: OpenOptions) {
    this.#path = path;
    this.place = place;
    this.bytes = bytes;
    this.#modified = modified;
    this.signal = options.signal;
    this.progress = new Progress(bytes, options.onBytes);
  }

  /** @throws BellwetherError `not-found`, `file-locked`, `not-a-spreadsheet` for a folder */
  static async find(path: string, name: string, options: OpenOptions): Promise<SourceFile> {
    const place = { file: name };
    const found = await asking(place, () => stat(path));
    if (!found.isFile())
      throw notASpreadsheet(place, "is a folder, not a file", "Open the folder and choose the spreadsheet inside it.");
    return new SourceFile(path, place, found.size, found.mtimeMs, options);
  }

  /**
   * Runs one pass over the file. The handle is closed when the pass ends or the caller stops listening.
   * @throws BellwetherError `file-locked` where the file has changed since it was found, before the pass or during it
   */
  async *pass<T>(read: (handle: FileHandle) => AsyncIterable<T>): AsyncGenerator<T, void, undefined> {
    this.check();
    const handle = await asking(this.place, () => open(this.#path, "r"));
    this.#handles.add(handle);
    try {
      await this.#refuseChanged(handle);
      yield* read(handle);
      await this.#refuseChanged(handle);
    } finally {
      this.#handles.delete(handle);
      await handle.close();
    }
  }

  /** When it was last written to, as far as its folder knows. */
  get modified(): string {
    return new Date(this.#modified).toISOString();
  }

  /** Why a reading failed: that the file was written to meanwhile, where it was, which explains any other fault. */
  async explain(fault: unknown): Promise<unknown> {
    if (this.#closed || this.signal?.aborted === true) return fault;
    try {
      const now = await stat(this.#path);
      return this.#isAsFound(now) ? fault : changed(this.place);
    } catch {
      return fault;
    }
  }

  #isAsFound(now: Stats): boolean {
    return now.size === this.bytes && now.mtimeMs === this.#modified;
  }

  async #refuseChanged(handle: FileHandle): Promise<void> {
    const now = await asking(this.place, () => handle.stat());
    if (!this.#isAsFound(now)) throw changed(this.place);
  }

  /**
   * The bytes from `from` up to `to`, in pieces of `length`, one read ahead. Ends early only where the file does.
   * With `reuse` a piece holds only until the next is asked for, which spares the system fresh memory for each.
   */
  async *slices(
    handle: FileHandle,
    from: number,
    to: number,
    length: number,
    reuse: boolean,
  ): AsyncGenerator<Buffer, void, undefined> {
    const fresh = (): Buffer => Buffer.allocUnsafeSlow(length);
    const two = reuse ? [fresh(), fresh()] : [];
    let turn = 0;
    const ahead = (at: number): Promise<Buffer> => {
      const into = two[turn++ % 2] ?? fresh();
      const reading = this.#fill(handle, at, into.subarray(0, Math.min(length, to - at)));
      reading.catch(() => undefined);
      return reading;
    };
    let next = ahead(from);
    for (let at = from; at < to;) {
      const bytes = await next;
      if (bytes.length === 0) return;
      at += bytes.length;
      if (at < to) next = ahead(at);
      yield bytes;
    }
  }

  /** Up to `length` bytes from `position`; fewer only at the end of the file. */
  readAt(handle: FileHandle, position: number, length: number): Promise<Buffer> {
    return this.#fill(handle, position, Buffer.allocUnsafeSlow(length));
  }

  async #fill(handle: FileHandle, position: number, bytes: Buffer): Promise<Buffer> {
    let filled = 0;
    while (filled < bytes.length) {
      this.check();
      const { bytesRead } = await asking(this.place, () =>
        handle.read(bytes, filled, bytes.length - filled, position + filled),
      );
      if (bytesRead === 0) break;
      filled += bytesRead;
    }
    return bytes.subarray(0, filled);
  }

  /** @throws BellwetherError `cancelled` once the signal is aborted or the file closed */
  check(): void {
    throwIfCancelled(this.signal);
    if (this.#closed) throw cancelled();
  }

  async close(): Promise<void> {
    this.#closed = true;
    await Promise.all([...this.#handles].map((handle) => handle.close()));
    this.#handles.clear();
  }
}

async function asking<T>(place: FilePlace, ask: () => Promise<T>): Promise<T> {
  try {
    return await ask();
  } catch (error) {
    throw asRefusal(place, error);
  }
}

function asRefusal(place: FilePlace, error: unknown): unknown {
  if (error instanceof BellwetherError) return error;
  switch ((error as NodeJS.ErrnoException | undefined)?.code) {
    case "ENOENT":
    case "ENOTDIR":
      return missing(place, error);
    case "EBUSY":
    case "EPERM":
    case "EACCES":
      return locked(place, error);
    case "EIO":
    case "ETIMEDOUT":
    case "UNKNOWN":
      return unreadable(place, error);
    case "EBADF":
      return cancelled();
    default:
      return error;
  }
}
