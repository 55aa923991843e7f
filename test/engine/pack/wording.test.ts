import { expect, test } from "vitest";
import { methodPoints } from "../../../electron/engine/pack/wording.ts";
import { exampleDefinition } from "./definition.ts";

test("a pack says which source stands first, and that a team chose by hand where it did", async () => {
  const definition = await exampleDefinition({ months: ["2025-01"] });
  const unit = (changed: Partial<typeof definition>): string =>
    methodPoints({ ...definition, ...changed }).find(({ term }) => term === "Unit")?.text ?? "";
  expect(unit({})).toContain("one answer stands: Capacity Tracker before survey, then the latest.");
  expect(unit({})).not.toContain("by hand");
  expect(unit({ firstSource: "survey" })).toContain(
    "one answer stands: survey before Capacity Tracker, then the latest.",
  );
  expect(unit({ chosenByHand: true })).toContain("In individual cases the team chose the answer by hand.");
});
