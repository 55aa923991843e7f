import { isoTime } from "./dates.ts";
import { delimited } from "./delimited.ts";
import type { PlatformFile, Respondent, Variant } from "./fixture.ts";
import { form, type Asked } from "./questions.ts";
import { PLACES, placesOf, remarkOf } from "./sets.ts";

const ENDING: readonly Asked[] = [
  { heading: "Start Date (UTC)", value: ({ started }) => isoTime(started) },
  { heading: "Submit Date (UTC)", value: ({ submitted }) => isoTime(submitted) },
  { heading: "Network ID", value: ({ id }) => networkId(id) },
];

const NEWER_ENDING: readonly Asked[] = [
  {
    heading: "Response Type",
    value: ({ state, id }) => (state === "complete" ? "completed" : id % 3 === 0 ? "started" : "partial"),
  },
  { heading: "Start Date (UTC)", value: ({ started }) => isoTime(started) },
  {
    heading: "Stage Date (UTC)",
    value: ({ state, submitted }) => (state === "partial" ? isoTime(submitted) : ""),
  },
  {
    heading: "Submit Date (UTC)",
    value: ({ state, submitted }) => (state === "partial" ? "" : isoTime(submitted)),
  },
  { heading: "Network ID", value: ({ id }) => networkId(id) },
  { heading: "Tags", value: () => "" },
  { heading: "Ending", value: ({ state }) => (state === "partial" ? "" : "Thank you!") },
];

function networkId(id: number): string {
  return (0x653e97acae + id * 0x1f3d7).toString(16);
}

/** Typeform's own number of a response: 32 letters and digits. */
function token({ id }: Respondent): string {
  const half = (id * 2_654_435_761).toString(36).padStart(16, "k9").slice(-16);
  return half + half.split("").toReversed().join("");
}

/** Emphasis in a question reaches its heading as HTML. */
const marked = (heading: string): string =>
  heading
    .replace("most common", "<strong>most common</strong>")
    .replace(/(Local Authorit(?:y|ies)|NHS)/, "<strong>$1</strong>")
    .replace("next 3 months", "<em>next 3 months</em>");

/** Options with a column each, headed by the option; every question with a free option has a column named Other. */
function asked(mark: (heading: string) => string): readonly Asked[] {
  const [organisation, provider, postcode, service, ...six] = form().map(({ heading, value }) => ({
    heading: mark(heading),
    value,
  }));
  return [
    organisation,
    provider,
    postcode,
    service,
    { heading: "Other", value: ({ asked: type }: Respondent) => (type.startsWith("Other") ? "Live-in care" : "") },
    ...PLACES.map((place) => ({
      heading: place,
      value: (respondent: Respondent) => (placesOf(respondent).includes(place) ? place : ""),
    })),
    { heading: "Other", value: ({ id }: Respondent) => (id % 6 === 0 ? "Wales" : "") },
    ...six,
    { heading: "Other", value: () => "" },
    { heading: "Anything else?", value: remarkOf },
  ].filter((column) => column !== undefined);
}

function file(respondents: readonly Respondent[], columns: readonly Asked[]): readonly PlatformFile[] {
  const all: readonly Asked[] = [{ heading: "#", value: token }, ...columns];
  const table = [
    all.map(({ heading }) => heading),
    ...respondents.map((respondent) => all.map(({ value }) => value(respondent))),
  ];
  return [{ name: "responses-Xv6wQq-01JNDX2ZK7-completed.csv", bytes: delimited(table, { newline: "\n" }) }];
}

const platform = "Typeform";

export const typeform: readonly Variant[] = [
  {
    title: "a Typeform CSV",
    platform,
    write: (respondents) => file(respondents, [...asked((heading) => heading), ...ENDING]),
  },
  {
    title: "a Typeform CSV with HTML in its headings",
    platform,
    write: (respondents) => file(respondents, [...asked(marked), ...ENDING]),
  },
  {
    title: "a newer Typeform CSV that holds partial responses",
    platform,
    marks: ["partial"],
    write: (respondents) => file(respondents, [...asked(marked), ...NEWER_ENDING]),
  },
];
