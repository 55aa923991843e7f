import { z } from "zod";
import { PACK_FORMATS } from "../../../../shared/packs.ts";
import { noteText } from "../../../../shared/charts/notes.ts";
import { type DisplayRules, displayRulesSchema } from "../../../../shared/releases.ts";
import { TIMELINE } from "../../../../shared/timeline.ts";
import { DEFAULT_RULES } from "../../disclosure/rules.ts";
import { besideWords } from "../beside.ts";
import type { PackDefinition, PackFile, PackQuestion } from "../definition.ts";
import { figureLabel, figureNames } from "../figures.ts";
import { MANIFEST } from "../manifest.ts";
import { METADATA } from "../pack-questions.ts";
import type { PackWords } from "./contexts.ts";

const manifestSchema = z.object({
  appVersion: z.string().default(""),
  methodVersion: z.string().default(""),
  release: z.string().nullable().default(null),
  formats: z.array(z.string()).default([...PACK_FORMATS]),
  sources: z.array(z.object({ platform: z.string().nullable() })).default([]),
  protection: z.object({ displayRules: z.unknown(), cellsMovedFurther: z.unknown() }).partial().default({}),
});

const houseSchema = z.object({ name: z.string(), contact: z.string() });

const metadataSchema = z.object({
  pack: z
    .object({
      title: z.string().nullable(),
      campaign: z.string(),
      house: houseSchema.optional(),
      given: z.array(z.string()).default([]),
    })
    .optional(),
});

/** The words of the timeline, which charts note beside figures. */
const TOLD: readonly string[] = TIMELINE.map(noteText);

/** What a pack's manifest says, as far as the audit goes by it; what cannot be read says nothing. */
export function manifestWords(files: readonly PackFile[]): z.infer<typeof manifestSchema> {
  return manifestSchema.safeParse(jsonOf(files, MANIFEST)).data ?? manifestSchema.parse({});
}

/** The display rules a finished pack says it follows, as far as they are no looser than the defaults; null where they are. */
export function rulesIn(files: readonly PackFile[]): DisplayRules | null {
  const { displayRules } = manifestWords(files).protection;
  if (displayRules === undefined) return DEFAULT_RULES;
  return displayRulesSchema.safeParse(displayRules).data ?? null;
}

/**
 * The words with numbers of their own that a pack may hold: from its definition, or where that is not at hand from its own
 * files.
 */
export function packWords(
  files: readonly PackFile[],
  definition: PackDefinition | null,
  questions: readonly PackQuestion[],
): PackWords {
  const manifest = manifestWords(files);
  const asked = questions.flatMap((question) => {
    const { code, label, wording, set, options } = question;
    const codes = [code, code.replaceAll(".", "_"), code.split(".")[0] ?? "", ...options.map((option) => option.code)];
    const heads = figureNames(question).map((name) => figureLabel(name, question));
    return [...codes, label, wording, set, ...options.map((option) => option.label), ...heads];
  });
  if (definition === null) {
    const { pack } = metadataSchema.safeParse(jsonOf(files, METADATA)).data ?? {};
    const named = pack === undefined ? titlesIn(files) : [pack.title ?? "", pack.campaign, ...issuerOf(pack.house)];
    return {
      title: pack?.title ?? null,
      issuer: issuerOf(pack?.house),
      rules: rulesIn(files) ?? DEFAULT_RULES,
      given: [
        ...named,
        ...asked,
        ...(pack?.given ?? []),
        ...TOLD,
        ...manifest.sources.map(({ platform }) => platform ?? ""),
      ],
      appVersion: manifest.appVersion,
      methodVersion: manifest.methodVersion,
      release: manifest.release,
    };
  }
  const { title, campaignName, sources, rules, appVersion, methodVersion, release, house } = definition;
  const platforms = sources.map(({ platform }) => platform ?? "");
  return {
    title,
    issuer: issuerOf(house),
    rules,
    given: [title ?? "", campaignName, ...issuerOf(house), ...asked, ...besideWords(definition), ...TOLD, ...platforms],
    appVersion,
    methodVersion,
    release: release?.code ?? null,
  };
}

/** Who issues a pack and whom to ask, as people wrote it. */
function issuerOf(house: { readonly name: string; readonly contact: string } | undefined): readonly string[] {
  return house === undefined ? [] : [house.name, house.contact].filter((words) => words !== "");
}

/** The title and the campaign's name of a pack from before its metadata held them, as its page has them. */
function titlesIn(files: readonly PackFile[]): readonly string[] {
  const page = files.find(({ name }) => name === "index.html");
  const html = page === undefined ? "" : new TextDecoder().decode(page.bytes);
  return [/<p class="kicker">([^<]*)/, /<h1>([^<]*)<\/h1>\s*<p class="lead"/].map((place) =>
    (place.exec(html)?.[1] ?? "").replaceAll("&amp;", "&").replaceAll("&#x27;", "'").replaceAll("&quot;", '"').trim(),
  );
}

function jsonOf(files: readonly PackFile[], name: string): unknown {
  const file = files.find((candidate) => candidate.name === name);
  try {
    return file === undefined ? null : JSON.parse(new TextDecoder().decode(file.bytes));
  } catch {
    return null;
  }
}
