import { spawnSync } from "node:child_process";
import { mkdtempSync, readFileSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import path from "node:path";

/**
 * Every check of the project, in order of cost; all of them run, and the last line counts them: `N passed, N failed`.
 * With file names as arguments only the tests in those files run.
 */
const root = path.resolve(import.meta.dirname, "..");
const bin = (file: string): string => path.join(root, "node_modules", file);
const only = process.argv.slice(2);

interface Count {
  passed: number;
  failed: number;
  skipped: number;
}

const total: Count = { passed: 0, failed: 0, skipped: 0 };
if (only.length === 0) {
  check("types", [bin("typescript/bin/tsc"), "--build"]);
  check("lint", [bin("oxlint/bin/oxlint"), "--type-aware", "--deny-warnings"]);
  check("format", [bin("oxfmt/bin/oxfmt"), "--check", "."]);
}
add(vitest(only));
if (total.skipped > 0) process.stdout.write(`\n${total.skipped} skipped\n`);
process.stdout.write(`\n${total.passed} passed, ${total.failed} failed\n`);
process.exitCode = total.failed === 0 && total.passed > 0 ? 0 : 1;

function check(name: string, args: readonly string[]): void {
  process.stdout.write(`\n> ${name}\n`);
  const { status } = spawnSync(process.execPath, args, { cwd: root, stdio: "inherit" });
  add({ passed: status === 0 ? 1 : 0, failed: status === 0 ? 0 : 1, skipped: 0 });
}

function vitest(files: readonly string[]): Count {
  process.stdout.write("\n> tests\n");
  const folder = mkdtempSync(path.join(tmpdir(), "bellwether-test-"));
  const report = path.join(folder, "report.json");
  const args = [
    bin("vitest/vitest.mjs"),
    "run",
    "--reporter=default",
    "--reporter=json",
    `--outputFile.json=${report}`,
  ];
  // What tests leave behind, even when they are cut short, goes with the folder. Windows names it TEMP.
  const env = { ...process.env, TMPDIR: folder, TEMP: folder, TMP: folder };
  const { status } = spawnSync(process.execPath, [...args, ...files], { cwd: root, stdio: "inherit", env });
  try {
    const result = JSON.parse(readFileSync(report, "utf8")) as Record<string, number>;
    const { numPassedTests = 0, numFailedTests = 0, numPendingTests = 0, numTodoTests = 0 } = result;
    const failed = status === 0 ? numFailedTests : Math.max(1, numFailedTests);
    return { passed: numPassedTests, failed, skipped: numPendingTests + numTodoTests };
  } catch {
    return { passed: 0, failed: 1, skipped: 0 };
  } finally {
    rmSync(folder, { recursive: true, force: true, maxRetries: 3 });
  }
}

function add(count: Count): void {
  total.passed += count.passed;
  total.failed += count.failed;
  total.skipped += count.skipped;
}
