import { execFileSync } from "node:child_process";
import { onTestFinished, type TestContext } from "vitest";
import { temporaryFolder } from "./files.ts";

/** A disk of a few hundred kilobytes. */
export interface SmallDisk {
  readonly folder: string;
  /** From now on nothing can be written to it. */
  readonly lock: () => void;
}

/** A folder that is a small disk of its own until the test ends; skips the test where the machine does not let us mount one. */
export function smallDisk(context: TestContext, kilobytes: number): SmallDisk {
  const folder = temporaryFolder();
  try {
    execFileSync("mount", ["-t", "tmpfs", "-o", `size=${kilobytes}k`, "tmpfs", folder], { stdio: "ignore" });
  } catch {
    context.skip("this machine does not let us mount a small disk");
  }
  // What is registered last runs first: the folder is removed after this.
  onTestFinished(() => void execFileSync("umount", ["--lazy", folder]));
  return { folder, lock: () => void execFileSync("mount", ["-o", "remount,ro", folder]) };
}
