import { MONTH_NAMES } from "../../../shared/month.ts";
import type { StoredResponsePlace } from "../store/trace.ts";

/** A column of a sheet that was taken for a question or field: 0-based indexes, and its heading. */
export interface TakenColumn {
  readonly columns: readonly number[];
  readonly heading: string;
}

/** Tells the column of a question or field in the sheet of a place; null where that was not kept. */
export type ColumnOf = (role: string) => TakenColumn | null;

/**
 * The columns of the sheet that a response stands in. Where a sheet asks again about other months, the column is the one
 * whose heading names the response's month, else that of its part in order.
 * @param month 0-based month of the year that the response is about
 */
export function columnsOf({ mapping, part }: Pick<StoredResponsePlace, "mapping" | "part">, month: number): ColumnOf {
  const roles = rolesIn(JSON.parse(mapping));
  const name = (MONTH_NAMES[month] ?? "").toLowerCase();
  return (role) => {
    const taken = roles.filter((candidate) => candidate.role === role);
    const naming = taken.filter(({ heading }) => heading.toLowerCase().includes(name));
    return (naming.length === 1 ? naming[0] : (taken[part] ?? taken[0])) ?? null;
  };
}

interface Taken extends TakenColumn {
  readonly role: string;
}

function rolesIn(mapping: unknown): readonly Taken[] {
  const roles = fieldOf(mapping, "roles");
  if (!Array.isArray(roles)) return [];
  return roles.flatMap((entry: unknown): Taken[] => {
    const [role, heading, columns] = ["role", "header", "columns"].map((name) => fieldOf(entry, name));
    if (typeof role !== "string" || typeof heading !== "string" || !Array.isArray(columns)) return [];
    return [{ role, heading, columns: columns.filter((column): column is number => typeof column === "number") }];
  });
}

function fieldOf(value: unknown, name: string): unknown {
  return typeof value === "object" && value !== null
    ? Object.entries(value).find(([key]) => key === name)?.[1]
    : undefined;
}
