import { randomBytes } from "node:crypto";
import { readdirSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import path from "node:path";
import { expect, onTestFinished, test } from "vitest";
import { createEngine } from "../../../electron/engine/engine.ts";
import { directCaller, type Caller } from "../../../shared/rpc.ts";
import { temporaryFolder, trackerCsv, write } from "../files.ts";
import { smallDisk } from "../smallDisk.ts";

/** An engine whose library is on the usual disk or on the small one, with a campaign of January open. */
async function opened(on: (folder: string) => string): Promise<{ folder: string; caller: Caller; id: string }> {
  const folder = temporaryFolder();
  const engine = createEngine({
    version: "1",
    host: "command",
    library: { folder: on(folder) },
    packs: path.join(folder, "packs"),
    log: () => undefined,
  });
  onTestFinished(() => engine.close());
  const caller = directCaller(engine);
  const { id } = await caller.call("campaign.create", { name: "Mine" });
  await take(caller, folder, "January", 3);
  return { folder, caller, id };
}

async function take(caller: Caller, folder: string, month: string, rows: number): Promise<void> {
  const listed = Array.from({ length: rows }, (_, index) => ({
    location: `1-${index}`,
    name: `Home ${index} ${randomBytes(20).toString("hex")}`,
    answers: { "intent.la": "Likely" },
  }));
  const file = write(folder, `${month}.csv`, trackerCsv(month, listed));
  const { stageId } = await caller.call("import.stage", { files: [{ path: file, name: path.basename(file) }] });
  await caller.call("import.commit", { stageId });
}

/** Leaves this many bytes of a disk free. */
function fill(folder: string, free: number): void {
  const file = path.join(folder, "filler");
  for (let size = 65_536; size >= 4096;) {
    try {
      writeFileSync(file, Buffer.alloc(size), { flag: "a" });
    } catch {
      size /= 2;
    }
  }
  const whole = readFileSync(file);
  writeFileSync(file, whole.subarray(0, Math.max(0, whole.length - free)));
}

test("an import into a campaign whose disk is full is refused, changes nothing, and works once there is room", async (context) => {
  const small = smallDisk(context, 2048);
  const { folder, caller } = await opened(() => small.folder);
  const before = await caller.call("campaign.current", {});
  fill(small.folder, 16_384);
  await expect(take(caller, folder, "February", 900)).rejects.toMatchObject({ code: "disk-full" });
  expect(await caller.call("campaign.current", {})).toEqual(before);
  rmSync(path.join(small.folder, "filler"));
  await take(caller, folder, "February", 900);
  expect((await caller.call("campaign.current", {}))?.responses).toBe(903);
});

test("a copy, a protected copy and an export to a full disk are refused and leave nothing there", async (context) => {
  const small = smallDisk(context, 64);
  const { caller, id } = await opened((folder) => path.join(folder, "campaigns"));
  for (const passphrase of [null, "hedge lantern tuesday coal"]) {
    const to = path.join(small.folder, "shared", "Mine");
    await expect(caller.call("campaign.saveCopy", { id, to, passphrase })).rejects.toMatchObject({ code: "disk-full" });
    expect(left(small.folder)).toEqual([]);
  }
  await expect(caller.call("campaign.export", { id, into: small.folder })).rejects.toMatchObject({ code: "disk-full" });
  expect(left(small.folder)).toEqual([]);
});

test("a library that cannot be written is listed, and each refusal says so and what to do", async (context) => {
  const small = smallDisk(context, 4096);
  const { caller, id } = await opened(() => small.folder);
  await caller.call("campaign.close", {});
  small.lock();
  const before = left(small.folder);
  expect((await caller.call("campaign.list", {})).map(({ name, fault }) => [name, fault])).toEqual([["Mine", null]]);
  await expect(caller.call("campaign.open", { id })).rejects.toMatchObject({
    code: "campaign-read-only",
    message: expect.stringContaining("Make the file writable, or save a copy elsewhere and use that.") as string,
  });
  await expect(caller.call("campaign.create", { name: "Other" })).rejects.toMatchObject({ code: "not-writable" });
  await expect(caller.call("campaign.rename", { id, name: "Other" })).rejects.toMatchObject({
    code: "campaign-read-only",
  });
  expect(left(small.folder)).toEqual(before);
});

/** Every file in a folder and below. */
function left(folder: string): readonly string[] {
  return readdirSync(folder, { recursive: true, withFileTypes: true })
    .filter((entry) => entry.isFile())
    .map(({ name }) => name);
}
