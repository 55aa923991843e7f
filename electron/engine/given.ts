import { FRAMES, type Frame } from "../../shared/tables.ts";
import { SERVICE_TYPES, UNITS, type ServiceType, type Unit } from "../../shared/vocabulary.ts";
import { parseMonth, type Month } from "../../shared/month.ts";
import type { WorkContext } from "./importing.ts";
import { newSession, type Session } from "./session.ts";
import { openCampaign } from "./store/campaignFile.ts";

/** Wrong usage: exit code 2. */
export class UsageError extends Error {}

/** What a command was given: options by name, and what stands alone. */
export interface Given {
  readonly values: Readonly<Record<string, string | boolean | undefined>>;
  readonly positionals: readonly string[];
}

/** What a command runs in. */
export interface CommandContext extends WorkContext {
  readonly version: string;
  readonly dataFolder: string;
  readonly say: (line: string) => void;
}

/** One command: what `--json` prints and what people read. Null where it has said all there is to say. */
export interface Command {
  readonly usage: string;
  readonly summary: string;
  readonly options: Readonly<Record<string, "string" | "boolean">>;
  /** How many words may stand beside the options. */
  readonly positionals: number;
  run(given: Given, context: CommandContext): Promise<{ json: unknown; text: string } | null>;
}

/** Opens the campaign a command names, for reading only, while some work is done. */
export async function reading<T>(given: Given, work: (session: Session) => Promise<T> | T): Promise<T> {
  const campaign = openCampaign(required(given, "campaign"), "read");
  try {
    return await work(newSession("command", campaign));
  } finally {
    campaign.close();
  }
}

/** Opens the campaign a command names, for writing to it, while some work is done. */
export async function writing<T>(given: Given, work: (session: Session) => Promise<T> | T): Promise<T> {
  const campaign = openCampaign(required(given, "campaign"), "write");
  try {
    return await work(newSession("command", campaign));
  } finally {
    campaign.close();
  }
}

/** An option that has to be there. @throws UsageError */
export function required(given: Given, name: string): string {
  const value = given.values[name];
  if (typeof value !== "string" || value === "") throw new UsageError(`--${name} is missing.`);
  return value;
}

/** The one word that stands beside the options. @throws UsageError */
export function only(given: Given, what: string): string {
  const [first, ...rest] = given.positionals;
  if (first === undefined || rest.length > 0) throw new UsageError(`Name ${what}, and one only.`);
  return first;
}

/** One of some words. @throws UsageError */
export function oneOf<const T extends string>(
  choices: readonly T[],
  value: string | boolean | undefined,
  what: string,
): T {
  const found = choices.find((choice) => choice === value);
  if (found === undefined) throw new UsageError(`${what} is one of ${choices.join(", ")}; not “${String(value)}”.`);
  return found;
}

/** The month of `--month`, or of another option; null where it is left out. @throws UsageError */
export function monthGiven(given: Given, option = "month"): Month | null {
  const text = given.values[option];
  if (text === undefined) return null;
  const month = parseMonth(String(text));
  if (month === null) throw new UsageError(`--${option} is written 2025-01; not “${String(text)}”.`);
  return month;
}

/** The unit of `--unit`: organisations unless it is given. @throws UsageError */
export function unitGiven({ values }: Given): Unit {
  return values["unit"] === undefined ? "organisation" : oneOf(UNITS, values["unit"], "--unit");
}

/** The list of `--frame`; nothing where it is left out. @throws UsageError */
export function frameGiven({ values }: Given): { readonly frame?: Frame } {
  return values["frame"] === undefined ? {} : { frame: oneOf(FRAMES, values["frame"], "--frame") };
}

/** The service types of `--service-type`, separated by commas; none, which is all, where it is left out. @throws UsageError */
export function serviceTypesGiven({ values }: Given): ServiceType[] {
  const text = values["service-type"];
  if (typeof text !== "string") return [];
  return text.split(",").map((part) => oneOf(SERVICE_TYPES, part.trim(), "--service-type"));
}

/** The month of `--against`, which goes with `--matched`; nothing where it is left out. @throws UsageError */
export function againstGiven(given: Given): { readonly against?: Month } {
  const against = monthGiven(given, "against");
  if (against === null) return {};
  if (given.values["matched"] !== true) throw new UsageError("--against goes with --matched.");
  return { against };
}
