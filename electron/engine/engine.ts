import type { CheckReport } from "../../shared/contract.ts";
import { BellwetherError } from "../../shared/errors.ts";
import type { Endpoint, Handlers } from "../../shared/rpc.ts";
import { composeBrief } from "./briefing.ts";
import { composerHandlers, monthSaid } from "./composerHandlers.ts";
import { chaseList, coverageMissing, coveragePanel } from "./chasing.ts";
import { contextOf } from "./context.ts";
import { compareRelease } from "./comparing.ts";
import { checkReport } from "./evidence/check.ts";
import { traceRows } from "./evidence/traceRows.ts";
import { decide, undecide } from "./deciding.ts";
import { libraryLicences } from "./about.ts";
import { newerIn } from "./newer.ts";
import { readBoards, readRules, writeBoards, writeRules } from "./frozen.ts";
import { givenPlace } from "./givenPlace.ts";
import { commitImport, undoImport } from "./importing.ts";
import { proposeQuestionSet } from "./intake/proposeSet.ts";
import type { Journal } from "./journal.ts";
import { backUpBefore, backUpOnceADay, campaignHandlers } from "./library/campaigns.ts";
import type { Library } from "./library.ts";
import { freshName } from "./packNames.ts";
import { createPreviewer } from "./previewing.ts";
import { prepareRelease } from "./preparing.ts";
import { questionList } from "./questions.ts";
import { saveQuestionSet } from "./questionSets.ts";
import { freeTextAnswers, proposeRemovals, readQuotes, removeQuote, saveQuote } from "./quoting.ts";
import { readReferences, removeReference, saveReference } from "./referring.ts";
import { found, recordName, recordText } from "./releaseRecord.ts";
import {
  discardRelease,
  listReleases,
  publishRelease,
  saveRelease,
  signOffRelease,
  withdrawRelease,
} from "./releasing.ts";
import { removeView, savedViews, saveView } from "./savedViews.ts";
import { noCampaignOpen, summaryOf, type Session } from "./session.ts";
import { settleClash } from "./settleClash.ts";
import { linkOrganisations, standByChoice, standByRule, unlinkOrganisations } from "./settling.ts";
import { answeredColumns, sheetAt, stageGone, Stages } from "./stages.ts";
import type { CampaignFile } from "./store/campaignFile.ts";
import { readQuestionSets, removeQuestionSet } from "./store/questionSets.ts";
import { countSetResponses, readImports } from "./store/summary.ts";
import { tableOf } from "./tables.ts";
import { traceFigureOf, traceResponseOf } from "./tracing.ts";
import { verifyFiles } from "./verifying.ts";

/** What a host tells the engine about itself. */
export interface EngineOptions {
  readonly version: string;
  readonly host: "electron" | "loopback" | "command";
  readonly library: Library;
  /** Where packs go when the user chose no folder. */
  readonly packs: string;
  /** A campaign that is open from the start, where the host was given one. */
  readonly session?: Session;
  /** Hears of files a window chose that are no longer needed: for a host that holds copies of them. */
  readonly release?: (paths: readonly string[]) => void;
  /** Hears of defects: never of names or answers. */
  readonly log: (error: unknown, operation?: string) => void;
  /** What happened, for support. */
  readonly journal?: Journal;
}

/** The engine of one window: its operations, and a way to close what it has open once the work in hand is done. */
export interface Engine extends Endpoint {
  close(): Promise<void>;
}

