import type { OwnQuestionCode } from "../../shared/contract.ts";
import type { Month } from "../../shared/month.ts";
import { COMMISSIONERS, STAGES } from "../../shared/vocabulary.ts";
import type { ProtectedCube } from "./disclosure/protect.ts";
import { protectedTable } from "./disclosure/table.ts";
import type { WorkContext } from "./importing.ts";
import type { OwnTable, PackDefinition, PackQuestion, PackSet, StageTable } from "./pack/definition.ts";
import { HANDBACK, ownSets, type CountedSet } from "./questions.ts";
import type { Session } from "./session.ts";
import { protectedCubesOf } from "./tables.ts";

const SPLITS = ["service-type", "region"] as const;

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
): Promise<Pick<PackDefinition, "month" | "months" | "tables" | "sets" | "relaxedCells">> {
  const cubesOf = async (set: CountedSet): Promise<readonly ProtectedCube[]> =>
    (await protectedCubesOf(session, set, "organisation", context)).filter((cube) => until.includes(cube.month));
  const handback = await cubesOf(HANDBACK);
  const own: { readonly set: PackSet; readonly cubes: readonly ProtectedCube[] }[] = [];
  for (const set of ownSets(session.campaign)) {
    const cubes = await cubesOf(set);
    const packed = packSet(set, cubes);
    if (packed !== null) own.push({ set: packed, cubes });
  }
  const sets = own.map(({ set }) => set);
  const all = handback.length > 0 ? handback : own.flatMap(({ cubes }) => cubes);
  const months = [...new Set(all.map((cube) => cube.month))].toSorted();
  const month = months.at(-1) ?? until.at(-1);
  if (month === undefined) throw new Error("A pack without a month");
  const relaxed = [...handback, ...own.flatMap(({ cubes }) => cubes)].flatMap((cube) => cube.relaxed);
  return {
    month,
    months,
    tables: handback.length === 0 ? [] : stageTables(handback),
    sets,
    relaxedCells: relaxed.reduce((sum, { cells }) => sum + cells, 0),
  };
}

function stageTables(cubes: readonly ProtectedCube[]): StageTable[] {
  return STAGES.flatMap((measure) =>
    COMMISSIONERS.flatMap((commissioner) =>
      SPLITS.map((by) => ({ measure, commissioner, by, table: protectedTable(cubes, { measure, commissioner, by }) })),
    ),
  );
}

/** A set with its tables; null where it has no responses in the months of the pack. */
function packSet(set: CountedSet, cubes: readonly ProtectedCube[]): PackSet | null {
  const months = cubes.map((cube) => cube.month).toSorted();
  const month = months.at(-1);
  if (month === undefined) return null;
  const title = inOneLine(set.title);
  const questions = set.questions.map(({ code, label, wording, options }): PackQuestion => ({
    set: title,
    code: code as OwnQuestionCode,
    label: inOneLine(label),
    wording: inOneLine(wording),
    options: options.map((option) => ({
      code: option.code,
      label: inOneLine(option.label),
      counted: option.counted,
    })),
  }));
  const tables = questions.flatMap((question) =>
    SPLITS.map((by): OwnTable => ({
      question,
      by,
      table: protectedTable(cubes, { measure: question.code, commissioner: null, by }),
    })),
  );
  return { code: set.code, title, month, months, questions, tables };
}

/** A user's own words as documents can hold them: no line breaks, no control characters. */
function inOneLine(text: string): string {
  return text.replace(/[\p{Cc}\s]+/gu, " ").trim();
}
