import { describe, expect, test } from "vitest";
import { baseBelow, BETWEEN, WITHIN } from "../../electron/engine/disclosure/magnitudes/dominance.ts";
import { MAX_AGAIN } from "../../electron/engine/disclosure/repair.ts";
import { ROUNDING_BASE } from "../../electron/engine/disclosure/round.ts";
import { DEFAULT_RULES, REASONS } from "../../electron/engine/disclosure/rules.ts";
import { toLetGo } from "../../electron/engine/library/backups.ts";
import { READER_WORDS } from "../../renderer/releases/words.ts";
import { FIELDS as FIELDS_OF_RULES } from "../../renderer/releases/rules.ts";
import { type BackupReason, SHORTEST_PASSPHRASE } from "../../shared/campaigns.ts";
import { listed } from "../../shared/listed.ts";
import { LOGO_BYTES } from "../../shared/house.ts";
import { LONGEST_QUOTE } from "../../shared/quotes.ts";
import { displayRulesSchema } from "../../shared/releases.ts";
import {
  COPIED_SITES,
  FEW_STAFF,
  IDENTICAL_MINUTES,
  IDENTICAL_SITES,
  LARGE_HOME,
  LARGE_STAFF,
  STAFF_A_BED,
  WINDOW_MONTHS,
} from "../../shared/warnings.ts";
import { chapter, constantIn, missing, source, words, written } from "./guide.ts";

/** Every number that the guide quotes is the one the code works by. */

describe("numbers are the code’s", () => {
  test.each<readonly [slug: string, phrase: string]>([
    ["commands", `was open for ${constantIn("electron/engine/serveCommand.ts", "IDLE_MINUTES")} minutes`],
    ["administrator", `at ${Number(constantIn("electron/engine/journal.ts", "MOST_BYTES")) / 1000} KB`],
    ["administrator", `at least ${SHORTEST_PASSPHRASE} characters`],
    ["administrator", scryptWords()],
    ["administrator", `more than ${constantIn("electron/engineProcess.ts", "MOST_RESTARTS")} times within a minute`],
    ["administrator", keptWords()],
    ["trouble", `more than ${constantIn("electron/engineProcess.ts", "MOST_RESTARTS")} times within a minute`],
    ["trouble", `waits ${Number(constantIn("electron/engine/store/campaignFile.ts", "LOCK_WAIT_MS")) / 1000} seconds`],
    ["trouble", `was open for ${constantIn("electron/engine/serveCommand.ts", "IDLE_MINUTES")} minutes`],
    ["trouble", `shorter than ${SHORTEST_PASSPHRASE} characters`],
    ["shorthand", `on ${DEFAULT_RULES.percentagesFrom} to ${DEFAULT_RULES.lowBaseTo}.`],
    ["privacy", keptWords()],
    ["privacy", `two files of ${Number(constantIn("electron/engine/journal.ts", "MOST_BYTES")) / 1000} KB`],
    ["privacy", `at least ${constantIn("electron/engine/stages.ts", "COMMON")} organisations gave`],
    ["administrator", `only on ${linkedSites().length} sites: ${listed(linkedSites())}`],
  ])("%s: %s", (slug, phrase) => {
    expect(words(slug)).toContain(phrase);
  });
});

test("the numbers of the protection are those it works by", () => {
  const { countsFrom, percentagesFrom, lowBaseTo, organisations, largestShare, unanimity } = DEFAULT_RULES;
  const percent = (share: number): number => Math.round(share * 100);
  const kept = (file: string, name: string): string => constantIn(`electron/engine/disclosure/${file}.ts`, name);
  const phrases = [
    `rounded to a multiple of ${ROUNDING_BASE}`,
    `Counts are shown from a base of ${countsFrom}`,
    `Percentages are shown from a base of ${percentagesFrom}`,
    `a base of ${percentagesFrom} to ${lowBaseTo} are marked as low`,
    `at least ${organisations} organisations`,
    `more than ${percent(largestShare)}% of a group`,
    `above ${percent(unanimity)}% reads “${percent(unanimity)}% or more”, one below ${100 - percent(unanimity)}% reads “${100 - percent(unanimity)}% or less”`,
    `Boards with ${countsFrom - ROUNDING_BASE} respondents or fewer`,
    `at least a ${{ 5: "fifth" }[BETWEEN] ?? ""} of the largest number given, and at least ${baseBelow(10)}`,
    `at least ${organisations} organisations gave a number`,
    `no more than ${kept("magnitudes/dominance", "MOST_OF_TWO")}% of it`,
    `at least ${WITHIN}% of the largest`,
    `fewer than ${kept("matched", "LEAST_UNMATCHED")} organisations, but some`,
    `within ${constantIn("electron/engine/respondents.ts", "LATE_MONTHS")} months`,
    `up to ${kept("defend", "TOGETHER")} months in a row`,
    `More than ${kept("defend", "TOGETHER")} months in a row`,
    `drawn again up to ${MAX_AGAIN} times`,
    `up to ${kept("repair", "MAX_WITHHELD")} times a group is merged`,
    Object.values(REASONS).join("; "),
  ];
  expect(phrases.filter((phrase) => !words("protection").includes(phrase))).toEqual([]);
});

