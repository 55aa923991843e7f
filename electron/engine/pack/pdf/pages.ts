import { assetBytes, browserFonts } from "../assets.ts";

/** A page of the briefing as a drawing: its letters are lines of their own, so that it needs no font. */
export interface PageImage {
  /** An SVG document of the page's size in points. */
  readonly svg: string;
  /** What stands on it, line by line, for people who cannot see it. */
  readonly words: string;
}

/** Draws a document that Typst laid out ("vector") as pages. */
export type PageDrawer = (vector: Uint8Array) => readonly PageImage[];

/** Loads Typst's renderer (WASM, Apache-2.0) once: it draws the very layout that the PDF is made from. */
export function loadPages(): Promise<PageDrawer> {
  loaded ??= load();
  return loaded;
}

let loaded: Promise<PageDrawer> | null = null;

async function load(): Promise<PageDrawer> {
  const [typst, program] = await Promise.all([
    import("@myriaddreamin/typst-ts-renderer"),
    WebAssembly.compile(assetBytes("@myriaddreamin/typst-ts-renderer/wasm")),
  ]);
  await typst.default({ module_or_path: program });
  const renderer = await new typst.TypstRendererBuilder().build();
  // Words of charts stay words.
  const letters = `<style>${browserFonts()}</style>`;
  return (vector) => {
    const session = renderer.session_from_artifact(vector, "vector");
    try {
      return pagesOf(renderer.svg_data(session), letters);
    } finally {
      session.free();
    }
  };
}

/** The one drawing of all pages, page by page; each has all shapes of letters, and the charts get the letters they name. */
function pagesOf(drawing: string, letters: string): readonly PageImage[] {
  const starts = [...drawing.matchAll(PAGE)];
  const shapes = /<defs class="glyph">.*?<\/defs>|<defs\b.*?<\/defs>/gs;
  const first = starts[0]?.index ?? drawing.length;
  const defs = (drawing.slice(0, first).match(shapes) ?? []).join("");
  const end = drawing.lastIndexOf("</svg>");
  return starts.map(({ index, 1: width = "", 2: height = "" }, at) => {
    const body = drawing.slice(index, starts[at + 1]?.index ?? end);
    const words = [...body.matchAll(WORDS)].map(([, line = ""]) => unescaped(line).trim());
    const plain = body
      .replace(/ transform="translate\([^)]*\)"/, "")
      .replaceAll(/<foreignObject\b.*?<\/foreignObject>/gs, "")
      .replaceAll(/ data-(?:tid|hint|span)="[^"]*"/g, "")
      .replaceAll(CHART, (_, start: string, data: string) => `${start}${withLetters(data, letters)}"`);
    return {
      svg: `<svg xmlns="http://www.w3.org/2000/svg" xmlns:xlink="http://www.w3.org/1999/xlink" viewBox="0 0 ${width} ${height}" width="${width}" height="${height}"><rect width="100%" height="100%" fill="#fff"/>${defs}${plain}</svg>`,
      words: words.filter((line) => line !== "").join("\n"),
    };
  });
}

const PAGE = /<g class="typst-page"[^>]*? data-page-width="([\d.]+)" data-page-height="([\d.]+)">/g;
const WORDS = /<h5:div class="tsel"[^>]*>(.*?)<\/h5:div>/gs;
const CHART = /(xlink:href="data:image\/svg\+xml;base64,)([\w+/=]+)"/g;

function withLetters(data: string, letters: string): string {
  const svg = Buffer.from(data, "base64").toString("utf8");
  return Buffer.from(svg.replace(/^(<svg\b[^>]*>)/, `$1${letters}`)).toString("base64");
}

function unescaped(text: string): string {
  return text
    .replaceAll("&lt;", "<")
    .replaceAll("&gt;", ">")
    .replaceAll("&quot;", '"')
    .replaceAll("&#39;", "'")
    .replaceAll("&amp;", "&");
}
