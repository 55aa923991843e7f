import { expect, test } from "vitest";
import { composedPack, type ComposedPack } from "../../electron/engine/composing.ts";
import { composePack } from "../../electron/engine/pack/compose.ts";
import type { PackFile } from "../../electron/engine/pack/definition.ts";
import { newSession } from "../../electron/engine/session.ts";
import { quietly } from "./campaign.ts";
import { temporaryFolder } from "./files.ts";
import { releasable } from "./releasable.ts";

test("a pack has the same bytes with its figures protected before, when it is composed at once, and in a single thread", async () => {
  const campaign = await releasable(temporaryFolder());
  try {
    const session = newSession("test", campaign);
    const request = { month: null, title: null, appVersion: "0", plan: null, codeFor: null };
    const first = passed(await composedPack(session, request, quietly));
    expect(first.files.map(({ name }) => name)).toEqual(
      expect.arrayContaining(["briefing.docx", "briefing.pdf", "data-tables.xlsx", "index.html", "slides.pptx"]),
    );
    const stages = new Set<string>();
    const second = passed(
      await composedPack(session, request, { ...quietly, progress: ({ stage }) => stages.add(stage) }),
    );
    expect([...stages]).toEqual(["Drawing charts", "Writing the documents", "Checking the pack"]);
    expect(otherFiles(first.files, second.files)).toEqual([]);
    const here = await composePack(first.definition, () => undefined);
    expect(otherFiles(first.files, here)).toEqual([]);
  } finally {
    campaign.close();
  }
});

function passed(pack: ComposedPack): Extract<ComposedPack, { passed: true }> {
  if (!pack.passed) throw new Error("Something was proved from the pack");
  return pack;
}

/** Names of files that one pack holds otherwise than another. */
function otherFiles(one: readonly PackFile[], other: readonly PackFile[]): readonly string[] {
  return one.flatMap(({ name, bytes }) => {
    const found = other.find((file) => file.name === name);
    return found !== undefined && Buffer.compare(found.bytes, bytes) === 0 ? [] : [name];
  });
}
