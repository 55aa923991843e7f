import { REGISTER_KINDS } from "../../../shared/imports.ts";
import type { CampaignFile } from "./campaignFile.ts";
import { readOtherwise } from "./mergeReadings.ts";
import { differenceFrom, registerBefore, storeRegister, type NewRegisterEntry } from "./registers.ts";

interface MergeRegister {
  readonly id: number;
  readonly file: string;
  readonly sha256: string;
  readonly bytes: number;
  readonly position: number;
  readonly sheet: string | null;
  readonly kind: number;
  readonly asOf: string;
  readonly mapping: string;
}

/**
 * Brings the registers of another campaign that are not here.
 * @param fileOf gives the file's row here
 * @returns steps; then how many registers were brought
 * @throws BellwetherError `merge-refused` where one of them is here, read otherwise
 */
export function* bringRegisters(
  campaign: CampaignFile,
  other: CampaignFile,
  name: string,
  fileOf: (register: MergeRegister) => number,
): Generator<number, number> {
  const registers = other.db
    .prepare(
      `SELECT register.id, file.name AS file, file.sha256, file.bytes, position, sheet, kind, as_of AS asOf, mapping
       FROM register JOIN file ON file.id = file_id ORDER BY file.sha256, position, register.id`,
    )
    .all() as MergeRegister[];
  const entries = other.db.prepare(
    `SELECT row, location_id AS locationId, provider_id AS providerId, ods_code AS odsCode, name, provider_name AS providerName,
       brand, postcode, local_authority AS localAuthority, region, service_type AS serviceType, contact
     FROM register_entry WHERE register_id = ? ORDER BY row`,
  );
  const setAside = other.db.prepare("SELECT row, reason FROM register_set_aside WHERE register_id = ? ORDER BY row");
  let brought = 0;
  let done = 0;
  for (const register of registers) {
    const kind = REGISTER_KINDS[register.kind] ?? "cqc-directory";
    const now = { kind, asOf: register.asOf, mapping: register.mapping };
    const before = registerBefore(campaign, register.sha256, register.position, now);
    if (before !== null) {
      const how = differenceFrom(before, now);
      if (how === null) continue;
      const there = differenceFrom(now, before) ?? "otherwise";
      throw readOtherwise(
        { file: register.file, name: register.sheet },
        name,
        how === there ? how : `${how} here and ${there} there`,
      );
    }
    const fresh = {
      ...register,
      kind,
      entries: entries.all(register.id) as NewRegisterEntry[],
      setAside: setAside.all(register.id) as { row: number; reason: string }[],
    };
    const file = { name: register.file, sha256: register.sha256 };
    yield* storeRegister(campaign, file, fresh, () => fileOf(register), done);
    done += fresh.entries.length + fresh.setAside.length;
    brought += 1;
  }
  return brought;
}
