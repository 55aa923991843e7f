import { mkdtempSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import path from "node:path";
import { afterAll, beforeAll, expect, test } from "vitest";
import { killed, prepare, stateAfter, stateOnceDone, type Moment, type Work } from "./killing.ts";

const folder = mkdtempSync(path.join(tmpdir(), "bellwether-kill-"));
const prepared = path.join(folder, "prepared");
let before: unknown;

beforeAll(async () => {
  await prepare(prepared);
  before = stateAfter(prepared);
});
afterAll(() => rmSync(folder, { recursive: true, force: true }));

// By what the engine had said, and a few milliseconds later. The longer loop is `npm run bench kill`.
test.each<[Work, readonly Moment[]]>([
  [
    "import",
    [
      { lines: 6, later: 0 },
      { lines: 9, later: 0 },
      { lines: 11, later: 3 },
    ],
  ],
  [
    "undo",
    [
      { lines: 1, later: 0 },
      { lines: 5, later: 2 },
    ],
  ],
  ["decide", [{ lines: 4, later: 1 }]],
  [
    "merge",
    [
      { lines: 2, later: 0 },
      { lines: 6, later: 1 },
    ],
  ],
  ["replace", [{ lines: 1, later: 4 }]],
  ["restore", [{ lines: 0, later: 9 }]],
  ["backup", [{ lines: 2, later: 4 }]],
  ["copy", [{ lines: 3, later: 5 }]],
  ["pack", [{ lines: 1, later: 0 }]],
  [
    "open",
    [
      { lines: 0, later: 0 },
      { lines: 0, later: 6 },
    ],
  ],
])(
  "an engine killed at %s leaves the campaign as it was or as it would be, whole, with every row accounted for",
  async (work, moments) => {
    const states = { before, after: await stateOnceDone(prepared, path.join(folder, work), work) };
    for (const [index, moment] of moments.entries()) {
      const { fault } = await killed(prepared, path.join(folder, `${work} ${index}`), work, moment, states);
      expect(fault, `${work} killed after ${moment.lines} lines and ${moment.later} ms`).toBeNull();
    }
  },
);
