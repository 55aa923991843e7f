import { Text } from "@mantine/core";
import type { ReactElement } from "react";
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
    submittedAt === null ? "undated" : dayText(submittedAt),
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

/** "10 February 2025" of a moment without a zone. */
function dayText(moment: string): string {
  const [year = 0, month = 1, day = 1] = moment.slice(0, 10).split("-").map(Number);
  return DAY.format(new Date(Date.UTC(year, month - 1, day)));
}

const DAY = new Intl.DateTimeFormat("en-GB", { dateStyle: "long", timeZone: "UTC" });
