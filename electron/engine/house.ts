import {
  contrastWithWhite,
  type House,
  houseSchema,
  isReadable,
  nearestReadable,
  PLAIN_HOUSE,
} from "../../shared/house.ts";
import { BellwetherError } from "../../shared/errors.ts";
import { needles } from "./forbidden.ts";
import type { WorkContext } from "./importing.ts";
import { runJob } from "./jobs.ts";
import { findNeedles } from "./pack/audit/needles.ts";
import { textFile } from "./pack/definition.ts";
import type { PackHouse } from "./pack/look.ts";
import type { CampaignFile } from "./store/campaignFile.ts";
import { readHouseText, writeHouseText } from "./store/summary.ts";

/** How the packs of a campaign look, and who issues them; the plain look where none was chosen. */
export function keptHouse(campaign: CampaignFile): House {
  const text = readHouseText(campaign);
  return text === null ? PLAIN_HOUSE : (houseSchema.safeParse(JSON.parse(text)).data ?? PLAIN_HOUSE);
}

/** The same as packs have it; nothing for the plain look. */
export function packHouse(campaign: CampaignFile): { readonly house?: PackHouse } {
  const { logo, ...house } = keptHouse(campaign);
  if (logo === null && JSON.stringify({ ...house, logo }) === JSON.stringify(PLAIN_HOUSE)) return {};
  return { house: { ...house, logo: logo === null ? null : new Uint8Array(Buffer.from(logo, "base64")) } };
}

/**
 * Keeps how packs look and who issues them; null for the plain look. A new logo is drawn anew as a PNG.
 * @throws BellwetherError `bad-request` for a colour that cannot be read on white, for words that name nobody or a member,
 * and for a logo that is no picture
 */
export async function keepHouse(campaign: CampaignFile, house: House | null, context: WorkContext): Promise<House> {
  if (house === null) {
    writeHouseText(campaign, null);
    return PLAIN_HOUSE;
  }
  refuseColour("main colour", house.colour);
  refuseColour("accent", house.accent);
  const { name, contact } = { name: inOneLine(house.name), contact: inOneLine(house.contact) };
  refuseWords(name, contact);
  await refuseMembers(campaign, { "association’s name": name, "contact line": contact });
  const before = keptHouse(campaign).logo;
  const logo = house.logo === null || house.logo === before ? house.logo : await drawn(campaign, house.logo, context);
  const kept = { ...house, name, contact, logo };
  writeHouseText(campaign, JSON.stringify(kept));
  return kept;
}

function refuseColour(what: string, hex: string): void {
  if (isReadable(hex)) return;
  const contrast = contrastWithWhite(hex).toFixed(1);
  throw refused(
    `The ${what} ${hex} cannot be read on white: its contrast is ${contrast} to 1, and words need 4.5 to 1. The nearest that can be read is ${nearestReadable(hex)}.`,
  );
}

/** A name of digits would have the audit take a figure for it. */
function refuseWords(name: string, contact: string): void {
  if (name !== "" && !/\p{L}{2}/u.test(name)) throw refused("Give the association’s name in letters.");
  if (contact !== "" && !/\p{L}{2}/u.test(contact) && contact.replaceAll(/\D/g, "").length < 9) {
    throw refused("Say in the contact line whom to ask: a name, an e-mail address or a telephone number.");
  }
}

async function refuseMembers(campaign: CampaignFile, said: Readonly<Record<string, string>>): Promise<void> {
  const sought = needles(campaign);
  for (const [what, words] of Object.entries(said)) {
    const [found] = await findNeedles([textFile("house", words)], sought);
    if (found === undefined) continue;
    throw refused(
      `The ${what} holds “${found.needle}”, which names a member or a file of this campaign. No pack may hold it: write it another way.`,
    );
  }
}

/** A logo drawn anew: the words of a drawing are searched first, since no one can search a picture. */
async function drawn(campaign: CampaignFile, picked: string, context: WorkContext): Promise<string> {
  const bytes = new Uint8Array(Buffer.from(picked, "base64"));
  const [found] = await findNeedles([{ name: "logo", bytes }], needles(campaign));
  if (found !== undefined) throw refused(`The logo holds “${found.needle}”, which no pack may hold. Pick another.`);
  const late = AbortSignal.timeout(LONGEST);
  const signal = AbortSignal.any([context.signal, late]);
  try {
    return Buffer.from(await runJob("logo", bytes, { ...context, signal })).toString("base64");
  } catch (error) {
    if (late.aborted && !context.signal.aborted)
      throw refused("The logo takes too long to draw. Pick a simpler drawing, or a PNG.");
    throw error;
  }
}

/** Milliseconds a logo may take: a drawing can be made to never end. */
const LONGEST = 15_000;

function inOneLine(text: string): string {
  return text.replaceAll(/[\p{Cc}\s]+/gu, " ").trim();
}

function refused(message: string): BellwetherError {
  return new BellwetherError("bad-request", message);
}
