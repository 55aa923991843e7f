import path from "node:path";
import { expect, test } from "vitest";
import { auditFinished, composeBrief } from "../../electron/engine/briefing.ts";
import { newSession } from "../../electron/engine/session.ts";
import { importInto, quietly } from "./campaign.ts";
import { temporaryFolder, write } from "./files.ts";
import { plainExtract, releasable, released } from "./releasable.ts";

test("the audit of a release checks the certificate kept with it; of an earlier one too, and of no other pack", async () => {
  const folder = temporaryFolder();
  const campaign = await releasable(folder);
  const first = path.join(folder, "first");
  await released(campaign, first);
  await importInto(campaign, [write(folder, "February.csv", plainExtract("February", 230, 30))]);
  const second = path.join(folder, "second.zip");
  const { id } = await released(campaign, second);

  const audited = await auditFinished(first, campaign.path, quietly);
  expect(audited).toMatchObject({ faults: [], certificate: { cases: 6 } });
  const later = await auditFinished(second, campaign.path, quietly);
  expect(later).toMatchObject({ faults: [], certificate: { cases: 18 } });
  expect(later.certificate!.datasets).toBeGreaterThan(audited.certificate!.datasets);

  const draft = path.join(folder, "draft");
  await composeBrief(
    newSession("test", campaign),
    { month: null, title: null, out: draft, zip: false, appVersion: "0" },
    quietly,
  );
  expect(await auditFinished(draft, campaign.path, quietly)).toMatchObject({ faults: [], certificate: null });

  const change = campaign.db.prepare("UPDATE release SET certificate = ? WHERE id = ?");
  const { certificate } = campaign.db.prepare("SELECT certificate FROM release WHERE id = ?").get(id) as {
    certificate: string;
  };
  const without = JSON.parse(certificate);
  without.cases = without.cases.map((each: object) => ({ ...each, bases: [], others: [] }));
  change.run(JSON.stringify(without), id);
  const { faults } = await auditFinished(second, campaign.path, quietly);
  expect(faults[0]).toEqual({ file: "certificate", fault: expect.stringContaining("so that could be proved") });
  change.run("nothing", id);
  expect((await auditFinished(second, campaign.path, quietly)).faults).toEqual([
    { file: "certificate", fault: expect.stringContaining("It is no certificate of this format") },
  ]);
  campaign.close();
});
