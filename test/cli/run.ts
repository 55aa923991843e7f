import { spawn } from "node:child_process";
import { readdirSync } from "node:fs";
import path from "node:path";

/** The built command line. */
export const CLI = path.resolve(import.meta.dirname, "../../build/engine/cli.js");

/** What a command did: its exit code and all it wrote. */
export interface Ran {
  readonly code: number | null;
  readonly stdout: string;
  readonly stderr: string;
}

/** Runs the built command line to its end. */
export function bellwether(
  args: readonly string[],
  options: { env?: Record<string, string>; onStart?: (kill: (signal: NodeJS.Signals) => void) => void } = {},
): Promise<Ran> {
  return new Promise((resolve, reject) => {
    const child = spawn(process.execPath, [CLI, ...args], { env: { ...process.env, ...options.env } });
    let stdout = "";
    let stderr = "";
    child.stdout.on("data", (chunk: Buffer) => (stdout += chunk.toString()));
    child.stderr.on("data", (chunk: Buffer) => (stderr += chunk.toString()));
    child.on("error", reject);
    child.on("close", (code) => resolve({ code, stdout, stderr }));
    options.onStart?.((signal) => child.kill(signal));
  });
}

/** Runs a command with `--json` and parses the one document on stdout. */
// oxlint-disable-next-line typescript/no-unnecessary-type-parameters -- names the document that the caller expects
export async function json<T>(args: readonly string[]): Promise<{ code: number | null; value: T; stderr: string }> {
  const { code, stdout, stderr } = await bellwether([...args, "--json"]);
  return { code, value: JSON.parse(stdout) as T, stderr };
}

/** Sends a signal to a command in the middle of its writing: as soon as a file of such a name stands in the folder. */
export function signalWhenThere(
  folder: string,
  name: RegExp,
  signal: NodeJS.Signals,
): { readonly onStart: (kill: (signal: NodeJS.Signals) => void) => void } {
  return {
    onStart(kill) {
      const waiting = setInterval(() => {
        if (!readdirSync(folder).some((file) => name.test(file))) return;
        clearInterval(waiting);
        kill(signal);
      }, 5);
      waiting.unref();
    },
  };
}
