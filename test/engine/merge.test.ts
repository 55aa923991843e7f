import { copyFileSync, mkdirSync } from "node:fs";
import path from "node:path";
import fc from "fast-check";
import { describe, expect, test } from "vitest";
import { decide, undecide } from "../../electron/engine/deciding.ts";
import { mergeCampaign, type MergeResult } from "../../electron/engine/merging.ts";
import { linkOrganisations, standByChoice } from "../../electron/engine/settling.ts";

import { BellwetherError } from "../../shared/errors.ts";
import { createCampaign, type CampaignFile } from "../../electron/engine/store/campaignFile.ts";
import { readImports, readSecret } from "../../electron/engine/store/summary.ts";
import { check, dump, evidence, importInto, quietly, undo } from "./campaign.ts";
import { surveyCsv, temporaryFolder, trackerCsv, write } from "./files.ts";

describe("merging, by law", () => {
  test("the result is the same whichever side merges, merging again adds nothing, and undo restores the bits", async () => {
    const root = temporaryFolder();
    let run = 0;
    await fc.assert(
      fc.asyncProperty(files, history, history, async (texts, one, two) => {
        const folder = path.join(root, String((run += 1)));
        const pool = poolIn(folder, texts);
        const [a, b] = [await campaignOf(folder, "a", pool, one, "22"), await campaignOf(folder, "b", pool, two, "11")];
        const [aCopy, bCopy] = [copyOf(a), copyOf(b)];
        const before = dump(a);
        const first = await mergeInto(a, bCopy);
        await mergeInto(b, aCopy);
        expect(said(a)).toEqual(said(b));
        expect(readSecret(a)).toBe(readSecret(b));
        const merged = dump(a);
        expect(await mergeInto(a, bCopy)).toMatchObject({ importId: null, added: NOTHING });
        expect((await mergeInto(b, copyOf(a, "merged"))).importId).toBeNull();
        expect(dump(a)).toEqual(merged);
        if (first.importId !== null) await undo(a, first.importId);
        expect(dump(a)).toEqual(before);
        expect(check(a).rows).toSatisfy(accounted);
        expect(check(b).rows).toSatisfy(accounted);
        a.close();
        b.close();
      }),
      { numRuns: 25 },
    );
  });

  test("of three campaigns it does not matter which two are merged first", async () => {
    const root = temporaryFolder();
    let run = 0;
    await fc.assert(
      fc.asyncProperty(files, history, history, history, async (texts, ...histories) => {
        const folder = path.join(root, String((run += 1)));
        const pool = poolIn(folder, texts);
        const [a, b, c] = [
          await campaignOf(folder, "a", pool, histories[0], "22"),
          await campaignOf(folder, "b", pool, histories[1], "11"),
          await campaignOf(folder, "c", pool, histories[2], "33"),
        ];
        const [aCopy, bCopy, cCopy] = [copyOf(a), copyOf(b), copyOf(c)];
        await mergeInto(a, bCopy);
        await mergeInto(a, cCopy);
        await mergeInto(b, cCopy);
        await mergeInto(c, aCopy);
        await mergeInto(c, copyOf(b, "with-c"));
        expect(said(c)).toEqual(said(a));
        await mergeInto(b, aCopy);
        expect(said(b)).toEqual(said(a));
        for (const campaign of [a, b, c]) campaign.close();
      }),
      { numRuns: 15 },
    );
  });
});

const NOTHING = { files: 0, responses: 0, decisions: 0, registers: 0, releases: 0 };

/** Rows of four extracts and surveys, with names, wordings and dates that need a person. */
const answers = fc.record({
  "intent.la": fc.constantFrom("Likely", "Unlikely", "N/A", "", "Perhaps", "It depends"),
  "intent.nhs": fc.constantFrom("Very likely", "", "perhaps"),
  "handback.la": fc.constantFrom("Yes", "No", ""),
});
const tracker = fc.record({
  location: fc.constantFrom("1-1", "1-2", "1-3", "", "unknown"),
  parent: fc.constantFrom("", "Alder Care Ltd", "ALDER CARE", "Birch Care"),
  ods: fc.constantFrom("", "VX1"),
  region: fc.constantFrom("London", "Wessex", ""),
  serviceType: fc.constantFrom("Homecare", "Rest home", ""),
  updated: fc.constantFrom("08/02/2025 09:00:00", "09/02/2025 09:00:00", "the tenth"),
  answers,
});
const survey = fc.record({
  respondent: fc.constantFrom("1", "2", "3"),
  provider: fc.constantFrom("", "1-900"),
  location: fc.constantFrom("", "1-1", "1-4"),
  organisation: fc.constantFrom("", "Alder Care", "Birch"),
  postcode: fc.constantFrom("", "ZZ1 1ZZ"),
  ended: fc.constantFrom("02/08/2025 09:00:00 AM", "02/09/2025 10:00:00 PM"),
  answers,
});
const files = fc.array(
  fc.oneof(
    fc.array(tracker, { minLength: 1, maxLength: 5 }).map((rows) => trackerCsv("January", dated(rows))),
    fc.array(survey, { minLength: 1, maxLength: 4 }).map((rows) => surveyCsv("January", rows)),
    fc.array(tracker, { minLength: 1, maxLength: 3 }).map((rows) => trackerCsv("December", dated(rows))),
  ),
  { minLength: 1, maxLength: 4 },
);

/** The year of a month is told by a submission. */
function dated<T extends { readonly updated: string }>(rows: readonly T[]): T[] {
  return rows.map((row, index) => (index === 0 ? { ...row, updated: "08/02/2025 09:00:00" } : row));
}

