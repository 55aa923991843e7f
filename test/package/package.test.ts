import { spawn, spawnSync } from "node:child_process";
import { createHash } from "node:crypto";
import { existsSync, readdirSync, readFileSync } from "node:fs";
import path from "node:path";
import asar from "@electron/asar";
import { FuseV1Options, getCurrentFuseWire } from "@electron/fuses";
import { makeUniversalApp } from "@electron/universal";
import { getConfig, validateConfiguration } from "app-builder-lib/out/util/config/config.js";
import { NtExecutable, NtExecutableResource, Resource } from "resedit";
import { afterEach, beforeAll, describe, expect, test } from "vitest";
import packageJson from "../../package.json" with { type: "json" };
import { temporaryFolder } from "../engine/files.ts";
import { stubElectron } from "./stubElectron.ts";
import { folderForAll } from "../engine/files.ts";

const root = path.resolve(import.meta.dirname, "../..");
const work = folderForAll();
const unpacked = {
  linux: path.join(work, "linux/linux-unpacked"),
  win32: path.join(work, "win32/win-unpacked"),
  darwin: path.join(work, "darwin/mac/Bellwether.app/Contents"),
  darwinArm: path.join(work, "darwin/mac-arm64/Bellwether.app/Contents"),
};
const archives = {
  linux: path.join(unpacked.linux, "resources/app.asar"),
  win32: path.join(unpacked.win32, "resources/app.asar"),
  darwin: path.join(unpacked.darwin, "Resources/app.asar"),
  darwinArm: path.join(unpacked.darwinArm, "Resources/app.asar"),
};

/** Packs with the project's own configuration, without installers, on a stub of Electron. */
async function pack(platform: keyof typeof stubElectron, ...args: readonly string[]): Promise<void> {
  const stub = stubElectron[platform](path.join(work, "stub", platform));
  const command = [
    path.join(root, "node_modules/electron-builder/cli.js"),
    "--dir",
    ...args,
    `-c.electronDist=${stub}`,
    `-c.directories.output=${path.join(work, platform)}`,
  ];
  const child = spawn(process.execPath, command, {
    cwd: root,
    env: { ...process.env, CSC_IDENTITY_AUTO_DISCOVERY: "false" },
  });
  let said = "";
  for (const stream of [child.stdout, child.stderr]) stream.on("data", (chunk: Buffer) => (said += chunk.toString()));
  const code = await new Promise((resolve, reject) => child.on("error", reject).on("close", resolve));
  if (code !== 0) throw new Error(`electron-builder ${command.slice(1).join(" ")} failed:\n${said}`);
}

