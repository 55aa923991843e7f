import type { Tokens } from "marked";
import { describe, expect, test } from "vitest";
import { commands } from "../../electron/engine/commands.ts";
import { FIELDS } from "../../electron/engine/intake/fields.ts";
import type { MappingFile } from "../../electron/engine/intake/mapping.ts";
import { REGISTER_ROLES } from "../../electron/engine/intake/register/columns.ts";
import { dataFigure } from "../../electron/engine/pack/data-files.ts";
import { figureNames } from "../../electron/engine/pack/figures.ts";
import { MATCHED_FIGURES } from "../../electron/engine/pack/matched.ts";
import { BACKUP_REASONS } from "../../shared/campaigns.ts";
import { HIDDEN, shortBound } from "../../shared/charts/format.ts";
import { SHORT_LINE } from "../../shared/charts/labels.ts";
import { contract } from "../../shared/contract.ts";
import { ERROR_CODES } from "../../shared/errors.ts";
import type { House } from "../../shared/house.ts";
import { FATE_NAMES, REGISTER_KINDS } from "../../shared/imports.ts";
import {
  PACK_FORMAT_LABELS,
  PACK_FORMATS,
  PACK_SECTION_LABELS,
  PACK_SECTIONS,
  PACK_TEMPLATE_LABELS,
  PACK_TEMPLATES,
} from "../../shared/packs.ts";
import {
  OPTION_ROLES,
  QUESTION_KINDS,
  questionSetSchema,
  scaleOptionSchema,
  setQuestionSchema,
} from "../../shared/questionSets.ts";
import { REMOVED } from "../../shared/quotes.ts";
import { READERS, RELEASE_STATES, repairSchema } from "../../shared/releases.ts";
import { FRAME_NAMES, FRAMES, tableQuerySchema, tableRowSchema } from "../../shared/tables.ts";
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
import { chapter, codes, missing, section, source, sources, textsIn, tokensOf, words } from "./guide.ts";

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

describe("settings are named where they are explained", () => {
  test("every field of the house style, by its name on the screen", () => {
    const house: Record<keyof House, string> = {
      name: "Association",
      contact: "Contact line",
      colour: "Main colour",
      accent: "Accent",
      logo: "Logo",
    };
    const { whole } = textsIn(["renderer/brief/HouseStyle.tsx"]);
    for (const label of Object.values(house)) {
      expect([...whole]).toContain(label);
      expect(words("brief")).toContain(label);
    }
  });

  test.each<readonly [what: string, slug: string, labels: Iterable<string>]>([
    ["every template of a pack", "brief", Object.values(PACK_TEMPLATE_LABELS)],
    ["every document of a pack", "brief", Object.values(PACK_FORMAT_LABELS)],
    ["every section of a pack", "brief", Object.values(PACK_SECTION_LABELS)],
    ["the switch of boards", "protection", labelsIn("renderer/releases/RulesCard.tsx", /label="(Show [^"]+)"/)],
    ["what is counted", "explore", labelsIn("renderer/explore/Switches.tsx", /label="(Count [^"]+)"/)],
    ["the lists to compare with", "coverage", Object.values(FRAME_NAMES)],
    ["which source stands first", "check", labelsIn("renderer/check/SourceOrder.tsx", /label: "([^"]+ before [^"]+)"/)],
  ])("%s: %s", (_what, slug, labels) => {
    expect([...labels].length).toBeGreaterThan(0);
    expect([...labels].filter((label) => !words(slug).includes(label))).toEqual([]);
  });

  test("every key of a mapping file, and of the question sets in it", () => {
    const keys: Record<keyof MappingFile, true> = {
      month: true,
      dateOrder: true,
      headerRow: true,
      columns: true,
      wordings: true,
      questionSets: true,
    };
    expect(missing(Object.keys(keys), chapter("import"))).toEqual([]);
    const inSets = [questionSetSchema, setQuestionSchema, scaleOptionSchema].flatMap(({ shape }) => Object.keys(shape));
    expect(missing(inSets, `${chapter("import")}\n\n${chapter("questions")}`)).toEqual([]);
  });
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

function labelsIn(file: string, label: RegExp): readonly string[] {
  return [...source(file).matchAll(new RegExp(label, "g"))].map(([, text = ""]) => text);
}

/** Groups that are added up of others, as protected tables name them. */
function mergedGroups(): readonly string[] {
  const { serviceType, region } = tableRowSchema.shape;
  const named = [serviceType, region].flatMap((field) =>
    field.unwrap().options.flatMap((option) => ("values" in option ? [...option.values] : [])),
  );
  return [...named.filter((key) => /^(other|rest)_/.test(key)), "other_boards", "small_boards"];
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
