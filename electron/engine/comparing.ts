import { count, HIDDEN, percent } from "../../shared/charts/format.ts";
import { groupLabel } from "../../shared/charts/labels.ts";
import { monthLabel, parseMonth } from "../../shared/month.ts";
import type { Release, ReleaseComparison } from "../../shared/releases.ts";
import { COMMISSIONERS, STAGES } from "../../shared/vocabulary.ts";
import type { PackFile, PackQuestion, PackTable, Subject } from "./pack/definition.ts";
import { figureLabel, figureNames, type FigureName } from "./pack/figures.ts";
import { matchedLabel, type MatchedFigure } from "./pack/matched.ts";
import { questionsIn } from "./pack/pack-questions.ts";
import { publishedByData, type Published } from "./pack/published.ts";
import { subjectTitle } from "./pack/wording.ts";
import { detailsOf, found, isOut, packFiles } from "./releaseRecord.ts";
import type { CampaignFile } from "./store/campaignFile.ts";
import { readReleases, type StoredRelease } from "./store/releases.ts";

/**
 * What is other in a release than in the one before it, read from the files of both: the figures of months that both hold
 * never change, but another one may be shown or hidden.
 * @throws BellwetherError `not-found`
 */
export function compareRelease(campaign: CampaignFile, id: number): ReleaseComparison {
  const release = found(campaign, id);
  const previous = readReleases(campaign).find((other) => isOut(other) && isBefore(other, release));
  if (previous === undefined) return { previous: null, monthsAdded: [], headlines: [], changed: [] };
  const [before, now] = [contentsOf(campaign, previous), contentsOf(campaign, release)];
  const { code, title, month } = previous;
  const known = new Set<string>(detailsOf(previous).months);
  return {
    previous: { code, title, month },
    monthsAdded: detailsOf(release).months.filter((one) => !known.has(one)),
    headlines: headlines(before, now),
    changed: changed(before, now),
  };
}

/** Releases come newest first; what is on its way follows all that are out. */
function isBefore(other: StoredRelease, release: StoredRelease): boolean {
  if (release.releasedAt === null) return true;
  return other.id !== release.id && (other.releasedAt ?? "") < release.releasedAt;
}

type ComparedFigure = ReleaseComparison["changed"][number];

/** What a release published. */
interface Contents {
  readonly month: Release["month"];
  readonly figures: Published;
  readonly questions: readonly PackQuestion[];
}

function contentsOf(campaign: CampaignFile, { id, month }: StoredRelease): Contents {
  const files: readonly PackFile[] = packFiles(campaign, id);
  const questions = questionsIn(files) ?? [];
  return { month, figures: publishedByData(files, questions), questions };
}

/** The figures for everybody in the leading months: of the stages, and of the first question of each own set. */
function headlines(before: Contents, now: Contents): ComparedFigure[] {
  const stages = STAGES.flatMap((stage) =>
    COMMISSIONERS.map((commissioner) => ({
      code: `${stage}.${commissioner}`,
      title: subjectTitle({ measure: stage, commissioner }),
      names: ["share", "base"] as const,
      subject: stage as Subject,
    })),
  );
  const sets = [...Map.groupBy(now.questions, ({ set }) => set).values()].flatMap(([first]) =>
    first === undefined
      ? []
      : [{ code: first.code, title: subjectTitle({ question: first }), names: headlineNames(first), subject: first }],
  );
  return [...stages, ...sets].flatMap(({ code, title, names, subject }) =>
    names.flatMap((name) => {
      const [was, is] = [before, now].map(({ figures, month }) => {
        const leading = leadingMonth(figures, code, month);
        return printed(figures, [code, leading, "service-type", "all", name].join("|"));
      });
      if (was == null && is == null) return [];
      return [{ label: `${title}: ${figureLabel(name, subject)}`, before: was ?? null, now: is ?? null }];
    }),
  );
}

function headlineNames(question: PackQuestion): readonly FigureName[] {
  return figureNames(question).includes("share") ? ["share", "base"] : ["base"];
}

/** The newest month of a question up to the leading one: sets of the user's own lead with months of their own. */
function leadingMonth(figures: Published, code: string, leading: string): string {
  const months = [...figures.keys()].flatMap((key) => (key.startsWith(`${code}|`) ? [key.split("|")[1] ?? ""] : []));
  return months.toSorted().at(-1) ?? leading;
}

/** Figures of months that both hold and that do not read the same. */
function changed(before: Contents, now: Contents): ComparedFigure[] {
  const months = new Set([...before.figures.keys()].map(monthIn));
  const questions = new Map([...before.questions, ...now.questions].map((question) => [question.code, question]));
  const shared = [...now.figures.keys()].map(monthIn).filter((month) => months.has(month));
  const both = new Set(shared);
  const keys = new Set([...before.figures.keys(), ...now.figures.keys()]);
  return [...keys]
    .filter((key) => both.has(monthIn(key)))
    .flatMap((key) => {
      const [was, is] = [printed(before.figures, key), printed(now.figures, key)];
      return was === is ? [] : [{ label: labelOf(key, questions), before: was, now: is }];
    });
}

/** The question and month of a key: a set may have other months than the rest; the same organisations have two together. */
function monthIn(key: string): string {
  const [code = "", month = "", by, group = ""] = key.split("|");
  if (by === "matched") return [code.split(".")[0], ...[month, group].toSorted()].join("|");
  return `${code.split(".")[0]}|${month}`;
}

/** A figure as packs print it; null where there is none. */
function printed(figures: Published, key: string): string | null {
  const value = figures.get(key);
  if (value === undefined) return null;
  if (value === null) return HIDDEN;
  if (typeof value === "string") return value;
  return /\|(share|low|high)$/.test(key) ? percent(value) : count(value);
}

function labelOf(key: string, questions: ReadonlyMap<string, PackQuestion>): string {
  const [code = "", month = "", by = "", group = "", name = ""] = key.split("|");
  const question = questions.get(code);
  const stage = STAGES.find((candidate) => code.startsWith(`${candidate}.`));
  const commissioner = COMMISSIONERS.find((candidate) => code.endsWith(`.${candidate}`)) ?? null;
  const subject = question ?? stage;
  if (subject === undefined) return key;
  const title = subjectTitle(typeof subject === "string" ? { measure: subject, commissioner } : { question: subject });
  const when = (text: string): string => {
    const said = parseMonth(text);
    return said === null ? text : monthLabel(said);
  };
  const [groupWords, nameWords] =
    by === "matched"
      ? [`the same organisations as in ${when(group)}`, matchedLabel(name as MatchedFigure)]
      : [groupLabel(group, by as PackTable["by"]), figureLabel(name as FigureName, subject)];
  return [title, when(month), groupWords, nameWords].join("; ");
}
