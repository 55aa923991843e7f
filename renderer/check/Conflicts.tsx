import { Text } from "@mantine/core";
import type { ReactElement } from "react";
import type { CheckReport } from "../../shared/contract.ts";
import { OPTION_LABELS, type OptionCode } from "../../shared/vocabulary.ts";
import { counted, monthText } from "../ui/format.ts";
import { Card } from "../ui/Page.tsx";
import { questionLabel } from "../ui/questions.ts";

type Conflict = CheckReport["conflicts"][number];

/** Organisations that answered the same question twice and differently; the figures count the standing answer. */
export function Conflicts({ conflicts }: { readonly conflicts: CheckReport["conflicts"] }): ReactElement {
  return (
    <Card title={`${counted(conflicts.length, "answer")} given twice, differently: settled by the rule`}>
      <Text c="dimmed" mb="xs">
        Figures count the standing answer: Capacity Tracker before surveys, then the latest.
      </Text>
      <table className="bw-table">
        <thead>
          <tr>
            <th scope="col">Organisation</th>
            <th scope="col">Month</th>
            <th scope="col">Question</th>
            <th scope="col">Stands</th>
            <th scope="col">Does not count</th>
          </tr>
        </thead>
        <tbody>
          {conflicts.slice(0, SHOWN).map((conflict) => (
            <tr
              key={`${conflict.organisation}${conflict.month}${conflict.question}${conflict.superseded.file}${conflict.superseded.row}`}
            >
              <td>{conflict.organisation}</td>
              <td style={{ whiteSpace: "nowrap" }}>{monthText(conflict.month)}</td>
              <td>{questionLabel(conflict.question)}</td>
              <Answer side={conflict.standing} />
              <Answer side={conflict.superseded} />
            </tr>
          ))}
        </tbody>
      </table>
      {conflicts.length > SHOWN ? (
        <Text c="dimmed" size="sm" mt="xs">
          The first {SHOWN} are shown.
        </Text>
      ) : null}
    </Card>
  );
}

function Answer({ side }: { readonly side: Conflict["standing"] }): ReactElement {
  return (
    <td style={{ overflowWrap: "anywhere" }}>
      <strong>{OPTION_LABELS[side.option as OptionCode] ?? side.option}</strong>
      <br />
      <Text component="span" size="sm" c="dimmed">
        {side.file}
        {side.sheet === null ? "" : `, ${side.sheet}`}, row {side.row}
      </Text>
    </td>
  );
}

const SHOWN = 200;
