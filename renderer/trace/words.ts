/** "tracker.csv, Extract, row 12". */
export function placeText(place: {
  readonly file: string;
  readonly sheet: string | null;
  readonly row: number;
}): string {
  return `${place.file}${place.sheet === null ? "" : `, ${place.sheet}`}, row ${place.row}`;
}

/** What a response came from: the Capacity Tracker, or a survey by its platform. */
export function sourceText(of: {
  readonly source: "capacity-tracker" | "survey";
  readonly platform?: string | null;
}): string {
  return of.source === "capacity-tracker" ? "Capacity Tracker" : (of.platform ?? "survey");
}
