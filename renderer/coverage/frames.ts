import type { Frame } from "../../shared/contract.ts";

/** The lists of those who could answer by name, to follow "the". */
export const FRAME_NAMES: Readonly<Record<Frame, string>> = {
  directory: "CQC directory",
  members: "member list",
};