/** The files in an archive, with `/`; folders are left out. */
function files(archive: string): readonly string[] {
  return asar
    .listPackage(archive, { isPack: false })
    .map((name) => name.replaceAll("\\", "/").replace(/^\//, ""))
    .filter((name) => !("files" in asar.statFile(archive, path.normalize(name))))
    .sort();
}

/** All files below a folder, with `/`. */
function below(folder: string): readonly string[] {
  return readdirSync(folder, { recursive: true, withFileTypes: true })
    .filter((entry) => entry.isFile())
    .map((entry) => path.relative(folder, path.join(entry.parentPath, entry.name)).replaceAll("\\", "/"))
    .sort();
}

const silent = { isEnabled: false } as Parameters<typeof validateConfiguration>[1];

const headerHash = (archive: string) =>
  createHash("sha256").update(asar.getRawHeader(archive).headerString).digest("hex");

beforeAll(async () => {
  await pack("linux", "--linux", "--x64");
  await pack("win32", "--win", "--x64");
  await pack("darwin", "--mac", "--x64", "--arm64", "-c.mac.identity=null");
});

test("electron-builder.yml is what electron-builder’s schema wants", async () => {
  const config = await getConfig(root, null, null);
  await expect(validateConfiguration(config, silent)).resolves.toBeUndefined();
  await expect(validateConfiguration({ ...config, unheardOf: true } as typeof config, silent)).rejects.toThrow(
    "unheardOf",
  );
});

test("there is an installer for one person and one for a machine, each for both kinds of processor", async () => {
  const config = await getConfig(root, null, null);
  expect(config.win?.target).toEqual(["nsis", "msi"].map((target) => ({ target, arch: ["x64", "arm64"] })));
  expect(config.msi).toMatchObject({ perMachine: true, runAfterFinish: false });
});

test("the installer for one person asks for no administrator, and every icon it names is there", async () => {
  const config = await getConfig(root, null, null);
  expect(config.nsis).toMatchObject({ perMachine: false, allowElevation: false, packElevateHelper: false });
  expect(config.win?.requestedExecutionLevel).toBe("asInvoker");
  for (const icon of [config.win?.icon, config.mac?.icon, config.linux?.icon]) {
    expect(existsSync(path.join(root, String(icon)))).toBe(true);
  }
  const png = readFileSync(path.join(root, String(config.linux?.icon)));
  expect([png.readUInt32BE(16), png.readUInt32BE(20)]).toEqual([1024, 1024]);
});

describe.each([
  ["linux", ["linux-x64"]],
  ["win32", ["win32-x64"]],
  ["darwin", ["darwin-arm64", "darwin-x64"]],
  ["darwinArm", ["darwin-arm64", "darwin-x64"]],
] as const)("packed for %s on a stub of Electron", (platform, binaries) => {
  test("the archive holds the build, package.json, the libraries with programs or fonts of their own, and nothing else", () => {
    const build = below(path.join(root, "build")).filter((name) => name !== ".stamp");
    const packed = files(archives[platform]);
    expect(packed.filter((name) => name.startsWith("build/"))).toEqual(build.map((name) => `build/${name}`));
    const others = packed.filter((name) => !/^build\/|^node_modules\/better-sqlite3\/lib\/[\w/-]+\.js$/.test(name));
    expect(others).toEqual(
      [
        "node_modules/@expo-google-fonts/arimo/400Regular/Arimo_400Regular.ttf",
        "node_modules/@expo-google-fonts/arimo/700Bold/Arimo_700Bold.ttf",
        "node_modules/@expo-google-fonts/arimo/LICENSE",
        "node_modules/@expo-google-fonts/arimo/LICENSE_FONT",
        "node_modules/@expo-google-fonts/arimo/package.json",
        "node_modules/@fontsource/arimo/LICENSE",
        "node_modules/@fontsource/arimo/files/arimo-latin-400-normal.woff2",
        "node_modules/@fontsource/arimo/files/arimo-latin-700-normal.woff2",
        "node_modules/@fontsource/arimo/package.json",
        "node_modules/@myriaddreamin/typst-ts-renderer/package.json",
        "node_modules/@myriaddreamin/typst-ts-renderer/pkg/typst_ts_renderer.mjs",
        "node_modules/@myriaddreamin/typst-ts-renderer/pkg/typst_ts_renderer_bg.wasm",
        "node_modules/@myriaddreamin/typst-ts-renderer/pkg/wasm-pack-shim.mjs",
        "node_modules/@myriaddreamin/typst-ts-web-compiler/package.json",
        "node_modules/@myriaddreamin/typst-ts-web-compiler/pkg/typst_ts_web_compiler.mjs",
        "node_modules/@myriaddreamin/typst-ts-web-compiler/pkg/typst_ts_web_compiler_bg.wasm",
        "node_modules/@myriaddreamin/typst-ts-web-compiler/pkg/wasm-pack-shim.mjs",
        "node_modules/@resvg/resvg-wasm/index.mjs",
        "node_modules/@resvg/resvg-wasm/index_bg.wasm",
        "node_modules/@resvg/resvg-wasm/package.json",
        "node_modules/better-sqlite3/LICENSE",
        "node_modules/better-sqlite3/package.json",
        ...binaries.map((name) => `node_modules/better-sqlite3/prebuilds/${name}.node`),
        "node_modules/highs/LICENSE",
        "node_modules/highs/build/highs.mjs",
        "node_modules/highs/build/highs.wasm",
        "node_modules/highs/package.json",
        "package.json",
      ].sort(),
    );
    expect(packed.filter((name) => /\.(ts|tsx|map|test\.js)$/.test(name))).toEqual([]);
  });

  test("only the native binary lies outside the archive, where no hash covers it", () => {
    expect(below(`${archives[platform]}.unpacked`)).toEqual(
      binaries.map((name) => `node_modules/better-sqlite3/prebuilds/${name}.node`),
    );
  });

  test("its package.json starts the shell and holds no scripts", () => {
    const packed = JSON.parse(asar.extractFile(archives[platform], "package.json").toString("utf8")) as object;
    expect(packed).toMatchObject({ name: "bellwether", version: packageJson.version, main: packageJson.main });
    expect(packed).not.toHaveProperty("scripts");
    expect(files(archives[platform])).toContain(packageJson.main);
  });

  test("its fuses are set", async () => {
    const program = {
      linux: path.join(unpacked.linux, "bellwether"),
      win32: path.join(unpacked.win32, "Bellwether.exe"),
      darwin: path.dirname(unpacked.darwin),
      darwinArm: path.dirname(unpacked.darwinArm),
    }[platform];
    const wire = await getCurrentFuseWire(program);
    const on = (fuse: FuseV1Options) => String.fromCharCode(wire[fuse] ?? 0) === "1";
    expect({
      runAsNode: on(FuseV1Options.RunAsNode),
      cookies: on(FuseV1Options.EnableCookieEncryption),
      nodeOptions: on(FuseV1Options.EnableNodeOptionsEnvironmentVariable),
      inspect: on(FuseV1Options.EnableNodeCliInspectArguments),
      integrity: on(FuseV1Options.EnableEmbeddedAsarIntegrityValidation),
      onlyAsar: on(FuseV1Options.OnlyLoadAppFromAsar),
      fileExtras: on(FuseV1Options.GrantFileProtocolExtraPrivileges),
    }).toEqual({
      runAsNode: false,
      cookies: true,
      nodeOptions: false,
      inspect: false,
      integrity: true,
      onlyAsar: true,
      fileExtras: false,
    });
  });
});

test("of Chromium’s languages only British English stays", () => {
  for (const folder of [unpacked.linux, unpacked.win32]) {
    expect(readdirSync(path.join(folder, "locales"))).toEqual(["en-GB.pak"]);
  }
  const languages = readdirSync(path.join(unpacked.darwin, "Resources")).filter((name) => name.endsWith(".lproj"));
  expect(languages).toEqual(["en_GB.lproj"]);
});

test("the Windows program carries its name, its icon and the archive’s hash", () => {
  const { entries } = NtExecutableResource.from(
    NtExecutable.from(readFileSync(path.join(unpacked.win32, "Bellwether.exe"))),
  );
  const version = Resource.VersionInfo.fromEntries(entries)[0]!;
  expect(version.getStringValues(version.getAllLanguagesForStringValues()[0]!)).toMatchObject({
    ProductName: "Bellwether",
    FileDescription: "Bellwether",
  });
  expect(Resource.IconGroupEntry.fromEntries(entries)[0]?.icons.length).toBeGreaterThanOrEqual(7);
  const integrity = entries.find(({ type }) => type === "INTEGRITY")!;
  expect(JSON.parse(Buffer.from(integrity.bin).toString("utf8"))).toEqual([
    { file: "resources\\app.asar", alg: "SHA256", value: headerHash(archives.win32) },
  ]);
});

test("the macOS app names its documents, allows no arbitrary loads, and carries the archive’s hash", () => {
  const plist = readFileSync(path.join(unpacked.darwinArm, "Info.plist"), "utf8");
  expect(plist).toMatch(/<key>CFBundleTypeExtensions<\/key>\s*<array>\s*<string>evidence<\/string>/);
  expect(plist).toMatch(/<key>NSAllowsArbitraryLoads<\/key>\s*<false\/>/);
  expect(plist).not.toMatch(/<key>NSAllowsArbitraryLoads<\/key>\s*<true\/>/);
  expect(plist).toContain(headerHash(archives.darwinArm));
});

describe("the universal macOS app", () => {
  const own = Object.getOwnPropertyDescriptor(process, "platform")!;
  afterEach(() => {
    Object.defineProperty(process, "platform", own);
  });
  const tool = spawnSync("file", ["--version"]).status === 0;

  test.skipIf(!tool)(
    `is merged of both halves and holds both binaries (${tool ? "the real merge, with this system taken for macOS" : "skipped: the command “file” is not on this machine"})`,
    async () => {
      const config = await getConfig(root, null, null);
      const outAppPath = path.join(temporaryFolder(), "Bellwether.app");
      Object.defineProperty(process, "platform", { value: "darwin" });
      await makeUniversalApp({
        x64AppPath: path.dirname(unpacked.darwin),
        arm64AppPath: path.dirname(unpacked.darwinArm),
        outAppPath,
        mergeASARs: config.mac?.mergeASARs ?? true,
        x64ArchFiles: String(config.mac?.x64ArchFiles),
      });
      Object.defineProperty(process, "platform", own);
      expect(files(path.join(outAppPath, "Contents/Resources/app.asar"))).toEqual(files(archives.darwin));
      expect(below(path.join(outAppPath, "Contents/Resources/app.asar.unpacked"))).toHaveLength(2);
    },
  );
});

const here = process.platform === "linux" && process.arch === "x64";

test.skipIf(!here)(
  `away from the checkout the packaged engine loads SQLite, the solver, Typst, resvg and fonts from the package${here ? "" : " (skipped: it was packed for linux-x64, and this is not that)"}`,
  () => {
    const folder = temporaryFolder();
    const app = path.join(folder, "app");
    asar.extractAll(archives.linux, app);
    const run = (...args: readonly string[]) => {
      const done = spawnSync(process.execPath, [path.join(app, "build/engine/cli.js"), ...args], {
        cwd: folder,
        encoding: "utf8",
        env: { PATH: process.env["PATH"] ?? "", HOME: folder },
      });
      expect([done.status, done.stderr]).toEqual([0, ""]);
      return done.stdout;
    };
    expect(run("--version")).toBe(`${packageJson.version}\n`);
    const sample = JSON.parse(run("sample", path.join(folder, "raw"), "--json")) as { files: string[] };
    const file = sample.files.find((name) => name.endsWith(".csv"))!;
    const campaign = path.join(folder, "c.evidence");
    const imported = JSON.parse(run("import", path.resolve(folder, "raw", file), "--campaign", campaign, "--json")) as {
      files: { stored: number }[];
    };
    expect(imported.files[0]?.stored).toBeGreaterThan(0);
    const table = JSON.parse(
      run("table", "intent", "--campaign", campaign, "--by", "service-type,month", "--protected", "--json"),
    ) as { protected: boolean; rows: unknown[] };
    expect(table.protected).toBe(true);
    expect(table.rows.length).toBeGreaterThan(0);
    const out = path.join(folder, "pack");
    run("brief", "--campaign", campaign, "--out", out, "--json");
    expect(readFileSync(path.join(out, "briefing.pdf"), "latin1").slice(0, 8)).toBe("%PDF-1.7");
    const charts = readdirSync(path.join(out, "charts"));
    expect(charts.filter((name) => name.endsWith(".png"))).toHaveLength(charts.length / 2);
    expect(charts.length).toBeGreaterThan(0);
  },
);
