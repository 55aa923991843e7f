import type { ReactElement } from "react";
import { useConnection, useEngineAlive } from "../host/engine.tsx";

/** Says that the engine has gone, and what that means, until it answers again. */
export function EngineBanner(): ReactElement | null {
  const alive = useEngineAlive();
  const { bridge } = useConnection();
  if (alive) return null;
  return (
    <div className="bw-banner" role="alert">
      Bellwether’s engine has stopped. What was saved is safe.{" "}
      {bridge.kind === "electron"
        ? "It is being started again."
        : "Start Bellwether again and open the address it prints."}
    </div>
  );
}
