import { contract, type Input, type OperationName, type Output, type ParsedInput, type Progress } from "./contract.ts";
import { BellwetherError, cancelled, type ErrorShape } from "./errors.ts";

/** What a caller may pass beside the input of an operation. */
export interface CallOptions {
  readonly signal?: AbortSignal | undefined;
  readonly onProgress?: ((progress: Progress) => void) | undefined;
}

/** Calls operations of the engine, over whatever transport. Rejects with a BellwetherError. */
export interface Caller {
  call<O extends OperationName>(operation: O, input: Input<O>, options?: CallOptions): Promise<Output<O>>;
}

/** What an operation is given beside its input. */
export interface CallContext {
  readonly signal: AbortSignal;
  readonly progress: (progress: Progress) => void;
}

/** The engine's side of the contract: one function an operation. */
export type Handlers = {
  readonly [O in OperationName]: (input: ParsedInput<O>, context: CallContext) => Promise<Output<O>> | Output<O>;
};

/** What travels from caller to engine. */
export type RpcRequest =
  | { readonly id: number; readonly type: "call"; readonly operation: string; readonly input: unknown }
  | { readonly id: number; readonly type: "cancel" };

/** What travels back. A call ends with one `result` or one `error`. */
export type RpcReply =
  | { readonly id: number; readonly type: "progress"; readonly value: Progress }
  | { readonly id: number; readonly type: "result"; readonly value: unknown }
  | { readonly id: number; readonly type: "error"; readonly error: ErrorShape };

/** The engine behind the contract, as the transports see it. `log` hears of defects, which cross as `internal`. */
export interface Endpoint {
  readonly handlers: Handlers;
  readonly log: (error: unknown, operation?: string) => void;
}

/** True for the name of an operation in the contract. */
export function isOperation(name: string): name is OperationName {
  return Object.hasOwn(contract, name);
}

/**
 * Runs one call: checks the input against the contract and turns what goes wrong into a BellwetherError.
 * @throws BellwetherError always of that class; `internal` for a defect, `bad-request` for input the contract refuses
 */
export async function answer(
  endpoint: Endpoint,
  operation: string,
  input: unknown,
  context: CallContext,
): Promise<unknown> {
  if (!isOperation(operation)) throw new BellwetherError("bad-request", `There is no operation “${operation}”.`);
  const parsed = contract[operation].input.safeParse(input);
  if (!parsed.success) {
    const first = parsed.error.issues[0];
    throw new BellwetherError("bad-request", `${operation}: ${first?.path.join(".") ?? ""} ${first?.message ?? ""}`);
  }
  try {
    // The contract ties each handler's parameter to the schema that has just parsed the input.
    const handler = endpoint.handlers[operation] as (value: unknown, given: CallContext) => unknown;
    return await handler(parsed.data, context);
  } catch (error) {
    if (error instanceof BellwetherError) throw error;
    endpoint.log(error, operation);
    throw new BellwetherError(
      "internal",
      "Something went wrong inside Bellwether. Nothing was changed.",
      {},
      {
        cause: error,
      },
    );
  }
}

/** The plain in-process transport: the command line and tests. */
export function directCaller(endpoint: Endpoint): Caller {
  return {
    async call<O extends OperationName>(operation: O, input: Input<O>, options: CallOptions = {}): Promise<Output<O>> {
      const context = {
        signal: options.signal ?? new AbortController().signal,
        progress: options.onProgress ?? (() => undefined),
      };
      return (await answer(endpoint, operation, input, context)) as Output<O>;
    },
  };
}

/** The part of a MessagePort that both ends use; Electron's and the browser's are adapted to it by their hosts. */
export interface Port {
  post(message: RpcRequest | RpcReply): void;
  onMessage(listener: (message: unknown) => void): void;
}

/** The caller's end of a message port. `failAll` rejects what is pending when the engine has died. */
export function portCaller(port: Port): Caller & { failAll(error: BellwetherError): void } {
  const pending = new Map<
    number,
    { resolve: (value: unknown) => void; reject: (error: Error) => void; onProgress?: CallOptions["onProgress"] }
  >();
  let lastId = 0;
  port.onMessage((message) => {
    const reply = message as RpcReply;
    const call = pending.get(reply.id);
    if (call === undefined) return;
    if (reply.type === "progress") {
      call.onProgress?.(reply.value);
      return;
    }
    pending.delete(reply.id);
    if (reply.type === "result") call.resolve(reply.value);
    else call.reject(BellwetherError.fromShape(reply.error));
  });
  return {
    call<O extends OperationName>(operation: O, input: Input<O>, options: CallOptions = {}): Promise<Output<O>> {
      lastId += 1;
      const id = lastId;
      const { signal } = options;
      if (signal?.aborted === true) return Promise.reject(cancelled());
      const stop = (): void => port.post({ id, type: "cancel" });
      signal?.addEventListener("abort", stop, { once: true });
      const outcome = new Promise<unknown>((resolve, reject) => {
        pending.set(id, { resolve, reject, onProgress: options.onProgress });
        port.post({ id, type: "call", operation, input });
      });
      return outcome.finally(() => signal?.removeEventListener("abort", stop)) as Promise<Output<O>>;
    },
    failAll(error) {
      for (const call of pending.values()) call.reject(error);
      pending.clear();
    },
  };
}

/** The engine's end of a message port. */
export function servePort(port: Port, endpoint: Endpoint): void {
  const running = new Map<number, AbortController>();
  port.onMessage((message) => {
    const request = message as RpcRequest;
    if (request.type === "cancel") {
      running.get(request.id)?.abort();
      return;
    }
    const { id } = request;
    const controller = new AbortController();
    running.set(id, controller);
    const context = {
      signal: controller.signal,
      progress: (value: Progress) => port.post({ id, type: "progress", value }),
    };
    void answer(endpoint, request.operation, request.input, context)
      .then(
        (value) => port.post({ id, type: "result", value }),
        (error: unknown) => port.post({ id, type: "error", error: toShape(error) }),
      )
      .finally(() => running.delete(id));
  });
}

/** The shape in which any error crosses the contract. */
export function toShape(error: unknown): ErrorShape {
  if (error instanceof BellwetherError) return error.toShape();
  return { code: "internal", message: "Something went wrong inside Bellwether." };
}
