import { Button, Text } from "@mantine/core";
import { Fragment, type ReactElement, useRef, useState } from "react";
import type { SheetVerdict, StagedPart } from "../../shared/contract.ts";
import { counted, monthText, number, sentence } from "../ui/format.ts";
import { MonthPicker } from "./MonthPicker.tsx";

/** The collections of a sheet, a line each: which month and questions, and rows read = new + changed + same + set aside. */
export function Parts({ sheet }: { readonly sheet: SheetVerdict }): ReactElement {
  return (
    <div className="bw-wide">
      <table className="bw-table bw-parts">
        <thead>
          <tr>
            <th scope="col">Month asked about</th>
            <th scope="col">Questions</th>
            {COUNTS.map(({ label, sign }) => (
              <th key={label} scope="col" className="bw-number">
                {sign === "" ? null : <span aria-hidden="true">{sign} </span>}
                {label}
              </th>
            ))}
          </tr>
        </thead>
        <tbody>
          {sheet.parts.map((part) => (
            <Part key={part.key} sheet={sheet} part={part} />
          ))}
        </tbody>
      </table>
    </div>
  );
}

function Part({ sheet, part }: { readonly sheet: SheetVerdict; readonly part: StagedPart }): ReactElement {
  const [changing, setChanging] = useState(false);
  const change = useRef<HTMLButtonElement>(null);
  const picker = useRef<HTMLTableCellElement>(null);
  const open = part.month === null;
  return (
    <Fragment>
      <tr data-part={part.key}>
        <td className={open || changing ? "bw-joined" : ""}>
          {part.month === null ? (
            <Text component="span" fw={650} c="var(--bw-warn)">
              Not known yet
            </Text>
          ) : (
            <strong>{monthText(part.month)}</strong>
          )}
          {open ? null : (
            <Button
              ref={change}
              variant="subtle"
              size="compact-sm"
              ml={6}
              aria-expanded={changing}
              aria-label={`Change the month ${monthText(part.month ?? "")}`}
              onClick={() => {
                setChanging(!changing);
                requestAnimationFrame(() => picker.current?.querySelector("select")?.focus());
              }}
            >
              Change
            </Button>
          )}
          {part.monthReason === "" ? null : (
            <Text size="sm" c="dimmed">
              {sentence(part.monthReason)}
            </Text>
          )}
        </td>
        <td className={open || changing ? "bw-joined" : ""}>
          {part.questionSetTitle ?? "Hand-back questions"}
          <Text size="sm" c="dimmed">
            {counted(part.questions, "question")}
          </Text>
        </td>
        {COUNTS.map(({ label, of }) => (
          <td
            key={label}
            className={`bw-number${open || changing ? " bw-joined" : ""}`}
            data-count={label.toLowerCase()}
            data-none={of(part) === 0 ? "" : undefined}
          >
            {number(of(part))}
          </td>
        ))}
      </tr>
      {open || changing ? (
        <tr>
          <td colSpan={COUNTS.length + 2} ref={picker}>
            <MonthPicker
              key={part.month}
              sheet={sheet}
              part={part}
              done={
                open
                  ? null
                  : () => {
                      setChanging(false);
                      requestAnimationFrame(() => change.current?.focus());
                    }
              }
            />
          </td>
        </tr>
      ) : null}
    </Fragment>
  );
}

const COUNTS: readonly { readonly label: string; readonly sign: string; readonly of: (part: StagedPart) => number }[] =
  [
    { label: "Rows read", sign: "", of: (part) => part.rowsRead },
    { label: "New", sign: "=", of: (part) => part.added },
    { label: "Changed", sign: "+", of: (part) => part.changed },
    { label: "Same", sign: "+", of: (part) => part.unchanged },
    { label: "Set aside", sign: "+", of: (part) => part.setAside },
  ];
