import { Text, TextInput } from "@mantine/core";
import { type ReactElement, useState } from "react";
import type { HiddenRow } from "../../shared/releases.ts";
import { Expand } from "../ui/Expand.tsx";
import { counted, number, sentence } from "../ui/format.ts";

/** Every row of which figures are hidden, by reason, with the least that would show more; may be filtered. */
export function HiddenRows({ rows }: { readonly rows: readonly HiddenRow[] }): ReactElement {
  const [typed, setTyped] = useState("");
  if (rows.length === 0) return <Text c="dimmed">Nothing is hidden: every group is large enough to be shown.</Text>;
  const words = typed.toLowerCase().split(/\s+/);
  const found = rows.filter(({ where, reason, remedy }) => {
    const text = `${where} ${reason} ${remedy}`.toLowerCase();
    return words.every((word) => text.includes(word));
  });
  const reasons = [...Map.groupBy(found, ({ reason }) => reason)].toSorted(([, a], [, b]) => b.length - a.length);
  const filtered = typed.trim() !== "";
  return (
    <>
      {rows.length <= FEW ? null : (
        <TextInput
          label="Filter"
          placeholder="A group, a month or a question"
          value={typed}
          maw={340}
          onChange={(event) => setTyped(event.currentTarget.value)}
        />
      )}
      <Text size="sm" c="dimmed" role="status" mt={6}>
        {filtered ? `${number(found.length)} of ${counted(rows.length, "row")}` : ""}
      </Text>
      {reasons.map(([reason, own]) => (
        <Expand
          key={`${reason}${filtered}`}
          lazy
          open={filtered}
          summary={`${sentence(reason)} ${counted(own.length, "row")}`}
        >
          <Rows rows={own} reason={reason} />
        </Expand>
      ))}
    </>
  );
}

/** Rows that need no filter. */
const FEW = 12;
/** Rows drawn at once; beyond, the filter finds them. */
const MOST = 250;

function Rows({ rows, reason }: { readonly rows: readonly HiddenRow[]; readonly reason: string }): ReactElement {
  const remedies = rows.some(({ remedy }) => remedy !== "");
  return (
    <>
      <div className="bw-scroll" tabIndex={0} role="region" aria-label={`Hidden: ${reason}`} style={{ maxHeight: 330 }}>
        <table className="bw-table bw-long">
          <thead>
            <tr>
              <th scope="col">Hidden</th>
              {remedies ? <th scope="col">The least that would show more (internal: stands in no pack)</th> : null}
            </tr>
          </thead>
          <tbody>
            {rows.slice(0, MOST).map(({ where, remedy }) => (
              <tr key={where}>
                <td>{where}</td>
                {remedies ? <td>{remedy}</td> : null}
              </tr>
            ))}
          </tbody>
        </table>
      </div>
      {rows.length > MOST ? (
        <Text size="sm" c="dimmed">
          The first {MOST} are shown; filter to find the others.
        </Text>
      ) : null}
    </>
  );
}
