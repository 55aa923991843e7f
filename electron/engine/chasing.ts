import type { FrameInfo, MissingRow } from "../../shared/coverage.ts";
import type { Output, ParsedInput, TableQuery } from "../../shared/contract.ts";
import { BellwetherError } from "../../shared/errors.ts";
import { csvText } from "../../shared/csv.ts";
import { fold } from "../../shared/identifiers.ts";
import { monthFromNumber, monthLabel, monthNumber, type Month } from "../../shared/month.ts";
import { FRAME_NAMES, type Frame } from "../../shared/tables.ts";
import { REGIONS, SERVICE_TYPE_LABELS, SERVICE_TYPES, type Unit } from "../../shared/vocabulary.ts";
import { coverageFrame, framesOf, type CoverageFrame } from "./evidence/coverage.ts";
import { kept } from "./kept.ts";
import { panelOf } from "./measures/coverage.ts";
import { plainText } from "../../shared/plainText.ts";
import type { CampaignFile } from "./store/campaignFile.ts";
import { readAnswered, type StoredAnswered } from "./store/coverage.ts";
import { HANDBACK_SET_ID } from "./store/questionSets.ts";

/**
 * Those who could answer, as a query names them: the member list, else the directory; null where there is neither.
 * @throws BellwetherError `unit-unavailable` for the locations of a member list; `bad-request` where the named list is missing
 */
export function frameAsked(
  campaign: CampaignFile,
  { unit, frame }: Pick<TableQuery, "unit" | "frame">,
): CoverageFrame | null {
  if (unit === "location" && frame === "members") {
    throw new BellwetherError(
      "unit-unavailable",
      "A member list names organisations, so locations cannot be compared with it. Use the directory, or the organisation as the unit.",
    );
  }
  const [first] = framesOf(campaign, unit);
  const wanted = frame ?? first;
  if (wanted === undefined) return null;
  const found = frameOf(campaign, unit, wanted);
  if (found === null)
    throw new BellwetherError("bad-request", `There is no ${FRAME_NAMES[wanted]} in this campaign. ${IMPORT_ONE}`);
  return found;
}

/** When everybody answered a question set, the hand-back questions unless it is named; worked out once as long as nothing changes. */
export function answeredBy(
  campaign: CampaignFile,
  unit: Unit,
  questionSet: number = HANDBACK_SET_ID,
): readonly StoredAnswered[] {
  return kept(campaign, `answered ${unit} ${questionSet}`, () => readAnswered(campaign, unit, questionSet));
}

function frameOf(campaign: CampaignFile, unit: Unit, frame: Frame): CoverageFrame | null {
  return kept(campaign, `${frame} ${unit}`, () => coverageFrame(campaign, unit, frame));
}

/** The lists there are to compare with, and how the panel moved. */
export function coveragePanel(campaign: CampaignFile, unit: Unit): Output<"coverage.panel"> {
  const frames = framesOf(campaign, unit).flatMap((frame): FrameInfo[] => {
    const found = frameOf(campaign, unit, frame);
    return found === null ? [] : [{ frame, asOf: found.asOf, known: found.members.size }];
  });
  return {
    frames,
    months: panelOf(answeredBy(campaign, unit)).map(({ month, since, ...counts }) => ({
      month: monthFromNumber(month),
      since: since === null ? null : monthFromNumber(since),
      ...counts,
    })),
  };
}

/** Who has not answered about a month, by name, a page of it. @throws as `frameAsked`; `bad-request` where there is no list */
export function coverageMissing(
  campaign: CampaignFile,
  query: ParsedInput<"coverage.missing">,
): Output<"coverage.missing"> {
  const { frame, rows } = missing(campaign, query, query.month as Month);
  const search = fold(query.search);
  const found =
    search === ""
      ? rows
      : rows.filter(({ name, ids, contact }) => fold([name, ...ids, contact ?? ""].join("\u001f")).includes(search));
  return { frame, total: found.length, rows: found.slice(query.offset, query.offset + query.limit) };
}

/**
 * The same as a CSV file to chase them by, with a byte order mark for Excel. Its first line says that it names people;
 * text that a spreadsheet could take for a formula is made harmless.
 * @throws as `coverageMissing`
 */
export function chaseList(
  campaign: CampaignFile,
  query: Pick<ParsedInput<"coverage.chase">, "unit" | "frame"> & { readonly month: string },
): Output<"coverage.chase"> {
  const month = query.month as Month;
  const { frame, asOf, rows } = missing(campaign, query, month);
  const first = `IDENTIFIABLE: for chasing members only, not to be published. Has not answered about ${monthLabel(month)}; compared with the ${FRAME_NAMES[frame]} of ${asOf}; unit: ${query.unit}.`;
  const lines = [
    [first],
    ["name", "contact", "ids", "last answered before then", "service type", "region"],
    ...rows.map((row) => [
      row.name,
      row.contact ?? "",
      row.ids.join("; "),
      row.lastAnswered ?? "not before",
      SERVICE_TYPE_LABELS[row.serviceType],
      row.region === "not_stated" ? "Not stated" : row.region,
    ]),
  ];
  const text = csvText(lines.map((cells) => cells.map(plainText)));
  return { name: `IDENTIFIABLE chase list ${month}.csv`, text: `\ufeff${text}`, rows: rows.length };
}

const IMPORT_ONE = "Import the CQC directory or your member list to see who has not answered.";

function missing(
  campaign: CampaignFile,
  query: Pick<TableQuery, "unit" | "frame">,
  month: Month,
): Pick<CoverageFrame, "frame" | "asOf"> & { readonly rows: readonly MissingRow[] } {
  const found = frameAsked(campaign, query);
  if (found === null) throw new BellwetherError("bad-request", `Nothing says who could have answered. ${IMPORT_ONE}`);
  const wanted = monthNumber(month);
  const last = new Map<string, number>();
  const there = new Set<string>();
  for (const { member, months } of answeredBy(campaign, query.unit)) {
    if (months.includes(wanted)) there.add(member);
    const before = months.filter((answered) => answered < wanted).at(-1);
    if (before !== undefined) last.set(member, Math.max(before, last.get(member) ?? 0));
  }
  const rows = [...found.members].flatMap(([member, { name, ids, contact, serviceType, region }]): MissingRow[] => {
    if (there.has(member)) return [];
    const before = last.get(member);
    return [
      {
        member,
        name,
        ids: [...ids],
        contact,
        serviceType: SERVICE_TYPES[serviceType] ?? "not_stated",
        region: REGIONS[region] ?? "not_stated",
        lastAnswered: before === undefined ? null : monthFromNumber(before),
      },
    ];
  });
  const order = new Map(rows.map((row) => [row, `${fold(row.name)}\u001f${row.member}`]));
  rows.sort((a, b) => ((order.get(a) ?? "") < (order.get(b) ?? "") ? -1 : 1));
  return { frame: found.frame, asOf: found.asOf, rows };
}
