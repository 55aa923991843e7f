import { appendFileSync, mkdirSync, readFileSync, renameSync, statSync } from "node:fs";
import { release } from "node:os";
import path from "node:path";
import { BellwetherError } from "../../shared/errors.ts";

/** What happened to the engine, for support: kinds of faults and the places in our own code, never what anybody said or is called. */
export interface Journal {
  /** Notes that something was done, in words of our own. */
  readonly note: (event: string) => void;
  /** Notes a fault without its message, which may hold names. */
  readonly fault: (error: unknown, operation?: string) => void;
  /** The newest lines, oldest first. */
  readonly read: () => readonly string[];
}

/** Opens the journal of a folder: one file of at most 256 KB, and the one before it. Where it cannot be written, all goes on without. */
export function openJournal(folder: string): Journal {
  const file = path.join(folder, "bellwether.log");
  const write = (line: string): void => {
    try {
      mkdirSync(folder, { recursive: true });
      const size = statSync(file, { throwIfNoEntry: false })?.size ?? 0;
      if (size > MOST_BYTES) renameSync(file, `${file}.1`);
      appendFileSync(file, `${new Date().toISOString()} ${line}\n`);
    } catch {
      // Nothing hangs on it.
    }
  };
  return {
    note: write,
    fault: (error, operation) => write(faultLine(error, operation)),
    read: () => {
      try {
        return readFileSync(file, "utf8").trimEnd().split("\n").slice(-MOST_LINES);
      } catch {
        return [];
      }
    },
  };
}

/**
 * A fault as one line: its class and code, and where in our own code it came from. Its message stays out, and of paths all but
 * the file's own name.
 */
export function faultLine(error: unknown, operation = "engine"): string {
  if (error instanceof BellwetherError) return `${operation} refused: ${error.code}`;
  if (!(error instanceof Error)) return `${operation} failed: ${typeof error}`;
  const code = "code" in error && /^[A-Z][A-Z0-9_]*$/.test(String(error.code)) ? ` ${String(error.code)}` : "";
  const places = (error.stack ?? "")
    .split("\n")
    .flatMap(
      (line) =>
        /^\s+at (?:async )?(?:([\w.<>$ ]{1,60}) )?\(?(?:.*[\\/])?([\w.-]{1,60}:\d+):\d+\)?$/.exec(line)?.slice(1) ?? [],
    )
    .filter((part) => part !== undefined)
    .slice(0, 16);
  const cause = error.cause === undefined ? "" : `; caused by ${faultLine(error.cause, "")}`.replace("  ", " ");
  return `${operation} failed: ${error.constructor.name}${code} at ${places.join(" ")}${cause}`;
}

/** What support needs to know, as text to copy. */
export function supportDetails(
  about: { readonly version: string; readonly host: string; readonly campaigns: number },
  journal: Journal | undefined,
): string {
  const { node, electron, sqlite } = process.versions as Record<string, string | undefined>;
  return [
    `Bellwether ${about.version}, ${about.host}`,
    `${process.platform} ${process.arch} ${release()}; Node ${node ?? "?"}${electron === undefined ? "" : `, Electron ${electron}`}${sqlite === undefined ? "" : `, SQLite ${sqlite}`}`,
    `Campaigns in the library: ${about.campaigns}`,
    "",
    "What happened last (no names, no answers, no paths):",
    ...(journal?.read() ?? []).slice(-60),
  ].join("\n");
}

const MOST_BYTES = 256_000;
const MOST_LINES = 400;
