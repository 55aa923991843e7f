import { describe, expect, test } from "vitest";
import { textOf } from "../../../electron/engine/pack/figures.ts";
import { keyMessages } from "../../../electron/engine/pack/messages.ts";
import { alike, type Respondent } from "../disclosure/cubes.ts";
import { exampleDefinition } from "./definition.ts";

async function messages(everyMonth: readonly Respondent[]): Promise<string[]> {
  return keyMessages(await exampleDefinition({ months: ["2025-01"], everyMonth })).map(textOf);
}

describe("the key message on the highest service type", () => {
  const dayService = [...alike(60, "day_service", "likely", "no"), ...alike(40, "day_service", "unlikely", "no")];
  const nursing = [
    ...alike(30, "care_home_nursing", "likely", "no"),
    ...alike(70, "care_home_nursing", "unlikely", "no"),
  ];

  test("names a type given as a bound, which stands above every printed share", async () => {
    const homecare = [...alike(100, "homecare", "very_likely", "no"), ...alike(5, "homecare", "unlikely", "no")];
    const [found] = (await messages([...homecare, ...dayService, ...nursing])).filter((text) =>
      text.includes("highest"),
    );
    expect(found).toContain("“Homecare”: 90% or more");
  });

  test("says so where a type with a low base would rank higher", async () => {
    const small = [...alike(30, "extra_care", "likely", "no"), ...alike(10, "extra_care", "unlikely", "no")];
    const [found] = (await messages([...small, ...dayService, ...nursing])).filter((text) => text.includes("highest"));
    expect(found).toContain("of service types with a base over 55");
    expect(found).toContain("“Day service”: 60%");
  });
});
