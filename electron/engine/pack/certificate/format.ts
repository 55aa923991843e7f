import { z } from "zod";
import { monthSchema } from "../../../../shared/tables.ts";

/** The file format of a certificate as its checker reads it: a schema of its own, for a certificate is data. */
const whole = z.int();
const index = z.int().min(0);
const change = z.tuple([index, index, whole]);
const hiddenValue = z.tuple([z.string(), z.string(), z.array(z.string()).min(1), whole]);

const caseSchema = z.object({
  questionSet: z.string(),
  question: z.string(),
  reader: z.enum(["list", "unchanged"]),
  months: z.array(monthSchema).min(1),
  elsewhere: z.array(z.boolean()).optional(),
  options: z.array(z.string()).min(1),
  sides: z.array(whole),
  strata: z.array(
    z.object({
      size: z.int().min(1),
      places: z.array(z.tuple([z.string(), z.string(), z.string()]).nullable()),
    }),
  ),
  first: z.array(change),
  roundings: z.array(z.array(z.array(hiddenValue))).min(1),
  bases: z.array(z.object({ rounding: index, changes: z.array(change) })),
  others: z.array(z.object({ base: index, changes: z.array(change) })),
});

const pairSchema = caseSchema
  .pick({ questionSet: true, question: true, options: true, sides: true, strata: true, first: true, others: true })
  .extend({ before: monthSchema, month: monthSchema, bases: z.array(z.object({ changes: z.array(change) })) });

const schema = z.object({
  format: z.literal("bellwether-certificate/1"),
  roundingBase: z.literal(5),
  cases: z.array(caseSchema),
  pairs: z.array(pairSchema).default([]),
});

/** The cases of a certificate. */
export interface ReadCertificate {
  readonly cases: readonly CertifiedCase[];
  /** Those of the organisations that answered two months running. */
  readonly pairs: readonly CertifiedPair[];
}

/** Two months of one question: datasets of how everybody answered in both, "counted|other" and so on. */
export type CertifiedPair = CertifiedCase;

/** One question, one reader and some months: the datasets of which the reader cannot tell which is true. */
export type CertifiedCase = z.infer<typeof caseSchema>;
/** By how much a dataset is other than another: in a stratum, an option. */
export type Change = z.infer<typeof change>;

/** Whether the figures of a month of a case are those of the pack, and not of another release that has the same month. */
export function isOwn({ elsewhere }: Pick<CertifiedCase, "elsewhere">, occasion: number): boolean {
  return elsewhere?.[occasion] !== true;
}

/** The cases of a certificate; or, in words, why it is none. */
export function readCertificate(certificate: unknown): ReadCertificate | string {
  const read = schema.safeParse(certificate);
  if (!read.success) {
    const [issue] = read.error.issues;
    return `It is no certificate of this format: ${issue?.path.join(".") || "all of it"}: ${issue?.message ?? ""}.`;
  }
  const { cases } = read.data;
  const pairs = read.data.pairs.map(({ before, month, bases, ...pair }): CertifiedPair => ({
    ...pair,
    reader: "unchanged",
    months: [before, month],
    roundings: [[[], []]],
    bases: bases.map(({ changes }) => ({ rounding: 0, changes })),
  }));
  for (const each of [...cases, ...pairs]) {
    const fault = misfit(each);
    if (fault !== null) return `It is no certificate of this format: ${nameOf(each)}: ${fault}.`;
  }
  return { cases, pairs };
}

/** What a case is called in a fault. */
export function nameOf({ question, reader, months }: Pick<CertifiedCase, "question" | "reader" | "months">): string {
  return `${question}, ${months.join(" and ")}, reader “${reader}”`;
}

/** What in a case points to nothing, or is of another length than it has to be; null where all fits. */
function misfit({
  reader,
  months,
  elsewhere,
  options,
  sides,
  strata,
  first,
  roundings,
  bases,
  others,
}: CertifiedCase): string | null {
  if (reader === "list" ? months.length !== 1 : months.length < 2) return "it has the wrong number of months";
  if (elsewhere !== undefined && elsewhere.length !== months.length) return "it does not say of each month whose it is";
  if (new Set(options).size !== options.length) return "it names an option twice";
  if (sides.length !== options.length) return "it has not one side for each option";
  if (strata.some(({ places }) => places.length !== months.length)) return "a stratum has not one place for each month";
  if (strata.some(({ places }) => places.every((place) => place === null))) return "a stratum is in no month";
  if (roundings.some((rounding) => rounding.length !== months.length)) return "a rounding has not its figures by month";
  if (bases.some(({ rounding }) => rounding >= roundings.length)) return "a dataset takes a rounding that is not there";
  if (others.some(({ base }) => base > bases.length)) return "a dataset is told by one that is not there";
  for (const changes of [first, ...bases.map((base) => base.changes), ...others.map((other) => other.changes)]) {
    const seen = new Set<number>();
    for (const [stratum, option] of changes) {
      if (stratum >= strata.length || option >= options.length)
        return "a dataset names a stratum or option that is not there";
      seen.add(stratum * options.length + option);
    }
    if (seen.size !== changes.length) return "a dataset names the same number twice";
  }
  return null;
}
