import { createContext, type ReactNode, useContext, useSyncExternalStore } from "react";
import { BellwetherError } from "../../shared/errors.ts";
import type { Connection } from "./connect.ts";

/** Gives every screen the connection to the engine. */
export function EngineProvider({
  connection,
  children,
}: {
  readonly connection: Connection;
  readonly children: ReactNode;
}) {
  return <Engine value={connection}>{children}</Engine>;
}

/** The connection to the engine and the window's owner. */
export function useConnection(): Connection {
  const connection = useContext(Engine);
  if (connection === null) throw new Error("useConnection stands outside EngineProvider.");
  return connection;
}

/** True while the engine answers. */
export function useEngineAlive(): boolean {
  const { onEngine } = useConnection();
  return useSyncExternalStore(
    (changed) =>
      onEngine((alive) => {
        lastKnown = alive;
        changed();
      }),
    () => lastKnown,
  );
}

/** Any thrown thing as the fault to show: its own message where it has one for people, else a plain one. */
export function faultOf(error: unknown): BellwetherError {
  return error instanceof BellwetherError
    ? error
    : new BellwetherError("internal", "Something went wrong inside Bellwether. Try again.");
}

const Engine = createContext<Connection | null>(null);
let lastKnown = true;
