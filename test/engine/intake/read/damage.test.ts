import fc from "fast-check";
import { unzipSync, zipSync } from "fflate";
import { expect, test } from "vitest";
import { assertNever, BellwetherError } from "../../../../shared/errors.ts";
import { gap, number, oddDocument, row, table, text } from "./documents.ts";
import { withSpreadsheet } from "./files.ts";
import { oddWorkbook, sheetXml } from "./workbooks.ts";

const WORDS = 'Name;"Fees; all";Date\r\n"Café ""Élan""";1,5;31/01/2025\r\n"two\r\nlines";;x\r\n';
const TEXTS: readonly (readonly [string, Buffer])[] = [
  ["UTF-8", Buffer.from(WORDS)],
  ["UTF-8 with a mark", Buffer.from(`\ufeff${WORDS}`)],
  ["UTF-16", Buffer.from(`\ufeff${WORDS}`, "utf16le")],
  ["UTF-16 big-endian", Buffer.from(`\ufeff${WORDS}`, "utf16le").swap16()],
  ["Windows-1252", Buffer.from(WORDS, "latin1")],
  ["tabs", Buffer.from("sep=\t\na\tb\n1\t2\n")],
];
const WORKBOOK = oddWorkbook({
  strings: '<si><t>Oak</t></si><si><r><t xml:space="preserve"> a</t></r><rPh><t>x</t></rPh></si>',
  formats: [0, 14, "0.0%", "[h]:mm"],
  sheets: [
    sheetXml(
      '<row r="1"><c r="A1" t="s"><v>0</v></c><c r="B1" s="1"><v>45688.5</v></c><c r="D1" t="b"><v>1</v></c></row><row r="3" hidden="1"><c t="inlineStr"><is><t>a &amp; b_x000D_</t></is></c><c t="e"><v>#N/A</v></c><c s="3"><v>1.5</v></c><c t="str"><f>A1</f><v>Oak</v></c></row><row><c t="d"><v>2025-01-31</v></c><c t="s"><v>1</v></c></row>',
      '<dimension ref="A1"/><cols><col min="2" max="2" hidden="1"/></cols>',
    ),
    sheetXml('<row><c s="2"><v>0.5</v></c></row>'),
  ],
});
const DOCUMENT = oddDocument({
  styles:
    '<style:style style:name="t" style:family="table"><style:table-properties table:display="false"/></style:style>',
  tables:
    table("Notes", row(text("Read me"))) +
    table(
      "Data",
      `<table:table-column table:visibility="collapse"/><table:table-header-rows>${row(text("Oak &amp; Ash") + number(1.5) + gap(2) + text('a<text:s text:c="2"/>b'))}</table:table-header-rows>${row(gap(16_384), 'table:number-rows-repeated="3"')}${row(`<table:table-cell office:value-type="date" office:date-value="2025-01-31T10:00:00"><office:annotation><text:p>n</text:p></office:annotation><text:p>31</text:p></table:table-cell><table:covered-table-cell/>${text("x", 'table:number-columns-repeated="3"')}`, 'table:number-rows-repeated="2"')}`,
      'table:style-name="t"',
    ),
});
const PACKED: readonly (readonly [string, Uint8Array])[] = [
  ["XLSX", WORKBOOK],
  ["ODS", DOCUMENT],
];

/** What breaks XML, numbers or encodings when it turns up in the wrong place. */
const JUNK = [
  ["<", ">", "/>", "</", '"', "'", "&", "&#0;", "&#x110000;", "&#xD800;", "]]>", "<!--", "-->", "<![CDATA[", "<?", "="],
  ["<!DOCTYPE x>", '<?xml version="1.0" encoding="UTF-16"?>', "\ufeff", "\0", "\r", "\n", "\ud800", "é", "_x0000_"],
  ["-1", "0", "1e308", "NaN", "99999999999999999999", "1048577", ' r="9"', ' t="s"', ' s="7"', ' r="XFE9"'],
  ["<row>", "</row>", "<c>", "</c>", "<v>", "</v>", "<si>", "<sheetData>", "</sheetData>", '<sheet name="x"/>'],
  [' table:number-rows-repeated="99999"', ' table:number-columns-repeated="99999"', ' text:c="30000"'],
  ["<table:table>", "</table:table>", "<table:table-row>", "</table:table-row>", "</text:p>", "<text:p>"],
]
  .flat()
  .map((junk) => Buffer.from(junk));

/** `BELLWETHER_DAMAGE=20` looks twenty times as long, for who changes the reader. */
const LONGER = Number(process.env["BELLWETHER_DAMAGE"] ?? 1);

const share = fc.double({ min: 0, max: 1, noNaN: true, maxExcluded: true });

/** One fault, at places told as shares of the length. */
const fault = fc.oneof(
  fc.record({ kind: fc.constant("flip" as const), at: share, mask: fc.integer({ min: 1, max: 255 }) }),
  fc.record({ kind: fc.constant("cut" as const), at: share }),
  fc.record({ kind: fc.constant("drop" as const), at: share, length: fc.integer({ min: 1, max: 40 }) }),
  fc.record({ kind: fc.constant("copy" as const), at: share, to: share, length: fc.integer({ min: 1, max: 200 }) }),
  fc.record({ kind: fc.constant("insert" as const), at: share, bytes: fc.uint8Array({ minLength: 1, maxLength: 8 }) }),
  fc.record({ kind: fc.constant("insert" as const), at: share, bytes: fc.constantFrom(...JUNK) }),
  fc.record({ kind: fc.constant("replace" as const), at: share, bytes: fc.constantFrom(...JUNK) }),
);
const faults = fc.array(fault, { minLength: 1, maxLength: 3 });
type Fault = typeof fault extends fc.Arbitrary<infer T> ? T : never;

