import { useQueryClient } from "@tanstack/react-query";
import { useState } from "react";
import type { Input } from "../../shared/contract.ts";
import type { BellwetherError } from "../../shared/errors.ts";
import type { Wording, WordingView } from "../../shared/wordings.ts";
import { type Reading, useReading, useTask } from "../host/operations.ts";

/** What people write in the place of the app's words, and the ways to change it. Each gives whether it was kept. */
export interface Words {
  readonly reading: Reading<WordingView>;
  readonly busy: boolean;
  readonly error: BellwetherError | null;
  readonly message: (id: string, text: string | null) => Promise<boolean>;
  readonly chart: (said: Omit<Input<"wording.chart">, "month">) => Promise<boolean>;
  readonly settle: (said: Omit<Input<"wording.settle">, "month">) => Promise<boolean>;
  /** Takes the last change back; null where there is none. */
  readonly undo: (() => void) | null;
  readonly reset: () => void;
}

/** The words of packs that a month leads; null for the newest. */
export function useWords(month: string | null): Words {
  const reading = useReading("wording.get", { month });
  const queries = useQueryClient();
  const message = useTask("wording.message");
  const chart = useTask("wording.chart");
  const settle = useTask("wording.settle");
  const restore = useTask("wording.restore");
  const [before, setBefore] = useState<readonly Wording[]>([]);
  const tasks = [message, chart, settle, restore];
  const { data } = reading;

  const changed = async (run: Promise<WordingView | null>): Promise<boolean> => {
    const now = await run;
    if (now === null) return false;
    queries.setQueryData(["wording.get", { month }], [now]);
    if (data !== undefined) setBefore((all) => [...all, data.kept]);
    void queries.invalidateQueries({ queryKey: ["preview.pages"] });
    return true;
  };
  const last = before.at(-1);
  return {
    reading,
    busy: tasks.some(({ running }) => running),
    error: tasks.find((task) => task.error !== null)?.error ?? null,
    message: (id, text) => changed(message.run({ month, id, text })),
    chart: (said) => changed(chart.run({ month, ...said })),
    settle: (said) => changed(settle.run({ month, ...said })),
    undo:
      last === undefined
        ? null
        : () => {
            void restore.run({ month, kept: last }).then((now) => {
              if (now === null) return;
              queries.setQueryData(["wording.get", { month }], [now]);
              setBefore((all) => all.slice(0, -1));
              void queries.invalidateQueries({ queryKey: ["preview.pages"] });
            });
          },
    reset: () => tasks.forEach((task) => task.reset()),
  };
}
