import { Skeleton } from "@mantine/core";
import type { ReactElement } from "react";
import { ErrorNote } from "../ui/ErrorNote.tsx";
import { Late } from "../ui/Late.tsx";
import { Charts } from "./Charts.tsx";
import { Messages } from "./Messages.tsx";
import { useWords } from "./useWords.ts";

/** The words of the pack that people can write themselves: its key messages, and the headings of its charts. */
export function Wording({ month }: { readonly month: string | null }): ReactElement {
  const words = useWords(month);
  const { data, error, again } = words.reading;
  if (error !== null) return <ErrorNote fault={error} again={again} />;
  if (data === undefined) {
    return (
      <Late>
        <Skeleton h={260} />
      </Late>
    );
  }
  return (
    <>
      <Messages words={words} list={data.messages} />
      <Charts words={words} list={data.charts} />
    </>
  );
}
