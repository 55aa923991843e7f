import { Text } from "@mantine/core";
import type { ReactElement } from "react";
import { LINE_LABELS } from "../../shared/charts/labels.ts";
import { type ChartPoint, type ChartSeries, HIDDEN } from "../../shared/charts/series.ts";
import { subjectWords } from "../../shared/charts/words.ts";
import { type Month, monthShort } from "../../shared/month.ts";
import { counted, sentence } from "../ui/format.ts";
import { Card } from "../ui/Page.tsx";

/** Every figure that would not be published, with the reason the engine gives for it; of several charts each by its subject. */
export function HiddenReasons({ series }: { readonly series: readonly ChartSeries[] }): ReactElement {
  const reasons = hiddenFigures(series);
  const total = reasons.reduce((sum, { figures }) => sum + figures, 0);
  return (
    <Card
      title={
        total === 0 ? "Nothing is hidden" : `${counted(total, "figure")} marked ${HIDDEN} or given as a bound, and why`
      }
    >
      {total === 0 ? <Text c="dimmed">Every group is large enough to be shown.</Text> : null}
      {reasons.map(({ reason, places }) => (
        <div key={reason}>
          <Text fw={600}>{sentence(reason)}</Text>
          <ul style={{ marginTop: 4 }}>
            {places.map((place) => (
              <li key={place.name}>
                {place.name}: {place.when}
              </li>
            ))}
          </ul>
        </div>
      ))}
    </Card>
  );
}

interface Reason {
  readonly reason: string;
  /** Hidden figures with this reason. */
  readonly figures: number;
  readonly places: readonly { readonly name: string; readonly when: string }[];
}

/** Hidden figures of protected charts, gathered by reason, then by group; commissioners hidden alike stand together. */
function hiddenFigures(all: readonly ChartSeries[]): readonly Reason[] {
  const reasons = new Map<string, Hidden>();
  for (const series of all) gather(series, all.length > 1 ? `${subjectWords(series)}: ` : "", reasons);
  return [...reasons].map(([reason, { figures, places }]) => ({
    reason,
    figures,
    places: [...places].map(([name, when]) => ({ name, when })),
  }));
}

interface Hidden {
  figures: number;
  readonly places: Map<string, string>;
}

function gather(series: ChartSeries, subject: string, reasons: Map<string, Hidden>): void {
  for (const panel of series.panels) {
    const label = `${subject}${panel.label}`;
    for (const line of series.lines) {
      for (const [reason, months] of monthsByReason(panel[line])) {
        const found = reasons.get(reason) ?? { figures: 0, places: new Map<string, string>() };
        const when =
          months.length === series.months.length && months.length > 1
            ? "every month"
            : months.map(monthShort).join(", ");
        const both = `${label}, ${LINE_LABELS.la}`;
        if (line === "nhs" && found.places.get(both) === when) {
          found.places.delete(both);
          found.places.set(`${both} and ${LINE_LABELS.nhs}`, when);
        } else found.places.set(line === "own" ? label : `${label}, ${LINE_LABELS[line]}`, when);
        found.figures += months.length;
        reasons.set(reason, found);
      }
    }
  }
}

function monthsByReason(list: readonly ChartPoint[]): ReadonlyMap<string, Month[]> {
  const found = new Map<string, Month[]>();
  for (const { hidden, month } of list) if (hidden !== null) found.set(hidden, [...(found.get(hidden) ?? []), month]);
  return found;
}
