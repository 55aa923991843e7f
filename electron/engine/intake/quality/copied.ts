import { COPIED_PEOPLE, COPIED_SITES } from "../../../../shared/warnings.ts";
import { COUNTED_WORDS, type Counted, type Counts } from "./counts.ts";
import type { Finding, QualityRow, QualityRule } from "./qualityRow.ts";

/** Agency numbers that were copied from the employed, or from site to site. */
export const copied: QualityRule = (rows) => [...fromEmployed(rows), ...acrossSites(rows)];

const PAIRS: readonly (readonly [employed: Counted, agency: Counted])[] = [
  ["nurses", "agencyNurses"],
  ["careWorkers", "agencyCareWorkers"],
  ["otherStaff", "agencyOthers"],
];

/** Every role that gives both numbers gives the same for both, and somebody works there at all. */
function fromEmployed(rows: readonly QualityRow[]): Finding[] {
  return rows.flatMap(({ row, counts }): Finding[] => {
    const pairs = PAIRS.flatMap(([employed, agency]) => {
      const [own, other] = [counts[employed]?.value, counts[agency]?.value];
      return own == null || other == null ? [] : [{ own, other }];
    });
    const same = pairs.length > 1 && pairs.every(({ own, other }) => own === other) && pairs.some(({ own }) => own > 0);
    return same ? [{ row, rule: "agency-as-employed", written: agencyWords(counts) }] : [];
  });
}

/** The same agency numbers at several sites of one parent, and at half or more of those that have agency staff. */
function acrossSites(rows: readonly QualityRow[]): Finding[] {
  const using = rows.filter(({ group, counts }) => group !== null && agencyTotal(counts) > 0);
  return [...Map.groupBy(using, ({ group }) => group).values()].flatMap((sites) => {
    const alike = [...Map.groupBy(sites, ({ counts }) => agencyWords(counts)).values()].filter(
      (same) =>
        sitesIn(same) >= COPIED_SITES &&
        sitesIn(same) * 2 >= sitesIn(sites) &&
        same.some(({ counts }) => agencyTotal(counts) >= COPIED_PEOPLE),
    );
    return alike.flat().map(({ row, counts }): Finding => ({
      row,
      rule: "agency-across-sites",
      written: agencyWords(counts),
    }));
  });
}

/** Different locations; a row that names none is one of its own. */
function sitesIn(rows: readonly QualityRow[]): number {
  return new Set(rows.map(({ location, row }) => location ?? String(row))).size;
}

function agencyTotal(counts: Counts): number {
  return PAIRS.reduce((sum, [, agency]) => sum + Math.max(0, counts[agency]?.value ?? 0), 0);
}

function agencyWords(counts: Counts): string {
  return PAIRS.flatMap(([, agency]) => {
    const value = counts[agency]?.value;
    return value == null ? [] : [`${value} ${COUNTED_WORDS[agency]}`];
  }).join(", ");
}
