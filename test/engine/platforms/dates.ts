const MONTHS = ["Jan", "Feb", "Mar", "Apr", "May", "Jun", "Jul", "Aug", "Sep", "Oct", "Nov", "Dec"];

/** The parts of an ISO zone-less time, as text; hours on the twelve-hour clock too. */
function parts(iso: string) {
  const [, year = "", month = "", day = "", hour = "", minute = "", second = ""] =
    /^(\d{4})-(\d\d)-(\d\d)T(\d\d):(\d\d):(\d\d)$/.exec(iso) ?? [];
  if (year === "") throw new Error(`Not a time: ${iso}`);
  const twelve = Number(hour) % 12 === 0 ? 12 : Number(hour) % 12;
  return { year, month, day, hour, minute, second, twelve, half: Number(hour) < 12 ? "AM" : "PM" };
}

/** `02/10/2025 07:33:13 AM`, as SurveyMonkey. */
export function usTwelve(iso: string): string {
  const { year, month, day, twelve, minute, second, half } = parts(iso);
  return `${month}/${day}/${year} ${String(twelve).padStart(2, "0")}:${minute}:${second} ${half}`;
}

/** `02/10/2025 07:33:13`, as older SurveyMonkey exports. */
export function usTwentyFour(iso: string): string {
  const { year, month, day, hour, minute, second } = parts(iso);
  return `${month}/${day}/${year} ${hour}:${minute}:${second}`;
}

/** `Feb 10, 2025 7:33:13 AM`, as newer Alchemer exports. */
export function usNamed(iso: string): string {
  const { year, month, day, twelve, minute, second, half } = parts(iso);
  return `${MONTHS[Number(month) - 1] ?? ""} ${Number(day)}, ${year} ${twelve}:${minute}:${second} ${half}`;
}

/** `2025/02/10 7:33:13 AM GMT`, as the CSV download of Google Forms. */
export function googleTime(iso: string): string {
  const { year, month, day, twelve, minute, second, half } = parts(iso);
  return `${year}/${month}/${day} ${twelve}:${minute}:${second} ${half} GMT`;
}

/** `10/02/2025 07:33:13`. */
export function ukTime(iso: string): string {
  const { year, month, day, hour, minute, second } = parts(iso);
  return `${day}/${month}/${year} ${hour}:${minute}:${second}`;
}

/** `10/02/2025`. */
export function ukDay(iso: string): string {
  return ukTime(iso).slice(0, 10);
}

/** `2025-02-10 07:33:13`. */
export function isoTime(iso: string): string {
  return iso.replace("T", " ");
}

/** The serial of the 1900 date system. */
export function serialOf(iso: string): number {
  return (Date.parse(`${iso}Z`) - Date.UTC(1899, 11, 30)) / 86_400_000;
}