/** What somebody did with their campaign, step by step. */
const step = fc.oneof(
  { weight: 4, arbitrary: fc.record({ do: fc.constant("import" as const), which: fc.nat(3) }) },
  fc.record({ do: fc.constant("undo" as const), which: fc.nat(3) }),
  fc.record({
    do: fc.constant("decide" as const),
    which: fc.nat(6),
    value: fc.constantFrom("likely", "unlikely", "dont_know", null),
  }),
  fc.record({ do: fc.constant("undecide" as const), which: fc.nat(6) }),
  fc.record({
    do: fc.constant("link" as const),
    which: fc.nat(3),
    verdict: fc.constantFrom("same" as const, "different" as const, "later" as const),
  }),
  fc.record({ do: fc.constant("stand" as const), which: fc.nat(5) }),
);
type Step = typeof step extends fc.Arbitrary<infer T> ? T : never;
const history = fc.array(step, { maxLength: 7 });

const PAIRS = [
  ["name aldercare", "name birchcare"],
  ["provider 1-900", "name aldercare"],
  ["location 1-1", "location 1-2"],
  ["provider 1-900", "name birchcare"],
] as const;

const DECIDED = [
  { kind: "unknown-wording", question: "intent.la", wording: "Perhaps" },
  { kind: "unknown-wording", question: "intent.la", wording: "It depends" },
  { kind: "unknown-wording", question: "intent.nhs", wording: "perhaps" },
  { kind: "unknown-region", question: "region", wording: "Wessex" },
  { kind: "unknown-service-type", question: "serviceTypeColumn", wording: "Rest home" },
  { kind: "date", question: "submittedAt", wording: "the tenth" },
  { kind: "source-order", question: "source", wording: "Which source stands first" },
] as const;

/** What the values above stand for where the wording is no answer. */
const VALUES: Readonly<Record<string, Readonly<Record<string, string>>>> = {
  "unknown-region": { likely: "South West", unlikely: "London", dont_know: "North East" },
  "unknown-service-type": { likely: "homecare", unlikely: "care_home_nursing", dont_know: "other" },
  "source-order": { likely: "survey", unlikely: "capacity-tracker", dont_know: "survey" },
  date: { likely: "10/02/2025", unlikely: "11/02/2025", dont_know: "01/02/2025" },
};

function poolIn(folder: string, texts: readonly string[]): string[] {
  return texts.map((text, index) => writeIn(path.join(folder, "files"), `${index}.csv`, text));
}

function writeIn(folder: string, name: string, text: string): string {
  mkdirSync(folder, { recursive: true });
  return write(folder, name, text);
}

async function campaignOf(
  folder: string,
  name: string,
  pool: readonly string[],
  steps: readonly Step[],
  secret: string,
): Promise<CampaignFile> {
  const campaign = createCampaign(path.join(folder, `${name}.evidence`), { name, secret: secret.repeat(32) });
  for (const own of steps) await taken(campaign, pool, own).catch(refusedByRule);
  return campaign;
}

/** Contradicting oneself is refused; everything else is a defect. */
function refusedByRule(error: unknown): void {
  if (!(error instanceof BellwetherError) || error.code !== "bad-request") throw error;
}

async function taken(campaign: CampaignFile, pool: readonly string[], own: Step): Promise<void> {
  switch (own.do) {
    case "import":
      await importInto(campaign, [pool[own.which % pool.length]!]);
      return;
    case "undo": {
      const imports = readImports(campaign);
      if (imports.length > 0) await undo(campaign, imports[own.which % imports.length]!.importId);
      return;
    }
    case "decide": {
      const issue = DECIDED[own.which]!;
      const value = own.value === null ? null : (VALUES[issue.kind]?.[own.value] ?? own.value);
      return decide(campaign, { ...issue, value }, quietly);
    }
    case "undecide":
      return undecide(campaign, DECIDED[own.which]!, quietly);
    case "link": {
      const [a, b] = PAIRS[own.which]!;
      return linkOrganisations(campaign, { pairs: [{ a, b }], verdict: own.verdict, note: "" }, quietly);
    }
    case "stand": {
      const ids = campaign.db.prepare("SELECT id FROM response ORDER BY id").pluck().all() as number[];
      if (ids.length > 0) {
        await standByChoice(
          campaign,
          { responseId: ids[own.which % ids.length]!, note: `of ${campaign.path.at(-10)}` },
          quietly,
        );
      }
    }
  }
}

/** Everything that a campaign says, whoever's it is. */
function said(campaign: CampaignFile): unknown {
  const { issues, decisions, clashes, setAside } = check(campaign);
  const values = ({ from: _from, ...rest }: (typeof clashes)[number]["values"][number]) => rest;
  return {
    evidence: evidence(campaign),
    issues,
    decisions,
    setAside,
    clashes: clashes.map((clash) => ({ ...clash, values: clash.values.map(values) })),
  };
}

function accounted({
  read,
  stored,
  unchanged,
  setAside,
  standing,
  superseded,
}: ReturnType<typeof check>["rows"]): boolean {
  return read === stored + unchanged + setAside && stored === standing + superseded;
}

/** A copy of a campaign as a colleague would be sent it. */
function copyOf(campaign: CampaignFile, name = "copy"): string {
  const file = `${campaign.path}.${name}.evidence`;
  campaign.db.pragma("wal_checkpoint(TRUNCATE)");
  copyFileSync(campaign.path, file);
  return file;
}

function mergeInto(campaign: CampaignFile, file: string): Promise<MergeResult> {
  return mergeCampaign(campaign, { path: file, name: path.basename(file) }, quietly);
}
