import path from "node:path";
import { expect, test } from "vitest";
import { auditFinished, composeBrief } from "../../electron/engine/briefing.ts";
import { newSession } from "../../electron/engine/session.ts";
import { importInto, quietly, PAGE } from "./campaign.ts";
import { temporaryFolder, write } from "./files.ts";
import { mergeCampaign } from "../../electron/engine/merging.ts";
import { openCampaign } from "../../electron/engine/store/campaignFile.ts";
import { plainExtract, published, releasableWithPrepared, released } from "./releasable.ts";

test("the audit of a release checks the certificate kept with it; of an earlier one too, and of no other pack", async () => {
  const folder = temporaryFolder();
  const { campaign, release } = await releasableWithPrepared(folder);
  const first = path.join(folder, "first");
  await published(campaign, release.id, first);
  await importInto(campaign, [write(folder, "February.csv", plainExtract("February", 230, 30))]);
  const second = path.join(folder, "second.zip");
  const { id } = await released(campaign, second, { plan: PAGE });

  const audited = await auditFinished(first, campaign.path, quietly);
  expect(audited).toMatchObject({ faults: [], certificate: { cases: 6 } });
  const later = await auditFinished(second, campaign.path, quietly);
  expect(later).toMatchObject({ faults: [], certificate: { cases: 22 } });
  expect(later.certificate!.datasets).toBeGreaterThan(audited.certificate!.datasets);

  const draft = path.join(folder, "draft");
  await composeBrief(
    newSession("test", campaign),
    { month: null, title: null, out: draft, zip: false, plan: PAGE, appVersion: "0" },
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

test("a month that two copies of a campaign released with figures of their own is attacked as two, and the audit knows whose are whose", async () => {
  const folder = temporaryFolder();
  const { campaign: mine, release } = await releasableWithPrepared(folder);
  const copied = path.join(folder, "theirs.evidence");
  mine.db.prepare("VACUUM INTO ?").run(copied);
  const theirs = openCampaign(copied, "write");
  await importInto(theirs, [write(folder, "More.csv", plainExtract("January", 40, 500))]);
  await published(mine, release.id, path.join(folder, "mine"));
  await new Promise((resolve) => setTimeout(resolve, 20));
  const other = path.join(folder, "other");
  await released(theirs, other, { plan: PAGE });
  await mergeCampaign(mine, { path: copied, name: "theirs.evidence" }, quietly);
  await importInto(mine, [write(folder, "February.csv", plainExtract("February", 230, 30))]);
  const second = path.join(folder, "second");
  const { id } = await released(mine, second, { plan: PAGE });

  const audited = await auditFinished(second, mine.path, quietly);
  expect(audited).toMatchObject({ faults: [], verification: { verdict: "whole" } });
  const { certificate } = mine.db.prepare("SELECT certificate FROM release WHERE id = ?").get(id) as {
    certificate: string;
  };
  const cases: readonly { elsewhere?: boolean[] }[] = JSON.parse(certificate).cases;
  expect(cases.filter(({ elsewhere }) => elsewhere?.includes(true))).not.toEqual([]);
  // Their own pack is held against the certificate that came with it.
  expect(await auditFinished(other, mine.path, quietly)).toMatchObject({ faults: [], certificate: { cases: 6 } });
  mine.close();
  theirs.close();
});
