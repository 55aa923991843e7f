import type { ReactElement } from "react";
import { monthNumber } from "../month.ts";
import { breaksOf, NOTE_SIZE, noteMarks, numberedNotes } from "./notes.ts";
import type { ChartPalette } from "./palette.ts";
import { type Plot, scales } from "./PanelLabels.tsx";
import type { ChartPanel, ChartSeries, LineKey } from "./series.ts";

/** Props of what is marked in a plot beside its figures. */
export interface NoteMarksProps {
  readonly panel: ChartPanel;
  readonly series: ChartSeries;
  readonly palette: ChartPalette;
  readonly plot: Plot;
}

/** A dotted line on the day of each note with its letter above the plot, and a sign where the wording changed. */
export function NoteMarks({ panel, series, palette, plot }: NoteMarksProps): ReactElement {
  const { at } = scales(series, plot);
  const notes = numberedNotes(series).map((note) => ({ ...note, x: at(note.at) }));
  return (
    <g>
      {notes.map(({ number, x, text }) => (
        <path
          key={number}
          d={`M${x} ${plot.top - 3}V${plot.bottom}`}
          stroke={palette.muted}
          strokeWidth={1}
          strokeDasharray="1 3"
          className="bw-note"
        >
          <title>{text}</title>
        </path>
      ))}
      {noteMarks(notes, plot.left, plot.right).map(({ x, text }) => (
        <text
          key={text}
          x={x}
          y={plot.top - 6}
          fontSize={NOTE_SIZE}
          fontWeight={600}
          textAnchor="middle"
          fill={palette.muted}
          className="bw-ink"
        >
          {text}
        </text>
      ))}
      {series.hasShare
        ? series.lines.flatMap((line) =>
            breaksOf(series, line).flatMap((month) => {
              const place = placeOf(panel, line, monthNumber(month), series, plot);
              return place === null
                ? []
                : [<BreakSign key={`${line}-${month}`} {...place} color={palette[line].line} />];
            }),
          )
        : null}
    </g>
  );
}

/** Two short slanted strokes: the figures on either side do not answer the same words. */
export function BreakSign({
  x,
  y,
  color,
}: {
  readonly x: number;
  readonly y: number;
  readonly color: string;
}): ReactElement {
  return (
    <path
      d={`M${x - 4} ${y + 6}L${x} ${y - 6}M${x} ${y + 6}L${x + 4} ${y - 6}`}
      stroke={color}
      strokeWidth={1.75}
      fill="none"
      className="bw-break"
    />
  );
}

/** Half-way between the last figure in the old words and the first in the new ones. */
function placeOf(
  panel: ChartPanel,
  line: LineKey,
  month: number,
  series: ChartSeries,
  plot: Plot,
): { readonly x: number; readonly y: number } | null {
  const { at, y } = scales(series, plot);
  const shown = panel[line].filter(({ share }) => share !== null);
  const before = shown.findLast((point) => monthNumber(point.month) < month);
  const after = shown.find((point) => monthNumber(point.month) >= month);
  if (before === undefined || after === undefined) return null;
  return {
    x: at((monthNumber(before.month) + monthNumber(after.month)) / 2),
    y: y(((before.share ?? 0) + (after.share ?? 0)) / 2),
  };
}
