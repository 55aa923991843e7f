import { BellwetherError } from "../../shared/errors.ts";
import type { houseOperations } from "../../shared/house.ts";
import { parseMonth, type Month } from "../../shared/month.ts";
import type { packOperations } from "../../shared/packs.ts";
import type { CallContext, Handlers } from "../../shared/rpc.ts";
import type { wordingOperations, WordingView } from "../../shared/wordings.ts";
import { keepHouse, keptHouse } from "./house.ts";
import { keepPlan, keptPlan } from "./packPlan.ts";
import { type Previewer, toPreview } from "./previewing.ts";
import type { Session } from "./session.ts";
import {
  changeChart,
  changeWording,
  NO_CHANGE,
  settleWords,
  type WordingChange,
  writeMessage,
} from "./wordingChanges.ts";

type Operations = typeof packOperations & typeof houseOperations & typeof wordingOperations;

/** Operations on what packs hold, in which words and look, and on their pages before they are made. */
export function composerHandlers(
  appVersion: string,
  previewer: Previewer,
  open: () => Session,
): Pick<Handlers, keyof Operations> {
  /** Changes what people wrote for packs, and gives what there is after it. */
  const wording = (month: string | null, change: WordingChange, context: CallContext): Promise<WordingView> => {
    const current = open();
    const leading = month === null ? null : monthSaid(month);
    return current.exclusive(() => changeWording(current, leading, change, appVersion, context));
  };
  return {
    "plan.get": () => open().exclusive(() => keptPlan(open().campaign)),
    "plan.save": ({ plan }) => open().exclusive(() => keepPlan(open().campaign, plan)),
    "house.get": () => open().exclusive(() => keptHouse(open().campaign)),
    "house.save": ({ house }, context) => {
      const current = open();
      return current.exclusive(() => keepHouse(current.campaign, house, context));
    },
    "wording.get": ({ month }, context) => wording(month, NO_CHANGE, context),
    "wording.message": ({ month, id, text }, context) => wording(month, writeMessage(id, text), context),
    "wording.chart": ({ month, ...said }, context) => wording(month, changeChart(said), context),
    "wording.settle": ({ month, ...said }, context) => wording(month, settleWords(said), context),
    "wording.restore": ({ month, kept }, context) => wording(month, () => kept, context),
    "preview.pages": async ({ month, title, plan }, context) => {
      const current = open();
      const leading = month === null ? null : monthSaid(month);
      const request = { month: leading, title, plan, appVersion };
      const { definition, warnings } = await current.exclusive(() => toPreview(current, request, context));
      const pages = await previewer.pages(definition, context);
      return { pages: pages.map(({ heads, ...page }) => ({ ...page, heads: [...heads] })), warnings };
    },
  };
}

/** A month as it was said. @throws BellwetherError `bad-request` */
export function monthSaid(text: string): Month {
  const month = parseMonth(text);
  if (month === null) throw new BellwetherError("bad-request", `“${text}” is not a month. Write it as 2025-01.`);
  return month;
}
