import type { HostBridge } from "../../shared/host.ts";
import type { Caller } from "../../shared/rpc.ts";
import { connectElectron } from "./electron.ts";
import { connectLoopback } from "./loopback.ts";

/** The engine and the window's owner, as the screens use them. */
export interface Connection {
  readonly caller: Caller;
  readonly bridge: HostBridge;
  /** Tells whenever the engine goes away or comes back. Returns the way to stop listening. */
  readonly onEngine: (listener: (alive: boolean) => void) => () => void;
}

/** Finds the host this window lives in: Electron's preload, or the loopback address; null where it is neither. */
export function connect(): Connection | null {
  const bridge = (window as { bellwether?: HostBridge }).bellwether;
  return bridge === undefined ? connectLoopback() : connectElectron(bridge);
}
