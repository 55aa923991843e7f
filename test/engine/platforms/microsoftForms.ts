import type { PlatformFile, Respondent, Variant } from "./fixture.ts";
import { form, type Asked } from "./questions.ts";
import { placesOf, remarkOf } from "./sets.ts";
import { workbook, type Cell, type WorkbookStyle } from "./workbook.ts";

const ENGLISH = ["ID", "Start time", "Completion time", "Email", "Name"];
const NEWER = [...ENGLISH, "Last modified time"];
const GERMAN = ["ID", "Startzeit", "Fertigstellungszeit", "E-Mail", "Name"];
const WELSH = ["ID", "Amser dechrau", "Amser cwblhau", "E-bost", "Enw"];

/** The library that Forms writes with: `x:` on every element, a dimension that is never true, targets from the root. */
const STYLE: WorkbookStyle = {
  prefix: "x",
  dimension: "A1",
  timeFormat: "m/d/yy h:mm:ss",
  absoluteTargets: true,
};

const REGIONS: Asked = {
  heading: "Which regions do you work in?",
  value: (respondent) => ticked(placesOf(respondent)),
};
const REMARK: Asked = { heading: "Please tell us more", value: remarkOf };
const REMARK_AGAIN: Asked = {
  heading: "Please tell us more2",
  value: (respondent) => (respondent.id % 4 === 0 ? "See above" : ""),
};

/** Every ticked option with a semicolon behind it, the last one too. */
function ticked(options: readonly string[]): string {
  return options.map((option) => `${option};`).join("");
}

/** Some of the spaces of long headings are hard spaces, and some headings end in one. */
function hardSpaces(heading: string): string {
  return heading.replace("any of your ", "any\u00A0of your\u00A0").replace(/\?$/, "?\u00A0");
}

function file(
  respondents: readonly Respondent[],
  system: readonly string[],
  asked: readonly Asked[],
  style: WorkbookStyle = STYLE,
  anonymous = "anonymous",
): readonly PlatformFile[] {
  const rows: readonly (readonly Cell[])[] = [
    [...system, ...asked.map(({ heading }) => heading)],
    ...respondents.map((respondent, index): readonly Cell[] => [
      index + 1,
      { time: respondent.started },
      { time: respondent.submitted },
      anonymous,
      "",
      ...(system === NEWER ? [""] : []),
      ...asked.map(({ value }) => value(respondent)),
    ]),
  ];
  return [{ name: "Fee uplifts and hand-backs(1-40).xlsx", bytes: workbook([{ name: "Sheet1", rows }], style) }];
}

/** Two branches of the form ask the same six questions; the second time their headings end in 2. */
function branched(): readonly Asked[] {
  const [organisation, provider, postcode, service, ...six] = form();
  const inBranch = (respondent: Respondent): boolean => respondent.asked.startsWith("Care home");
  const first = six.map(({ heading, value }) => ({
    heading,
    value: (respondent: Respondent) => (inBranch(respondent) ? value(respondent) : ""),
  }));
  const second = six.map(({ heading, value }) => ({
    heading: `${heading}2`,
    value: (respondent: Respondent) => (inBranch(respondent) ? "" : value(respondent)),
  }));
  return [organisation, provider, postcode, service, ...first, ...second].filter((asked) => asked !== undefined);
}

const platform = "Microsoft Forms";
const whole: readonly Asked[] = [...form(), REGIONS, REMARK, REMARK_AGAIN];

export const microsoftForms: readonly Variant[] = [
  {
    title: "a Microsoft Forms workbook with prefixed elements and an untrue dimension",
    platform,
    write: (respondents) => file(respondents, ENGLISH, whole),
  },
  {
    title: "a newer Microsoft Forms workbook with a last modified time and inline strings",
    platform,
    write: (respondents) =>
      file(respondents, NEWER, [REGIONS, ...whole], { ...STYLE, strings: "inline", timeFormat: "m/d/yy h:mm:ss" }),
  },
  {
    title: "a Microsoft Forms workbook with German system headings",
    platform,
    write: (respondents) => file(respondents, GERMAN, whole, { ...STYLE, timeFormat: "dd.mm.yyyy hh:mm:ss" }),
  },
  {
    title: "a Microsoft Forms workbook with Welsh system headings",
    platform,
    write: (respondents) => file(respondents, WELSH, whole, STYLE, "dienw"),
  },
  {
    title: "a Microsoft Forms workbook with hard spaces in its headings",
    platform,
    write: (respondents) =>
      file(
        respondents,
        ENGLISH,
        whole.map(({ heading, value }) => ({ heading: hardSpaces(heading), value })),
      ),
  },
  {
    title: "a Microsoft Forms workbook whose branches ask the same questions twice",
    platform,
    write: (respondents) => file(respondents, ENGLISH, branched()),
  },
];
