import { readdirSync } from "node:fs";
import { BellwetherError } from "../../shared/errors.ts";
import type { NewerVersion } from "../../shared/about.ts";

/**
 * The newest installer in a folder that is newer than what runs, by its file name; null where there is none. Nothing is
 * opened and nothing is run: bringing it in is the administrator's matter.
 * @throws BellwetherError `not-found` where the folder cannot be read
 */
export function newerIn(folder: string, running: string): NewerVersion | null {
  let files: readonly string[];
  try {
    files = readdirSync(folder);
  } catch (cause) {
    throw new BellwetherError(
      "not-found",
      `${folder} cannot be read. Check that it is there and that you may open it.`,
      {},
      { cause },
    );
  }
  const found = files.flatMap((file): NewerVersion[] => {
    const version = INSTALLER.exec(file)?.[1];
    return version === undefined ? [] : [{ version, file }];
  });
  const [newest] = found.toSorted((a, b) => compare(b.version, a.version) || (a.file < b.file ? -1 : 1));
  return newest !== undefined && compare(newest.version, running) > 0 ? newest : null;
}

/** What electron-builder calls an installer: "Bellwether-0.2.0-x64.msi". */
const INSTALLER = /^Bellwether-(\d+\.\d+\.\d+)(?:-[a-z0-9]+)?\.(?:exe|msi|dmg|zip|tar\.gz)$/i;

/** More than 0 where the first version is the later. */
function compare(one: string, other: string): number {
  const [a, b] = [one, other].map((version) => version.split(".").map(Number));
  for (const place of [0, 1, 2]) {
    const difference = (a?.[place] ?? 0) - (b?.[place] ?? 0);
    if (difference !== 0) return difference;
  }
  return 0;
}
