import type { Month } from "./month.ts";

/** Something that happened, as a chart notes it beside figures it may explain. Sourced; never mixed into the figures. */
export interface TimelineNote {
  /** `YYYY-MM-DD`. */
  readonly day: string;
  /** In a few words, for the note beside a chart. */
  readonly text: string;
  /** Who says so. */
  readonly source: string;
}

/** What bears on fees and wages in England, earliest first. */
export const TIMELINE: readonly TimelineNote[] = [
  {
    day: "2024-10-30",
    text: "Autumn Budget 2024: employer National Insurance to rise",
    source: "HM Treasury, Autumn Budget 2024, 30 October 2024",
  },
  {
    day: "2025-02-28",
    text: "Capacity Tracker collection on January closes",
    source: "DHSC, Capacity Tracker hand-back questions",
  },
  {
    day: "2025-04-01",
    text: "National Living Wage rises to £12.21",
    source: "The National Minimum Wage (Amendment) Regulations 2025",
  },
  {
    day: "2025-04-06",
    text: "Employer National Insurance rises to 15%, from £5,000",
    source: "National Insurance Contributions (Secondary Class 1 Contributions) Act 2025",
  },
  {
    day: "2025-11-26",
    text: "Budget 2025",
    source: "HM Treasury, Budget 2025, 26 November 2025",
  },
  {
    day: "2026-04-01",
    text: "National Living Wage rises to £12.71",
    source: "HM Treasury, Budget 2025, 26 November 2025",
  },
];

/** The notes whose day falls within the months of a chart, from the first to the last. */
export function notesWithin(months: readonly Month[]): readonly TimelineNote[] {
  const [first, last] = [months[0], months.at(-1)];
  if (first === undefined || last === undefined) return [];
  return TIMELINE.filter(({ day }) => day.slice(0, 7) >= first && day.slice(0, 7) <= last);
}
