import { BellwetherError, cancelled, type ErrorShape } from "../../shared/errors.ts";
import type { HostBridge, HostFile } from "../../shared/host.ts";
import type { Caller, RpcReply } from "../../shared/rpc.ts";
import type { Connection } from "./connect.ts";
import { liveness } from "./liveness.ts";
import { lines } from "./lines.ts";
import { upload } from "./upload.ts";

/** The connection to the loopback host this page came from; null where the address carries no key. */
export function connectLoopback(): Connection | null {
  const token = takeToken();
  if (token === null) return null;
  const { set, onEngine } = liveness();
  const headers = { [TOKEN_HEADER]: token, [PAGE_HEADER]: crypto.randomUUID() };

  const send = async (path: string, body: string, signal?: AbortSignal): Promise<Response> => {
    try {
      const response = await fetch(path, {
        method: "POST",
        headers: { "content-type": "application/json", ...headers },
        body,
        ...(signal === undefined ? {} : { signal }),
      });
      set(true);
      return response;
    } catch (error) {
      if (signal?.aborted === true) throw cancelled();
      set(false);
      throw new BellwetherError("internal", ENGINE_GONE, {}, { cause: error });
    }
  };

  const caller: Caller = {
    async call(operation, input, options = {}) {
      const { signal, onProgress } = options;
      const response = await send(`/rpc/${operation}`, JSON.stringify(input), signal);
      try {
        for await (const line of lines(response)) {
          const reply = JSON.parse(line) as RpcReply;
          if (reply.type === "progress") onProgress?.(reply.value);
          else if (reply.type === "result") return reply.value as never;
          else throw BellwetherError.fromShape(reply.error);
        }
      } catch (error) {
        if (signal?.aborted === true) throw cancelled();
        if (error instanceof BellwetherError) throw error;
        set(false);
        throw new BellwetherError("internal", ENGINE_GONE, {}, { cause: error });
      }
      throw new BellwetherError("internal", await refusal(response));
    },
  };

  const bridge: HostBridge = {
    kind: "loopback",
    chooseFiles: null,
    chooseFolder: null,
    onCommand: null,
    chooseSave: null,
    trash: null,
    takeOpened: null,
    async takeFiles(files, onProgress) {
      const taken: HostFile[] = [];
      const total = files.reduce((sum, file) => sum + file.size, 0);
      let before = 0;
      for (const file of files) {
        taken.push(await upload(file, headers, (sent) => onProgress?.((before + sent) / Math.max(1, total))));
        before += file.size;
      }
      return taken;
    },
    async reveal(folder) {
      const response = await send("/reveal", JSON.stringify({ folder }));
      if (!response.ok) throw await faultOf(response);
    },
  };
  // A host that nobody asks anything for an hour ends: an open page says that it is there.
  setInterval(() => void caller.call("app.info", {}).catch(() => undefined), STILL_HERE);
  return { caller, bridge, onEngine };
}

const STILL_HERE = 5 * 60_000;

/** Takes the key out of the address, so that it is never copied along with it, and keeps it for this tab. */
function takeToken(): string | null {
  const found = /^#token=([\w-]+)$/.exec(window.location.hash)?.[1];
  if (found !== undefined) {
    sessionStorage.setItem(STORED, found);
    history.replaceState(null, "", `${window.location.pathname}${window.location.search}`);
    return found;
  }
  return sessionStorage.getItem(STORED);
}

async function faultOf(response: Response): Promise<BellwetherError> {
  const shape = (await response.json().catch(() => null)) as { error?: ErrorShape } | ErrorShape | null;
  if (shape !== null && "code" in shape) return BellwetherError.fromShape(shape);
  if (shape?.error !== undefined) return BellwetherError.fromShape(shape.error);
  return new BellwetherError("internal", await refusal(response));
}

async function refusal(response: Response): Promise<string> {
  if (response.status === 409)
    return "Bellwether was opened in another tab or window. Go on there, or load this page again to go on here.";
  return response.status === 401 || response.status === 403
    ? "This page’s key is no longer valid. Open the address that Bellwether printed when it was last started."
    : `Bellwether gave no answer (${response.status}). Try again; if it stays so, start Bellwether again.`;
}

const STORED = "bellwether-token";
const TOKEN_HEADER = "x-bellwether-token";
const PAGE_HEADER = "x-bellwether-page";
const ENGINE_GONE =
  "Bellwether’s engine is not answering. What was saved is safe. Start Bellwether again and reload this page.";
