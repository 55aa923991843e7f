import { randomUUID } from "node:crypto";
import { existsSync } from "node:fs";
import path from "node:path";
import type { SheetVerdict, StagedImport } from "../../shared/contract.ts";
import { BellwetherError } from "../../shared/errors.ts";
import { monthLabel, parseMonth, type Month } from "../../shared/month.ts";
import type { Endpoint, Handlers } from "../../shared/rpc.ts";
import { composeBrief } from "./briefing.ts";
import { checkReport } from "./evidence/check.ts";
import { commitImport, undoImport } from "./importing.ts";
import type { StagedFile } from "./intake/stage.ts";
import { withMonth } from "./intake/stage.ts";
import { createInLibrary, listCampaigns, openFromLibrary, type Library } from "./library.ts";
import { makeSampleOnce, SAMPLE_ID } from "./sample/campaign.ts";
import { noCampaignOpen, summaryOf, type Session } from "./session.ts";
import { stageFiles } from "./staging.ts";
import { readImports } from "./store/summary.ts";
import { tableOf } from "./tables.ts";
import { verdictOf } from "./verdict.ts";

/** What a host tells the engine about itself. */
export interface EngineOptions {
  readonly version: string;
  readonly host: "electron" | "loopback" | "command";
  readonly library: Library;
  /** Where packs go when the user chose no folder. */
  readonly packs: string;
  /** A campaign that is open from the start, where the host was given one. */
  readonly session?: Session;
  /** Hears of defects: never of names or answers. */
  readonly log: (error: unknown) => void;
}

/** The engine of one window: its operations, and a way to close what it has open once the work in hand is done. */
export interface Engine extends Endpoint {
  close(): Promise<void>;
}

interface Staged {
  readonly files: StagedFile[];
  readonly refused: StagedImport["refused"];
}

/** Makes the engine: every operation of the contract over one open campaign at a time. */
export function createEngine(options: EngineOptions): Engine {
  let session: Session | null = options.session ?? null;
  const staged = new Map<string, Staged>();

  const open = (): Session => {
    if (session === null) throw noCampaignOpen();
    return session;
  };
  const turnTo = async (next: () => Session | null): Promise<void> => {
    const opened = next();
    const before = session;
    session = opened;
    staged.clear();
    await before?.close();
  };
  const stagedAt = (stageId: string): Staged => {
    const stage = staged.get(stageId);
    if (stage === undefined) throw stageGone();
    return stage;
  };
  const show = (stageId: string): StagedImport => {
    const { files, refused } = stagedAt(stageId);
    const sheets: SheetVerdict[] = files.flatMap((file, index) =>
      file.sheets.map((sheet) => verdictOf(open().campaign, file, index, sheet)),
    );
    return { stageId, sheets, refused };
  };

  const handlers: Handlers = {
    "app.info": () => ({
      version: options.version,
      host: options.host,
      dataFolder: options.library.folder,
      packsFolder: options.packs,
    }),
    "campaign.list": () => listCampaigns(options.library),
    "campaign.current": () => (session === null ? null : session.exclusive(() => summaryOf(open()))),
    "campaign.create": async ({ name }) => {
      await turnTo(() => createInLibrary(options.library, { name }));
      return summaryOf(open());
    },
    "campaign.open": async ({ id }) => {
      await turnTo(() => openFromLibrary(options.library, id));
      return summaryOf(open());
    },
    "campaign.openSample": async (_input, context) => {
      await makeSampleOnce(options.library, context);
      await turnTo(() => openFromLibrary(options.library, SAMPLE_ID));
      return summaryOf(open());
    },
    "campaign.close": async () => {
      await turnTo(() => null);
      return {};
    },
    "import.stage": async ({ files }, context) => {
      const current = open();
      const stageId = randomUUID();
      const read = await stageFiles(files, context);
      if (session !== current) throw stageGone();
      staged.set(stageId, read);
      return current.exclusive(() => show(stageId));
    },
    "import.setMonth": ({ stageId, sheetKey, month }) => {
      const stage = stagedAt(stageId);
      const said = monthSaid(month);
      const files = stage.files.map((file, index) => ({
        ...file,
        sheets: file.sheets.map((sheet) =>
          `${index}/${sheet.position}` === sheetKey ? withMonth(sheet, said) : sheet,
        ),
      }));
      staged.set(stageId, { ...stage, files });
      return open().exclusive(() => show(stageId));
    },
    "import.commit": async ({ stageId }, context) => {
      const { files } = stagedAt(stageId);
      const current = open();
      const outcome = await current.exclusive(() => commitImport(current.campaign, files, context));
      staged.delete(stageId);
      return outcome;
    },
    "import.discard": ({ stageId }) => {
      staged.delete(stageId);
      return {};
    },
    "import.list": () => open().exclusive(() => readImports(open().campaign)),
    "import.undo": async ({ importId }, context) => {
      const current = open();
      return current.exclusive(async () => {
        const record = readImports(current.campaign).find((entry) => entry.importId === importId);
        if (record === undefined) throw new BellwetherError("stage-gone", "This import has already been undone.");
        await undoImport(current.campaign, importId, context);
        return record;
      });
    },
    "check.report": () => open().exclusive(() => checkReport(open().campaign)),
    "table.get": (query, context) => open().exclusive(() => tableOf(open(), query, context)),
    "brief.compose": async ({ month, title, into, zip }, context) => {
      const current = open();
      const chosen = month === null ? null : monthSaid(month);
      return current.exclusive(() =>
        composeBrief(
          current,
          {
            month: chosen,
            title,
            out: freshName(into ?? options.packs, summaryOf(current).name, chosen, zip ? ".zip" : ""),
            zip,
            appVersion: options.version,
          },
          context,
        ),
      );
    },
  };
  return { handlers, log: options.log, close: () => turnTo(() => null) };
}

function stageGone(): BellwetherError {
  return new BellwetherError("stage-gone", "These files are no longer waiting to be imported. Choose them again.");
}

function monthSaid(text: string): Month {
  const month = parseMonth(text);
  if (month === null) throw new BellwetherError("bad-request", `“${text}” is not a month. Write it as 2025-01.`);
  return month;
}

/** A name in a folder that nothing has yet, after the campaign and the month. */
function freshName(folder: string, campaign: string, month: Month | null, ending: string): string {
  const plain = campaign.replace(/[^\p{L}\p{N} _-]+/gu, "").trim() || "Campaign";
  const stem = path.join(folder, `${plain}${month === null ? "" : `, ${monthLabel(month)}`}`);
  for (let number = 1; ; number += 1) {
    const name = `${stem}${number === 1 ? "" : ` (${number})`}${ending}`;
    if (!existsSync(name)) return name;
  }
}