function damaged(bytes: Uint8Array, all: readonly Fault[]): Buffer {
  return all.reduce((whole, each) => {
    const at = Math.floor(each.at * whole.length);
    const [before, after] = [whole.subarray(0, at), whole.subarray(at)];
    switch (each.kind) {
      case "flip":
        return Buffer.concat([before, Buffer.from([(after[0] ?? 0) ^ each.mask]), after.subarray(1)]);
      case "cut":
        return Buffer.from(before);
      case "drop":
        return Buffer.concat([before, after.subarray(each.length)]);
      case "copy": {
        const to = Math.floor(each.to * whole.length);
        return Buffer.concat([whole.subarray(0, to), after.subarray(0, each.length), whole.subarray(to)]);
      }
      case "insert":
        return Buffer.concat([before, each.bytes, after]);
      case "replace":
        return Buffer.concat([before, each.bytes, after.subarray(each.bytes.length)]);
      default:
        return assertNever(each);
    }
  }, Buffer.from(bytes));
}

/** Faults a person can act on; the rest of the codes are none that reading a file could mean. */
const EXPECTED = ["not-a-spreadsheet", "empty-file", "truncated-file", "password-protected", "file-too-large"];

/** Every sheet's rows, or undefined for a proper refusal. Checks what must hold of any file. */
async function read(bytes: Uint8Array): Promise<unknown[][] | undefined> {
  const start = performance.now();
  try {
    return await withSpreadsheet(bytes, async ({ sheets }) => {
      const all: unknown[][] = [];
      for (const sheet of sheets) {
        const rows: unknown[] = [];
        let last = 0;
        for await (const batch of sheet.rows())
          for (const each of batch) {
            expect(each.row).toBeGreaterThan(last);
            expect(each.cells.at(-1) ?? null).not.toBeNull();
            last = each.row;
            rows.push(each);
          }
        all.push(rows);
      }
      return all;
    });
  } catch (error) {
    if (!(error instanceof BellwetherError)) throw error;
    expect(EXPECTED, error.message).toContain(error.code);
    expect(error.message).toMatch(/^“Returns\.csv” .*\./s);
    return undefined;
  } finally {
    expect(performance.now() - start).toBeLessThan(5000);
  }
}

test.each(TEXTS)(
  "damaged text in %s is rows in order, or a proper refusal",
  async (_, bytes) => {
    await fc.assert(
      fc.asyncProperty(faults, async (all) => void (await read(damaged(bytes, all)))),
      { numRuns: 60 * LONGER },
    );
  },
  60_000 * LONGER,
);

test.each(PACKED)(
  "%s whose container is damaged gives the rows it had, or a proper refusal",
  async (_, bytes) => {
    const whole = await read(bytes);
    expect(whole).toHaveLength(2);
    await fc.assert(
      fc.asyncProperty(faults, async (all) => {
        const spoilt = damaged(bytes, all);
        const rows = await read(spoilt);
        // What has no mark of a zip left in it is any text.
        if (rows !== undefined && spoilt.includes("PK")) expect(rows).toEqual(whole);
      }),
      { numRuns: 150 * LONGER },
    );
  },
  60_000 * LONGER,
);

test.each(PACKED)(
  "%s whose parts change places gives the rows it had, or a proper refusal",
  async (_, bytes) => {
    const whole = await read(bytes);
    const parts = unzipSync(bytes);
    const names = Object.keys(parts);
    for (const one of names)
      for (const other of names) {
        if (one >= other) continue;
        const swapped = { ...parts, [one]: parts[other]!, [other]: parts[one]! };
        await read(zipSync(swapped));
        const inPlace = Buffer.from(bytes);
        for (let at = inPlace.indexOf("PK\x01\x02"); at >= 0; at = inPlace.indexOf("PK\x01\x02", at + 1)) {
          const name = inPlace.toString("latin1", at + 46, at + 46 + inPlace.readUInt16LE(at + 28));
          const source = name === one ? other : name === other ? one : undefined;
          if (source !== undefined) inPlace.writeUInt32LE(headerOf(bytes, source), at + 42);
        }
        const rows = await read(inPlace);
        if (rows !== undefined) expect(rows).toEqual(whole);
      }
  },
  60_000 * LONGER,
);

test.each(PACKED)(
  "%s whose XML is damaged in a sound container is rows in order, or a proper refusal",
  async (_, bytes) => {
    const parts = unzipSync(bytes);
    const names = Object.keys(parts).filter((name) => name !== "mimetype");
    await fc.assert(
      fc.asyncProperty(
        fc.constantFrom(...names, names.at(-1)!, ...names.filter((name) => /sheet1|content/.test(name))),
        faults,
        async (name, all) => {
          await read(zipSync({ ...parts, [name]: damaged(parts[name]!, all) }));
        },
      ),
      { numRuns: 150 * LONGER },
    );
  },
  60_000 * LONGER,
);

/** Where a part's local header starts, as the directory says. */
function headerOf(bytes: Uint8Array, wanted: string): number {
  const zip = Buffer.from(bytes);
  for (let at = zip.indexOf("PK\x01\x02"); at >= 0; at = zip.indexOf("PK\x01\x02", at + 1))
    if (zip.toString("latin1", at + 46, at + 46 + zip.readUInt16LE(at + 28)) === wanted)
      return zip.readUInt32LE(at + 42);
  throw new Error(wanted);
}
