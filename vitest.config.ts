import { defineConfig } from "vitest/config";

/** Tests in Node share the modules of their worker: it loads the engine once, not once a file. */
const inNode = { environment: "node", isolate: false, testTimeout: 120_000, hookTimeout: 240_000 } as const;

/** Four projects: the engine, screens without a browser, the shell, and the end-to-end tests in a real browser on the built app. */
export default defineConfig({
  test: {
    maxWorkers: 2,
    projects: [
      {
        // Packs are drawn by React as they are in the product: its development build takes several times as long.
        oxc: { jsx: { runtime: "automatic", development: false } },
        test: {
          ...inNode,
          name: "engine",
          include: ["test/*.test.ts", "test/{cli,engine,kill,package}/**/*.test.ts"],
          env: { NODE_ENV: "production" },
        },
      },
      {
        test: { ...inNode, name: "screens", include: ["test/{shared,renderer}/**/*.test.{ts,tsx}"] },
      },
      {
        // Each file has an Electron of its own.
        test: { ...inNode, name: "shell", include: ["test/electron/**/*.test.ts"], isolate: true },
      },
      {
        // The files of a worker share a browser.
        test: {
          ...inNode,
          name: "e2e",
          include: ["test/e2e/**/*.test.ts"],
          globalSetup: ["test/e2e/browser.ts"],
        },
      },
    ],
  },
});
