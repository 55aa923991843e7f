import { getDocument, VerbosityLevel } from "unpdf/pdfjs";

/** What a PDF says and how it is built, as a reader that follows its tags finds it. */
export interface ReadPdf {
  /** The text of each page, in the order of its content, each space and line end as one space. */
  readonly pages: readonly string[];
  /** All pages without headers and footers. */
  readonly text: string;
  /** Where the text that reaches farthest ends, in points from the left edge. */
  readonly rightmost: number;
  readonly info: Readonly<Record<string, unknown>>;
  readonly metadata: string;
  readonly catalog: string;
  readonly marked: boolean;
  readonly outline: readonly { readonly title: string; readonly items: readonly string[] }[];
  /** The alternative texts of figures. */
  readonly figures: readonly string[];
  /** Of each table: heads of columns, and of each row its heads and its cells. */
  readonly tables: readonly {
    readonly columnHeads: number;
    readonly rowHeads: readonly number[];
    readonly cells: readonly number[];
  }[];
}

/** Reads a PDF with pdf.js, and its tags from its objects. */
export async function readPdf(bytes: Uint8Array): Promise<ReadPdf> {
  const loading = getDocument({
    data: Uint8Array.from(bytes),
    useSystemFonts: false,
    verbosity: VerbosityLevel.ERRORS,
  });
  const pdf = await loading.promise;
  try {
    const pages: string[] = [];
    const bodies: string[] = [];
    const figures: string[] = [];
    let rightmost = 0;
    for (let number = 1; number <= pdf.numPages; number += 1) {
      const page = await pdf.getPage(number);
      const { items } = await page.getTextContent();
      figures.push(...figuresIn(await page.getStructTree()));
      const pieces = items.flatMap((item) => ("str" in item ? [item] : []));
      const seen = pieces.filter(({ str }) => str.trim() !== "");
      const inBody = ({ transform }: { transform: number[] }): boolean => transform[5]! > 50 && transform[5]! < 800;
      const text = (some: typeof pieces): string =>
        some
          .map(({ str, hasEOL }) => (hasEOL ? `${str} ` : str))
          .join("")
          .replaceAll(/\s+/g, " ");
      pages.push(text(pieces));
      bodies.push(text(pieces.filter(inBody)));
      rightmost = Math.max(rightmost, ...seen.map(({ transform, width }) => (transform[4] as number) + width));
    }
    const { info } = await pdf.getMetadata();
    const outline = (await pdf.getOutline()) ?? [];
    const source = Buffer.from(bytes).toString("latin1");
    const objects = new Map(
      [...source.matchAll(/^(\d+) 0 obj\n([\s\S]*?)\nendobj$/gm)].map(([, number, body]) => [Number(number), body!]),
    );
    return {
      pages,
      text: bodies.join(" ").replaceAll(/\s+/g, " "),
      rightmost,
      info: info as Record<string, unknown>,
      metadata: Buffer.from(
        [...objects.values()].find((body) => body.includes("/Type /Metadata")) ?? "",
        "latin1",
      ).toString(),
      catalog: [...objects.values()].find((body) => body.includes("/Type /Catalog")) ?? "",
      marked: (await pdf.getMarkInfo())?.Marked === true,
      outline: outline.map(({ title, items }) => ({
        title,
        items: (items as { title: string }[]).map((item) => item.title),
      })),
      figures,
      tables: tablesOf(objects),
    };
  } finally {
    await loading.destroy();
  }
}

/** Tables as the tree of tags has them, in the order of reading. */
function tablesOf(objects: ReadonlyMap<number, string>): ReadPdf["tables"] {
  const tables: ReadPdf["tables"][number][] = [];
  const kids = (body: string): string[] =>
    [...(/\/K \[([^\]]*)\]/.exec(body)?.[1] ?? "").matchAll(/(\d+) 0 R/g)].map(([, number]) =>
      objects.get(Number(number))!,
    );
  const within = (body: string, role: string): string[] =>
    kids(body).flatMap((kid) => (kid.includes(`/S /${role}\n`) ? [kid] : within(kid, role)));
  const visit = (body: string): void => {
    if (body.includes("/S /Table\n")) {
      const rows = within(within(body, "TBody")[0]!, "TR");
      const heads = (row: string): string[] =>
        within(row, "TH").filter((cell) => /\/Scope \/Row\b/.test(cell) && /\/ID \(/.test(cell));
      const named = (row: string): string[] =>
        within(row, "TD").filter((cell) => {
          const [, id] = /\/ID \((\w+)\)/.exec(heads(row)[0] ?? "") ?? [];
          const names = /\/Headers \[([^\]]*)\]/.exec(cell)?.[1] ?? "";
          return names.includes(`(${id})`) && names.split("(").length > 2;
        });
      tables.push({
        columnHeads: within(within(body, "THead")[0]!, "TH").length,
        rowHeads: rows.map((row) => heads(row).length),
        cells: rows.map((row) => named(row).length),
      });
    }
    kids(body).forEach(visit);
  };
  visit([...objects.values()].find((body) => body.includes("/Type /StructTreeRoot"))!);
  return tables;
}

/** The alternative texts of figures below a tag. */
function figuresIn(tag: unknown): readonly string[] {
  const { role, alt, children } = tag as { role?: string; alt?: string; children?: readonly unknown[] };
  return [...(role === "Figure" ? [alt ?? ""] : []), ...(children ?? []).flatMap(figuresIn)];
}
