import { DEFAULT_RULES } from "../disclosure/rules.ts";
import type { PackFault } from "./audit/audit.ts";
import { manifestWords, rulesIn } from "./audit/pack-words.ts";
import { checkClaims } from "./certificate/claims.ts";
import { agreement, coverage, standing, type Standing } from "./certificate/coverage.ts";
import { datasetsOf, impossible } from "./certificate/datasets.ts";
import { type CertifiedCase, nameOf, readCertificate } from "./certificate/format.ts";
import { layoutOf, optionsOf } from "./certificate/layout.ts";
import { checkPairs } from "./certificate/pairs.ts";
import { publishedQuestions, type PublishedQuestion } from "./certificate/packFigures.ts";
import { recount } from "./certificate/recount.ts";
import { roundingsOf, unstated } from "./certificate/roundings.ts";
import { shareFaults } from "./certificate/shares.ts";
import type { PackFile } from "./definition.ts";
import { METADATA, questionsIn } from "./pack-questions.ts";

/** What there is in a certificate. */
export interface CertificateSummary {
  /** Questions by reader and months. */
  readonly cases: number;
  readonly datasets: number;
  /** Answers of like respondents that were looked whether all datasets agree on them, by outsiders and by every member. */
  readonly claims: number;
}

export interface CheckedCertificate {
  /** None: it holds. */
  readonly faults: readonly PackFault[];
  readonly summary: CertificateSummary;
}

/** Where a fault is said to be. */
const CERTIFICATE = "certificate";

/**
 * Checks the certificate of a release against its pack, with nothing from where it was made but the file format: every
 * dataset, counted again, gives exactly what the pack publishes; between them they leave every respondent's answer open
 * (DISCLOSURE point 7); and every question and month of the pack is in it, for both readers.
 * @param certificate as its JSON text was parsed
 * @param frozen who stood in every collection that was ever frozen: the datasets are about them
 */
export function checkCertificate(
  certificate: unknown,
  files: readonly PackFile[],
  frozen: readonly Standing[],
): CheckedCertificate {
  const nothing = { cases: 0, datasets: 0, claims: 0 };
  const refused = (file: string, fault: string): CheckedCertificate => ({
    faults: [{ file, fault }],
    summary: nothing,
  });
  const read = readCertificate(certificate);
  if (typeof read === "string") return refused(CERTIFICATE, read);
  const { cases, pairs } = read;
  const own = questionsIn(files);
  if (own === null) return refused(METADATA, "Its question sets cannot be read.");
  const questions = publishedQuestions(files, own);
  const pack = packOf(files);
  const faults: PackFault[] = questions.flatMap(shareFaults).map((fault) => ({ file: "data", fault }));
  const tell = (...words: readonly string[]): number =>
    faults.push(...words.map((fault) => ({ file: CERTIFICATE, fault: `${fault}.` })));
  tell(...coverage(cases, questions), ...agreement(cases), ...standing([...cases, ...pairs], frozen));
  const further = new Set<string>();
  let [datasets, claims] = [0, 0];
  for (const each of cases) {
    const question = questions.find(({ set, code }) => set === each.questionSet && code === each.question) ?? null;
    const checked = checkCase(each, question, pack);
    tell(...checked.faults.slice(0, MOST_TOLD).map((fault) => `${nameOf(each)}: ${fault}`));
    for (const figure of checked.further) further.add(figure);
    datasets += 1 + each.bases.length + each.others.length;
    claims += checked.claims;
  }
  const beside = checkPairs(pairs, cases, questions, files, pack.movedFurther > 0);
  tell(...beside.faults);
  datasets += beside.datasets;
  claims += beside.claims;
  if (further.size > pack.movedFurther) {
    const [figure = ""] = further;
    tell(
      `Figures that are not next to what the first dataset has: ${further.size}, the first of them ${figure}. The pack says ${pack.movedFurther}`,
    );
  }
  return { faults: unique(faults), summary: { cases: cases.length + pairs.length, datasets, claims } };
}

/** Faults told of one case. */
const MOST_TOLD = 5;

/** What a pack says of its figures as a whole. */
type Pack = ReturnType<typeof packOf>;

function packOf(files: readonly PackFile[]) {
  const { cellsMovedFurther } = manifestWords(files).protection;
  return {
    rules: rulesIn(files) ?? DEFAULT_RULES,
    movedFurther: typeof cellsMovedFurther === "number" ? cellsMovedFurther : 0,
  };
}

interface CheckedCase {
  readonly faults: readonly string[];
  readonly claims: number;
  /** Figures further from the first dataset than the next multiple of 5, by name. */
  readonly further: readonly string[];
}

function checkCase(
  certified: CertifiedCase,
  question: PublishedQuestion | null,
  { rules, movedFurther }: Pack,
): CheckedCase {
  const datasets = datasetsOf(certified);
  const { claims, held } = checkClaims(certified, datasets);
  const [proved, ...more] = held;
  const faults = [
    ...impossible(certified, datasets),
    ...(proved === undefined
      ? []
      : [
          `in all of its datasets ${proved}, so that could be proved${more.length === 0 ? "" : ` (and ${more.length} more)`}`,
        ]),
  ];
  if (question === null) return { faults, claims, further: [] };
  const asked = sidesFault(certified, question);
  if (asked !== null) return { faults: [asked, ...faults], claims, further: [] };
  const layout = layoutOf(certified, question, rules);
  const rounded = roundingsOf(certified, layout);
  const recounted = recount(certified, datasets, layout, rounded.roundings);
  const open = unstated(layout, rounded.roundings, recounted, movedFurther > 0 ? 9 : 4);
  return {
    faults: [
      ...layout.faults,
      ...recounted.faults,
      ...rounded.faults,
      ...(open === null ? [] : [`figures that are not stated anywhere cannot be: ${open}`]),
      ...faults,
    ],
    claims,
    further: recounted.further.map((index) => {
      const { month, group, name } = layout.figures[index] ?? { month: "", group: "", name: "" };
      return `${question.code}, ${month}, ${group}: ${name}`;
    }),
  };
}

/** What counts and what does not are different sides; where nothing counts, every option is a side of its own. */
function sidesFault({ options, sides }: CertifiedCase, question: PublishedQuestion): string | null {
  if (JSON.stringify(options) !== JSON.stringify(optionsOf(question)))
    return "its options are not those of the question";
  const counts = (option: string): boolean => question.counted.includes(option);
  const apart = (one: string, other: string): boolean =>
    question.counted.length === 0 ? one !== other : counts(one) !== counts(other);
  const right = options.every((one, i) => options.every((other, j) => apart(one, other) === (sides[i] !== sides[j])));
  return right ? null : "its sides are not what the question counts and what it does not";
}

function unique(faults: readonly PackFault[]): readonly PackFault[] {
  return [...new Map(faults.map((fault) => [`${fault.file} ${fault.fault}`, fault])).values()];
}
