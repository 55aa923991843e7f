import { existsSync, readFileSync } from "node:fs";
import { tmpdir } from "node:os";
import path from "node:path";
import { BellwetherError } from "../../shared/errors.ts";
import type { Backup } from "../../shared/campaigns.ts";
import { reading, required, UsageError, type Command, type Given } from "./given.ts";
import { backupFile, backupFolder, listBackups, makeBackup } from "./library/backups.ts";
import { restoreBackup, saveCopy } from "./library/copies.ts";
import { exportEverything } from "./library/exporting.ts";
import { inWorkingFolder, withPlainFile } from "./library/working.ts";
import { openOther } from "./merging.ts";
import { aligned } from "./texts.ts";

/** Commands on whole campaign files: copies, backups, and everything for other programs. */
export const copyCommands: Readonly<Record<string, Command>> = {
  copy: {
    positionals: 2,
    usage: "copy FROM.evidence TO.evidence [--passphrase-file FILE] [--protect-with FILE] [--json]",
    summary:
      "Copies a campaign as one closed file. --passphrase-file opens one that is protected, --protect-with protects the copy: each names a file whose first line is the passphrase.",
    options: { "passphrase-file": "string", "protect-with": "string", json: "boolean" },
    async run(given, context) {
      const [from, to, ...rest] = given.positionals;
      if (from === undefined || to === undefined || rest.length > 0)
        throw new UsageError("Name the campaign to copy, and the copy.");
      if (existsSync(to)) throw exists(to);
      if (!existsSync(from)) throw missing(from);
      const copy = { path: from, name: path.basename(from), passphrase: passphraseIn(given, "passphrase-file") };
      const passphrase = passphraseIn(given, "protect-with");
      // What is plain for a while lies where only this user can look, and never in a folder that is synchronised.
      const working = tmpdir();
      const bytes = await withPlainFile(working, copy, context, (plain) =>
        inWorkingFolder(working, async (folder) => {
          const campaign = openOther({ path: plain, name: copy.name }, path.join(folder, "copy.evidence"));
          return saveCopy(campaign, { to, passphrase, working }, context).finally(() => campaign.close());
        }),
      );
      return {
        json: { path: to, bytes, protected: passphrase !== null },
        text: `${to}: ${bytes.toLocaleString("en-GB")} bytes, ${passphrase === null ? "not protected" : "protected by the passphrase"}.`,
      };
    },
  },
  backups: {
    positionals: 0,
    usage: "backups --campaign C.evidence [--make] [--restore NAME] [--json]",
    summary:
      "Lists a campaign’s backups, newest first, after making one or putting one in the campaign’s place; what was there is kept as a backup.",
    options: { campaign: "string", make: "boolean", restore: "string", json: "boolean" },
    async run(given) {
      const file = path.resolve(required(given, "campaign"));
      const restore = given.values["restore"];
      if (given.values["make"] === true) await reading(given, ({ campaign }) => makeBackup(campaign, "by-hand"));
      if (typeof restore === "string") await restoreBackup(file, backupFile(file, restore));
      if (!existsSync(file) && !existsSync(backupFolder(file))) throw missing(file);
      const backups = listBackups(file);
      return { json: { backups }, text: backupsText(backups) };
    },
  },
  export: {
    positionals: 0,
    usage: "export --campaign C.evidence --out FOLDER [--json]",
    summary:
      "Writes every table as CSV and JSON, and the files of each release, into a new folder. Nothing in it is anonymised.",
    options: { campaign: "string", out: "string", json: "boolean" },
    async run(given, context) {
      const out = path.resolve(required(given, "out"));
      const written = await reading(given, ({ campaign }) => exportEverything(campaign, out, context));
      return {
        json: { folder: out, ...written },
        text: `${written.rows.toLocaleString("en-GB")} rows of ${written.tables} tables in ${out}. Nothing in it is anonymised.`,
      };
    },
  },
};

/** The passphrase in the first line of the file an option names: words of a command are seen by others, files are not. */
function passphraseIn(given: Given, option: string): string | null {
  const file = given.values[option];
  if (typeof file !== "string") return null;
  try {
    return readFileSync(file, "utf8").split(/\r?\n/)[0] ?? "";
  } catch (error) {
    throw new BellwetherError(
      "not-found",
      `${file} cannot be read. Check the path of the file that --${option} names.`,
      { file },
      { cause: error },
    );
  }
}

function backupsText(backups: readonly Backup[]): string {
  if (backups.length === 0) return "No backups yet.";
  return aligned(backups.map(({ at, reason, bytes, name }) => [at, reason, bytes.toLocaleString("en-GB"), name])).join(
    "\n",
  );
}

function exists(file: string): BellwetherError {
  return new BellwetherError("campaign-exists", `${file} already exists. Choose another name.`, { file });
}

function missing(file: string): BellwetherError {
  return new BellwetherError("campaign-missing", `There is no campaign at ${file}. Check the path.`, { file });
}