test("every display rule is explained with its name on the screen and its default, the loosest there may be", () => {
  for (const { name, label, percent, shown } of FIELDS_OF_RULES) {
    const row = chapter("protection")
      .split("\n")
      .find((line) => line.includes(`**${label}**`));
    expect(row, name).toContain(`| ${shown(DEFAULT_RULES[name])}${percent ? "%" : ""} |`);
  }
  expect(Object.keys(displayRulesSchema.shape).toSorted()).toEqual(FIELDS_OF_RULES.map(({ name }) => name).toSorted());
  expect(missing(Object.values(READER_WORDS), chapter("protection").replaceAll("**", "`"))).toEqual([]);
});

/** Numbers that any chapter may quote, by what stands around them, and what they may be. */
test.each<readonly [around: RegExp, may: readonly number[]]>([
  [/rounded to (?:the nearest |a multiple of |multiples of )?(\d+)/g, [ROUNDING_BASE]],
  [/(\d+)% or more/g, [DEFAULT_RULES.unanimity * 100]],
  [/(\d+)% or less/g, [Math.round((1 - DEFAULT_RULES.unanimity) * 100)]],
  [/\bbase of (\d+)/g, [DEFAULT_RULES.countsFrom, DEFAULT_RULES.percentagesFrom]],
  [
    /at least (\d+) organisations/g,
    [DEFAULT_RULES.organisations, Number(constantIn("electron/engine/stages.ts", "COMMON"))],
  ],
  [/within (\d+) months/g, [Number(constantIn("electron/engine/respondents.ts", "LATE_MONTHS"))]],
  [/(\d[\d,]*) characters/g, [SHORTEST_PASSPHRASE, LONGEST_QUOTE]],
  [/(\d+) MB/g, [LOGO_BYTES / 1_000_000]],
  [/(\d[\d,]*) beds/g, [LARGE_HOME]],
  [/(\d[\d,]*) people a bed/g, [STAFF_A_BED]],
  [/more than (\d[\d,]*) people(?! a bed)/g, [LARGE_STAFF, FEW_STAFF]],
  [/(\d+) months after/g, [WINDOW_MONTHS]],
  [/(\d+) or more sites/g, [COPIED_SITES, IDENTICAL_SITES]],
  [/within (\d+) minutes/g, [IDENTICAL_MINUTES]],
])("wherever a chapter says %s it is the code’s number", (around, may) => {
  const wrong = written.flatMap(({ slug }) =>
    [...words(slug).matchAll(around)]
      .filter(([, number = ""]) => !may.includes(Number(number.replaceAll(",", ""))))
      .map(([said]) => `${slug}: ${said}`),
  );
  expect(wrong).toEqual([]);
});

function scryptWords(): string {
  const [, logN, r, p] = /logN: (\d+), r: (\d+), p: (\d+)/.exec(source("electron/engine/library/sealing.ts")) ?? [];
  return `scrypt (N = 2^${logN}, r = ${r}, p = ${p})`;
}

/** Which backups stay, told by letting go of some. */
function keptWords(): string {
  const kept = (
    count: number,
    at: (n: number) => string,
    reason: (n: number) => BackupReason = () => "daily",
  ): number => {
    const all = Array.from({ length: count }, (_, n) => ({ name: String(n), at: at(n), reason: reason(n), bytes: 0 }));
    return count - toLetGo(all).length;
  };
  const newest = kept(40, () => "2026-11-22T10:00:00Z");
  const days = kept(25, (n) => `2026-11-${String(28 - n).padStart(2, "0")}T10:00:00Z`);
  const months = kept(400, (n) => new Date(Date.UTC(2026, 10, 30 - n)).toISOString()) - days + 1;
  const changes =
    kept(
      40,
      () => "2026-11-22T10:00:00Z",
      (n) => (n < 20 ? "daily" : "before-migration"),
    ) - newest;
  return `the newest ${newest}, the last of each of ${days} days and of each of ${months} months, and those before the latest ${changes}`;
}

function linkedSites(): readonly string[] {
  const [, list = ""] = /const SITES[^=]*= \[([^\]]*)\]/.exec(source("electron/externalLinks.ts")) ?? [];
  return [...list.matchAll(/"([^"]+)"/g)].map(([, site = ""]) => site);
}