/** Makes the engine: every operation of the contract over one open campaign at a time. */
export function createEngine(options: EngineOptions): Engine {
  let session: Session | null = options.session ?? null;
  const previewer = createPreviewer();
  const stages = new Stages(options.release ?? (() => undefined));

  const open = (): Session => {
    if (session === null) throw noCampaignOpen();
    return session;
  };
  const turnTo = async (next: () => Session | null): Promise<void> => {
    const opened = next();
    const before = session;
    session = opened;
    stages.forget();
    await before?.close();
  };
  /** Does what a person said on Check, and gives what waits after it. */
  const checked = (work: (campaign: CampaignFile) => Promise<void>): Promise<CheckReport> => {
    const current = open();
    return current.exclusive(async () => {
      await work(current.campaign);
      return checkReport(current.campaign);
    });
  };
  /** Where a release of the open campaign goes, or a copy of one that is on its way. */
  const placeOf = (id: number, into: string | null, zip: boolean, released = true): { out: string; zip: boolean } => {
    const { code, month } = found(open().campaign, id);
    const named = { campaign: summaryOf(open()).name, month, code, released };
    return { out: freshName(givenPlace(into, options) ?? options.packs, named, zip), zip };
  };
  const handlers: Handlers = {
    "app.info": () => ({
      version: options.version,
      host: options.host,
      dataFolder: options.library.folder,
      packsFolder: options.packs,
    }),
    ...campaignHandlers(options, { current: () => session, turnTo }),
    "import.stage": async ({ files }, context) => {
      const current = open();
      const stageId = await stages.stage(current, files, context).catch((error: unknown) => {
        throw session === current ? error : stageGone();
      });
      if (session !== current) {
        stages.forget(stageId);
        throw stageGone();
      }
      return current.exclusive(() => stages.show(stageId));
    },
    "import.choose": async (said, context) => {
      await stages.choose(said, context);
      return open().exclusive(() => stages.show(said.stageId));
    },
    "import.leaveOut": ({ stageId, file }) => {
      stages.leaveOut(stageId, file);
      return open().exclusive(() => stages.show(stageId));
    },
    "import.rows": (query) => open().exclusive(() => stages.rows(query)),
    "import.mapping": ({ stageId, sheetKey }) => open().exclusive(() => stages.mapping(stageId, sheetKey)),
    "import.commit": async ({ stageId }, context) => {
      const { files, mapping } = stages.at(stageId);
      const current = open();
      const outcome = await current.exclusive(() => {
        backUpOnceADay(options, current);
        return commitImport(current.campaign, files, context, mapping);
      });
      stages.forget(stageId);
      const registers = outcome.registers.map(({ mapping: _mapping, setAside, ...register }) => ({
        ...register,
        setAside: setAside.length,
      }));
      return { ...outcome, registers };
    },
    "import.discard": ({ stageId }) => {
      stages.forget(stageId);
      return {};
    },
    "import.list": () => open().exclusive(() => readImports(open().campaign)),
    "import.undo": async ({ importId }, context) => {
      const current = open();
      return current.exclusive(async () => {
        const record = readImports(current.campaign).find((entry) => entry.importId === importId);
        if (record === undefined) throw new BellwetherError("stage-gone", "This import has already been undone.");
        backUpBefore(options, current, "before-undo");
        await undoImport(current.campaign, importId, context);
        return record;
      });
    },
    "check.report": () => open().exclusive(() => checkReport(open().campaign)),
    "check.decide": (said, context) => checked((campaign) => decide(campaign, said, context)),
    "check.undecide": (said, context) => checked((campaign) => undecide(campaign, said, context)),
    "check.settle": (said, context) => checked((campaign) => settleClash(campaign, said, context)),
    "check.link": (said, context) => checked((campaign) => linkOrganisations(campaign, said, context)),
    "check.unlink": (said, context) => checked((campaign) => unlinkOrganisations(campaign, said, context)),
    "check.stand": (said, context) => checked((campaign) => standByChoice(campaign, said, context)),
    "check.unstand": (said, context) => checked((campaign) => standByRule(campaign, said, context)),
    "questionSet.list": () =>
      open().exclusive(() => {
        const responses = countSetResponses(open().campaign);
        return readQuestionSets(open().campaign).map(({ set }) => ({ set, responses: responses.get(set.code) ?? 0 }));
      }),
    "questionSet.propose": async ({ stageId, sheetKey, columns }) => {
      const { file, sheet } = sheetAt(stages.at(stageId), sheetKey);
      const answered = await answeredColumns(stages.at(stageId), sheetKey, columns);
      return proposeQuestionSet(sheet.name ?? file.name.replace(/\.[^.]+$/, ""), answered);
    },
    "questionSet.save": ({ set }, context) => {
      const current = open();
      return current.exclusive(() => saveQuestionSet(current.campaign, set, context));
    },
    "questionSet.remove": ({ code }) =>
      open().exclusive(() => {
        removeQuestionSet(open().campaign, code);
        return {};
      }),
    "question.list": () => open().exclusive(() => questionList(open().campaign)),
    "table.get": (query, context) => open().exclusive(() => tableOf(open(), query, context)),
    "trace.figure": (query) => open().exclusive(() => traceFigureOf(open(), query)),
    "trace.response": ({ responseId }) => open().exclusive(() => traceResponseOf(open(), responseId)),
    "trace.rows": (query) => open().exclusive(() => traceRows(open().campaign, query)),
    "coverage.panel": ({ unit }) => open().exclusive(() => coveragePanel(open().campaign, unit)),
    "coverage.missing": (query) => open().exclusive(() => coverageMissing(open().campaign, query)),
    "coverage.chase": (query) => open().exclusive(() => chaseList(open().campaign, query)),
    "context.get": (query) => open().exclusive(() => contextOf(open(), query)),
    "view.list": () => open().exclusive(() => savedViews(open().campaign)),
    "view.save": (view) => open().exclusive(() => saveView(open().campaign, view)),
    "view.remove": ({ name }) => open().exclusive(() => removeView(open().campaign, name)),
    "brief.compose": async ({ month, title, plan, into, zip }, context) => {
      const current = open();
      const chosen = month === null ? null : monthSaid(month);
      return current.exclusive(() =>
        composeBrief(
          current,
          {
            month: chosen,
            title,
            plan,
            out: freshName(
              givenPlace(into, options) ?? options.packs,
              { campaign: summaryOf(current).name, month: chosen },
              zip,
            ),
            zip,
            appVersion: options.version,
          },
          context,
        ),
      );
    },
    ...composerHandlers(options.version, previewer, open),
    "quote.list": () => open().exclusive(() => readQuotes(open().campaign)),
    // Both only read, at once: nobody waits at a text until figures are protected.
    "quote.answers": (query) => freeTextAnswers(open().campaign, query),
    "quote.propose": ({ text }) => proposeRemovals(open().campaign, text),
    "quote.save": (quote) => open().exclusive(() => saveQuote(open().campaign, quote)),
    "quote.remove": ({ id }) => open().exclusive(() => removeQuote(open().campaign, id)),
    "reference.list": () => open().exclusive(() => readReferences(open().campaign)),
    "reference.save": (reference) => open().exclusive(() => saveReference(open().campaign, reference)),
    "reference.remove": ({ id }) => open().exclusive(() => removeReference(open().campaign, id)),
    "release.list": () => open().exclusive(() => listReleases(open().campaign)),
    "release.prepare": ({ month, title, plan, composedBy }, context) => {
      const current = open();
      const request = {
        month: month === null ? null : monthSaid(month),
        title,
        plan,
        composedBy,
        appVersion: options.version,
      };
      return current.exclusive(() => prepareRelease(current, request, context));
    },
    "release.discard": ({ id }) => open().exclusive(() => discardRelease(open().campaign, id)),
    "release.signOff": ({ id, name }) => open().exclusive(() => signOffRelease(open().campaign, id, name)),
    "release.publish": ({ id, into, zip }, context) => {
      const current = open();
      return current.exclusive(async () => {
        const place = placeOf(id, into, zip);
        return { release: await publishRelease(current, id, place, context), folder: place.out };
      });
    },
    "release.save": ({ id, into, zip }, context) => {
      const current = open();
      return current.exclusive(async () => {
        const place = placeOf(id, into, zip, found(current.campaign, id).releasedAt !== null);
        await saveRelease(current.campaign, id, place, context);
        return { folder: place.out };
      });
    },
    "release.withdraw": ({ id, ...said }) => open().exclusive(() => withdrawRelease(open().campaign, id, said)),
    "release.compare": ({ id }) => open().exclusive(() => compareRelease(open().campaign, id)),
    "release.record": ({ id }) =>
      open().exclusive(() => {
        const release = found(open().campaign, id);
        return { name: recordName(release), text: recordText(open().campaign, release) };
      }),
    "release.verify": ({ files }, context) => {
      const current = open();
      return current
        .exclusive(() => verifyFiles(current.campaign, files, context))
        .finally(() => options.release?.(files.map(({ path }) => path)));
    },
    "app.licences": () => libraryLicences(),
    "app.newer": ({ folder }) => {
      if (options.host === "loopback") throw new BellwetherError("bad-request", "Paths cannot be given here.");
      return newerIn(folder, options.version);
    },
    "rules.get": () => open().exclusive(() => readRules(open().campaign)),
    "boards.get": () => open().exclusive(() => ({ shown: readBoards(open().campaign) })),
    "boards.save": ({ shown }) => open().exclusive(() => ({ shown: writeBoards(open().campaign, shown) })),
    "rules.save": (rules) => open().exclusive(() => writeRules(open().campaign, rules)),
  };
  const log: EngineOptions["log"] = (error, operation) => {
    options.journal?.fault(error, operation);
    options.log(error, operation);
  };
  const close = async (): Promise<void> => {
    previewer.close();
    await turnTo(() => null);
  };
  return { handlers, log, close };
}
