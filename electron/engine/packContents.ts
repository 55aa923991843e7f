import type { OwnQuestionCode } from "../../shared/contract.ts";
import type { Month } from "../../shared/month.ts";
import { READERS, type AttackOutcome, type DisplayRules } from "../../shared/releases.ts";
import { COMMISSIONERS, PUBLISHED_SPLITS, type PublishedSplit, STAGES } from "../../shared/vocabulary.ts";
import { certificateJson } from "./disclosure/attack/certificate.ts";
import type { Collection } from "./disclosure/collection.ts";
import type { ProtectedCube } from "./disclosure/protect.ts";
import { matchedIntentTable } from "./disclosure/matchedTable.ts";
import { protectedTable } from "./disclosure/table.ts";
import { readRules } from "./frozen.ts";
import type { WorkContext } from "./importing.ts";
import { holdsBoards } from "./measures/cube.ts";
import type { OwnTable, PackDefinition, PackQuestion, PackSet, StageTable } from "./pack/definition.ts";
import { protectionOf, type Protection } from "./protecting.ts";
import { HANDBACK, ownSets, type CountedSet } from "./questions.ts";
import type { Session } from "./session.ts";

/** The splits of a pack: boards only where a month has them. */
function splitsOf(cubes: readonly ProtectedCube[]): readonly PublishedSplit[] {
  return PUBLISHED_SPLITS.filter((split) => split !== "icb" || cubes.some(holdsBoards));
}

/** How the figures of a pack were protected. */
export interface PackProtection {
  /** What the attack on them came to, together with every earlier release. */
  readonly attack: AttackOutcome;
  /** The certificate as a JSON text. */
  readonly certificate: string;
  /** The collections of the pack that are not frozen yet. */
  readonly collections: readonly Collection[];
  /** Whether late returns to frozen collections are counted in a later one. */
  readonly late: boolean;
}

/**
 * The protected tables of a pack: of the hand-back questions and of every set of the user's own with responses in some
 * of the months. Each leads with its own newest month: a later month of another set moves none of its figures.
 * @param until the months the pack may cover, earliest first
 * @throws BellwetherError `protection-failed`, `cancelled`
 */
export async function packContents(
  session: Session,
  until: readonly Month[],
  context: WorkContext,
): Promise<{
  readonly contents: Pick<PackDefinition, "month" | "months" | "tables" | "matched" | "sets" | "relaxedCells">;
  readonly protection: PackProtection;
}> {
  const rules = readRules(session.campaign);
  const last = until.at(-1) ?? null;
  const parts: Protection[] = [];
  const cubesOf = async (set: CountedSet): Promise<readonly ProtectedCube[]> => {
    const protection = await protectionOf(session, set, last, context);
    parts.push(protection);
    return protection.cubes.filter((cube) => until.includes(cube.month));
  };
  const handback = await cubesOf(HANDBACK);
  const pairs = parts
    .flatMap((part) => part.pairs)
    .filter(({ month, before }) => until.includes(month) && until.includes(before));
  const own: { readonly set: PackSet; readonly cubes: readonly ProtectedCube[] }[] = [];
  for (const set of ownSets(session.campaign)) {
    const cubes = await cubesOf(set);
    const packed = packSet(set, cubes, rules);
    if (packed !== null) own.push({ set: packed, cubes });
  }
  const sets = own.map(({ set }) => set);
  const all = handback.length > 0 ? handback : own.flatMap(({ cubes }) => cubes);
  const months = [...new Set(all.map((cube) => cube.month))].toSorted();
  const month = months.at(-1) ?? until.at(-1);
  if (month === undefined) throw new Error("A pack without a month");
  const relaxed = [...handback, ...own.flatMap(({ cubes }) => cubes)].flatMap((cube) => cube.relaxed);
  return {
    contents: {
      month,
      months,
      tables: handback.length === 0 ? [] : stageTables(handback, rules),
      ...(pairs.length === 0 ? {} : { matched: matchedIntentTable(pairs, null, rules) }),
      sets,
      relaxedCells: relaxed.reduce((sum, { cells }) => sum + cells, 0),
    },
    protection: together(parts),
  };
}

/** How all the sets of a pack were protected. */
function together(parts: readonly Protection[]): PackProtection {
  const outcomes = parts.map(({ outcome }) => outcome);
  return {
    attack: {
      readers: READERS.map((reader) => {
        const own = outcomes.flatMap(({ readers }) => readers.filter((outcome) => outcome.reader === reader));
        const sum = (of: "claims" | "proved"): number => own.reduce((total, outcome) => total + outcome[of], 0);
        return { reader, claims: sum("claims"), proved: sum("proved") };
      }),
      repairs: outcomes.flatMap(({ repairs }) => repairs),
      proofs: outcomes.flatMap(({ proofs }) => proofs),
      twins: outcomes.reduce((total, { twins }) => total + twins, 0),
    },
    certificate: certificateJson(parts.map(({ certificate }) => certificate)),
    collections: parts.flatMap(({ collections }) => collections),
    late: parts.some(({ late }) => late),
  };
}

function stageTables(cubes: readonly ProtectedCube[], rules: DisplayRules): StageTable[] {
  return STAGES.flatMap((measure) =>
    COMMISSIONERS.flatMap((commissioner) =>
      splitsOf(cubes).map((by) => ({
        measure,
        commissioner,
        by,
        table: protectedTable(cubes, { measure, commissioner, by }, rules),
      })),
    ),
  );
}

/** A set with its tables; null where it has no responses in the months of the pack. */
function packSet(set: CountedSet, cubes: readonly ProtectedCube[], rules: DisplayRules): PackSet | null {
  const months = cubes.map((cube) => cube.month).toSorted();
  const month = months.at(-1);
  if (month === undefined) return null;
  const title = inOneLine(set.title);
  const questions = set.questions.map(({ code, label, wording, options, summed }): PackQuestion => ({
    set: title,
    code: code as OwnQuestionCode,
    label: inOneLine(label),
    wording: inOneLine(wording),
    options: options.map((option) => ({
      code: option.code,
      label: inOneLine(option.label),
      counted: option.counted,
    })),
    ...(summed === true && cubes.some(({ sums }) => sums?.[code] !== undefined) ? { summed } : {}),
  }));
  const tables = questions.flatMap((question) =>
    splitsOf(cubes).map((by): OwnTable => ({
      question,
      by,
      table: protectedTable(cubes, { measure: question.code, commissioner: null, by }, rules),
    })),
  );
  return { code: set.code, title, month, months, questions, tables };
}

/** A user's own words as documents can hold them: no line breaks, no control characters. */
function inOneLine(text: string): string {
  return text.replace(/[\p{Cc}\s]+/gu, " ").trim();
}
