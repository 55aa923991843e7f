import { describe, expect, test } from "vitest";
import { readRows } from "./files.ts";
import { oddWorkbook } from "./workbooks.ts";

const DATA = '<row r="1"><c r="A1" t="s"><v>0</v></c><c r="B1"><v>2</v></c></row>';
const STRINGS = "<si><t>Oak</t></si>";
const EXPECTED = [{ row: 1, cells: ["Oak", 2] }];

describe("how a zip is put together", () => {
  test("stored entries are read as deflated ones are", async () =>
    expect(await readRows(oddWorkbook({ data: DATA, strings: STRINGS, level: 0 }))).toEqual(EXPECTED));
  test("a zip with a comment is read", async () => {
    const bytes = Buffer.from(oddWorkbook({ data: DATA, strings: STRINGS }));
    bytes.writeUInt16LE(5, bytes.length - 2);
    expect(await readRows(Buffer.concat([bytes, Buffer.from("hello")]))).toEqual(EXPECTED);
  });
  test("Zip64 records are read", async () =>
    expect(await readRows(zip64(oddWorkbook({ data: DATA, strings: STRINGS })))).toEqual(EXPECTED));
  test("entries written with data descriptors are read", async () => {
    const bytes = Buffer.from(oddWorkbook({ data: DATA, strings: STRINGS }));
    for (let at = bytes.indexOf("PK\x03\x04"); at >= 0; at = bytes.indexOf("PK\x03\x04", at + 1)) {
      bytes.writeUInt16LE(bytes.readUInt16LE(at + 6) | 8, at + 6);
      bytes.fill(0, at + 14, at + 26);
    }
    expect(await readRows(bytes)).toEqual(EXPECTED);
  });
});

/** Rewrites a zip's directory as Zip64: sizes and offsets in extra fields, and a long end record. */
function zip64(short: Uint8Array): Buffer {
  const bytes = Buffer.from(short);
  const end = bytes.lastIndexOf("PK\x05\x06");
  const from = bytes.readUInt32LE(end + 16);
  const records: Buffer[] = [];
  for (let at = from; at < end;) {
    const name = bytes.readUInt16LE(at + 28);
    const record = Buffer.alloc(46 + name + 28);
    bytes.copy(record, 0, at, at + 46 + name);
    record.writeUInt16LE(28, 30);
    record.writeUInt16LE(1, 46 + name);
    record.writeUInt16LE(24, 48 + name);
    [24, 20, 42].forEach((field, index) => {
      record.writeBigUInt64LE(BigInt(bytes.readUInt32LE(at + field)), 50 + name + index * 8);
      record.writeUInt32LE(0xffffffff, field);
    });
    records.push(record);
    at += 46 + name + bytes.readUInt16LE(at + 30) + bytes.readUInt16LE(at + 32);
  }
  const directory = Buffer.concat(records);
  const long = Buffer.alloc(56 + 20 + 22);
  long.write("PK\x06\x06");
  long.writeBigUInt64LE(44n, 4);
  long.writeBigUInt64LE(BigInt(records.length), 24);
  long.writeBigUInt64LE(BigInt(records.length), 32);
  long.writeBigUInt64LE(BigInt(directory.length), 40);
  long.writeBigUInt64LE(BigInt(from), 48);
  long.write("PK\x06\x07", 56);
  long.writeBigUInt64LE(BigInt(from + directory.length), 64);
  long.writeUInt32LE(1, 72);
  long.write("PK\x05\x06", 76);
  long.fill(0xff, 84, 96);
  return Buffer.concat([bytes.subarray(0, from), directory, long]);
}
