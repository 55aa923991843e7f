import type { Tokens } from "marked";
import { describe, expect, test } from "vitest";
import { commands } from "../../electron/engine/commands.ts";
import { baseBelow, BETWEEN, WITHIN } from "../../electron/engine/disclosure/magnitudes/dominance.ts";
import { MAX_AGAIN } from "../../electron/engine/disclosure/repair.ts";
import { ROUNDING_BASE } from "../../electron/engine/disclosure/round.ts";
import { DEFAULT_RULES, REASONS } from "../../electron/engine/disclosure/rules.ts";
import { FIELDS } from "../../electron/engine/intake/fields.ts";
import { REGISTER_ROLES } from "../../electron/engine/intake/register/columns.ts";
import { dataFigure } from "../../electron/engine/pack/data-files.ts";
import { figureNames } from "../../electron/engine/pack/figures.ts";
import { toLetGo } from "../../electron/engine/library/backups.ts";
import { MATCHED_FIGURES } from "../../electron/engine/pack/matched.ts";
import { READER_WORDS } from "../../renderer/releases/words.ts";
import { FIELDS as FIELDS_OF_RULES } from "../../renderer/releases/rules.ts";
import { BACKUP_REASONS, type BackupReason, SHORTEST_PASSPHRASE } from "../../shared/campaigns.ts";
import { HIDDEN, shortBound } from "../../shared/charts/format.ts";
import { SHORT_LINE } from "../../shared/charts/labels.ts";
import { contract } from "../../shared/contract.ts";
import { ERROR_CODES } from "../../shared/errors.ts";
import { FATE_NAMES, REGISTER_KINDS } from "../../shared/imports.ts";
import { listed } from "../../shared/listed.ts";
import { PACK_FORMATS, PACK_SECTIONS, PACK_TEMPLATES } from "../../shared/packs.ts";
import { OPTION_ROLES, QUESTION_KINDS } from "../../shared/questionSets.ts";
import { REMOVED } from "../../shared/quotes.ts";
import { displayRulesSchema, READERS, RELEASE_STATES, repairSchema } from "../../shared/releases.ts";
import { FRAMES, tableQuerySchema, tableRowSchema } from "../../shared/tables.ts";
import { ROW_FATES, TRACED_SUMS } from "../../shared/traces.ts";
import {
  COMMISSIONERS,
  OPTIONS,
  QUESTIONS,
  SERVICE_TYPES,
  SIZE_BANDS,
  SOURCES,
  SPLITS,
  STAGES,
  UNITS,
} from "../../shared/vocabulary.ts";
import { WARNING_KINDS } from "../../shared/warnings.ts";
import { chapter, codes, constantIn, missing, section, source, sources, textsIn, tokensOf, words } from "./guide.ts";

/** Nothing that a person may ask for is missing from the guide, and nothing in it is made up. */

describe.each(Object.entries(commands))("the command %s", (name, { options }) => {
  test("has a section that names each of its options, and none that it has not", () => {
    const told = [...codes(section("commands", `bellwether ${name}`))].flatMap(
      (code) => /^--[a-z-]+/.exec(code)?.[0] ?? [],
    );
    expect([...new Set(told)].toSorted()).toEqual(
      Object.keys(options)
        .map((option) => `--${option}`)
        .toSorted(),
    );
  });
});

test("every operation of the contract is explained, and none that does not exist", () => {
  const told = [...codes(chapter("operations"))].filter((code) => /^[a-z][A-Za-z]*\.[a-zA-Z]+$/.test(code));
  expect([...new Set(told)].toSorted()).toEqual(Object.keys(contract).toSorted());
});

test("every code of a refusal is explained, and none that does not exist", () => {
  const told = codes(section("trouble", "Codes of refusals"));
  expect([...told].filter((code) => code !== "code").toSorted()).toEqual(ERROR_CODES.toSorted());
});

