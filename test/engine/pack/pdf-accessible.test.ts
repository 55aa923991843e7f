import { spawnSync } from "node:child_process";
import { existsSync } from "node:fs";
import { createRequire } from "node:module";
import path from "node:path";
import { expect, it } from "vitest";
import { drawCharts } from "../../../electron/engine/pack/charts.ts";
import type { PackDocument } from "../../../electron/engine/pack/document.ts";
import { briefingFile } from "../../../electron/engine/pack/pdf/briefing.ts";
import { loadTypst } from "../../../electron/engine/pack/pdf/typst.ts";
import { packDocument } from "../../../electron/engine/pack/sections.ts";
import { temporaryFolder, write } from "../files.ts";
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
var told = Array.prototype.map.call(arguments, function (file) {
  var parser = foundry.createParser(new java.io.FileInputStream(file), profile);
  var result = foundry.createValidator(profile, false).validate(parser);
  var failed = result.getTestAssertions().toArray().map(function (check) {
    return String(check.getRuleId().getClause() + " " + check.getMessage() + " " + check.getLocation().getContext());
  });
  return { compliant: result.isCompliant(), checks: Number(result.getTotalAssertions()), failed: failed };
});
print(JSON.stringify(told));
`;

const missing =
  spawnSync("java", ["-version"]).status !== 0
    ? "there is no Java on this machine"
    : BINDING.every((jar) => existsSync(jar))
      ? null
      : "Java’s XML binding (Debian: libjaxb-java) is not on this machine";

interface Validated {
  readonly compliant: boolean;
  readonly checks: number;
  readonly failed: readonly string[];
}

/** What the validator says of each PDF; Java starts once, and compiles only what is quickly compiled. */
function validated(pdfs: readonly Uint8Array[]): readonly Validated[] {
  const folder = temporaryFolder();
  const script = write(folder, "validate.js", SCRIPT);
  const files = pdfs.map((bytes, index) => write(folder, `${index}.pdf`, Buffer.from(bytes)));
  const machine = ["-XX:TieredStopAtLevel=1", "-XX:+UseSerialGC"];
  const shell = ["-cp", [VALIDATOR, ...BINDING].join(path.delimiter), "org.mozilla.javascript.tools.shell.Main"];
  const { stdout, stderr } = spawnSync("java", [...machine, ...shell, script, ...files], { encoding: "utf8" });
  const line = stdout.split("\n").find((one) => one.startsWith("["));
  if (line === undefined) throw new Error(`veraPDF said nothing: ${stderr}`);
  return JSON.parse(line);
}

it.skipIf(missing !== null)(
  `veraPDF finds briefing.pdf to be PDF/UA-1, also with every letter people may give${missing === null ? "" : ` (skipped: ${missing})`}`,
  async () => {
    const definition = await exampleDefinition();
    const document = packDocument(definition, await drawCharts(definition));
    const given: PackDocument = { ...document, title: `Żółć 💷 介護 ${"Endless".repeat(20)}`, lead: "Ελλάδα" };
    const typeset = await loadTypst();
    const [plain, strange] = [document, given].map((one) => briefingFile(one, definition.month, typeset).bytes);
    const mute = Buffer.from(Buffer.from(plain!).toString("latin1").replaceAll("/Alt ", "/Alz "), "latin1");
    const [withoutWords, ...sound] = validated([mute, plain!, strange!]);
    expect(sound).toHaveLength(2);
    for (const { compliant, checks, failed } of sound) {
      expect(failed).toEqual([]);
      expect(compliant).toBe(true);
      expect(checks).toBeGreaterThan(10_000);
    }
    expect(withoutWords!.failed.join("\n")).toMatch(/^7\.3 /m);
  },
  180_000,
);
