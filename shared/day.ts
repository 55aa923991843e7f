import { MONTH_NAMES } from "./month.ts";

/** "31 October 2025" of an ISO day or moment. */
export function dayLabel(iso: string): string {
  const [year = "", month = "", day = ""] = iso.slice(0, 10).split("-");
  return `${Number(day)} ${MONTH_NAMES[Number(month) - 1] ?? ""} ${year}`;
}

/** "14 February 2025 at 09:30" of an ISO moment; one without a time is a day. */
export function momentLabel(iso: string): string {
  const time = /T(\d\d:\d\d(:(?!00)\d\d)?)/.exec(iso)?.[1];
  return time === undefined ? dayLabel(iso) : `${dayLabel(iso)} at ${time}`;
}
