import type { ReactElement } from "react";
import type { SheetVerdict } from "../../shared/contract.ts";
import { number } from "../ui/format.ts";

/** The rows of a sheet, which always add up: read = new + unchanged + set aside. */
export function RowCounts({ sheet }: { readonly sheet: SheetVerdict }): ReactElement {
  const parts = [
    { label: "rows read", value: sheet.rowsRead, sign: "" },
    { label: "new", value: sheet.stored, sign: "=" },
    { label: "imported before", value: sheet.unchanged, sign: "+" },
    { label: "set aside", value: sheet.setAside.length, sign: "+" },
  ];
  return (
    <dl className="bw-counts">
      {parts.map((part) => (
        <div key={part.label}>
          {part.sign === "" ? null : <span aria-hidden="true">{part.sign}</span>}
          <dd data-count={part.label}>{number(part.value)}</dd>
          <dt>{part.label}</dt>
        </div>
      ))}
    </dl>
  );
}
