/** Where a chart's parts go, in pixels from its top left corner. */
export interface ChartLayout {
  readonly columns: number;
  readonly keyHeight: number;
  readonly panel: { readonly width: number; readonly height: number };
  /** Top left corner of each panel, in the panels' order. */
  readonly places: readonly { readonly x: number; readonly y: number }[];
}

/** Lays `panels` panels out in a chart of a fixed size: as many columns as keep each panel readable. */
export function chartLayout(panels: number, width: number, height: number, keyHeight: number): ChartLayout {
  const columns = columnsFor(panels, width);
  const rows = Math.max(1, Math.ceil(panels / columns));
  const panel = {
    width: Math.floor((width - (columns - 1) * GAP.x) / columns),
    height: Math.floor((height - keyHeight - (rows - 1) * GAP.y) / rows),
  };
  const places = Array.from({ length: panels }, (_, index) => ({
    x: (index % columns) * (panel.width + GAP.x),
    y: keyHeight + Math.floor(index / columns) * (panel.height + GAP.y),
  }));
  return { columns, keyHeight, panel, places };
}

/** The height at which a chart of this many panels looks right in a given width; `below` is what each has under its plot. */
export function naturalHeight(panels: number, width: number, keyHeight: number, below = 0): number {
  const columns = columnsFor(panels, width);
  const rows = Math.max(1, Math.ceil(panels / columns));
  const panelWidth = (width - (columns - 1) * GAP.x) / columns;
  const panelHeight = panels === 1 ? 320 : Math.min(230, Math.max(172, Math.round(panelWidth * 0.7)));
  return keyHeight + rows * (panelHeight + below) + (rows - 1) * GAP.y;
}

/** An estimate of a text's width in pixels, for places where nothing can be measured. */
export function textWidth(text: string, size: number): number {
  return text.length * size * 0.53;
}

/** A text cut to a width in pixels, with an ellipsis where something is missing. */
export function fitted(text: string, size: number, width: number): string {
  if (textWidth(text, size) <= width) return text;
  return `${text.slice(0, Math.max(1, Math.floor(width / (size * 0.53)) - 1)).trimEnd()}…`;
}

function columnsFor(panels: number, width: number): number {
  const most = Math.max(1, Math.min(5, Math.floor((width + GAP.x) / (MIN_PANEL + GAP.x)), panels));
  const rows = Math.ceil(panels / most);
  return Math.max(1, Math.ceil(panels / rows));
}

const MIN_PANEL = 218;
const GAP = { x: 20, y: 14 } as const;
