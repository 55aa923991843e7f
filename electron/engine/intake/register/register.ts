import type { NewRegisterEntry, RegisterKind } from "../../store/registers.ts";
import type { SheetRow } from "../read/types.ts";
import type { RegisterColumn } from "./columns.ts";

/** The rows of a register, coded; every row below the headings is in one of the two lists. */
export interface CodedRegister {
  readonly entries: readonly NewRegisterEntry[];
  readonly setAside: readonly { readonly row: number; readonly reason: string }[];
  /** What a person may want to know of them. */
  readonly notes: readonly string[];
}

/** Takes the rows of a register below its headings, in order, and then gives what became of them. */
export interface RegisterCoder {
  readonly add: (row: SheetRow) => void;
  readonly finish: () => CodedRegister;
}

/** A sheet that is a register, read and coded, waiting for the day it tells about and for the user to commit. */
export interface StagedRegister extends CodedRegister {
  readonly position: number;
  readonly sheet: string | null;
  readonly kind: RegisterKind;
  /** `YYYY-MM-DD`; null while it has to be said. */
  readonly asOf: string | null;
  /** Why this day, or why it could not be told. */
  readonly asOfReason: string;
  /** The day the file itself or its name says. */
  readonly told: string | null;
  /** The day the file was last changed: what may be proposed for a missing day. */
  readonly modified: string | null;
  /** The row of the headings. */
  readonly headerRow: number;
  readonly columns: readonly RegisterColumn[];
  /** Some values of each column. */
  readonly samples: readonly (readonly string[])[];
  readonly rowsRead: number;
}
