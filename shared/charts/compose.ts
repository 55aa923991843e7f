/** What `chartSvg` needs of the browser or of happy-dom: the element a chart rendered. */
export interface RenderedChart {
  querySelectorAll(selector: string): ArrayLike<{
    readonly outerHTML: string;
    getAttribute(name: string): string | null;
    querySelector(selector: string): { readonly outerHTML: string } | null;
  }>;
}

/**
 * Puts the parts of a rendered, static chart (IntentChart's key and panels, the one drawing of a chart of rows) into one
 * standalone SVG document.
 * @param rendered the element with `data-chart`, or any element around it
 * @param options the size the chart was given, its background and font, and the words for people who cannot see it
 */
export function chartSvg(
  rendered: RenderedChart,
  options: {
    readonly width: number;
    readonly height: number;
    readonly background: string;
    readonly fontFamily: string;
    readonly title: string;
    readonly description: string;
  },
): string {
  const { width, height, background, fontFamily, title, description } = options;
  const parts = Array.from(rendered.querySelectorAll("[data-x]")).map((part) => {
    const svg = part.querySelector("svg")?.outerHTML ?? "";
    const x = part.getAttribute("data-x") ?? "0";
    const y = part.getAttribute("data-y") ?? "0";
    return `<g transform="translate(${x} ${y})">${plain(svg)}</g>`;
  });
  return [
    `<svg xmlns="http://www.w3.org/2000/svg" width="${width}" height="${height}" viewBox="0 0 ${width} ${height}" role="img" font-family="${escapeXml(fontFamily)}">`,
    `<title>${escapeXml(title)}</title><desc>${escapeXml(description)}</desc>`,
    `<rect width="${width}" height="${height}" fill="${background}"/>`,
    ...parts,
    "</svg>",
  ].join("");
}

/**
 * Drops what only a screen needs: clips and ids from recharts' global counter, classes, focus and empty layers; rounds
 * coordinates. Nothing is cut at the edge of a part: nothing reaches over it, and clips take four times as long to draw.
 */
function plain(svg: string): string {
  let text = svg
    .replace(/<defs>.*?<\/defs>/g, "")
    .replace(/ (?:id|class|style|clip-path|tabindex|name|angle|orientation|role|aria-[a-z]+|data-[a-z]+)="[^"]*"/g, "")
    .replace(
      /<(path|line)\b([^>]*)>/g,
      (_, tag: string, rest: string) => `<${tag}${rest.replace(/ (?:width|height|x|y)="[^"]*"/g, "")}>`,
    )
    .replaceAll("<svg ", '<svg overflow="visible" ')
    .replace(/<[^<>]*>/g, rounded);
  for (let before = ""; before !== text;) {
    before = text;
    text = text.replaceAll("<g></g>", "");
  }
  return text;
}

/** A tag with its coordinates rounded; the figures that people read stand between tags. */
function rounded(tag: string): string {
  return tag.replace(/\d+\.\d{3,}/g, (found) => String(Math.round(Number(found) * 100) / 100));
}

/** Text as it stands in XML. */
export function escapeXml(text: string): string {
  return text.replaceAll("&", "&amp;").replaceAll("<", "&lt;").replaceAll(">", "&gt;").replaceAll('"', "&quot;");
}
