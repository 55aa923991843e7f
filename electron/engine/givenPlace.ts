import path from "node:path";
import { BellwetherError } from "../../shared/errors.ts";

/**
 * A place that the window names for what it wants written; null for the app's own. Only the desktop shell names one, from a
 * dialog of the system: through a browser nobody writes anywhere but into the app's own folder of packs.
 * @throws BellwetherError `bad-request` through a browser, `not-writable` for the folder of campaigns itself
 */
export function givenPlace(
  given: string | null,
  options: { readonly host: "electron" | "loopback" | "command"; readonly library: { readonly folder: string } },
): string | null {
  if (given === null) return null;
  if (options.host === "loopback")
    throw new BellwetherError("bad-request", "A place cannot be given here: this window writes to its own folder.");
  const [place, own] = [path.resolve(given), path.resolve(options.library.folder)];
  if (place !== own && !place.startsWith(own + path.sep)) return given;
  throw new BellwetherError(
    "not-writable",
    "That is the folder Bellwether works in itself. Choose another place, such as your documents or a shared folder.",
  );
}
