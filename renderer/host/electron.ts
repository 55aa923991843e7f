import { BellwetherError } from "../../shared/errors.ts";
import type { HostBridge } from "../../shared/host.ts";
import { type Caller, type Port, portCaller } from "../../shared/rpc.ts";
import type { Connection } from "./connect.ts";
import { liveness } from "./liveness.ts";

/**
 * The connection inside Electron. The preload posts a MessagePort to the window at the start, and a new one whenever
 * the engine had to be started again; calls made before the first one wait for it.
 */
export function connectElectron(bridge: HostBridge): Connection {
  const { set, onEngine } = liveness();
  type PortCaller = ReturnType<typeof portCaller>;
  let arrived: (caller: PortCaller) => void = () => undefined;
  let current = new Promise<PortCaller>((resolve) => (arrived = resolve));
  let serving: PortCaller | null = null;

  const lost = (caller: PortCaller) => {
    caller.failAll(new BellwetherError("internal", ENGINE_STOPPED));
    if (serving !== caller) return;
    serving = null;
    current = new Promise((resolve) => (arrived = resolve));
    set(false);
  };

  window.addEventListener("message", (event: MessageEvent<unknown>) => {
    const port = event.ports[0];
    if (event.source !== window || event.data !== "bellwether-port" || port === undefined) return;
    const caller = portCaller(wrap(port));
    const before = serving;
    serving = caller;
    before?.failAll(new BellwetherError("internal", ENGINE_STOPPED));
    port.addEventListener("close", () => lost(caller));
    port.start();
    arrived(caller);
    current = Promise.resolve(caller);
    set(true);
  });

  const caller: Caller = {
    call: async (operation, input, options) => (await current).call(operation, input, options),
  };
  return { caller, bridge, onEngine };
}

function wrap(port: MessagePort): Port {
  return {
    post: (message) => port.postMessage(message),
    onMessage: (listener) => port.addEventListener("message", (event: MessageEvent<unknown>) => listener(event.data)),
  };
}

const ENGINE_STOPPED =
  "Bellwether’s engine stopped while it was working. What was saved is safe. It is being started again; then repeat the last step.";
