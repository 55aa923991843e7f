import type {
  AnswerTable,
  CheckReport,
  Output,
  PackResult,
  PathTable,
  RegisterResult,
  SheetResult,
  TableQuestion,
  TableRow,
} from "../../shared/contract.ts";
import { FRAME_NAMES, GROUP_FIELDS } from "../../shared/tables.ts";
import { SERVICE_TYPE_LABELS, type Split } from "../../shared/vocabulary.ts";

const number = (value: number | null): string => (value === null ? "[c]" : value.toLocaleString("en-GB"));
const percent = (value: number | null): string => (value === null ? "–" : `${(value * 100).toFixed(1)}%`);

const several = (value: number, one: string): string => `${number(value)} ${value === 1 ? one : `${one}s`}`;

/** What `import` tells people, one text a sheet. */
export function importText(files: readonly SheetResult[]): string[] {
  return files.map((file) => {
    const where = `${file.file}${file.sheet === null ? "" : ` (${file.sheet})`}`;
    const source = file.source === "capacity-tracker" ? "Capacity Tracker" : (file.platform ?? "survey");
    const counts = [
      `${number(file.stored)} stored`,
      `${number(file.unchanged)} unchanged`,
      `${number(file.setAside.length)} set aside`,
    ];
    const nothing = file.stored === 0 && file.unchanged > 0 ? " Nothing new." : "";
    const set = file.questionSet === undefined ? "" : `, questions of ${file.questionSet}`;
    const line = `${where}: ${source}, ${file.month}${set}; ${several(file.rowsRead, "row")} read: ${counts.join(", ")}.${nothing}`;
    return [line, ...[...file.notes, ...notUsed(file)].map((note) => `  ${note}`)].join("\n");
  });
}

/** What `import` tells people of registers, a line each, with why rows were set aside. */
export function registersText(registers: readonly RegisterResult[]): string[] {
  return registers.map((register) => {
    const where = `${register.file}${register.sheet === null ? "" : ` (${register.sheet})`}`;
    const directory = register.kind === "cqc-directory";
    const counts = [
      `${several(register.stored, directory ? "adult social care location" : "member")} stored`,
      `${number(register.unchanged)} unchanged`,
      `${number(register.setAside.length)} set aside`,
    ];
    const nothing = register.stored === 0 && register.unchanged > 0 ? " Nothing new." : "";
    const what = `${directory ? "CQC directory" : "member list"} as of ${register.asOf}`;
    return [
      `${where}: ${what}; ${several(register.rowsRead, "row")} read: ${counts.join(", ")}.${nothing}`,
      ...[register.asOfReason, ...register.notes, ...notUsed(register)].map((note) => `  ${note}`),
    ].join("\n");
  });
}

/** The sheets of a workbook that nothing was taken from. */
function notUsed({ ignoredSheets }: Pick<SheetResult, "ignoredSheets">): string[] {
  return ignoredSheets.length === 0 ? [] : [`Not used: ${ignoredSheets.map((name) => `“${name}”`).join(", ")}.`];
}

/** What `table` shows people. */
export function tableText(table: Output<"table.get">): string {
  const head = `${table.measure}, unit: ${table.unit}${table.protected ? ", protected" : ", internal only"}`;
  if (table.measure === "coverage") {
    const rows = table.rows.map((row) => [
      row.month,
      groupName(row),
      number(row.responded),
      row.known === null ? "not known" : number(row.known),
      ...(row.outside === undefined ? [] : [percent(row.share), number(row.outside)]),
    ]);
    const against = table.frame === undefined ? "" : `, against the ${FRAME_NAMES[table.frame]} of ${table.asOf ?? ""}`;
    const heads = ["month", "group", "responded", "known", ...(table.frame === undefined ? [] : ["share", "outside"])];
    return [`${head}${against}`, ...aligned([heads, ...rows])].join("\n");
  }
  if (table.measure === "path") return [head, ...pathLines(table)].join("\n");
  const whole = `${head}${settings(table)}`;
  if (table.question !== undefined)
    return [`${whole}: ${table.question.label}`, ...ownTable(table, table.question)].join("\n");
  const beside = besideShare(table);
  const rows = table.rows.map((row: TableRow) => [
    row.month,
    row.commissioner ?? table.commissioner ?? "",
    groupName(row),
    number(row.base),
    number(row.intends ?? row.yes ?? null),
    row.shareText ?? percent(row.share),
    ...beside.of(row),
    row.hidden ?? "",
  ]);
  const heads = ["month", "from", "group", "base", table.measure === "intent" ? "intend" : "yes", "share"];
  return [whole, ...aligned([[...heads, ...beside.heads, ""], ...rows])].join("\n");
}

/** What a table was asked for beside its measure and unit. */
function settings({ matched, frame, serviceTypes }: AnswerTable): string {
  return [
    matched === true ? ", the same in both months" : "",
    frame === undefined ? "" : `, set against the ${FRAME_NAMES[frame]}`,
    serviceTypes === undefined ? "" : `, only ${serviceTypes.map((type) => SERVICE_TYPE_LABELS[type]).join(", ")}`,
  ].join("");
}

