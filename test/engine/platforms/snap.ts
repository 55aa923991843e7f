import { ukTime } from "./dates.ts";
import { delimited } from "./delimited.ts";
import type { Respondent, Variant } from "./fixture.ts";
import { form } from "./questions.ts";
import { PLACES, placesOf, remarkOf } from "./sets.ts";

/** Code, label and cell of a column. */
type Column = readonly [string, string, (respondent: Respondent) => string];

function columns(): readonly Column[] {
  return [
    ["ID.name", "Respondent", ({ id }) => String(id)],
    ["ID.start", "Date started", ({ started }) => ukTime(started)],
    ["ID.end", "Date completed", ({ submitted }) => ukTime(submitted)],
    ...form().map(({ heading, value }, index): Column => [`Q${index + 1}`, heading, value]),
    ...PLACES.map((place, index): Column => [
      `Q11.${index + 1}`,
      `Which regions do you work in? ${place}`,
      (respondent) => (placesOf(respondent).includes(place) ? place : ""),
    ]),
    ["Q12", "Anything else?", remarkOf],
  ];
}

export const snap: readonly Variant[] = [
  {
    title: "a Snap export in UTF-16 with codes over labels",
    platform: "Snap",
    write: (respondents) => {
      const all = columns();
      const table = [
        all.map(([code]) => code),
        all.map(([, label]) => label),
        ...respondents.map((respondent) => all.map(([, , value]) => value(respondent))),
      ];
      const bytes = delimited(table, { delimiter: "\t", bom: true, encoding: "utf-16le" });
      return [{ name: "Fee uplifts and hand-backs.txt", bytes }];
    },
  },
];
