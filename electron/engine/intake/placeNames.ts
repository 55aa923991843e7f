import { isPlaceholder } from "../../../shared/identifiers.ts";
import { isMissing, remembered } from "./answers.ts";
import { fieldNamed } from "./fields.ts";
import { authorityOf } from "./register/authority.ts";
import { placeOf } from "./register/places.ts";

/** The council that a cell names: today's by its ONS name, else as it is written; null where it names none. */
export const councilNamed = remembered((written) => (namesPlace(written) ? placeOf(written, "").localAuthority : null));

/** The integrated care board that a cell names, as it is written; null where it names none. */
export const boardNamed = remembered((written) => (namesPlace(written) && !isPlaceholder(written) ? written : null));

/** True for the name of a council that is known. */
export const isCouncil = remembered((written) => authorityOf(written)?.council != null);

/** False for a tick, a number, what names every place or none, and the heading itself as a chosen option. */
function namesPlace(written: string): boolean {
  return (
    /\p{L}{3}/u.test(written) &&
    !isMissing(written) &&
    !TICK.test(written) &&
    !NO_PLACE.test(written) &&
    fieldNamed(written) === null
  );
}

const NO_PLACE = /^(all|any|various|several|multiple|not[\s_]stated|none)$/i;
const TICK = /^(yes|true|false|selected|checked|ticked|not selected|unchecked)$/i;
