/** The numbered objects of a PDF that Typst wrote, as Latin-1, each character a byte; what its trailer names goes by number. */
export interface PdfObjects {
  /** `%PDF-1.7` and the comment after it. */
  readonly head: string;
  readonly bodies: ReadonlyMap<number, string>;
  readonly root: number;
  readonly info: number;
}

/**
 * Takes a PDF apart by its cross-reference table (ISO 32000-1, 7.5.4), so that nothing within a stream is taken for the
 * end of an object. Only a plain table is read: that is what Typst writes.
 */
export function pdfObjects(bytes: Uint8Array): PdfObjects {
  const text = Buffer.from(bytes.buffer, bytes.byteOffset, bytes.byteLength).toString("latin1");
  const table = numberIn(/startxref\s+(\d+)\s+%%EOF\s*$/, text);
  const entries = [...text.slice(table).matchAll(/^(\d{10}) \d{5} ([nf])/gm)];
  const starts = entries.flatMap(([, offset = "", kind], number) =>
    kind === "n" ? [{ number, from: Number(offset) }] : [],
  );
  const sorted = starts.toSorted((a, b) => a.from - b.from);
  const bodies = new Map(
    sorted.map(({ number, from }, index) => {
      const object = text.slice(from, sorted[index + 1]?.from ?? table);
      const [opening = ""] = /^\d+ 0 obj\s/.exec(object) ?? [];
      if (!opening.startsWith(`${number} `)) throw new Error(`Object ${number} of the PDF is not where it should be.`);
      return [number, object.slice(opening.length, object.lastIndexOf("endobj")).trimEnd()] as const;
    }),
  );
  const root = numberIn(/\/Root (\d+) 0 R/, text.slice(table));
  const info = numberIn(/\/Info (\d+) 0 R/, text.slice(table));
  return { head: text.slice(0, sorted[0]?.from ?? 0), bodies, root, info };
}

/** Puts a PDF together again: objects by number, a cross-reference table, and the id of its content (16 bytes in hexadecimal). */
export function pdfBytes({ head, bodies, root, info }: PdfObjects, id: string): Uint8Array {
  const parts: string[] = [head];
  const offsets = new Map<number, number>();
  let length = head.length;
  for (const [number, body] of [...bodies].toSorted(([a], [b]) => a - b)) {
    const object = `${number} 0 obj\n${body}\nendobj\n`;
    offsets.set(number, length);
    length += object.length;
    parts.push(object);
  }
  const size = Math.max(...bodies.keys()) + 1;
  const entries = Array.from({ length: size }, (_, number) => {
    const offset = offsets.get(number);
    return offset === undefined ? "0000000000 65535 f\r\n" : `${String(offset).padStart(10, "0")} 00000 n\r\n`;
  });
  parts.push(`xref\n0 ${size}\n`, ...entries);
  parts.push(`trailer\n<< /Size ${size} /Root ${root} 0 R /Info ${info} 0 R /ID [<${id}> <${id}>] >>\n`);
  parts.push(`startxref\n${length}\n%%EOF\n`);
  return new Uint8Array(Buffer.from(parts.join(""), "latin1"));
}

function numberIn(pattern: RegExp, text: string): number {
  const found = pattern.exec(text)?.[1];
  if (found === undefined) throw new Error(`The PDF has no ${pattern.source}.`);
  return Number(found);
}
