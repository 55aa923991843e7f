import { mkdtempSync } from "node:fs";
import path from "node:path";
import { beforeAll, expect, test } from "vitest";
import { composeBrief } from "../../electron/engine/briefing.ts";
import { readPack } from "../../electron/engine/pack/read.ts";
import { createPreviewer, toPreview } from "../../electron/engine/previewing.ts";
import { newSession, type Session } from "../../electron/engine/session.ts";
import {
  changeChart,
  changeWording,
  NO_CHANGE,
  settleWords,
  type WordingChange,
  writeMessage,
} from "../../electron/engine/wordingChanges.ts";
import { templatePlan, type PackPlan } from "../../shared/packs.ts";
import type { MessageView, WordingView } from "../../shared/wordings.ts";
import { importInto, quietly } from "./campaign.ts";
import { folderForAll, write } from "./files.ts";
import { plainExtract, releasable } from "./releasable.ts";

const ID = "intent.la";
const CHART = "trend-intent-service-type";
/** Two pages without a chart. */
const SHORT: PackPlan = { ...templatePlan("full", []), formats: ["html"], sections: ["messages", "reading"] };
const folder = folderForAll();
let session: Session;

const change = (what: WordingChange): Promise<WordingView> => changeWording(session, null, what, "0.1.0", quietly);
const look = (): Promise<WordingView> => change(NO_CHANGE);
const first = ({ messages }: WordingView): MessageView => messages.find(({ id }) => id === ID)!;
const page = async (): Promise<string> => {
  const out = mkdtempSync(path.join(folder, "pack-"));
  const request = { month: null, title: "T", plan: SHORT, appVersion: "0.1.0", zip: false };
  await composeBrief(session, { ...request, out }, quietly);
  const html = (await readPack(out)).find(({ name }) => name === "index.html")!;
  return new TextDecoder().decode(html.bytes).replaceAll(/<[^>]*>/g, "");
};

beforeAll(async () => {
  session = newSession("test", await releasable(folder, ["January"]));
});

test("a message by hand takes the place of the app’s, in a pack that passes its audit", async () => {
  const { own } = first(await look());
  const share = /\d+%/.exec(own)![0];
  const said = `Care is at risk: ${share} say so in January 2025.`;
  const view = first(await change(writeMessage(ID, said)));
  expect(view).toMatchObject({ own, text: said, moved: [], unfit: null });
  const made = await page();
  expect(made).toContain(said);
  expect(made).not.toContain(own);
});

test("a number that is no published figure is refused, and so is the name of a member", async () => {
  await expect(change(writeMessage(ID, "In truth 97.3% will go."))).rejects.toThrow(/“97\.3%” is no published figure/);
  await expect(change(writeMessage(ID, "As test January.csv shows."))).rejects.toThrow(/No pack may hold/);
  await expect(change(changeChart({ id: CHART, title: "Up by 97.3%", shown: true }))).rejects.toThrow(/no published/);
});

test("a chart has the heading that somebody gave it, or is left out whole", async () => {
  const heading = "Homecare and nursing alike";
  const plan: PackPlan = { ...SHORT, sections: ["chart"] };
  const made = async () => {
    const request = { month: null, title: "T", plan, appVersion: "0.1.0" };
    return (await toPreview(session, request, quietly)).definition.wording!;
  };
  await change(changeChart({ id: CHART, title: heading, shown: true }));
  expect(await made()).toMatchObject({ titles: { [CHART]: heading }, leftOut: [] });
  await change(changeChart({ id: CHART, title: heading, shown: false }));
  expect(await made()).toMatchObject({ leftOut: [CHART] });
});

test("pages are drawn before the pack is made, and asking for others stops them at once", async () => {
  const previewer = createPreviewer();
  const { definition } = await toPreview(
    session,
    { month: null, title: "T", plan: SHORT, appVersion: "0.1.0" },
    quietly,
  );
  const stopped = new AbortController();
  const dropped = previewer.pages(definition, { ...quietly, signal: stopped.signal });
  stopped.abort();
  await expect(dropped).rejects.toMatchObject({ code: "cancelled" });
  const pages = await previewer.pages(definition, quietly);
  previewer.close();
  expect(pages.length).toBeGreaterThanOrEqual(1);
  expect(pages[0]!.heads).toEqual(expect.arrayContaining(["T", "Key messages"]));
  expect(pages[0]!.words).toContain("Care is at risk");
  expect(pages[0]!.svg).toMatch(/^<svg [^>]*viewBox="0 0 \d/);
});

test("words whose figure moved wait: the app’s own sentence is used until somebody says what to do", async () => {
  await importInto(session.campaign, [write(folder, "later.csv", plainExtract("February", 180, 31))]);
  const flagged = first(await look());
  expect(flagged.moved.join(" ")).toContain("Was “January 2025”, now “February 2025”.");
  expect(await page()).toContain(flagged.own);
  const taken = first(await change(settleWords({ of: "message", id: ID, choice: "take" })));
  expect(taken.moved).toEqual([]);
  expect(taken.text).toMatch(/^Care is at risk: \d+% say so in February 2025\.$/);
  expect(await page()).toContain(taken.text);
});

test("the app’s own sentence comes back, and what was kept before can be put back whole", async () => {
  const { kept } = await look();
  expect(first(await change(writeMessage(ID, null))).text).toBeNull();
  expect((await change(() => kept)).kept).toEqual(kept);
});
