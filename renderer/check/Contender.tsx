import { Text } from "@mantine/core";
import type { ReactElement } from "react";
import { dayLabel } from "../../shared/day.ts";
import { OPTION_LABELS, type OptionCode } from "../../shared/vocabulary.ts";
import { counted } from "../ui/format.ts";
import { questionLabel } from "../ui/questions.ts";
import type { Contender } from "./conflictGroups.ts";

/** Props of one response in a conflict; `more` are behind it. */
export interface ContenderProps {
  readonly contender: Contender;
  readonly more?: number;
}

/** A response in a conflict as a cell of a table. */
export function ContenderCell({ contender, more = 0 }: ContenderProps): ReactElement {
  return (
    <td style={{ overflowWrap: "anywhere" }}>
      <ContenderWords contender={contender} />
      {more > 0 ? (
        <Text size="sm" c="dimmed">
          and {counted(more, "more response")}
        </Text>
      ) : null}
    </td>
  );
}

/** What a response in a conflict answered, for which site, when, and where it stands in the files. */
export function ContenderWords({ contender }: { readonly contender: Contender }): ReactElement {
  const { answers, location, submittedAt, source, file, sheet, row } = contender;
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
      <Text size="sm" c="dimmed">
        {file}
        {sheet === null ? "" : `, ${sheet}`}, row {row}
      </Text>
    </>
  );
}
