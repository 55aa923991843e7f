import { chartSvg, escapeXml, type RenderedChart } from "./compose.ts";
import { textWidth } from "./layout.ts";
import { CHART_PALETTES, type ChartScheme } from "./palette.ts";

/** A chart with its words, for an image that stands by itself. */
export interface FigureWords {
  /** Of the chart, as it was drawn. */
  readonly width: number;
  readonly height: number;
  readonly scheme: ChartScheme;
  readonly fontFamily: string;
  /** The finding. */
  readonly title: string;
  /** What the figures say and measure. */
  readonly subtitle: string;
  /** Source and caveats. */
  readonly caption: readonly string[];
  /** The chart in words, for people who cannot see it. */
  readonly description: string;
}

/**
 * One SVG document of a static chart with its title and subtitle above, source and caveats under it: a chart that is passed
 * on keeps what it needs to be read rightly. All words are SVG text, broken into lines by estimated widths.
 * @param rendered the element around the chart, drawn without interaction and with a font by its name
 */
export function figureSvg(
  rendered: RenderedChart,
  words: FigureWords,
): { readonly svg: string; readonly width: number; readonly height: number } {
  const { width, height, scheme, fontFamily, title, description } = words;
  const { surface: background, ink, muted } = CHART_PALETTES[scheme];
  const above = [
    ...block(title, width, { size: 20, weight: 650, fill: ink, line: 26 }),
    ...block(words.subtitle, width, { size: 14, weight: 400, fill: muted, line: 20 }),
  ];
  const below = words.caption.flatMap((text) => block(text, width, { size: 12, weight: 400, fill: muted, line: 17 }));
  const head = heightOf(above) + GAP;
  const whole = { width: width + 2 * MARGIN, height: MARGIN + head + height + GAP + heightOf(below) + MARGIN };
  const chart = chartSvg(rendered, { width, height, background, fontFamily, title: "", description: "" });
  const svg = [
    `<svg xmlns="http://www.w3.org/2000/svg" width="${whole.width}" height="${whole.height}" viewBox="0 0 ${whole.width} ${whole.height}" role="img" font-family="${escapeXml(fontFamily)}">`,
    `<title>${escapeXml(title)}</title><desc>${escapeXml(description)}</desc>`,
    `<rect width="${whole.width}" height="${whole.height}" fill="${background}"/>`,
    drawn(above, MARGIN),
    `<g transform="translate(${MARGIN} ${MARGIN + head})">${chart}</g>`,
    drawn(below, MARGIN + head + height + GAP),
    "</svg>",
  ].join("");
  return { svg, ...whole };
}

const MARGIN = 28;
const GAP = 16;

interface Face {
  readonly size: number;
  readonly weight: number;
  readonly fill: string;
  /** From one line to the next. */
  readonly line: number;
}

type Line = Face & { readonly text: string };

function block(text: string, width: number, face: Face): readonly Line[] {
  const lines: string[] = [];
  // A bold text runs wider than the estimate.
  const room = face.weight > 400 ? width / 1.1 : width;
  for (const word of text.split(/\s+/).filter((part) => part !== "")) {
    const longer = lines.length === 0 ? word : `${lines.at(-1) ?? ""} ${word}`;
    if (lines.length > 0 && textWidth(longer, face.size) <= room) lines[lines.length - 1] = longer;
    else lines.push(word);
  }
  return lines.map((line) => ({ ...face, text: line }));
}

function heightOf(lines: readonly Line[]): number {
  return lines.reduce((sum, { line }) => sum + line, 0);
}

function drawn(lines: readonly Line[], top: number): string {
  let y = top;
  return lines
    .map(({ text, size, weight, fill, line }) => {
      y += line;
      return `<text x="${MARGIN}" y="${y - Math.round(line * 0.28)}" font-size="${size}" font-weight="${weight}" fill="${fill}">${escapeXml(text)}</text>`;
    })
    .join("");
}
