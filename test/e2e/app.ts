import { type ChildProcess, spawn } from "node:child_process";
import { once } from "node:events";
import { mkdirSync, mkdtempSync, rmSync } from "node:fs";
import { createRequire } from "node:module";
import { tmpdir } from "node:os";
import path from "node:path";
import { createInterface } from "node:readline";
import { type Browser, chromium, type Page } from "playwright-core";
import { expect, inject } from "vitest";
import type { Input, OperationName, Output } from "../../shared/contract.ts";

/** The built app, running in a real browser over the loopback host. */
export interface App {
  readonly page: Page;
  readonly library: string;
  /** What the page complained about: refused by the content security policy, thrown, or failed to load. */
  readonly complaints: readonly string[];
  /** Asks the engine directly, as the page does. */
  call<O extends OperationName>(operation: O, input: Input<O>): Promise<Output<O>>;
  /** Ends the engine as a crash would. */
  kill(): Promise<void>;
  close(): Promise<void>;
}

/** Starts the loopback host on an empty library and opens it. */
export async function openApp(
  options: {
    readonly dark?: boolean;
    readonly highContrast?: boolean;
    readonly width?: number;
    readonly height?: number;
  } = {},
): Promise<App> {
  const library = mkdtempSync(path.join(tmpdir(), "bellwether-library-"));
  const { process: host, address } = await startHost(library);
  const browser = await browserOfWorker();
  const context = await browser.newContext({
    viewport: { width: options.width ?? 1280, height: options.height ?? 800 },
    colorScheme: options.dark === true ? "dark" : "light",
    forcedColors: options.highContrast === true ? "active" : "none",
    locale: "en-GB",
    timezoneId: "Europe/London",
    reducedMotion: "reduce",
  });
  const page = await context.newPage();
  page.setDefaultTimeout(45_000);
  const complaints: string[] = [];
  page.on("console", (message) => message.type() === "error" && complaints.push(message.text()));
  page.on("pageerror", (error) => complaints.push(error.message));
  await page.goto(address);
  const { origin, hash } = new URL(address);
  const token = hash.replace("#token=", "");
  return {
    page,
    library,
    complaints,
    async call(operation, input) {
      const response = await fetch(`${origin}/rpc/${operation}`, {
        method: "POST",
        headers: { "content-type": "application/json", "x-bellwether-token": token },
        body: JSON.stringify(input),
      });
      const last = (await response.text()).trim().split("\n").at(-1)!;
      const reply = JSON.parse(last) as { type: string; value: never };
      expect(reply.type, last).toBe("result");
      return reply.value;
    },
    async kill() {
      host.kill("SIGKILL");
      await once(host, "exit");
    },
    async close() {
      await context.close();
      if (host.exitCode === null && host.signalCode === null) {
        host.kill("SIGTERM");
        await once(host, "exit");
      }
      rmSync(library, { recursive: true, force: true });
    },
  };
}

/** Makes a campaign through the start screen. */
export async function newCampaign(page: Page, name: string): Promise<void> {
  await page.getByRole("button", { name: "New campaign" }).click();
  await page.getByLabel("Name").fill(name);
  await page.getByRole("button", { name: "Create" }).click();
  await page.getByRole("navigation", { name: "The month’s work" }).waitFor();
}

/** Goes to a screen through the navigation. */
export async function goTo(page: Page, screen: string): Promise<void> {
  await page
    .getByRole("navigation", { name: "The month’s work" })
    .getByRole("link", { name: new RegExp(`^${screen}`) })
    .click();
  await page.waitForFunction((name) => document.title.startsWith(name), screen);
}

/** Imports files through the screen and waits until they are stored. */
export async function importFiles(page: Page, files: readonly string[]): Promise<void> {
  await goTo(page, "Import");
  await page.getByLabel("Files to import").setInputFiles([...files]);
  await page.getByRole("button", { name: /^Import [\d,]+ responses?$/ }).click();
  await page.getByText(/responses? imported\./).waitFor();
}

/** Waits until nothing on the page moves any more, for two seconds at most: what runs for ever, as a spinner does, is let run. */
export async function atRest(page: Page): Promise<void> {
  await page.evaluate(async () => {
    const turn = (): Promise<unknown> => new Promise((resolve) => requestAnimationFrame(() => setTimeout(resolve)));
    const moving = (): readonly Animation[] =>
      document
        .getAnimations()
        .filter(({ playState, effect }) => playState === "running" && effect?.getComputedTiming().endTime !== Infinity);
    await turn();
    for (let tries = 0; tries < 5 && moving().length > 0; tries += 1) {
      const ends = Promise.all(moving().map(({ finished }) => finished.catch(() => undefined)));
      await Promise.race([ends, new Promise((resolve) => setTimeout(resolve, 400))]);
      await turn();
    }
    await turn();
  });
}

/** What axe finds on the page, serious or worse, one line a finding. */
export async function axeFindings(page: Page): Promise<readonly string[]> {
  await page.evaluate(AXE);
  const found = await page.evaluate(async () => {
    const { axe } = globalThis as unknown as {
      axe: { run(): Promise<{ violations: { id: string; impact: string; nodes: { html: string }[] }[] }> };
    };
    return (await axe.run()).violations;
  });
  return found
    .filter(({ impact }) => impact === "serious" || impact === "critical")
    .map(
      ({ id, nodes }) =>
        `${id}: ${nodes
          .map(({ html }) => html.slice(0, 160))
          .slice(0, 4)
          .join(" | ")}`,
    );
}

/** Saves what is seen, where SHOTS names a folder; the whole page with SHOTS_WHOLE. */
export async function look(page: Page, name: string): Promise<void> {
  const folder = process.env["SHOTS"];
  if (folder === undefined) return;
  await page.waitForTimeout(600);
  mkdirSync(folder, { recursive: true });
  await page.screenshot({ path: path.join(folder, `${name}.png`), fullPage: process.env["SHOTS_WHOLE"] !== undefined });
}

async function startHost(library: string): Promise<{ process: ChildProcess; address: string }> {
  const cli = process.env["BELLWETHER_CLI"] ?? path.resolve("build/engine/cli.js");
  const child = spawn(process.execPath, [cli, "serve", "--library", library, "--port", "0"], {
    stdio: ["ignore", "pipe", "pipe"],
  });
  let told = "";
  const address = new Promise<string>((resolve, reject) => {
    for (const stream of [child.stdout, child.stderr]) {
      createInterface({ input: stream }).on("line", (line) => {
        told += `${line}\n`;
        const found = /https?:\/\/\S+#token=\S+/.exec(line)?.[0];
        if (found !== undefined) resolve(found);
      });
    }
    child.once("exit", () => reject(new Error(`The host ended before it named its address:\n${told}`)));
  });
  return { process: child, address: await address };
}

let launched: Promise<Browser> | undefined;

/** The one browser of this worker, which ends with it: each app has a context of its own in it. */
async function browserOfWorker(): Promise<Browser> {
  const running = await launched;
  if (running?.isConnected() === true) return running;
  launched = launch();
  return launched;
}

/** No default arguments of @sparticuz/chromium: they switch web security off. */
function launch(): Promise<Browser> {
  return chromium.launch({
    executablePath: inject("chromium"),
    args: [
      "--no-sandbox",
      "--disable-gpu",
      "--disable-background-networking",
      "--disable-component-update",
      "--no-first-run",
    ],
  });
}

const AXE = (createRequire(import.meta.url)("axe-core") as { source: string }).source;
