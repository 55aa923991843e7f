import { BellwetherError } from "../../shared/errors.ts";
import { type CertificateTexts, certificateTexts } from "./disclosure/attack/certificate.ts";
import { defend, type Defended, type ToDefend } from "./disclosure/defend.ts";
import { withSums } from "./disclosure/magnitudes/defend.ts";
import { verifySums } from "./disclosure/magnitudes/verify.ts";
import { isNextTo } from "./disclosure/matched.ts";
import { loadSolver } from "./disclosure/solver.ts";
import { verifyCube } from "./disclosure/verify.ts";
import { drawsOf } from "./draws.ts";
import { holdsBoards, withoutBoards } from "./measures/cube.ts";

/** The collections of a question set as they may be published, what the attack on them came to, and their certificate. */
export interface DefendedSet extends Omit<Defended, "certificate"> {
  readonly certificate: CertificateTexts;
}

/**
 * Protects collections and holds what came of it against their true counts.
 * @param drawn told how many collections of how many are protected
 * @throws BellwetherError `protection-failed` where a protected figure is not next to the true one
 */
export async function defended(
  toDefend: ToDefend,
  secret: string,
  drawn: (done: number, total: number) => void,
): Promise<DefendedSet> {
  const solver = await loadSolver();
  const counts = defend(toDefend, drawsOf(secret), solver, drawn);
  const made = withSums(counts, toDefend, drawsOf(secret), solver);
  for (const collection of made.collections) {
    const { month, cube } = collection;
    const counted = toDefend.open.find((open) => open.cube.month === month)?.cube;
    // Boards may have been left out of it, so that nothing can be proved.
    const exact = counted === undefined || holdsBoards(cube) ? counted : withoutBoards(counted);
    const [fault] =
      exact === undefined
        ? ["its true counts are missing"]
        : [
            ...verifyCube(exact, cube),
            ...verifySums(collection, toDefend.questions),
            ...pairFaults(toDefend, made, month),
          ];
    if (fault === undefined) continue;
    throw new BellwetherError(
      "protection-failed",
      `The protected figures of ${month} failed their check (${fault}), so nothing was released.`,
    );
  }
  return { ...made, certificate: certificateTexts(made.certificate) };
}

/** Pairs of a month that are not next to what the same organisations truly answered. */
function pairFaults({ frozen, questions }: ToDefend, { collections }: Defended, month: string): readonly string[] {
  const now = collections.find((collection) => collection.month === month);
  return (now?.pairs ?? []).flatMap((pair) => {
    const before = [...frozen, ...collections].find((collection) => collection.month === pair.before);
    const question = questions.find(({ code }) => code === pair.question);
    const right =
      now !== undefined && before !== undefined && question !== undefined && isNextTo(pair, [before, now], question);
    return right ? [] : [`${pair.question} beside ${pair.before} is not next to the true numbers`];
  });
}
