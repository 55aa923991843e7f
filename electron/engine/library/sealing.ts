import { createCipheriv, createDecipheriv, createHash, randomBytes, scrypt, timingSafeEqual } from "node:crypto";
import { closeSync, openSync, readSync } from "node:fs";
import { open, rm, type FileHandle } from "node:fs/promises";
import { SHORTEST_PASSPHRASE } from "../../../shared/campaigns.ts";
import { BellwetherError, throwIfCancelled } from "../../../shared/errors.ts";
import type { WorkContext } from "../importing.ts";
import { guarded } from "../store/campaignFile.ts";

/**
 * A campaign protected by a passphrase: a header, the campaign encrypted with AES-256-GCM, and its 16-byte tag. The key comes
 * from the passphrase by scrypt. The header is authenticated with the rest: its magic, version 1, scrypt's cost (log2 N, r, p),
 * salt (16 bytes), nonce (12), the campaign's length (8, big-endian), a check of the key (16), and a checksum of all that (8).
 */
const MAGIC = Buffer.from("Bellwether copy\n", "latin1");
const VERSION = 1;
const HEADER = 80;
const TAG = 16;
/** 128 MB and about half a second a guess. */
const COST = { logN: 17, r: 8, p: 1 };
const CHUNK = 1 << 20;

/** True for a campaign that is protected by a passphrase. */
export function isSealed(file: string): boolean {
  const start = Buffer.alloc(MAGIC.length);
  try {
    const handle = openSync(file, "r");
    try {
      readSync(handle, start, 0, start.length, 0);
    } finally {
      closeSync(handle);
    }
  } catch {
    return false; // whoever opens it next says why
  }
  return start.equals(MAGIC);
}

/**
 * Encrypts a file into one that was not there.
 * @param cost what a guess of the passphrase costs
 * @throws BellwetherError `passphrase-weak`, `disk-full`, `not-writable`, `cancelled`
 */
export async function seal(
  from: string,
  to: string,
  passphrase: string,
  context: WorkContext,
  cost: Omit<Cost, "salt"> = COST,
): Promise<void> {
  if (passphrase.normalize("NFKC").trim().length < SHORTEST_PASSPHRASE) throw weak();
  const [salt, nonce] = [randomBytes(16), randomBytes(12)];
  const { key, proof } = await keyOf(passphrase, { ...cost, salt });
  await between(from, to, async (source, target) => {
    const { size } = await source.stat();
    const length = Buffer.alloc(8);
    length.writeBigUInt64BE(BigInt(size));
    const said = Buffer.concat([MAGIC, Buffer.from([VERSION, cost.logN, cost.r, cost.p]), salt, nonce, length, proof]);
    const header = Buffer.concat([said, checksum(said)]);
    const cipher = createCipheriv("aes-256-gcm", key, nonce).setAAD(header);
    await target.write(header);
    await chunks(source, 0, size, "Encrypting", context, async (bytes) => {
      await target.write(cipher.update(bytes));
    });
    await target.write(Buffer.concat([cipher.final(), cipher.getAuthTag()]));
  });
}

/**
 * Decrypts a protected campaign into a file that was not there; nothing stays of one that turns out to be changed.
 * @param name what the person knows it by
 * @throws BellwetherError `passphrase-wrong`, `copy-damaged`, `campaign-newer`, `disk-full`, `not-writable`, `cancelled`
 */
export async function unseal(
  from: string,
  to: string,
  passphrase: string,
  name: string,
  context: WorkContext,
): Promise<void> {
  await between(from, to, async (source, target) => {
    const { size } = await source.stat();
    const header = Buffer.alloc(HEADER);
    await source.read(header, 0, HEADER, 0);
    const { cost, nonce, length, proof } = readHeader(header, name);
    if (size !== HEADER + length + TAG) throw cutShort(name);
    const found = await keyOf(passphrase, cost);
    if (!timingSafeEqual(found.proof, proof)) throw wrong(name);
    const tag = Buffer.alloc(TAG);
    await source.read(tag, 0, TAG, HEADER + length);
    const decipher = createDecipheriv("aes-256-gcm", found.key, nonce).setAAD(header).setAuthTag(tag);
    await chunks(source, HEADER, HEADER + length, "Decrypting", context, async (bytes) => {
      await target.write(decipher.update(bytes));
    });
    try {
      decipher.final();
    } catch (error) {
      throw changed(name, error);
    }
  });
}

