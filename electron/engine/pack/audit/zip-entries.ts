import { inflateRawSync } from "node:zlib";
import type { PackFile } from "../definition.ts";
import { inflated } from "./inflated.ts";

/** What a zip holds: its entries, its bytes without their contents, and the entries that cannot be looked into. */
export interface ZipContents {
  readonly entries: readonly PackFile[];
  /** The zip with the contents of its entries blanked: names, comments and whatever lies between. */
  readonly rest: Uint8Array;
  readonly closed: readonly string[];
}

/**
 * Every entry of a zip, found by its local header wherever it stands, so that none hides from the list at the end. Stored
 * and deflated, with and without data descriptors (APPNOTE 6.3.10); encrypted and otherwise packed entries stay closed.
 */
export function zipContents(bytes: Uint8Array): ZipContents {
  const zip = Buffer.from(bytes.buffer, bytes.byteOffset, bytes.byteLength);
  const listed = listedEntries(zip);
  const rest = Buffer.from(zip);
  const entries: PackFile[] = [];
  const closed: string[] = [];
  let at = zip.indexOf(LOCAL);
  while (at >= 0 && at + 30 <= zip.length) {
    const nameEnd = at + 30 + zip.readUInt16LE(at + 26);
    const name = zip.toString("utf8", at + 30, nameEnd);
    const from = nameEnd + zip.readUInt16LE(at + 28);
    const found = contentAt(zip, at, from, listed.get(at));
    if (found === null) {
      if (listed.has(at)) closed.push(name);
      at = zip.indexOf(LOCAL, at + 4);
      continue;
    }
    entries.push({ name, bytes: found.content });
    rest.fill(0, from, from + found.length);
    at = zip.indexOf(LOCAL, from + found.length);
  }
  const local = new Set(entries.map(({ name }) => name));
  for (const { name } of listed.values()) if (!local.has(name) && !closed.includes(name)) closed.push(name);
  return { entries, rest, closed };
}

/** An entry as the list at the end of a zip has it. */
interface Listed {
  readonly name: string;
  readonly packed: number;
}

/** What the list at the end says, by where the local header stands. */
function listedEntries(zip: Buffer): ReadonlyMap<number, Listed> {
  const found = new Map<number, Listed>();
  for (let at = zip.indexOf(CENTRAL); at >= 0 && at + 46 <= zip.length; at = zip.indexOf(CENTRAL, at + 4)) {
    const local = zip.readUInt32LE(at + 42);
    const name = zip.toString("utf8", at + 46, at + 46 + zip.readUInt16LE(at + 28));
    if (local + 30 <= zip.length && zip.readUInt32LE(local) === LOCAL.readUInt32LE(0))
      found.set(local, { name, packed: zip.readUInt32LE(at + 20) });
  }
  return found;
}

function contentAt(
  zip: Buffer,
  at: number,
  from: number,
  listed: Listed | undefined,
): { readonly content: Uint8Array; readonly length: number } | null {
  const [flags, method] = [zip.readUInt16LE(at + 6), zip.readUInt16LE(at + 8)];
  if ((flags & ENCRYPTED) !== 0 || from > zip.length) return null;
  if (method === 0) {
    const told = (flags & DESCRIPTOR) !== 0 ? listed?.packed : zip.readUInt32LE(at + 18);
    if (told === undefined || from + told > zip.length) return null;
    return { content: new Uint8Array(zip.subarray(from, from + told)), length: told };
  }
  return method === 8 ? inflated(inflateRawSync, zip.subarray(from)) : null;
}

const LOCAL = Buffer.from("PK\u0003\u0004", "latin1");
const CENTRAL = Buffer.from("PK\u0001\u0002", "latin1");
const ENCRYPTED = 1;
const DESCRIPTOR = 8;
