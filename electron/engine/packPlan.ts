import { PACK_FORMATS, PACK_TEMPLATES, packPlanSchema, type PackPlan, templatePlan } from "../../shared/packs.ts";
import { type Given, oneOf } from "./given.ts";
import { ownSets } from "./questions.ts";
import type { CampaignFile } from "./store/campaignFile.ts";
import { readPlanText, writePlanText } from "./store/summary.ts";

/** The plan of a campaign's packs as it was last chosen; null where it never was, or what is kept cannot be read any more. */
export function keptPlan(campaign: CampaignFile): PackPlan | null {
  const text = readPlanText(campaign);
  return text === null ? null : (packPlanSchema.safeParse(JSON.parse(text)).data ?? null);
}

/** Keeps the plan of a campaign's packs; null for the full briefing again. */
export function keepPlan(campaign: CampaignFile, plan: PackPlan | null): PackPlan | null {
  writePlanText(campaign, plan === null ? null : JSON.stringify(plan));
  return plan;
}

/** The options of commands that make packs, for what is in them. */
export const PLAN_OPTIONS = { template: "string", formats: "string" } as const;

/**
 * The plan that a command asks for: a template's, with other formats where they are named; null for everything.
 * @throws UsageError for a template or format that is not there
 */
export function planGiven(given: Given, campaign: CampaignFile): PackPlan | null {
  const { formats, template } = given.values;
  if (template === undefined && formats === undefined) return null;
  const plan = templatePlan(
    template === undefined ? "full" : oneOf(PACK_TEMPLATES, template, "--template"),
    ownSets(campaign).map(({ code }) => code),
  );
  if (typeof formats !== "string") return plan;
  const wanted = formats.split(",").map((format) => oneOf(PACK_FORMATS, format.trim(), "--formats"));
  return { ...plan, formats: [...new Set(wanted)] };
}
