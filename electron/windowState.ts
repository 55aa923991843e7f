import { readFileSync, renameSync, writeFileSync } from "node:fs";
import { screen, type BrowserWindow, type Rectangle } from "electron";
import { z } from "zod";

const stateSchema = z.strictObject({
  x: z.int(),
  y: z.int(),
  width: z.int().min(900).max(20_000),
  height: z.int().min(600).max(20_000),
  maximised: z.boolean(),
});
type WindowState = z.infer<typeof stateSchema>;

/** Where a window is to be, and whether it fills its screen. */
export interface Placing {
  readonly bounds: Partial<Rectangle>;
  readonly maximised: boolean;
}

const STARTING: Placing = { bounds: { width: 1280, height: 820 }, maximised: false };

/** Where the window stood when it was last closed; as it starts where nothing is kept, or no screen shows that place any more. */
export function lastPlace(file: string): Placing {
  const state = readState(file);
  if (state === null) return STARTING;
  const { maximised, ...bounds } = state;
  const onScreen = screen.getAllDisplays().some(({ workArea }) => overlap(workArea, bounds) >= VISIBLE);
  return onScreen ? { bounds, maximised } : { ...STARTING, maximised };
}

/** Keeps the window's place when it is closed. What cannot be kept is no fault: the window then opens as it starts. */
export function keepPlace(window: BrowserWindow, file: string): void {
  window.on("close", () => {
    const state: WindowState = { ...window.getNormalBounds(), maximised: window.isMaximized() };
    try {
      writeFileSync(`${file}.part`, JSON.stringify(state));
      renameSync(`${file}.part`, file);
    } catch {
      // A full or read-only disk keeps nobody from closing the window.
    }
  });
}

/** So many square points of a window must be on some screen for its owner to find it. */
const VISIBLE = 200 * 100;

function overlap(one: Rectangle, other: Rectangle): number {
  const along = (a: number, lengthA: number, b: number, lengthB: number): number =>
    Math.max(0, Math.min(a + lengthA, b + lengthB) - Math.max(a, b));
  return along(one.x, one.width, other.x, other.width) * along(one.y, one.height, other.y, other.height);
}

function readState(file: string): WindowState | null {
  try {
    return stateSchema.parse(JSON.parse(readFileSync(file, "utf8")));
  } catch {
    return null;
  }
}
