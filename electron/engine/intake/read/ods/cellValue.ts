import { clock, isoCell } from "../isoDate.ts";
import type { Cell } from "../types.ts";
import { numberFrom } from "../xml/numberText.ts";
import type { XmlScanner } from "../xml/xmlScanner.ts";

const DURATION = /^P(?:(\d{1,9})D)?(?:T(?:(\d{1,9})H)?(?:(\d{1,9})M)?(?:(\d{1,9}(?:\.\d+)?)S)?)?$/;
const ERROR = /^(?:#(?:[A-Z0-9_/]+[!?]|N\/A)|Err:\d{3})$/;

/** What the attributes of a cell's tag say, local names alone. One object serves cell after cell. */
export class CellTag {
  /** The cell stands for so many beside one another. NaN where the tag has no proper number. */
  repeated = 1;
  formula = false;
  /** The tag names a kind of value, or an error. */
  typed = false;
  error = false;
  /** The value, null where the tag holds none. */
  value: Cell = null;

  read(xml: XmlScanner): void {
    this.repeated = 1;
    this.formula = this.typed = this.error = false;
    this.value = null;
    const bytes = xml.bytes;
    while (xml.nextAttribute()) {
      const from = xml.attributeFrom;
      switch (xml.attributeTo - from) {
        case 23:
          if (xml.isAttribute("number-columns-repeated")) this.repeated = countFrom(xml);
          break;
        case 10:
          if (xml.isAttribute("value-type")) {
            this.typed = true;
            if (bytes[xml.valueFrom] === 101) this.error = true;
          } else if (xml.isAttribute("date-value")) this.value = emptyAsNull(isoCell(xml.attributeValue()));
          else if (xml.isAttribute("time-value")) this.value = timeOf(xml.attributeValue());
          break;
        case 5:
          if (xml.isAttribute("value")) this.value = numberOf(numberFrom(bytes, xml.valueFrom, xml.valueTo));
          break;
        case 12:
          if (xml.isAttribute("string-value")) this.value = emptyAsNull(xml.attributeValue());
          break;
        case 13:
          if (xml.isAttribute("boolean-value")) this.value = truthOf(xml.attributeValue());
          break;
        case 7:
          if (xml.isAttribute("formula")) this.formula = true;
      }
    }
  }

  /** Whether the cell's value has to be looked for in its text. */
  get needsText(): boolean {
    return this.error || this.value === null || (this.formula && typeof this.value === "string");
  }

  /** The cell, given its text. */
  cell(text: string): Cell {
    const value = this.value ?? emptyAsNull(text);
    if (this.error) return { error: text.trim() === "" ? "#N/A" : text.trim() };
    return this.formula && typeof value === "string" && ERROR.test(value.trim()) ? { error: value.trim() } : value;
  }
}

/** The number of times that the attribute last found repeats its element, NaN where it is no proper number. */
export function countFrom(xml: XmlScanner): number {
  const count = numberFrom(xml.bytes, xml.valueFrom, xml.valueTo);
  return Number.isSafeInteger(count) && count >= 1 ? count : Number.NaN;
}

function emptyAsNull(value: Cell): Cell {
  return value === "" ? null : value;
}

function numberOf(value: number): Cell {
  return Number.isNaN(value) ? null : value;
}

function truthOf(text: string): Cell {
  return text === "true" ? true : text === "false" ? false : null;
}

/** A time of day or a duration as the clock shows it, seconds rounded. */
function timeOf(text: string): Cell {
  const parts = DURATION.exec(text.trim());
  if (parts === null || text.trim().length < 3) return null;
  const [days = 0, hours = 0, minutes = 0, seconds = 0] = parts.slice(1).map((part) => Number(part ?? 0));
  return clock(Math.round(((days * 24 + hours) * 60 + minutes) * 60 + seconds));
}
