import { MessageChannel, type MessagePort } from "node:worker_threads";
import { describe, expect, test } from "vitest";
import { BellwetherError } from "../../shared/errors.ts";
import {
  directCaller,
  portCaller,
  servePort,
  type Caller,
  type Endpoint,
  type Handlers,
  type Port,
} from "../../shared/rpc.ts";

const logged: unknown[] = [];

/** An endpoint whose list of campaigns fails in several ways, by what the caller's signal and name say. */
const handlers = {
  "app.info": () => ({ version: "1", host: "command", dataFolder: "here", packsFolder: "there" }),
  "campaign.create": ({ name }: { name: string }) => {
    if (name === "defect") throw new TypeError("secret detail");
    throw new BellwetherError("campaign-exists", `“${name}” exists.`, { file: "c.evidence" });
  },
  "campaign.openSample": async (
    _input: object,
    { signal, progress }: { signal: AbortSignal; progress: (value: object) => void },
  ) => {
    progress({ stage: "Working", done: 1, total: 2 });
    await new Promise<void>((resolve) =>
      signal.aborted ? resolve() : signal.addEventListener("abort", () => resolve()),
    );
    throw new BellwetherError("cancelled", "Cancelled.");
  },
} as unknown as Handlers;
const endpoint: Endpoint = { handlers, log: (error) => logged.push(error) };

function wrap(port: MessagePort): Port {
  return { post: (message) => port.postMessage(message), onMessage: (listener) => port.on("message", listener) };
}

function overPort(): { caller: Caller; close: () => void } {
  const { port1, port2 } = new MessageChannel();
  servePort(wrap(port2), endpoint);
  return { caller: portCaller(wrap(port1)), close: () => port1.close() };
}

describe.each([
  ["a direct call", () => ({ caller: directCaller(endpoint), close: () => undefined })],
  ["a message port", overPort],
])("over %s", (_name, connect) => {
  test("a call gives its output", async () => {
    const { caller, close } = connect();
    expect(await caller.call("app.info", {})).toEqual({
      version: "1",
      host: "command",
      dataFolder: "here",
      packsFolder: "there",
    });
    close();
  });

  test("input that the contract refuses never reaches the engine", async () => {
    const { caller, close } = connect();
    await expect(caller.call("campaign.create", { name: "" })).rejects.toMatchObject({ code: "bad-request" });
    await expect(caller.call("campaign.create", { name: "x", extra: 1 } as never)).rejects.toMatchObject({
      code: "bad-request",
    });
    await expect(caller.call("toString" as never, {} as never)).rejects.toMatchObject({ code: "bad-request" });
    close();
  });

  test("a fault arrives with its code, message and place", async () => {
    const { caller, close } = connect();
    const fault = await caller.call("campaign.create", { name: "x" }).catch((error: unknown) => error);
    expect(fault).toBeInstanceOf(BellwetherError);
    expect(fault).toMatchObject({ code: "campaign-exists", message: "“x” exists.", place: { file: "c.evidence" } });
    close();
  });

  test("a defect is logged and crosses as internal, without its detail", async () => {
    const { caller, close } = connect();
    logged.length = 0;
    const fault = await caller.call("campaign.create", { name: "defect" }).catch((error: unknown) => error);
    expect(fault).toMatchObject({ code: "internal", message: expect.not.stringContaining("secret") });
    expect(logged).toHaveLength(1);
    close();
  });

  test("progress arrives, and cancel reaches the work", async () => {
    const { caller, close } = connect();
    const stop = new AbortController();
    const heard: unknown[] = [];
    const call = caller.call(
      "campaign.openSample",
      {},
      {
        signal: stop.signal,
        onProgress: (progress) => {
          heard.push(progress);
          stop.abort();
        },
      },
    );
    await expect(call).rejects.toMatchObject({ code: "cancelled" });
    expect(heard).toEqual([{ stage: "Working", done: 1, total: 2 }]);
    close();
  });
});

test("when the engine dies every call in flight is told", async () => {
  const { port1 } = new MessageChannel();
  const caller = portCaller(wrap(port1));
  const call = caller.call("app.info", {});
  caller.failAll(new BellwetherError("internal", "The engine stopped."));
  await expect(call).rejects.toMatchObject({ message: "The engine stopped." });
  port1.close();
});

test("a call whose signal is aborted already is not made", async () => {
  const { caller, close } = overPort();
  const stop = new AbortController();
  stop.abort();
  await expect(caller.call("app.info", {}, { signal: stop.signal })).rejects.toMatchObject({ code: "cancelled" });
  close();
});
