import type { PdfObjects } from "./objects.ts";

/**
 * Makes the first cell of every table row a head of its row (ISO 32000-1, 14.8.4.3.4), which Typst cannot yet, and names
 * it in the other cells of the row, so that a reader who hears the table knows what a figure belongs to.
 */
export function withRowHeads(objects: PdfObjects): PdfObjects {
  const bodies = new Map(objects.bodies);
  const named: (readonly [string, number])[] = [];
  for (const [, body] of objects.bodies) {
    if (!/\/S \/TBody\b/.test(body)) continue;
    for (const row of kidsOf(body)) {
      const [first, ...others] = kidsOf(bodies.get(row) ?? "");
      if (first === undefined) continue;
      // Typst's own ids begin with U: the tree of ids, which is in order, goes on with these.
      const id = `V${String(named.length + 1).padStart(5, "0")}`;
      bodies.set(first, asRowHead(bodies.get(first) ?? "", id));
      for (const cell of others) bodies.set(cell, withHead(bodies.get(cell) ?? "", id));
      named.push([id, first]);
    }
  }
  for (const [number, body] of bodies) {
    if (/\/S \/T[DH]\b/.test(body)) bodies.set(number, body.replace(LINES, ""));
    if (!/\/Type \/StructTreeRoot\b/.test(body)) continue;
    const entries = named.map(([id, cell]) => ` (${id}) ${cell} 0 R`).join("");
    bodies.set(number, body.replace(/(\/IDTree <<\s*\/Names \[[^\]]*)/, `$1${entries}`));
  }
  return { ...objects, bodies };
}

/** How a cell's lines look: said again beside every cell, for no reader. */
const LINES = /\s*<<\s*\/O \/Layout\b[^<>]*>>/;

/** The elements within an element. */
function kidsOf(body: string): readonly number[] {
  const kids = /\/K \[([^\]]*)\]/.exec(body)?.[1] ?? "";
  return [...kids.matchAll(/(\d+) 0 R/g)].map(([, number]) => Number(number));
}

function asRowHead(cell: string, id: string): string {
  return cell
    .replace("/S /TD", `/S /TH\n  /ID (${id})`)
    .replace(/\/O \/Table\s*\/Headers \[[^\]]*\]/, "/O /Table\n    /Scope /Row");
}

function withHead(cell: string, id: string): string {
  return cell.replace(/(\/Headers \[[^\]]*)\]/, `$1 (${id})]`);
}
