import { Skeleton, Text } from "@mantine/core";
import type { ReactElement } from "react";
import type { Release, ReleaseComparison } from "../../shared/releases.ts";
import { useReading } from "../host/operations.ts";
import { ErrorNote } from "../ui/ErrorNote.tsx";
import { Expand } from "../ui/Expand.tsx";
import { counted, monthText } from "../ui/format.ts";
import { Late } from "../ui/Late.tsx";
import { everyMonth } from "./words.ts";

/** What is other than in the release before: headlines side by side, months added, figures shown otherwise. */
export function Comparison({ release }: { readonly release: Release }): ReactElement {
  const { data, error, again } = useReading("release.compare", { id: release.id });
  if (error !== null) return <ErrorNote fault={error} again={again} />;
  if (data === undefined) {
    return (
      <Late>
        <Skeleton h={90} />
      </Late>
    );
  }
  if (data.previous === null)
    return <Text c="dimmed">This is the first release: nothing was published before it.</Text>;
  const { previous, monthsAdded, headlines, changed } = data;
  const columns = [
    { title: monthText(previous.month), note: previous.code },
    { title: monthText(release.month), note: "this one" },
  ] as const;
  return (
    <>
      <Text mb="xs">
        Compared with “{previous.title}”.{" "}
        {monthsAdded.length === 0
          ? "No month is added."
          : `${monthsAdded.length === 1 ? "Month" : "Months"} added: ${everyMonth(monthsAdded)}.`}{" "}
        {changed.length === 0 ? "Every figure of the same month is shown as before." : ""}
      </Text>
      {headlines.length === 0 ? null : <Figures label="Headlines" figures={headlines} columns={columns} />}
      {changed.length === 0 ? null : (
        <Expand
          open={changed.length <= 10}
          summary={`${counted(changed.length, "figure")} of the same month shown or hidden otherwise than before`}
        >
          <Text size="sm" c="dimmed" mb="xs">
            Numbers that were published never change; what changes is only whether they are shown.
          </Text>
          <Figures label="Shown otherwise" figures={changed} columns={[{ title: "Before" }, { title: "Now" }]} />
        </Expand>
      )}
    </>
  );
}

interface FiguresProps {
  readonly label: string;
  readonly figures: ReleaseComparison["headlines"];
  readonly columns: readonly [Column, Column];
}

interface Column {
  readonly title: string;
  readonly note?: string;
}

function Figures({ label, figures, columns }: FiguresProps): ReactElement {
  return (
    <div className="bw-scroll" tabIndex={0} role="region" aria-label={label} style={{ maxHeight: 440 }}>
      <table className="bw-table bw-long bw-figures">
        <colgroup>
          <col style={{ width: "54%" }} />
          <col />
          <col />
        </colgroup>
        <thead>
          <tr>
            <th scope="col">{label}</th>
            {columns.map(({ title, note }) => (
              <th key={`${title} ${note ?? ""}`} scope="col" className="bw-number" style={{ paddingRight: 12 }}>
                {title}
                {note === undefined ? null : <div style={{ fontWeight: 400 }}>{note}</div>}
              </th>
            ))}
          </tr>
        </thead>
        <tbody>
          {figures.map(({ label: figure, before, now }) => (
            <tr key={figure}>
              <th scope="row" style={{ fontWeight: 400 }}>
                {figure}
              </th>
              <Figure value={before} bold={false} />
              <Figure value={now} bold={before !== now} />
            </tr>
          ))}
        </tbody>
      </table>
    </div>
  );
}

function Figure({ value, bold }: { readonly value: string | null; readonly bold: boolean }): ReactElement {
  return (
    <td className="bw-number" style={{ fontWeight: bold ? 650 : 400, paddingRight: 12 }}>
      {value ?? "Not shown"}
    </td>
  );
}
