import { comparableName, identityKey } from "../../../shared/identifiers.ts";
import type { RegisterMember } from "../store/registers.ts";

/**
 * Who a member of the list is, by the same order as a response (DESIGN section 4); one that is given by its name alone is
 * told by that. Null where nothing usable is there.
 */
export function memberKey(member: RegisterMember): string | null {
  const { providerId, locationId, odsCode, postcode } = member;
  const key = identityKey({
    providerId,
    locationId,
    odsCode,
    parentName: null,
    organisationName: member.name,
    postcode,
    platform: null,
    respondentId: null,
  });
  const name = comparableName(member.name ?? member.providerName ?? "");
  return key ?? (name === null ? null : `name ${name}`);
}