describe("the signs and codes in Signs and shorthand", () => {
  const MEASURES = tableQuerySchema.shape.measure.options[0].options;
  test.each<readonly [under: string, all: Iterable<string>]>([
    ["Measures and stages", [...MEASURES, ...STAGES, ...QUESTIONS]],
    ["Commissioners, units, sources and lists", [...COMMISSIONERS, ...UNITS, ...SOURCES, ...FRAMES]],
    ["Answers", [...OPTIONS, ...TRACED_SUMS]],
    ["Service types", SERVICE_TYPES],
    ["Splits and groups", [...SPLITS, ...SIZE_BANDS, "all", ...mergedGroups()]],
    ["Figures in the data files of a pack", dataFigures()],
    ["Packs and releases", [...PACK_TEMPLATES, ...PACK_FORMATS, ...PACK_SECTIONS, ...RELEASE_STATES, ...READERS]],
    ["Packs and releases", repairSchema.shape.what.options],
    [
      "Rows, warnings and backups",
      [...FATE_NAMES, ...ROW_FATES, ...REGISTER_KINDS, ...WARNING_KINDS, ...BACKUP_REASONS],
    ],
    ["What a column may be in a mapping file", [...FIELDS.filter((field) => field !== "ownColumn"), ...REGISTER_ROLES]],
    ["Question sets of your own", [...QUESTION_KINDS, ...OPTION_ROLES]],
  ])("%s lists all there are", (under, all) => {
    expect(missing(all, section("shorthand", under))).toEqual([]);
  });

  test("every sign that tables, charts and packs print is explained", () => {
    const signs = [
      HIDDEN,
      REMOVED,
      shortBound("90% or more"),
      shortBound("10% or less"),
      SHORT_LINE.la.trim(),
      "–",
      "…",
      "*",
    ];
    const told = section("shorthand", "Signs in tables, charts and packs");
    expect(missing([...signs, SHORT_LINE.nhs.trim(), ...bracketed()], told)).toEqual([]);
  });
});

test("every environment variable that a person may set is in For administrators", () => {
  const files = [...sources("electron", "shared"), "setup.mjs"];
  const read = /(?:process\.env|environment)(?:\.|\[")([A-Z][A-Z0-9_]*)/g;
  const own = files.flatMap((file) => [...source(file).matchAll(read)].map(([, name = ""]) => name));
  const secret = [...source(".github/workflows/checks.yml").matchAll(/secrets\.(\w+)/g)].map(([, name = ""]) => name);
  expect(own).toContain("LOCALAPPDATA");
  expect(secret).toContain("CSC_LINK");
  expect(missing(new Set([...own, ...secret]), chapter("administrator"))).toEqual([]);
});

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

test("the glossary explains the words of the product and its statistics, each once, in order", () => {
  const tables = tokensOf(chapter("glossary"), "table").map((token) =>
    (token as Tokens.Table).rows.map(([term]) => term?.text ?? ""),
  );
  for (const terms of tables) expect(terms).toEqual(terms.toSorted((a, b) => a.localeCompare(b, "en-GB")));
  const terms = tables.flat();
  expect(new Set(terms).size).toBe(terms.length);
  expect(WORDS.filter((word) => !terms.includes(word))).toEqual([]);
});

const WORDS =
  `Campaign, Source, Collection, Question set, Response, Organisation, Location, Commissioner, Service type, Stage,
  Standing response, Superseded, Base, Share, Interval, Wilson, Matched, Coverage, Frame, Weighting, Design effect, Protected table,
  Disclosure control, Controlled rounding, Certificate, Pack, Release, Reference month, Register, Unit`.split(/,\s+/);

function scryptWords(): string {
  const [, logN, r, p] = /logN: (\d+), r: (\d+), p: (\d+)/.exec(source("electron/engine/library/sealing.ts")) ?? [];
  return `scrypt (N = 2^${logN}, r = ${r}, p = ${p})`;
}

/** Which backups stay, told by letting go of some. */
function keptWords(): string {
  const kept = (count: number, at: (n: number) => string, reason = (_: number): BackupReason => "daily"): number => {
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

/** Groups that are added up of others, as protected tables name them. */
function mergedGroups(): readonly string[] {
  const { serviceType, region } = tableRowSchema.shape;
  const named = [serviceType, region].flatMap((field) =>
    field.unwrap().options.flatMap((option) => ("values" in option ? [...option.values] : [])),
  );
  return [...named.filter((key) => /^(other|rest)_/.test(String(key))).map(String), "other_boards", "small_boards"];
}

/** Every name that the column `figure` of a data file may hold. */
function dataFigures(): readonly string[] {
  const own = {
    code: "pay.rise" as const,
    label: "",
    wording: "",
    set: "",
    options: [{ code: "yes", label: "", counted: true }],
  };
  const summed = { ...own, summed: true } as const;
  const figures = [...STAGES, summed].flatMap((subject) =>
    figureNames(subject).map((name) => dataFigure(name, subject)),
  );
  const named = figures.filter((name) => !OPTIONS.some((option) => option === name && option !== "not_applicable"));
  return [
    ...named.filter((name) => !name.startsWith("answer_")),
    "yes",
    "answer_<code>",
    ...MATCHED_FIGURES.filter((name) => !["low", "high"].includes(name)),
  ];
}

/** Shorthand in square brackets that is written into tables and documents. */
function bracketed(): ReadonlySet<string> {
  const { quoted } = textsIn(
    sources("shared/charts", "electron/engine/pack", "electron/engine/disclosure/rules.ts", "electron/engine/texts.ts"),
  );
  return new Set([...quoted].flatMap((text) => /^\[[a-z]+\](?= |$)/.exec(text)?.[0] ?? []));
}
