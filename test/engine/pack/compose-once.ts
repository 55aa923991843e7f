import { composePack } from "../../../electron/engine/pack/compose.ts";
import { sha256Of } from "../../../electron/engine/pack/manifest.ts";
import { zipPack } from "../../../electron/engine/pack/zip.ts";
import { exampleDefinition } from "./definition.ts";

/** Composes the example pack once and prints the hash of every file and of the zip: run in processes of its own. */
const files = await composePack(await exampleDefinition(), () => undefined);
for (const { name, bytes } of [...files, { name: "zip", bytes: zipPack(files) }]) {
  process.stdout.write(`${name} ${sha256Of(bytes)}\n`);
}
