import { spawnSync } from "node:child_process";
import { existsSync } from "node:fs";
import type { TestProject } from "vitest/node";

declare module "vitest" {
  export interface ProvidedContext {
    readonly chromium: string;
  }
}

/** Finds a Chromium once for all end-to-end tests: the one named by CHROMIUM, else the tree's own, else an installed one. */
export default async function setup(project: TestProject): Promise<void> {
  const named = process.env["CHROMIUM"];
  if (named !== undefined && !existsSync(named)) throw new Error(`CHROMIUM names ${named}, which is not there.`);
  project.provide("chromium", named ?? (process.platform === "linux" ? await ownChromium() : installedChromium()));
}

/** The Chromium in the tree, unpacked; with its own libraries where the system has none of them. */
async function ownChromium(): Promise<string> {
  const libraries = spawnSync("ldconfig", ["-p"], { encoding: "utf8" }).stdout ?? "";
  if (!libraries.includes("libnss3.so")) process.env["AWS_LAMBDA_JS_RUNTIME"] = "nodejs24.x";
  const { default: chromium } = await import("@sparticuz/chromium");
  return chromium.executablePath();
}

/** Chrome or Edge where Windows and macOS put them. */
function installedChromium(): string {
  const programs = [process.env["PROGRAMFILES"], process.env["PROGRAMFILES(X86)"], process.env["LOCALAPPDATA"]];
  const places = [
    "/Applications/Google Chrome.app/Contents/MacOS/Google Chrome",
    "/Applications/Microsoft Edge.app/Contents/MacOS/Microsoft Edge",
    ...programs.flatMap((folder) => [
      `${folder ?? ""}\\Google\\Chrome\\Application\\chrome.exe`,
      `${folder ?? ""}\\Microsoft\\Edge\\Application\\msedge.exe`,
    ]),
  ];
  const found = places.find((place) => existsSync(place));
  if (found === undefined) throw new Error("Install Chrome or Edge, or name a Chromium with CHROMIUM.");
  return found;
}
