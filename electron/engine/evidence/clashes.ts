import type { CheckReport } from "../../../shared/contract.ts";
import { comparableName, respondentName } from "../../../shared/identifiers.ts";
import { monthFromNumber, monthLabel } from "../../../shared/month.ts";
import type { CountedQuestion } from "../../../shared/questionSets.ts";
import type { CampaignFile } from "../store/campaignFile.ts";
import { organisationNames, placesOf } from "../store/check.ts";
import {
  linkOrigins,
  readChoiceClashes,
  readDecisionClashes,
  readLinkClashes,
  type Saying,
  type StoredChoice,
} from "../store/clashes.ts";
import { readIdentities } from "../store/identities.ts";
import { readLinks, type LinkVerdict } from "../store/organisationLinks.ts";
import { readAliases, registrations } from "../store/organisations.ts";
import { readCountedQuestions } from "../store/questionSets.ts";
import { choicesFor, questionInWords } from "./choices.ts";
import { chainBetween } from "./chain.ts";
import { resolution } from "./resolution.ts";
import { contradictions } from "./resolve.ts";

type Clash = CheckReport["clashes"][number];

/**
 * What campaigns that were merged say differently: of a wording, of two organisations, or of the response that stands.
 * The latest counts until a person chooses; organisations are listed too where others called the same join two that were
 * called different.
 */
export function clashesIn(campaign: CampaignFile): Clash[] {
  const nameOf = namer(campaign);
  return [
    ...decisionClashes(campaign, readCountedQuestions(campaign)),
    ...linkClashes(campaign, nameOf),
    ...chainClashes(campaign, nameOf),
    ...choiceClashes(campaign),
  ];
}

function decisionClashes(campaign: CampaignFile, questions: readonly CountedQuestion[]): Clash[] {
  const groups = Map.groupBy(readDecisionClashes(campaign), ({ kind, field, wording }) =>
    JSON.stringify(["wording", kind, field, wording]),
  );
  return [...groups].flatMap(([key, sayings]) => {
    const [first] = sayings;
    if (first === undefined) return [];
    const choices = choicesFor(first, questions);
    const label = (value: string | null): string =>
      value === null ? "Leave it as it is" : (choices.find((choice) => choice.value === value)?.label ?? dayOf(value));
    return {
      key,
      kind: "wording" as const,
      what:
        first.kind === "source-order"
          ? "Which source stands first where an organisation answered in both"
          : `What “${first.written}” means ${fieldInWords(first.field, questions)}`,
      values: onePerValue(sayings, ({ value }) => value, label),
      effective: first.value,
    };
  });
}

function linkClashes(campaign: CampaignFile, nameOf: (key: string) => string): Clash[] {
  const groups = Map.groupBy(readLinkClashes(campaign), ({ a, b }) => JSON.stringify(["pair", a, b]));
  return [...groups].flatMap(([key, sayings]) => {
    const [first] = sayings;
    if (first === undefined) return [];
    return {
      key,
      kind: "organisations" as const,
      what: `Whether “${nameOf(first.a)}” and “${nameOf(first.b)}” are one organisation`,
      values: onePerValue(
        sayings,
        ({ verdict }) => verdict,
        (verdict) => VERDICTS[verdict as LinkVerdict],
      ),
      effective: first.verdict,
    };
  });
}

/** Two that were called different while others that were called the same join them; what can be chosen breaks the chain. */
function chainClashes(campaign: CampaignFile, nameOf: (key: string) => string): Clash[] {
  const links = readLinks(campaign);
  if (!links.some((link) => link.verdict === "different")) return [];
  const { resolve, ruled } = resolution(campaign);
  const origin = linkOrigins(campaign);
  return contradictions(links, resolve).flatMap(({ a, b }) => {
    const chain = chainBetween(links, ruled, a, b);
    const apart = origin(a, b);
    if (chain.length === 0) return [overruled(a, b, apart, nameOf)];
    const origins = chain.map((link) => origin(link.a, link.b)).sort((one, two) => (one.at < two.at ? 1 : -1));
    const breaks = chain.map((link) => ({
      value: JSON.stringify([link.a, link.b]),
      label: `Two: “${nameOf(link.a)}” and “${nameOf(link.b)}” are different`,
      note: null,
      ...apart,
    }));
    const one = { value: "same", label: "They are one", note: null, ...(origins[0] ?? apart) };
    return {
      key: JSON.stringify(["chain", a, b]),
      kind: "chain" as const,
      what: `“${nameOf(a)}” and “${nameOf(b)}” were called different, but others that were called the same join them`,
      values: [one, ...breaks],
      effective: "same",
    };
  });
}

