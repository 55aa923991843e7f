import { z } from "zod";
import { fold } from "../../../shared/identifiers.ts";
import type { Month } from "../../../shared/month.ts";
import type { Source } from "../../../shared/vocabulary.ts";
import { comparable, isAnswer, likenessOf, type ColumnRole, type Role } from "./columns.ts";
import type { DateOrder } from "./dates.ts";
import { PLACE_FIELDS } from "./fields.ts";
import type { HeaderColumn } from "./layout.ts";
import { NO_MAPPING, type Mapping } from "./mapping.ts";

const memorySchema = z.object({
  headers: z.array(z.string()),
  roles: z.array(z.object({ role: z.string(), header: z.string(), columns: z.array(z.number()) })),
  said: z.record(z.string(), z.string().nullable()),
  dateOrder: z.enum(["day-month", "month-day"]).nullable(),
  options: z.record(z.string(), z.array(z.string())),
});

/** Reads what `SheetMemory` was written down as; sheets of before it was kept are left out. */
export function rememberedSheets(
  stored: readonly (Pick<RememberedSheet, "source" | "platform" | "file" | "month"> & { readonly mapping: string })[],
): RememberedSheet[] {
  return stored.flatMap(({ mapping, ...from }) => {
    const parsed = memorySchema.safeParse(JSON.parse(mapping));
    return parsed.success ? [{ ...from, ...parsed.data }] : [];
  });
}

/** What is kept of how a sheet was read: for the record, for next month, and for saying what has changed since. */
export interface SheetMemory {
  /** Every heading, in the order of the columns. */
  readonly headers: readonly string[];
  readonly roles: readonly { readonly role: Role; readonly header: string; readonly columns: readonly number[] }[];
  /** What a person said of columns, by heading. */
  readonly said: Readonly<Record<string, Role | null>>;
  readonly dateOrder: DateOrder | null;
  /** By question, the wordings answered. */
  readonly options: Readonly<Record<Role, readonly string[]>>;
}

/** A sheet imported earlier. */
export interface RememberedSheet extends SheetMemory {
  readonly source: Source;
  readonly platform: string | null;
  readonly file: string;
  readonly month: Month;
}

/** One difference from last time, in the terms of the screen. */
export interface Change {
  readonly kind: "added" | "dropped" | "renamed" | "reworded" | "new-option";
  readonly text: string;
}

/** Headings in common, of headings in either, from which a sheet is taken for another of the same source. */
const SAME_SOURCE = 0.4;
/** From here on it is the same form, and what a person said of its columns holds again. */
const SAME_FORM = 0.6;

/** An earlier sheet of the same source, and how alike the headings are, 0 to 1. */
export interface LastTime {
  readonly sheet: RememberedSheet;
  readonly likeness: number;
}

/**
 * The latest sheet of the same source, told by its headings; null where none is like it.
 * @param remembered earlier sheets, the latest first
 */
export function lastTime(columns: readonly HeaderColumn[], remembered: readonly RememberedSheet[]): LastTime | null {
  const own = new Set(columns.map(({ header }) => comparable(header)).filter((text) => text !== ""));
  let best: { sheet: RememberedSheet; likeness: number } | null = null;
  for (const sheet of remembered) {
    const theirs = new Set(sheet.headers.map(comparable).filter((text) => text !== ""));
    const shared = [...own].filter((text) => theirs.has(text)).length;
    const likeness = shared / Math.max(1, own.size + theirs.size - shared);
    if (likeness >= SAME_SOURCE && likeness > (best?.likeness ?? 0) + 0.02) best = { sheet, likeness };
  }
  return best;
}

/** What a person said last time, for the columns that are still there and that nothing is said of now. */
export function asLastTime(mapping: Mapping, columns: readonly HeaderColumn[], last: LastTime | null): Mapping {
  if (last === null || last.likeness < SAME_FORM) return mapping;
  const said = new Map(Object.entries(last.sheet.said).map(([header, role]) => [comparable(header), role]));
  const again = new Map<number, Role | null>();
  for (const { column, header, parts } of columns) {
    const role = said.get(comparable(header));
    const now = mapping.places.has(column) || [header, ...parts].some((heading) => mapping.columns.has(heading));
    if (role !== undefined && header !== "" && !now) again.set(column, role);
  }
  return {
    ...NO_MAPPING,
    ...mapping,
    places: new Map([...again, ...mapping.places]),
  };
}

/** A column that stands in the place of one which is gone: proposed, never taken. */
export interface Renamed {
  readonly column: HeaderColumn;
  readonly role: Role;
  readonly before: string;
}

/** Unknown columns whose headings come near that of a column which is no longer there. */
export function renamedColumns(
  columns: readonly HeaderColumn[],
  roles: readonly ColumnRole[],
  last: RememberedSheet,
): Renamed[] {
  const taken = new Set(roles.map(({ role }) => role));
  const used = new Set(roles.flatMap((role) => role.columns));
  const there = new Set(last.headers.map(comparable));
  const gone = last.roles.filter(({ role }) => !taken.has(role) && !PLACE_FIELDS.includes(role));
  return gone.flatMap(({ role, header, columns: places }) => {
    const candidates = columns.filter(
      ({ column, header: own }) => own !== "" && !used.has(column) && !there.has(comparable(own)),
    );
    const scored = candidates
      .map((column) => ({
        column,
        likeness:
          likenessOf(comparable(column.header), comparable(header)) + (places.includes(column.column) ? 0.25 : 0),
      }))
      .sort((a, b) => b.likeness - a.likeness);
    const [best] = scored;
    return best === undefined || best.likeness < 0.3 ? [] : [{ column: best.column, role, before: header }];
  });
}

/** What has changed since last time: columns added, dropped, renamed or reworded, and wordings not seen before. */
export function changesSince(
  now: Pick<SheetMemory, "headers" | "roles" | "options">,
  last: RememberedSheet,
  renamed: readonly Renamed[],
): Change[] {
  const changes: Change[] = [];
  const [before, after] = [new Set(last.headers.map(comparable)), new Set(now.headers.map(comparable))];
  const moved = new Set(renamed.flatMap(({ column, before: old }) => [comparable(column.header), comparable(old)]));
  for (const { column, before: old } of renamed) {
    changes.push({ kind: "renamed", text: `“${old}” may now be “${column.header}”` });
  }
  for (const role of now.roles) {
    const then = last.roles.find((other) => other.role === role.role);
    if (then === undefined || comparable(then.header) === comparable(role.header)) continue;
    moved.add(comparable(then.header)).add(comparable(role.header));
    const kind = isAnswer(role.role) ? "reworded" : "renamed";
    changes.push({ kind, text: `“${then.header}” is now “${role.header}”` });
  }
  const fresh = now.headers.filter(
    (header) => header !== "" && !before.has(comparable(header)) && !moved.has(comparable(header)),
  );
  const gone = last.headers.filter(
    (header) => header !== "" && !after.has(comparable(header)) && !moved.has(comparable(header)),
  );
  for (const header of new Set(fresh)) changes.push({ kind: "added", text: `“${header}” is new` });
  for (const header of new Set(gone)) changes.push({ kind: "dropped", text: `“${header}” is no longer there` });
  for (const [role, wordings] of Object.entries(now.options)) {
    const seen = new Set((last.options[role] ?? []).map(fold));
    if (seen.size === 0) continue;
    for (const wording of wordings) {
      if (!seen.has(fold(wording)))
        changes.push({ kind: "new-option", text: `${role}: “${wording}” was not answered before` });
    }
  }
  return changes;
}
