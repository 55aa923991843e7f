import { existsSync } from "node:fs";
import { mkdtemp, rm } from "node:fs/promises";
import { tmpdir } from "node:os";
import path from "node:path";
import { BellwetherError } from "../../../shared/errors.ts";
import { commitImport, type WorkContext } from "../importing.ts";
import { fileOf, type Library } from "../library.ts";
import { stageFiles } from "../staging.ts";
import { createCampaign, moveCampaign, removeCampaign, unfinishedName } from "../store/campaignFile.ts";
import { writeSampleFiles } from "./files.ts";

/** The sample campaign's id in a library. */
export const SAMPLE_ID = "sample";

/** The sample's own secret: its figures are fictional, and the same for everyone who tries the app. */
const SECRET = "5a3b1e6f0c2d49788796a5b4c3d2e1f0112233445566778899aabbccddeeff00";

/**
 * Makes the sample campaign of a library where there is none yet: its raw files are written, read and imported as any
 * others would be; it appears only once it is whole.
 * @throws BellwetherError `cancelled`, and the store's own
 */
export async function makeSampleOnce(library: Library, context: WorkContext): Promise<void> {
  const target = fileOf(library, SAMPLE_ID);
  if (existsSync(target)) return;
  const making = underWay.get(target) ?? makeSample(target, context).finally(() => underWay.delete(target));
  underWay.set(target, making);
  await making;
}

/** Samples being made, by file: a second window waits for the first one's. */
const underWay = new Map<string, Promise<void>>();

async function makeSample(target: string, context: WorkContext): Promise<void> {
  const folder = await mkdtemp(path.join(tmpdir(), "bellwether-sample-"));
  const unfinished = unfinishedName(target);
  try {
    const raw = path.join(folder, "files");
    const names = await writeSampleFiles(raw, context);
    const { files, refused } = await stageFiles(
      names.map((name) => ({ path: path.join(raw, name), name })),
      context,
      { members: true },
    );
    const [fault] = refused;
    if (fault !== undefined) throw new BellwetherError("internal", fault.message);
    const campaign = createCampaign(unfinished, { name: "Sample campaign (fictional)", sample: true, secret: SECRET });
    try {
      await commitImport(campaign, files, context);
    } finally {
      campaign.close();
    }
    moveCampaign(unfinished, target);
  } finally {
    removeCampaign(unfinished);
    await rm(folder, { recursive: true, force: true });
  }
}
