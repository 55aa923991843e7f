import { existsSync } from "node:fs";
import chromium from "@sparticuz/chromium";
import type { TestProject } from "vitest/node";

declare module "vitest" {
  export interface ProvidedContext {
    readonly chromium: string;
  }
}

/** Finds a Chromium once for all end-to-end tests: the one named by CHROMIUM, else the one in the tree, unpacked. */
export default async function setup(project: TestProject): Promise<void> {
  const named = process.env["CHROMIUM"];
  if (named !== undefined && !existsSync(named)) throw new Error(`CHROMIUM names ${named}, which is not there.`);
  project.provide("chromium", named ?? (await chromium.executablePath()));
}
