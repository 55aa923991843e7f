import { existsSync } from "node:fs";
import path from "node:path";
import type { campaignOperations } from "../../../shared/campaigns.ts";
import { BellwetherError } from "../../../shared/errors.ts";
import type { Handlers } from "../../../shared/rpc.ts";
import { givenPlace } from "../givenPlace.ts";
import { supportDetails, type Journal } from "../journal.ts";
import {
  binCampaign,
  createInLibrary,
  entriesOf,
  fileOf,
  openFromLibrary,
  openSession,
  type Library,
} from "../library.ts";
import { mergeCampaign } from "../merging.ts";
import { freshName } from "../packNames.ts";
import { makeSampleOnce, SAMPLE_ID } from "../sample/campaign.ts";
import { noCampaignOpen, summaryOf, type Session } from "../session.ts";
import { openCampaign, type CampaignFile } from "../store/campaignFile.ts";
import { readSummary } from "../store/summary.ts";
import { renameCampaign } from "../store/wholeCopies.ts";
import { backupFile, listBackups, makeBackup, makeDailyBackup, newestGoodBackup } from "./backups.ts";
import { restoreBackup, saveCopy, seeCopy, takeCopy } from "./copies.ts";
import { exportEverything } from "./exporting.ts";
import { noteCampaign } from "./notes.ts";
import { sweepUnfinished, withPlainFile } from "./working.ts";

/** What the operations on campaigns know of their host: see EngineOptions. */
export interface LibraryHost {
  readonly version: string;
  readonly host: "electron" | "loopback" | "command";
  readonly library: Library;
  readonly packs: string;
  readonly release?: (paths: readonly string[]) => void;
  readonly journal?: Journal;
}

/** The campaign a window has open, and the way to open another in its place. */
export interface Room {
  readonly current: () => Session | null;
  readonly turnTo: (next: () => Session | null) => Promise<void>;
}

/** Operations on whole campaigns: the library, copies, backups, exports. */
export function campaignHandlers(
  options: LibraryHost,
  { current, turnTo }: Room,
): Pick<Handlers, keyof typeof campaignOperations> {
  const { library } = options;
  /** By campaign, why its last automatic backup could not be made. */
  const backupFaults = new Map<string, string>();
  sweepUnfinished(library.folder);

  const open = (): Session => {
    const session = current();
    if (session === null) throw noCampaignOpen();
    return session;
  };
  const isOpen = (id: string): boolean => current()?.id === id;
  /** A campaign's file: the open one may lie outside the library. */
  const placeOf = (id: string): string => {
    const session = current();
    return session?.id === id ? session.campaign.path : fileOf(library, id);
  };
  /** Runs work on a campaign, through the window's own session where it is open. */
  const onCampaign = <T>(
    id: string,
    mode: "read" | "write",
    work: (campaign: CampaignFile) => Promise<T> | T,
  ): Promise<T> => {
    const session = current();
    if (session?.id === id) return session.exclusive(() => work(session.campaign));
    return closing(openCampaign(fileOf(library, id), mode), work);
  };
  const enter = async (next: () => Session): Promise<ReturnType<typeof summaryOf>> => {
    await turnTo(next);
    const session = open();
    if (isInLibrary(options, session.campaign)) {
      noteCampaign(library.folder, session.id, { openedAt: new Date().toISOString(), name: summaryOf(session).name });
      await session.exclusive(() => backUpDaily(session));
    }
    options.journal?.note("a campaign was opened");
    return summaryOf(session);
  };
  const backUpDaily = (session: Session): void => {
    try {
      makeDailyBackup(session.campaign);
      backupFaults.delete(session.id);
    } catch (error) {
      options.journal?.fault(error, "daily backup");
      backupFaults.set(session.id, error instanceof BellwetherError ? error.message : "The backup could not be made.");
    }
  };
  /** Does work on the file of a campaign while no window of ours has it open, then opens it; where that fails, what was open again. */
  const inItsPlace = async <T>(id: string, work: (file: string) => Promise<T>): Promise<T> => {
    const file = placeOf(id);
    const wasOpen = isOpen(id);
    if (wasOpen) await turnTo(() => null);
    const again = () => openSession(id, file);
    try {
      const result = await work(file);
      await enter(again);
      return result;
    } catch (error) {
      if (wasOpen && current() === null) await turnTo(again).catch(() => undefined);
      throw error;
    }
  };
  const nameOf = (id: string): Promise<string> => onCampaign(id, "read", (campaign) => readSummary(campaign).name);

  return {
    "campaign.list": () => entriesOf(library),
    "campaign.current": () => {
      const session = current();
      return session === null ? null : session.exclusive(() => summaryOf(session));
    },
    "campaign.create": ({ name }) => enter(() => createInLibrary(library, { name })),
    "campaign.open": ({ id }) => enter(() => openFromLibrary(library, id)),
    "campaign.openSample": async (_input, context) => {
      await makeSampleOnce(library, context);
      return enter(() => openFromLibrary(library, SAMPLE_ID));
    },
    "campaign.close": async () => {
      await turnTo(() => null);
      return {};
    },
    "campaign.rename": ({ id, name }) =>
      onCampaign(id, "write", (campaign) => {
        renameCampaign(campaign, name);
        if (isInLibrary(options, campaign)) noteCampaign(library.folder, id, { name });
        return { id, ...readSummary(campaign) };
      }),
    "campaign.archive": ({ id, archived }) => {
      noteCampaign(library.folder, id, { archived });
      return {};
    },
    "campaign.remove": async ({ id }) => {
      const session = current();
      if (session?.id === id && !isInLibrary(options, session.campaign)) throw notInLibrary();
      if (isOpen(id)) await turnTo(() => null);
      return { path: binCampaign(library, id) };
    },
    "campaign.saveCopy": async ({ id, to, passphrase }, context) => {
      const day = new Date().toISOString().slice(0, 10);
      const named = givenPlace(to, options) ?? freshCopy(options.packs, `${await nameOf(id)} ${day}`);
      const target = named.endsWith(".evidence") ? named : `${named}.evidence`;
      const place = { to: target, passphrase, working: library.folder };
      return { path: target, bytes: await onCampaign(id, "read", (campaign) => saveCopy(campaign, place, context)) };
    },
    "campaign.seeCopy": (copy, context) => seeCopy(library, copy, context),
    "campaign.openCopy": async ({ replace, ...copy }, context) => {
      if (replace === null) {
        const id = await takeCopy(library, copy, null, context);
        options.release?.([copy.path]);
        return enter(() => openFromLibrary(library, id));
      }
      if (!isOpen(replace)) fileOf(library, replace);
      await inItsPlace(replace, () => takeCopy(library, copy, replace, context));
      options.release?.([copy.path]);
      return summaryOf(open());
    },
    "campaign.leaveCopy": ({ path: left }) => {
      options.release?.([left]);
      return {};
    },
    "campaign.merge": async (other, context) => {
      const session = open();
      return session
        .exclusive(() => {
          backUpBefore(options, session, "before-merge");
          return withPlainFile(library.folder, other, context, (plain) =>
            mergeCampaign(session.campaign, { path: plain, name: other.name }, context),
          );
        })
        .finally(() => options.release?.([other.path]));
    },
    "campaign.export": async ({ id, into }, context) => {
      const out = freshName(
        givenPlace(into, options) ?? options.packs,
        { campaign: `${await nameOf(id)} everything identifiable`, month: null },
        false,
      );
      const written = await onCampaign(id, "read", (campaign) => exportEverything(campaign, out, context));
      return { folder: out, ...written };
    },
    "backup.list": ({ id, check }) => {
      const file = placeOf(id);
      return {
        backups: listBackups(file),
        newestGood: check ? newestGoodBackup(file) : null,
        fault: backupFaults.get(id) ?? null,
      };
    },
    "backup.make": ({ id }) => onCampaign(id, "read", (campaign) => makeBackup(campaign, "by-hand")),
    "backup.restore": async ({ id, name }) => {
      const releasesKnown = await inItsPlace(id, (file) => restoreBackup(file, backupFile(file, name)));
      options.journal?.note("a backup was restored");
      return { campaign: summaryOf(open()), releasesKnown };
    },
    "support.details": () => ({
      text: supportDetails(
        { version: options.version, host: options.host, campaigns: entriesOf(library).length },
        options.journal,
      ),
    }),
  };
}

