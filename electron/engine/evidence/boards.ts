import { BOARDS } from "../../../shared/boards.ts";
import { boardKey } from "./placeNames.ts";

const BY_KEY: ReadonlyMap<string, string> = new Map(BOARDS.map((name) => [boardKey(name), name]));

/** The short name of the board that somebody wrote, in whichever way; null where it is none. */
export function officialBoard(written: string): string | null {
  return BY_KEY.get(boardKey(written)) ?? null;
}
