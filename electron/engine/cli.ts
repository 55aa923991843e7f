import { homedir } from "node:os";
import path from "node:path";
import { parseArgs, type ParseArgsConfig } from "node:util";
import packageJson from "../../package.json" with { type: "json" };
import { dataFolder } from "../../shared/dataFolder.ts";
import { BellwetherError } from "../../shared/errors.ts";
import { toShape } from "../../shared/rpc.ts";
import { commands } from "./commands.ts";
import { UsageError, type Command } from "./given.ts";
import { openJournal } from "./journal.ts";
import { denyNetwork } from "./noNetwork.ts";
import { terminalProgress } from "./terminal.ts";

/**
 * The command line (DESIGN section 7). Exit 0 done, 1 refused with a reason a person can act on, 2 wrong usage, 130
 * interrupted. With --json one document goes to stdout and nothing else; progress goes to stderr on a terminal.
 */
const stop = new AbortController();
process.on("SIGINT", () => stop.abort());
process.on("SIGTERM", () => stop.abort());
process.on("SIGHUP", () => stop.abort());
process.stdout.on("error", (error: NodeJS.ErrnoException) => {
  if (error.code !== "EPIPE") throw error;
  process.exit(0); // whoever reads stdout has seen enough
});
const home = dataFolder(process.platform, process.env, homedir());
denyNetwork(openJournal(path.join(home, "logs")));
process.exitCode = await main(process.argv.slice(2));

async function main(argv: readonly string[]): Promise<number> {
  const [name = "", ...args] = argv;
  if (name === "--help" || name === "help" || name === "") {
    process.stdout.write(usage());
    return name === "" ? 2 : 0;
  }
  if (name === "--version") {
    process.stdout.write(`${packageJson.version}\n`);
    return 0;
  }
  const command = Object.hasOwn(commands, name) ? commands[name] : undefined;
  if (command === undefined) return wrongUsage(`There is no command “${name}”.`);
  if (args.includes("--help")) {
    process.stdout.write(`Usage: bellwether ${command.usage}\n${command.summary}\n`);
    return 0;
  }
  const progress = terminalProgress(process.stderr);
  const json = args.includes("--json");
  try {
    const { values, positionals } = parsed(command, args);
    const output = await command.run(
      { values, positionals },
      {
        signal: stop.signal,
        progress: progress.show,
        version: packageJson.version,
        dataFolder: home,
        say: (line) => process.stdout.write(`${line}\n`),
      },
    );
    progress.clear();
    if (output !== null) process.stdout.write(json ? `${JSON.stringify(output.json)}\n` : `${output.text}\n`);
    return 0;
  } catch (error) {
    progress.clear();
    if (error instanceof UsageError) return wrongUsage(error.message, command);
    if (error instanceof BellwetherError && error.code === "cancelled") {
      process.stderr.write(`${error.message}\n`);
      return 130;
    }
    const shape = toShape(error);
    if (json) {
      const { code, message, file = null, sheet = null, row = null } = shape;
      process.stdout.write(`${JSON.stringify({ error: { code, message, file, sheet, row } })}\n`);
    }
    process.stderr.write(`${shape.message}\n`);
    if (!(error instanceof BellwetherError) && process.env["BELLWETHER_DEBUG"] !== undefined) {
      process.stderr.write(`${error instanceof Error ? (error.stack ?? "") : String(error)}\n`);
    }
    return 1;
  }
}

function parsed(
  command: Command,
  args: readonly string[],
): { values: Record<string, string | boolean | undefined>; positionals: string[] } {
  const options: NonNullable<ParseArgsConfig["options"]> = Object.fromEntries(
    Object.entries(command.options).map(([name, kind]) => [name, { type: kind }]),
  );
  try {
    const { values, positionals } = parseArgs({ args: [...args], options, allowPositionals: true, strict: true });
    if (positionals.length > command.positionals) {
      throw new UsageError(`“${positionals[command.positionals] ?? ""}” is one too many.`);
    }
    return { values: values as Record<string, string | boolean | undefined>, positionals };
  } catch (error) {
    if (error instanceof UsageError) throw error;
    throw new UsageError(error instanceof Error ? (error.message.split(". ")[0] ?? "") : String(error));
  }
}

function wrongUsage(message: string, command?: Command): number {
  process.stderr.write(`${message}\n\n${command === undefined ? usage() : `Usage: bellwether ${command.usage}\n`}`);
  return 2;
}

function usage(): string {
  const lines = Object.values(commands).map((command) => `  bellwether ${command.usage}\n      ${command.summary}`);
  return `Bellwether ${packageJson.version}\n\n${lines.join("\n")}\n\nIn the checkout: npm run -s bellwether -- <command> …\n`;
}
