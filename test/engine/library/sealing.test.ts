import { readFileSync, readdirSync, truncateSync, writeFileSync } from "node:fs";
import path from "node:path";
import { beforeEach, expect, test } from "vitest";
import { isSealed, seal, unseal } from "../../../electron/engine/library/sealing.ts";
import { quietly } from "../campaign.ts";
import { temporaryFolder, write } from "../files.ts";

const PASSPHRASE = "hedge lantern tuesday coal";
const CHEAP = { logN: 10, r: 8, p: 1 };
const CONTENT = Buffer.alloc(2_500_000, "Provider 17 Ltd handed back; ");

let folder: string;
let sealed: string;

beforeEach(async () => {
  folder = temporaryFolder();
  sealed = path.join(folder, "sealed.evidence");
  await seal(write(folder, "plain.evidence", CONTENT), sealed, PASSPHRASE, quietly, CHEAP);
});

/** The fault of opening it, null where it opens; whatever comes of a refused one is gone. */
async function opening(passphrase = PASSPHRASE): Promise<unknown> {
  const out = path.join(folder, "out");
  try {
    await unseal(sealed, out, passphrase, "From Ann.evidence", quietly);
    return null;
  } catch (error) {
    expect(readdirSync(folder)).not.toContain("out");
    return error;
  }
}

test("a protected copy opens with its passphrase alone, and shows nothing of what is in it", async () => {
  expect(isSealed(sealed)).toBe(true);
  expect(readFileSync(sealed).includes("Provider")).toBe(false);
  expect(await opening(`  ${PASSPHRASE} `)).toBeNull();
  expect(readFileSync(path.join(folder, "out")).equals(CONTENT)).toBe(true);
});

test("the same campaign and passphrase never give the same bytes twice", async () => {
  const again = path.join(folder, "again.evidence");
  await seal(path.join(folder, "plain.evidence"), again, PASSPHRASE, quietly, CHEAP);
  const [one, two] = [readFileSync(sealed), readFileSync(again)];
  for (const [start, end] of [
    [20, 48],
    [56, 72],
    [80, 200],
  ] as const) {
    expect(one.subarray(start, end).equals(two.subarray(start, end))).toBe(false);
  }
});

test("a wrong passphrase is told from a changed file, and a changed one from one that is cut short", async () => {
  expect(await opening("hedge lantern Tuesday coal")).toMatchObject({
    code: "passphrase-wrong",
    message: expect.stringContaining("From Ann.evidence"),
  });
  const whole = readFileSync(sealed);
  for (const place of [3 + 16, 25, 40, 60, 75, 90, 1_300_000, whole.length - 1]) {
    const bytes = Buffer.from(whole);
    bytes[place]! ^= 1;
    writeFileSync(sealed, bytes);
    expect(await opening(), `byte ${place}`).toMatchObject({
      code: "copy-damaged",
      message: expect.stringContaining("changed after it was saved"),
    });
  }
  writeFileSync(sealed, whole);
  truncateSync(sealed, whole.length - 1000);
  expect(await opening()).toMatchObject({ code: "copy-damaged", message: expect.stringContaining("not whole") });
  truncateSync(sealed, 30);
  expect(await opening()).toMatchObject({ code: "copy-damaged" });
});

test("a short passphrase is refused before anything is written", async () => {
  const to = path.join(folder, "weak.evidence");
  await expect(seal(path.join(folder, "plain.evidence"), to, "short one  ", quietly)).rejects.toMatchObject({
    code: "passphrase-weak",
  });
  expect(readdirSync(folder)).not.toContain("weak.evidence");
});
