import { spawnSync } from "node:child_process";
import { existsSync, writeFileSync } from "node:fs";
import { createRequire } from "node:module";
import path from "node:path";
import { expect, it } from "vitest";
import { drawCharts } from "../../../electron/engine/pack/charts.ts";
import type { PackDocument } from "../../../electron/engine/pack/document.ts";
import { briefingFile } from "../../../electron/engine/pack/pdf/briefing.ts";
import { loadTypst } from "../../../electron/engine/pack/pdf/typst.ts";
import { packDocument } from "../../../electron/engine/pack/sections.ts";
import { temporaryFolder } from "../files.ts";
import { exampleDefinition } from "./definition.ts";

/** veraPDF's validator, which this package carries; Java's XML binding, which it needs, comes with the system (libjaxb-java). */
const VALIDATOR = path.resolve(
  path.dirname(createRequire(import.meta.url).resolve("@opendataloader/pdf")),
  "../lib/opendataloader-pdf-cli.jar",
);
const BINDING = ["api", "core", "impl", "runtime"].map((part) => `/usr/share/java/jaxb-${part}.jar`);

/** Run by the JavaScript shell in the same jar: no compiler is needed. */
const SCRIPT = `
Packages.org.verapdf.gf.foundry.VeraGreenfieldFoundryProvider.initialise();
var foundry = Packages.org.verapdf.pdfa.Foundries.defaultInstance();
var profile = Packages.org.verapdf.pdfa.flavours.PDFAFlavour.PDFUA_1;
var parser = foundry.createParser(new java.io.FileInputStream(arguments[0]), profile);
var result = foundry.createValidator(profile, false).validate(parser);
var failed = result.getTestAssertions().toArray().map(function (check) {
  return String(check.getRuleId().getClause() + " " + check.getMessage() + " " + check.getLocation().getContext());
});
print(JSON.stringify({ compliant: result.isCompliant(), checks: Number(result.getTotalAssertions()), failed: failed }));
`;

const missing =
  spawnSync("java", ["-version"]).status !== 0
    ? "there is no Java on this machine"
    : BINDING.every((jar) => existsSync(jar))
      ? null
      : "Java’s XML binding (Debian: libjaxb-java) is not on this machine";

function validated(bytes: Uint8Array): { compliant: boolean; checks: number; failed: readonly string[] } {
  const folder = temporaryFolder();
  const [script, file] = [path.join(folder, "validate.js"), path.join(folder, "briefing.pdf")];
  writeFileSync(script, SCRIPT);
  writeFileSync(file, bytes);
  const shell = ["-cp", [VALIDATOR, ...BINDING].join(path.delimiter), "org.mozilla.javascript.tools.shell.Main"];
  const { stdout, stderr } = spawnSync("java", [...shell, script, file], { encoding: "utf8" });
  const line = stdout.split("\n").find((one) => one.startsWith("{"));
  if (line === undefined) throw new Error(`veraPDF said nothing: ${stderr}`);
  return JSON.parse(line);
}

it.skipIf(missing !== null)(
  `veraPDF finds briefing.pdf to be PDF/UA-1, also with every letter people may give${missing === null ? "" : ` (skipped: ${missing})`}`,
  async () => {
    const definition = await exampleDefinition();
    const document = packDocument(definition, await drawCharts(definition, () => undefined));
    const given: PackDocument = { ...document, title: `Żółć 💷 介護 ${"Endless".repeat(20)}`, lead: "Ελλάδα" };
    const typeset = await loadTypst();
    for (const one of [document, given]) {
      const { bytes } = briefingFile(one, definition.month, typeset);
      const { compliant, checks, failed } = validated(bytes);
      expect(failed).toEqual([]);
      expect(compliant).toBe(true);
      expect(checks).toBeGreaterThan(10_000);
    }
    const { bytes } = briefingFile(document, definition.month, typeset);
    const mute = Buffer.from(Buffer.from(bytes).toString("latin1").replaceAll("/Alt ", "/Alz "), "latin1");
    expect(validated(mute).failed.join("\n")).toMatch(/^7\.3 /m);
  },
  180_000,
);
