/** The few globals that every runtime has and plain ECMAScript does not name. */
interface AbortSignal {
  readonly aborted: boolean;
  addEventListener(type: "abort", listener: () => void, options?: { once?: boolean }): void;
  removeEventListener(type: "abort", listener: () => void): void;
}
interface AbortController {
  readonly signal: AbortSignal;
  abort(): void;
}
declare const AbortController: { new (): AbortController };
/** A file of the browser; only hosts look inside. */
interface File {
  readonly name: string;
  readonly size: number;
}
