import { expect, test } from "vitest";
import { libraryLicences } from "../../electron/engine/about.ts";

/** Licences under which their authors let anybody pass a library on within a program. */
const FREE =
  /\b(MIT|ISC|0BSD|BSD-[23]-Clause|Apache-2\.0|MPL-2\.0|Unlicense|BlueOak-1\.0\.0|Zlib|OFL-1\.1|see its text)\b/;

test("every library in the build is named with a licence that lets it be passed on, and with its text", () => {
  const licences = libraryLicences();
  const names = licences.map(({ name }) => name);
  for (const name of ["@expo-google-fonts/arimo", "better-sqlite3", "exceljs", "highs", "react", "recharts", "zod"])
    expect(names).toContain(name);
  expect(licences.filter(({ licence }) => !FREE.test(licence))).toEqual([]);
  expect(licences.filter(({ text }) => text.length < 400).map(({ name }) => name)).toEqual([]);
  const textOf = (name: string): string | undefined => licences.find((each) => each.name === name)?.text;
  expect(textOf("@resvg/resvg-wasm")).toMatch(/^Mozilla Public License/);
  expect(textOf("@myriaddreamin/typst-ts-web-compiler")).toMatch(/Apache License[\s\S]*Version 2\.0/);
  expect(textOf("saxes")).toMatch(/^Copyright \(c\) Louis-Dominique Dubeau\n\nPermission to use/);
});
