import { existsSync, readFileSync } from "node:fs";
import path from "node:path";
import { _electron } from "playwright-core";
import { expect, test } from "vitest";
import { temporaryFolder } from "../engine/files.ts";

const root = path.resolve(import.meta.dirname, "../..");
const program = electronProgram();

/** Electron's executable, where it has been downloaded or is named by ELECTRON_OVERRIDE_DIST_PATH; else null. */
function electronProgram(): string | null {
  const named = path.join(root, "node_modules/electron/path.txt");
  const file = existsSync(named) ? readFileSync(named, "utf8") : "electron";
  const folder = process.env["ELECTRON_OVERRIDE_DIST_PATH"] ?? path.join(root, "node_modules/electron/dist");
  return existsSync(path.join(folder, file)) ? path.join(folder, file) : null;
}

test.skipIf(program === null)(
  `the app opens in Electron with the sample on offer and a silent console${program === null ? " (skipped: Electron’s program is not on this machine)" : ""}`,
  async () => {
    const home = temporaryFolder();
    const app = await _electron.launch({
      executablePath: program!,
      args: [root, ...(process.getuid?.() === 0 ? ["--no-sandbox"] : [])],
      env: { ...process.env, XDG_DATA_HOME: home, LOCALAPPDATA: home, HOME: home },
    });
    try {
      const window = await app.firstWindow();
      const faults: string[] = [];
      window.on("console", (message) => message.type() === "error" && faults.push(message.text()));
      window.on("pageerror", (error) => faults.push(error.message));
      await window.getByRole("button", { name: "Open the sample campaign" }).waitFor();
      expect(new URL(window.url()).host).toBe("bellwether");
      expect(faults).toEqual([]);
    } finally {
      await app.close();
    }
  },
);
