import { describe, expect, test } from "vitest";
import { commands } from "../../electron/engine/commands.ts";
import { contract } from "../../shared/contract.ts";
import { chapter, codes, section } from "./guide.ts";

/** Nothing that a person may ask for is missing from the guide, and nothing in it is made up. */

describe.each(Object.entries(commands))("the command %s", (name, { options }) => {
  test("has a section that names each of its options, and none that it has not", () => {
    const told = [...codes(section("commands", `bellwether ${name}`))].flatMap(
      (code) => /^--[a-z-]+/.exec(code)?.[0] ?? [],
    );
    expect([...new Set(told)].toSorted()).toEqual(
      Object.keys(options)
        .map((option) => `--${option}`)
        .toSorted(),
    );
  });
});

test("every operation of the contract is explained, and none that does not exist", () => {
  const told = [...codes(chapter("operations"))].filter((code) => /^[a-z][A-Za-z]*\.[a-zA-Z]+$/.test(code));
  expect([...new Set(told)].toSorted()).toEqual(Object.keys(contract).toSorted());
});
