import type { StoredPreference } from "../store/preferences.ts";

/** What a person's choice says of a response, where one applies to it. */
export interface Preferred {
  /** When a person said that it stands; null where nobody did. */
  readonly preferredAt: string | null;
  /** The responses it was chosen over. */
  readonly chosenOver: ReadonlySet<number>;
  /** What the person wrote. */
  readonly note: string | null;
}

/**
 * Responses with what people chose among them. A choice holds among those it was made of: where the response has gone to
 * another organisation than all it was chosen over, as a register may have it, the rule decides again.
 * @param responses those of one question set about one month
 */
export function withPreferences<T extends { readonly id: number; readonly organisation: string }>(
  responses: readonly T[],
  preferences: ReadonlyMap<number, StoredPreference>,
): readonly (T & Preferred)[] {
  if (preferences.size === 0) return responses.map((response) => ({ ...response, ...NOT_CHOSEN }));
  const organisations = new Map(responses.map(({ id, organisation }) => [id, organisation]));
  return responses.map((response) => {
    const choice = preferences.get(response.id);
    const over = (choice?.over ?? []).filter((id) => organisations.get(id) === response.organisation);
    if (choice === undefined || over.length === 0) return { ...response, ...NOT_CHOSEN };
    return { ...response, preferredAt: choice.at, chosenOver: new Set(over), note: choice.note };
  });
}

const NOT_CHOSEN: Preferred = { preferredAt: null, chosenOver: new Set(), note: null };
