import { Text } from "@mantine/core";
import type { ReactElement } from "react";
import type { CheckReport } from "../../shared/contract.ts";
import { number } from "../ui/format.ts";
import { Card } from "../ui/Page.tsx";

/** Every row accounted for: read = stored + imported before + set aside, and what stored rows became. */
export function Reconciled({ rows }: { readonly rows: CheckReport["rows"] }): ReactElement {
  const parts = [
    ["rows read", rows.read, ""],
    ["stored", rows.stored, "="],
    ["imported before", rows.unchanged, "+"],
    ["set aside", rows.setAside, "+"],
  ] as const;
  return (
    <Card title="Every row accounted for">
      <dl className="bw-counts">
        {parts.map(([label, value, sign]) => (
          <div key={label}>
            {sign === "" ? null : <span aria-hidden="true">{sign}</span>}
            <dd>{number(value)}</dd>
            <dt>{label}</dt>
          </div>
        ))}
      </dl>
      <Text c="dimmed">
        Of the {number(rows.stored)} stored, {number(rows.standing)} stand in the figures; {number(rows.superseded)}{" "}
        give way to another response of the same organisation.
      </Text>
    </Card>
  );
}