/** The columns beside a share that only some tables have: the list’s size, weights, and the change of the same members. */
function besideShare({ rows }: AnswerTable): { readonly heads: string[]; of(row: TableRow): string[] } {
  const sized = rows.some(({ population }) => population !== undefined);
  const weighted = rows.some((row) => row.weighted !== undefined);
  const matched = rows.some(({ comparedWith }) => comparedWith !== undefined);
  const changed = rows.some(({ change }) => change !== undefined);
  return {
    heads: [
      ...(sized ? ["interval", "of"] : []),
      ...(weighted ? ["weighted", "interval", "design effect"] : []),
      ...(matched ? ["with", "was"] : []),
      ...(changed ? ["pairs", "gained", "lost", "p"] : []),
    ],
    of: ({ low, high, population, weighted: own, comparedWith, before, change }) => [
      ...(sized ? [interval(low, high), population === undefined ? "" : number(population)] : []),
      ...(weighted
        ? own == null
          ? ["–", "–", "–"]
          : [percent(own.share), interval(own.low, own.high), own.designEffect.toFixed(2)]
        : []),
      ...(matched ? [comparedWith ?? "", percent(before?.share ?? null)] : []),
      ...(changed
        ? change == null
          ? ["–", "–", "–", "–"]
          : [number(change.pairs), number(change.gained), number(change.lost), probability(change.p)]
        : []),
    ],
  };
}

const interval = (low: number | null, high: number | null): string =>
  low === null || high === null ? "–" : `${(low * 100).toFixed(1)}–${(high * 100).toFixed(1)}%`;

const probability = (p: number): string => (p < 0.001 ? "< 0.001" : p.toFixed(3));

/** The path of each group from what it said to what it did, then what the columns mean. */
function pathLines({ rows }: PathTable): string[] {
  const lines = rows.map((row) => [
    row.month,
    row.commissioner,
    groupName(row),
    row.said === "likely" ? "likely" : "not likely",
    number(row.members),
    number(row.followed),
    number(row.discussed),
    number(row.handedBack),
    number(row.either),
    percent(row.share),
    interval(row.low, row.high),
    row.until,
    row.complete ? "" : "not all months are in",
  ]);
  const heads = ["month", "from", "group", "said", "members", "followed", "discussed", "handed back", "either"];
  return [
    ...aligned([[...heads, "share", "interval", "until", ""], ...lines]),
    "  followed: answered on discussions or hand-backs in one of the next three months; share: either, of these",
  ];
}

/** The group of a row; nothing where the table is not split. */
function groupName(row: { readonly [field in (typeof GROUP_FIELDS)[Split]]?: string | undefined }): string {
  return Object.values(GROUP_FIELDS).reduce((name, field) => row[field] ?? name, "");
}

/** A question of a user's own: every option by its code, then what the codes mean. */
function ownTable(table: AnswerTable, { options }: TableQuestion): string[] {
  const share = options.some(({ counted }) => counted);
  const beside = besideShare(table);
  const lines = table.rows.map((row) => [
    row.month,
    groupName(row),
    number(row.base),
    ...options.map(({ code }) => number(row.counts === null ? null : (row.counts[code] ?? 0))),
    ...(share ? [row.shareText ?? percent(row.share)] : []),
    ...beside.of(row),
    row.hidden ?? "",
  ]);
  const heads = ["month", "group", "base", ...options.map(({ code }) => code), ...(share ? ["share"] : [])];
  const meanings = options.map(({ code, label, counted }) => `  ${code}: ${label}${counted ? " (counts)" : ""}`);
  return [...aligned([[...heads, ...beside.heads, ""], ...lines]), ...meanings];
}

/** What `check` tells people. */
export function checkText(report: CheckReport): string {
  const { rows } = report;
  const lines = [
    `${several(rows.read, "row")} read: ${number(rows.stored)} stored, ${number(rows.unchanged)} unchanged, ${number(rows.setAside)} set aside.`,
    `${number(rows.standing)} responses stand, ${number(rows.superseded)} are superseded.`,
    ...report.issues.map((issue) => issue.message),
    ...report.warnings.flatMap(({ message, reason, seenAt }) =>
      seenAt === null ? [`Worth a look: ${message} ${reason}`] : [],
    ),
    ...report.clashes.map(
      ({ kind, what, values }) =>
        `${what}${kind === "chain" ? "" : " was said differently"}: ${values.map(({ label, from }) => `${label} (${from === null ? "here" : from})`).join("; ")}. The first counts.`,
    ),
    ...report.organisations.waiting.map(
      ({ a, b, reasons }) => `“${a.name}” (${a.key}) and “${b.name}” (${b.key}) may be one: ${reasons.join("; ")}.`,
    ),
    ...report.conflicts.map(
      (c) =>
        `${c.month}, ${c.organisation}: ${c.question} stands as ${c.standing.option} (${c.standing.file}, row ${c.standing.row}), but ${c.superseded.file}, row ${c.superseded.row} said ${c.superseded.option}.`,
    ),
  ];
  const { issues, organisations, conflicts, clashes } = report;
  if (issues.length + organisations.total + conflicts.length + clashes.length === 0)
    lines.push("Nothing has to be decided.");
  return lines.join("\n");
}

/** What `brief` tells people. */
export function packText(result: PackResult): string {
  const open =
    result.openChecks === 0
      ? []
      : [`${number(result.openChecks)} items are open in Check; a draft does not wait for them.`];
  return [
    `Draft pack: ${result.folder}`,
    ...result.files.map((file) => `  ${file.name}`),
    `${number(result.hidden.length)} figures are hidden, each with its reason in the pack.`,
    ...open,
  ].join("\n");
}

/** Lines of cells under one another. */
export function aligned(rows: readonly (readonly string[])[]): string[] {
  const widths = (rows[0] ?? []).map((_, column) => Math.max(...rows.map((row) => (row[column] ?? "").length)));
  return rows.map((row) =>
    row
      .map((cell, column) => cell.padEnd(widths[column] ?? 0))
      .join("  ")
      .trimEnd(),
  );
}