interface Cost {
  readonly logN: number;
  readonly r: number;
  readonly p: number;
  readonly salt: Buffer;
}

function readHeader(header: Buffer, name: string): { cost: Cost; nonce: Buffer; length: number; proof: Buffer } {
  const [version = 0, logN = 0, r = 0, p = 0] = header.subarray(16, 20);
  if (!header.subarray(0, 16).equals(MAGIC)) throw changed(name);
  if (!checksum(header.subarray(0, 72)).equals(header.subarray(72))) throw changed(name);
  if (version !== VERSION) {
    throw new BellwetherError(
      "campaign-newer",
      `${name} was protected by a newer version of Bellwether. Update Bellwether to open it. The file was not changed.`,
      { file: name },
    );
  }
  // What a forger could ask for at most: a gigabyte.
  if (logN < 10 || logN > 20 || r < 1 || r > 8 || p < 1 || p > 4) throw changed(name);
  return {
    cost: { logN, r, p, salt: Buffer.from(header.subarray(20, 36)) },
    nonce: Buffer.from(header.subarray(36, 48)),
    length: Number(header.readBigUInt64BE(48)),
    proof: Buffer.from(header.subarray(56, 72)),
  };
}

/** The key, and what tells a right passphrase from a wrong one without saying anything of the key. */
function keyOf(passphrase: string, { logN, r, p, salt }: Cost): Promise<{ key: Buffer; proof: Buffer }> {
  const N = 2 ** logN;
  const options = { N, r, p, maxmem: 2 * 128 * N * r };
  return new Promise((resolve, reject) => {
    scrypt(passphrase.normalize("NFKC").trim(), salt, 48, options, (error, derived) => {
      if (error === null) resolve({ key: derived.subarray(0, 32), proof: derived.subarray(32) });
      else reject(error);
    });
  });
}

function checksum(bytes: Uint8Array): Buffer {
  return createHash("sha256").update(bytes).digest().subarray(0, 8);
}

/** Opens both files, and leaves the second only where all went well and it is on the disk. */
async function between(
  from: string,
  to: string,
  work: (source: FileHandle, target: FileHandle) => Promise<void>,
): Promise<void> {
  try {
    const source = await open(from, "r");
    try {
      const target = await open(to, "wx", 0o600);
      try {
        await work(source, target);
        await target.sync();
      } finally {
        await target.close();
      }
    } finally {
      await source.close();
    }
  } catch (error) {
    await rm(to, { force: true });
    guarded(to, () => {
      throw error;
    });
  }
}

async function chunks(
  source: FileHandle,
  start: number,
  end: number,
  stage: string,
  context: WorkContext,
  take: (bytes: Buffer) => Promise<void>,
): Promise<void> {
  const buffer = Buffer.alloc(CHUNK);
  for (let at = start; at < end;) {
    throwIfCancelled(context.signal);
    const { bytesRead } = await source.read(buffer, 0, Math.min(CHUNK, end - at), at);
    if (bytesRead === 0) throw new Error("The file ended while it was read");
    await take(buffer.subarray(0, bytesRead));
    at += bytesRead;
    context.progress({ stage, done: at - start, total: end - start });
  }
}

function weak(): BellwetherError {
  return new BellwetherError(
    "passphrase-weak",
    `The passphrase is too short. Use at least ${SHORTEST_PASSPHRASE} characters; four or five words that do not belong together are best.`,
  );
}

function wrong(name: string): BellwetherError {
  return new BellwetherError(
    "passphrase-wrong",
    `That is not the passphrase of ${name}. Capital letters and spaces between words count. Nobody can open it without.`,
    { file: name },
  );
}

function cutShort(name: string): BellwetherError {
  return new BellwetherError(
    "copy-damaged",
    `${name} is not whole: it is longer or shorter than it was when it was saved. Wait until it has been synchronised or copied to the end, or ask for it again. Nothing was taken from it.`,
    { file: name },
  );
}

function changed(name: string, cause?: unknown): BellwetherError {
  return new BellwetherError(
    "copy-damaged",
    `${name} was damaged or changed after it was saved, so it cannot be trusted. Ask for it again. Nothing was taken from it.`,
    { file: name },
    { cause },
  );
}
