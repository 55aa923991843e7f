import { existsSync, readdirSync } from "node:fs";
import path from "node:path";
import { expect, test } from "vitest";
import type { Release, Verification } from "../../shared/releases.ts";
import { temporaryFolder, trackerCsv, write } from "../engine/files.ts";
import { COMPOSER, plainExtract, SECOND } from "../engine/releasable.ts";
import { bellwether, json } from "./run.ts";

async function campaignIn(folder: string, text: string): Promise<string> {
  const campaign = path.join(folder, "c.evidence");
  const { code, stderr } = await bellwether(["import", write(folder, "a.csv", text), "--campaign", campaign]);
  expect(code, stderr).toBe(0);
  return campaign;
}

const people = ["--composed-by", COMPOSER, "--signed-off-by", SECOND];

test("a pack is released in one go, listed, known by its audit, and withdrawn", async () => {
  const folder = temporaryFolder();
  const campaign = await campaignIn(folder, plainExtract("January", 240));
  expect((await bellwether(["releases", "--campaign", campaign])).stdout).toBe("Nothing released yet.\n");
  const out = path.join(folder, "out");
  const args = [
    "release",
    "--campaign",
    campaign,
    ...people,
    "--month",
    "2025-01",
    "--title",
    "Winter",
    "--formats",
    "html,xlsx",
  ];
  const { code, value, stderr } = await json<{ folder: string; release: Release }>([...args, "--out", out]);
  expect(code, stderr).toBe(0);
  expect(value).toMatchObject({ folder: out, release: { state: "released", title: "Winter", signedOffBy: SECOND } });
  expect(readdirSync(out)).toContain("manifest.json");
  const { release } = value;

  const audit = ["audit", out, "--against", campaign];
  expect((await bellwether(audit)).stdout).toMatch(
    new RegExp(
      `^${out} passes\\. out is release ${release.code}, whole and unchanged\\. Its certificate holds: 6 cases, [\\d,]+ datasets, none of [\\d,]+ claims can be proved\\.\n$`,
    ),
  );
  const audited = await json<{ faults: unknown[]; verification: Verification; certificate: unknown }>(audit);
  expect(audited.value).toMatchObject({
    faults: [],
    verification: { verdict: "whole", release: { code: release.code } },
    certificate: { cases: 6, datasets: expect.any(Number), claims: expect.any(Number) },
  });

  const withdraw = ["--withdraw", release.code, "--by", COMPOSER, "--reason", "A wrong title"];
  const register = await json<{ releases: Release[] }>(["releases", "--campaign", campaign, ...withdraw]);
  expect(register.value.releases).toMatchObject([{ code: release.code, state: "withdrawn" }]);
  expect((await bellwether(["releases", "--campaign", campaign])).stdout).toMatch(
    new RegExp(`${release.code} +withdrawn .*Winter +withdrawn by ${COMPOSER}: A wrong title`),
  );
  expect((await bellwether(audit)).stdout).toMatch(/withdrawn on .* should not be used: A wrong title/);

  write(out, "index.html", "<p>99%</p>");
  const changed = await bellwether(audit);
  expect([changed.code, changed.stderr]).toEqual([
    1,
    expect.stringMatching(/does not pass: .* claims to be release .* index\.html: It was changed/),
  ]);

  const zip = path.join(folder, "second");
  const second = await json<{ folder: string; release: Release }>([...args, "--out", zip, "--zip"]);
  expect([second.code, second.value.folder, existsSync(`${zip}.zip`)]).toEqual([0, `${zip}.zip`, true]);
});

test("a release that may not be is refused and leaves nothing; so is wrong usage", async () => {
  const folder = temporaryFolder();
  const open = trackerCsv("January", [{ location: "1-1", answers: { "intent.la": "Perhaps" } }]);
  const campaign = await campaignIn(folder, open);
  const out = path.join(folder, "out");
  const args = ["release", "--campaign", campaign, "--out", out];
  const refusal = await json<{ error: { code: string } }>([...args, ...people]);
  expect([refusal.code, refusal.value.error.code]).toEqual([1, "checks-open"]);
  const same = await json<{ error: { code: string } }>([
    ...args,
    "--composed-by",
    COMPOSER,
    "--signed-off-by",
    "ann composer",
  ]);
  expect([same.code, same.value.error.code]).toEqual([1, "release-refused"]);
  for (const wrong of [args, ["releases", "--campaign", campaign, "--by", "Ann"]])
    expect((await bellwether(wrong)).code, wrong.join(" ")).toBe(2);
  const gone = ["releases", "--campaign", campaign, "--withdraw", "2025-01-000000", "--by", "Ann", "--reason", "none"];
  expect(await bellwether(gone)).toMatchObject({ code: 1, stderr: expect.stringContaining("There is no release") });
  expect(existsSync(out)).toBe(false);
  expect((await json<object>(["releases", "--campaign", campaign])).value).toEqual({ releases: [] });
});
