import type { AnswerTable, TableRow } from "../../../shared/contract.ts";
import { COMMISSIONERS, SERVICE_TYPES, type ServiceType } from "../../../shared/vocabulary.ts";

/** A made-up intent table: the given months, every service type and `all`, both commissioners, the same every time. */
export function inventedTable(months: readonly string[]): AnswerTable {
  const rows: TableRow[] = [];
  for (const [index, month] of months.entries()) {
    for (const commissioner of COMMISSIONERS) {
      let total = 0;
      let intending = 0;
      for (const [place, serviceType] of SERVICE_TYPES.entries()) {
        const base = BASES[place] ?? 10;
        const intends = Math.round(
          base * (0.25 + 0.05 * index + ((place * 37) % 40) / 100 - (commissioner === "nhs" ? 0.17 : 0)),
        );
        total += base;
        intending += intends;
        rows.push(inventedRow(month, commissioner, serviceType, base, intends));
      }
      rows.push(inventedRow(month, commissioner, "all", total, intending));
    }
  }
  return { measure: "intent", commissioner: null, unit: "organisation", protected: false, rows };
}

/** One row with a Wilson interval. */
export function inventedRow(
  month: string,
  commissioner: "la" | "nhs",
  serviceType: ServiceType | "all",
  base: number,
  intends: number,
): TableRow {
  const share = intends / base;
  const z = 1.96;
  const centre = (share + (z * z) / (2 * base)) / (1 + (z * z) / base);
  const half = (z * Math.sqrt((share * (1 - share)) / base + (z * z) / (4 * base * base))) / (1 + (z * z) / base);
  return {
    month,
    commissioner,
    serviceType,
    base,
    counts: {
      very_likely: Math.floor(intends / 2),
      likely: Math.ceil(intends / 2),
      neither: base - intends,
      unlikely: 0,
      very_unlikely: 0,
      dont_know: 0,
    },
    notApplicable: 4,
    blank: 2,
    intends,
    share,
    low: centre - half,
    high: centre + half,
  };
}

/** The same table as it could be published: small groups hidden, one bound. */
export function hideSmall(table: AnswerTable): AnswerTable {
  const rows = table.rows.map((row): TableRow => {
    if ((row.base ?? 0) < 30) {
      return {
        ...row,
        base: null,
        counts: null,
        notApplicable: null,
        blank: null,
        intends: null,
        share: null,
        low: null,
        high: null,
        hidden: "Too few organisations.",
      };
    }
    return (row.base ?? 0) < 56 ? { ...row, lowBase: true } : row;
  });
  return { ...table, protected: true, rows };
}

const BASES = [210, 340, 520, 62, 180, 18, 41, 90, 12];
