import { execFile } from "node:child_process";
import { mkdtemp, rm } from "node:fs/promises";
import { join } from "node:path";
import { promisify } from "node:util";
import { build } from "vite";
import { afterAll, beforeAll, expect, it } from "vitest";

let folder: string;
let program: string;

beforeAll(async () => {
  folder = await mkdtemp(join(process.cwd(), "node_modules", ".bellwether-same-"));
  await build({
    configFile: false,
    logLevel: "silent",
    root: process.cwd(),
    mode: "production",
    define: { "process.env.NODE_ENV": JSON.stringify("production") },
    oxc: { jsx: { runtime: "automatic", development: false } },
    ssr: { noExternal: true },
    build: {
      ssr: true,
      outDir: folder,
      minify: false,
      rolldownOptions: {
        input: { compose: "test/engine/pack/compose-once.ts" },
        external: ["highs", "@myriaddreamin/typst-ts-web-compiler", "@resvg/resvg-wasm"],
        output: { entryFileNames: "[name].mjs", format: "es" },
      },
    },
  });
  program = join(folder, "compose.mjs");
});

afterAll(() => rm(folder, { recursive: true, force: true }));

it("gives the same bytes in another time zone, in another language and in a second run", async () => {
  const run = async (env: Record<string, string>): Promise<string> =>
    (await promisify(execFile)(process.execPath, [program], { env: { ...env, PATH: "" } })).stdout;
  const first = await run({ TZ: "Europe/London", LANG: "en_GB.UTF-8" });
  for (const name of ["briefing.pdf", "charts/intent-by-region.png", "index.html"]) expect(first).toContain(`${name} `);
  expect(await run({ TZ: "Pacific/Kiritimati", LANG: "de_DE.UTF-8", LC_ALL: "de_DE.UTF-8" })).toBe(first);
  expect(await run({ TZ: "America/Los_Angeles", LANG: "C" })).toBe(first);
}, 180_000);
