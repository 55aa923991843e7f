import { Text } from "@mantine/core";
import type { ReactElement } from "react";
import { dayLabel } from "../../shared/day.ts";
import { OPTION_LABELS, type OptionCode } from "../../shared/vocabulary.ts";
import { counted } from "../ui/format.ts";
import { questionLabel } from "../ui/questions.ts";
import type { Contender } from "./conflictGroups.ts";

/** Props of one response in a conflict; `more` are behind it. `open` shows the whole of it. */
export interface ContenderProps {
  readonly contender: Contender;
  readonly more?: number;
  readonly open: (responseId: number) => void;
}

/** A response in a conflict as a cell of a table. */
export function ContenderCell({ contender, more = 0, open }: ContenderProps): ReactElement {
  return (
    <td style={{ overflowWrap: "anywhere" }}>
      <ContenderWords contender={contender} open={open} />
      {more > 0 ? (
        <Text size="sm" c="dimmed">
          and {counted(more, "more response")}
        </Text>
      ) : null}
    </td>
  );
}

/** What a response in a conflict answered, for which site, when, and where it stands in the files. */
export function ContenderWords({
  contender,
  open,
}: Pick<ContenderProps, "contender"> & Partial<Pick<ContenderProps, "open">>): ReactElement {
  const { answers, location, submittedAt, source, responseId, file, sheet, row } = contender;
  const place = `${file}${sheet === null ? "" : `, ${sheet}`}, row ${row}`;
  const facts = [
    source === "survey" ? "Survey" : "Capacity Tracker",
    ...(location === null ? [] : [location]),
    submittedAt === null ? "undated" : dayLabel(submittedAt),
  ];
  return (
    <>
      {[...answers].map(([question, option]) => (
        <div key={question}>
          <strong>{OPTION_LABELS[option as OptionCode] ?? option}</strong>
          <Text component="span" size="sm">
            {" "}
            ({questionLabel(question)})
          </Text>
        </div>
      ))}
      <Text size="sm">{facts.join(", ")}</Text>
      {open === undefined ? (
        <Text size="sm" c="dimmed">
          {place}
        </Text>
      ) : (
        <button
          type="button"
          className="bw-link"
          style={{ fontSize: "0.875rem" }}
          onClick={() => open(responseId)}
          aria-label={`Show the response in ${place}`}
        >
          {place}
        </button>
      )}
    </>
  );
}