/** Two that were called different and that the register, or the parents that files name, have since made one. */
function overruled(a: string, b: string, apart: Saying, nameOf: (key: string) => string): Clash {
  return {
    key: JSON.stringify(["chain", a, b]),
    kind: "chain",
    what: `“${nameOf(a)}” and “${nameOf(b)}” were called different, but the register, or the parents that your files name, make them one`,
    values: [{ value: "same", label: "They are one", note: null, ...apart }],
    effective: "same",
  };
}

function choiceClashes(campaign: CampaignFile): Clash[] {
  const groups = Map.groupBy(readChoiceClashes(campaign), ({ organisation, month, questionSet }) =>
    JSON.stringify(["response", organisation, monthFromNumber(month), questionSet]),
  );
  if (groups.size === 0) return [];
  const all = [...groups.values()].flat();
  const places = placesOf(campaign, [...new Set(all.map(({ responseId }) => responseId))]);
  const names = organisationNames(campaign, [...new Set(all.map(({ organisation }) => organisation))]);
  const label = ({ responseId }: StoredChoice): string => {
    const place = places.get(responseId);
    if (place === undefined) return "";
    const sheet = place.sheet === null ? "" : `, sheet ${place.sheet}`;
    return `${place.file}${sheet}, row ${place.row}${place.submittedAt === null ? "" : `, of ${dayOf(place.submittedAt)}`}`;
  };
  return [...groups].flatMap(([key, choices]) => {
    const [first] = choices;
    if (first === undefined) return [];
    const { organisation, month, fingerprint } = first;
    const byPrint = new Map(choices.map((choice) => [choice.fingerprint, choice]));
    return {
      key,
      kind: "response" as const,
      what: `Which response of “${names.get(organisation) ?? organisation}” stands in ${monthLabel(monthFromNumber(month))}`,
      values: onePerValue(
        choices,
        (choice) => choice.fingerprint,
        (value) => {
          const choice = byPrint.get(value ?? "");
          return choice === undefined ? "" : label(choice);
        },
      ),
      effective: fingerprint,
    };
  });
}

/** Each thing that was said once, as it was said last. */
function onePerValue<T extends Saying & { readonly note?: string | null }>(
  sayings: readonly T[],
  valueOf: (saying: T) => string | null,
  labelOf: (value: string | null) => string,
): Clash["values"] {
  const first = new Map<string | null, T>();
  for (const saying of sayings) if (!first.has(valueOf(saying))) first.set(valueOf(saying), saying);
  return [...first].map(([value, { at, from, note }]) => ({
    value,
    label: labelOf(value),
    note: note === undefined || note === "" ? null : note,
    at,
    from,
  }));
}

/** The name of an organisation as some response writes it, also where it was joined to another; else the register's. */
function namer(campaign: CampaignFile): (key: string) => string {
  const registrationOf = registrations(campaign);
  let written: Map<string, string> | undefined;
  return (key) => (written ??= writtenNames(campaign)).get(key) ?? registrationOf(key)?.name ?? key;
}

/** By key, of the ways in which responses write a name the greatest. */
function writtenNames(campaign: CampaignFile): Map<string, string> {
  const names = new Map<string, string>();
  const note = (key: string | null, name: string | null): void => {
    if (key !== null && name !== null && name > (names.get(key) ?? "")) names.set(key, name);
  };
  const everybody = readIdentities(campaign).map(({ id }) => id);
  for (const { key, parentName, organisationName, locationName } of readAliases(campaign, everybody)) {
    const parent = parentName === null ? null : comparableName(parentName);
    note(parent === null ? null : `name ${parent}`, parentName);
    note(key, parentName ?? organisationName ?? locationName);
    note(respondentName(key)?.named ?? null, organisationName);
  }
  return names;
}

function fieldInWords(field: string, questions: readonly CountedQuestion[]): string {
  const words = FIELD_WORDS[field];
  if (words !== undefined) return words;
  const own = questions.find(({ code }) => code === field);
  const question = questionInWords(field);
  return `in answer to ${question === field ? `“${own?.label ?? field}”` : question}`;
}

/** A moment as people write its day; anything else as it is. */
function dayOf(value: string): string {
  const [, year, month, day] = /^(\d{4})-(\d\d)-(\d\d)/.exec(value) ?? [];
  return year === undefined ? value : `${day ?? ""}/${month ?? ""}/${year}`;
}

const FIELD_WORDS: Readonly<Record<string, string>> = {
  service_type: "as a service type",
  serviceTypeColumn: "as a service type",
  region: "as a region",
  submittedAt: "as a date",
};

const VERDICTS: Readonly<Record<LinkVerdict, string>> = {
  same: "One organisation",
  different: "Two organisations",
  later: "Not asked again",
};
