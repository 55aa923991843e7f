import type { TableRow } from "../../../shared/contract.ts";
import { type Month, monthLabel, monthNumber } from "../../../shared/month.ts";
import { COMMISSIONERS, type Commissioner, type Stage } from "../../../shared/vocabulary.ts";
import { points } from "../../../shared/charts/format.ts";
import { groupLabel } from "../../../shared/charts/labels.ts";
import { chartSeries } from "../../../shared/charts/series.ts";
import { shareOfPeople } from "../../../shared/charts/shareWords.ts";
import { finding, shareWords } from "../../../shared/charts/words.ts";
import type { PackDefinition, PackSet, PackTable } from "./definition.ts";
import { type Figure, findFigure, findRow, findTable, groupOf } from "./figures.ts";
import { type MatchedLine, matchedLines } from "./matched.ts";
import { CONTRACTS } from "./wording.ts";

/** A sentence in pieces: plain words, and figures that change when the tables change. */
export type Message = readonly (string | Figure)[];

/** A part of a sentence that follows the tables: a figure, or words that say the same ("nearly half of", "Up from"). */
export interface Bound {
  /** What it is in its sentence: "share", "base", "month". No two of a sentence are alike. */
  readonly role: string;
  readonly text: string;
  readonly figure: Figure | null;
}

/** A key message as the app writes it. */
export interface OwnMessage {
  /** Stays the same from month to month: `intent.la`, `highest.nhs`, `discussion`, the code of a user's own question. */
  readonly id: string;
  readonly pieces: readonly (string | Bound)[];
}

/** The key messages of a pack, in the order they are read: people's own words where they wrote some, else the app's. */
export function keyMessages(definition: PackDefinition): readonly Message[] {
  return ownMessages(definition).map(({ id, pieces }) => definition.wording?.messages[id] ?? asRead(pieces));
}

/** The key messages as the app writes them; each figure in them is one of the protected tables. */
export function ownMessages(definition: PackDefinition): readonly OwnMessage[] {
  const own = definition.sets.flatMap((set) => setMessages(definition, set));
  if (definition.tables.length === 0) return own;
  const intent = COMMISSIONERS.map((commissioner) => {
    const main = shareMessage(definition, "intent", commissioner);
    return { id: `intent.${commissioner}`, pieces: [...main, ...changeOf(definition, commissioner)] };
  });
  const highest = COMMISSIONERS.flatMap((commissioner) =>
    highestMessage(definition, commissioner).map((pieces) => ({ id: `highest.${commissioner}`, pieces })),
  );
  const rest = (["discussion", "handback"] as const).flatMap((stage) =>
    pairMessage(definition, stage).map((pieces) => ({ id: stage, pieces })),
  );
  return [...intent, ...highest, ...rest, ...own];
}

/** A sentence with its figures, and all its words run together. */
export function asRead(pieces: Pieces): Message {
  const read: (string | Figure)[] = [];
  for (const piece of pieces) {
    const next = typeof piece === "string" ? piece : (piece.figure ?? piece.text);
    const last = read.at(-1);
    if (typeof last === "string" && typeof next === "string") read.splice(-1, 1, last + next);
    else read.push(next);
  }
  return read;
}

type Pieces = OwnMessage["pieces"];

function figure(role: string, of: Figure): Bound {
  return { role, text: of.text, figure: of };
}

function words(role: string, text: string): Bound {
  return { role, text, figure: null };
}

/** The first shares of a user's own set: of its leading month, everybody. The rest stand in its own section. */
function setMessages(definition: PackDefinition, { tables, month }: PackSet): readonly OwnMessage[] {
  const found = tables.flatMap((table): OwnMessage[] => {
    const share = findFigure(table, month, "all", "share");
    const base = findFigure(table, month, "all", "base");
    if (table.by !== "service-type" || share === undefined || base === undefined || share.text === "[c]") return [];
    const { set, label, code } = table.question;
    const asked = ` of ${definition.unit}s answered ${shareWords(table.question)} to “${label}” (base `;
    const start = [`${set}: in `, words("month", monthLabel(month)), ", ", figure("share", share)];
    return [{ id: code, pieces: [...start, asked, figure("base", base), ")."] }];
  });
  return found.slice(0, OWN_MESSAGES);
}

/** Key messages a set of the user's own may bring. */
const OWN_MESSAGES = 3;

/** The pack's title where the user gives none: the finding of the leading month. */
export function mainFinding(definition: PackDefinition): string {
  const [set] = definition.sets;
  if (definition.tables.length === 0 && set !== undefined) return `${set.title}, ${monthLabel(set.month)}`;
  const rows = COMMISSIONERS.flatMap((commissioner) => {
    const row = findRow(findTable(definition, "intent", commissioner, "service-type"), definition.month, "all");
    return row === undefined ? [] : [{ ...row, commissioner }];
  });
  return finding(
    chartSeries({ measure: "intent", commissioner: null, unit: definition.unit, protected: true, rows }, "none"),
  );
}