/**
 * Keeps a campaign of the library as it is before something great is done to it.
 * @throws BellwetherError `backup-failed` where it cannot: nothing is done then
 */
export function backUpBefore(
  options: Pick<LibraryHost, "library">,
  session: Session,
  reason: "before-undo" | "before-merge",
): void {
  if (!isInLibrary(options, session.campaign)) return;
  try {
    makeBackup(session.campaign, reason);
  } catch (error) {
    const why = error instanceof BellwetherError ? error.message : "Something went wrong inside Bellwether.";
    throw new BellwetherError(
      "backup-failed",
      `The backup that is made before this could not be written, so nothing was done. ${why}`,
      {},
      { cause: error },
    );
  }
}

/** Keeps a campaign of the library once a day, where that is possible: an app that is left open sleeps through midnight. */
export function backUpOnceADay(options: LibraryHost, session: Session): void {
  if (!isInLibrary(options, session.campaign)) return;
  try {
    makeDailyBackup(session.campaign);
  } catch (error) {
    options.journal?.fault(error, "daily backup");
  }
}

function isInLibrary({ library }: Pick<LibraryHost, "library">, campaign: CampaignFile): boolean {
  return path.resolve(path.dirname(campaign.path)) === path.resolve(library.folder);
}

/** A name for a copy that no file has yet. */
function freshCopy(folder: string, campaign: string): string {
  for (let number = 1; ; number += 1) {
    const named = number === 1 ? campaign : `${campaign} ${number}`;
    const file = `${freshName(folder, { campaign: named, month: null }, false)}.evidence`;
    if (!existsSync(file)) return file;
  }
}

async function closing<T>(campaign: CampaignFile, work: (campaign: CampaignFile) => Promise<T> | T): Promise<T> {
  try {
    return await work(campaign);
  } finally {
    campaign.close();
  }
}

function notInLibrary(): BellwetherError {
  return new BellwetherError(
    "bad-request",
    "This campaign is a file of its own, outside the library. Close it and move the file to the bin yourself.",
  );
}
