import { fileURLToPath } from "node:url";
import react from "@vitejs/plugin-react";
import { defineConfig } from "vite";
import { licences } from "./electron/package/licences.ts";

const at = (file: string): string => fileURLToPath(new URL(file, import.meta.url));

/** Where the build goes; setup.mjs builds into a folder of its own first. */
const out = process.env["BELLWETHER_BUILD"] ?? at("build");

/** What is loaded from node_modules at run time: a native binary, WASM assets, and the shell's own module. */
const external = [
  "electron",
  "better-sqlite3",
  "highs",
  "@fontsource/arimo",
  "@myriaddreamin/typst-ts-renderer",
  "@myriaddreamin/typst-ts-web-compiler",
  "@resvg/resvg-wasm",
];
const fonts = "@expo-google-fonts/arimo";

/** Builds the four runtimes: renderer (browser), engine and main (Node, ESM), preload (CommonJS, because sandboxed). */
export default defineConfig({
  root: at("renderer"),
  base: "./",
  plugins: [react(), licences(at("."), [...external.filter((name) => name !== "electron"), fonts])],
  resolve: { alias: { unzipper: at("electron/package/unused.ts") } },
  build: { emptyOutDir: true, chunkSizeWarningLimit: 4000 },
  builder: {},
  environments: {
    client: { build: { outDir: `${out}/renderer`, target: "chrome140" } },
    engine: node("engine", {
      cli: at("electron/engine/cli.ts"),
      main: at("electron/engine/main.ts"),
      worker: at("electron/engine/worker.ts"),
    }),
    main: node("main", { main: at("electron/main.ts") }),
    preload: node("preload", { preload: at("electron/preload/preload.ts") }, "cjs"),
  },
});

function node(name: string, input: Record<string, string>, format: "es" | "cjs" = "es") {
  const extension = format === "cjs" ? "cjs" : "js";
  return {
    consumer: "server" as const,
    define: { "process.env.NODE_ENV": JSON.stringify("production") },
    resolve: {
      noExternal: true as const,
      external,
      conditions: ["node", "import", "module", "default"],
    },
    build: {
      outDir: `${out}/${name}`,
      target: "node24",
      ssr: true,
      minify: false,
      rolldownOptions: {
        input,
        external,
        output: { format, entryFileNames: `[name].${extension}`, chunkFileNames: `[name]-[hash].${extension}` },
      },
    },
  };
}
