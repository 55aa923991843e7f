import { readFile } from "node:fs/promises";
import type { Input, StagedImport } from "../../shared/contract.ts";
import { NO_MAPPING, readMapping, type Mapping } from "./intake/mapping.ts";
import { refusal } from "./staging.ts";

/** Files of one name, from different folders, are told apart by a number. */
export function withOwnNames(files: Input<"import.stage">["files"]): Input<"import.stage">["files"] {
  const seen = new Map<string, number>();
  return files.map(({ path, name }) => {
    const count = (seen.get(name) ?? 0) + 1;
    seen.set(name, count);
    return { path, name: count === 1 ? name : name.replace(/(\.[^.]*)?$/, ` (${count})$1`) };
  });
}

/** The mapping files (.json) among files chosen together, as one, with what is wrong with them, and the other files. */
export async function mappingAmong(files: Input<"import.stage">["files"]): Promise<{
  mapping: Mapping | null;
  faults: StagedImport["refused"];
  others: Input<"import.stage">["files"];
}> {
  const [mappings, others] = [files.filter(isMapping), files.filter((file) => !isMapping(file))];
  let mapping: Mapping | null = null;
  const faults: StagedImport["refused"] = [];
  for (const file of mappings) {
    try {
      const next = readMapping(await readFile(file.path, "utf8"), file.name);
      const before: Mapping = mapping ?? NO_MAPPING;
      mapping = {
        ...next,
        columns: new Map([...before.columns, ...next.columns]),
        wordings: { ...before.wordings, ...next.wordings },
        questionSets: [...before.questionSets, ...next.questionSets],
      };
    } catch (error) {
      faults.push(refusal(error, file.name));
    }
  }
  if (others.length === 0) for (const { name } of mappings) faults.push(mappingAlone(name));
  return { mapping, faults, others };
}

function isMapping({ name }: { readonly name: string }): boolean {
  return /\.json$/i.test(name);
}

function mappingAlone(file: string): StagedImport["refused"][number] {
  return {
    code: "bad-request",
    message: `${file} is a mapping, which says what the columns of other files are. Choose it together with these files.`,
    file,
  };
}