function shareMessage(definition: PackDefinition, stage: Stage, commissioner: Commissioner): Pieces {
  const table = findTable(definition, stage, commissioner, "service-type");
  const share = findFigure(table, definition.month, "all", "share");
  const base = findFigure(table, definition.month, "all", "base");
  const contracts = CONTRACTS[commissioner];
  if (share === undefined || base === undefined || share.text === "[c]") {
    return [
      `Too few ${definition.unit}s answered about ${contracts} contracts in `,
      words("month", monthLabel(definition.month)),
      " to give a percentage.",
    ];
  }
  const asked = `were likely or very likely to hand back ${contracts} contracts in the next 3 months`;
  const start = ["In ", words("month", monthLabel(definition.month)), ", "];
  const [shown, of] = [figure("share", share), figure("base", base)];
  const row = findRow(table, definition.month, "all");
  // A bound and a low base are no fractions: they stand by their figures alone.
  if (share.value === null || row?.lowBase === true)
    return [...start, shown, ` of ${definition.unit}s ${asked} (base `, of, ")."];
  const people = words("words", shareOfPeople(share.value, `${definition.unit}s`));
  return [...start, people, " (", shown, ", base ", of, `) ${asked}.`];
}

/** The change on the month before, where the pack holds it and both figures are shown. */
function changeOf(definition: PackDefinition, commissioner: Commissioner): Pieces {
  const table = findTable(definition, "intent", commissioner, "service-type");
  const before = definition.months.findLast((month) => monthNumber(month) < monthNumber(definition.month));
  if (before === undefined) return [];
  const now = findFigure(table, definition.month, "all", "share");
  const then = findFigure(table, before, "all", "share");
  if (typeof now?.value !== "number" || typeof then?.value !== "number") return [];
  const change = points(then.value, now.value);
  const moved = change === "0" ? "The same as" : now.value > then.value ? "Up from" : "Down from";
  const same = sameOrganisations(definition, commissioner, before);
  const start = [
    " ",
    words("direction", moved),
    " ",
    figure("then", then),
    " in ",
    words("before", monthLabel(before)),
  ];
  return same.length > 0 ? [...start, ...same] : [...start, ` (not always the same ${definition.unit}s).`];
}

/** The same change over those who answered both months; nothing where that is hidden, or another month stands between. */
function sameOrganisations(definition: PackDefinition, commissioner: Commissioner, before: Month): Pieces {
  const line = (month: Month, comparedWith: Month): MatchedLine | undefined =>
    matchedLines(definition).find(
      (each) => each.commissioner === commissioner && each.month === month && each.comparedWith === comparedWith,
    );
  const [then, now] = [line(before, definition.month)?.figures.share, line(definition.month, before)?.figures];
  const { share, base } = now ?? {};
  if (typeof then?.value !== "number" || typeof share?.value !== "number" || base === undefined) return [];
  return [
    `; of the ${definition.unit}s that answered both months, `,
    figure("same.then", then),
    " then and ",
    figure("same.share", share),
    " now (base ",
    figure("same.base", base),
    ").",
  ];
}

/** The service type with the highest share among those whose base is not low; a bound ("90% or more") ranks as such. */
function highestMessage(definition: PackDefinition, commissioner: Commissioner): readonly Pieces[] {
  const table = findTable(definition, "intent", commissioner, "service-type");
  const rows = (table?.table.rows ?? []).filter(
    (row) =>
      row.month === definition.month &&
      (row.share !== null || row.shareText !== undefined) &&
      !["all", "not_stated", "other", "other_services"].includes(groupOf(row)),
  );
  const ranked = rows.toSorted((a, b) => rankOf(b) - rankOf(a));
  const [top, second] = ranked.filter((row) => row.lowBase !== true);
  if (table === undefined || top === undefined || second === undefined || rankOf(top) === rankOf(second)) return [];
  const among = ranked[0] === top ? "" : `, of service types with a base over ${definition.rules.lowBaseTo},`;
  const share = findFigure(table, definition.month, groupOf(top), "share");
  const base = findFigure(table, definition.month, groupOf(top), "base");
  if (share === undefined || base === undefined) return [];
  const group = groupLabel(groupOf(top), "service-type");
  return [
    [
      `Intent to hand back ${CONTRACTS[commissioner]} contracts`,
      words("among", among),
      " was highest in “",
      words("group", group),
      "”: ",
      figure("share", share),
      " (base ",
      figure("base", base),
      ").",
    ],
  ];
}

/** A share as it ranks: "90% or more" above every printed share, "10% or less" below. */
function rankOf({ share, shareText }: TableRow): number {
  return share ?? (shareText?.endsWith("or more") === true ? 1 : 0);
}

function pairMessage(definition: PackDefinition, stage: "discussion" | "handback"): readonly Pieces[] {
  const shares = COMMISSIONERS.map((commissioner) => {
    const table: PackTable | undefined = findTable(definition, stage, commissioner, "service-type");
    const shown = findRow(table, definition.month, "all");
    const share = findFigure(table, definition.month, "all", "share");
    const base = findFigure(table, definition.month, "all", "base");
    const usable = shown !== undefined && share !== undefined && share.text !== "[c]" && base !== undefined;
    return usable ? { commissioner, share, base } : null;
  }).filter((entry) => entry !== null);
  const [first, second] = shares;
  if (first === undefined) return [];
  const did = stage === "discussion" ? "had discussed handing back" : "had handed back";
  const start: Pieces = [
    "In ",
    words("month", monthLabel(definition.month)),
    ", ",
    figure(`${first.commissioner}.share`, first.share),
    ` of ${definition.unit}s ${did} ${CONTRACTS[first.commissioner]} contracts (base `,
    figure(`${first.commissioner}.base`, first.base),
    ")",
  ];
  if (second === undefined) return [[...start, "."]];
  return [
    [
      ...start,
      " and ",
      figure(`${second.commissioner}.share`, second.share),
      ` ${CONTRACTS[second.commissioner]} contracts (base `,
      figure(`${second.commissioner}.base`, second.base),
      ").",
    ],
  ];
}
