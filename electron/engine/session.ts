import { BellwetherError } from "../../shared/errors.ts";
import type { CampaignSummary } from "../../shared/contract.ts";
import type { Protection } from "./protecting.ts";
import type { CampaignFile } from "./store/campaignFile.ts";
import { readSummary } from "./store/summary.ts";

/** The campaign a person has open. Work on its file goes one at a time: a read never sees a half-done import. */
export interface Session {
  readonly id: string;
  readonly campaign: CampaignFile;
  /** Runs work once everything asked before it is done. @throws BellwetherError `no-campaign-open` after `close` */
  exclusive<T>(work: () => Promise<T> | T): Promise<T>;
  /** Closes the file once everything asked before is done. */
  close(): Promise<void>;
  /** Protected figures made so far, by what they were made from. */
  readonly protections: Map<string, Protection>;
}

/** Opens a session on a campaign file. */
export function newSession(id: string, campaign: CampaignFile): Session {
  let last: Promise<unknown> = Promise.resolve();
  let closed = false;
  const exclusive = <T>(work: () => Promise<T> | T): Promise<T> => {
    const next = last.then(() => {
      if (closed) throw noCampaignOpen();
      return work();
    });
    last = next.catch(() => undefined);
    return next;
  };
  return {
    id,
    campaign,
    protections: new Map(),
    exclusive,
    async close() {
      await last;
      if (closed) return;
      closed = true;
      campaign.close();
    },
  };
}

/** What the contract says of an open campaign. */
export function summaryOf(session: Session): CampaignSummary {
  return { id: session.id, ...readSummary(session.campaign) };
}

/** The fault of asking for evidence while no campaign is open. */
export function noCampaignOpen(): BellwetherError {
  return new BellwetherError("no-campaign-open", "No campaign is open. Open one, or start a new one.");
}
