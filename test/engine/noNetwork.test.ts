import { execFile, spawn } from "node:child_process";
import { once } from "node:events";
import { createServer } from "node:http";
import type { AddressInfo } from "node:net";
import path from "node:path";
import { pathToFileURL } from "node:url";
import { promisify } from "node:util";
import { afterAll, beforeAll, describe, expect, test } from "vitest";
import { temporaryFolder, write } from "./files.ts";

let connections = 0;
const server = createServer((_, response) => response.end("reached")).on("connection", () => (connections += 1));
beforeAll(() => new Promise<void>((resolve) => server.listen(0, "127.0.0.1", resolve)));
afterAll(() => server.close());

/** A file as a program imports it, on Windows too. */
const address = (file: string): string => JSON.stringify(pathToFileURL(file).href);
const source = (name: string): string => address(path.resolve("electron/engine", name));

/** Every way a program or a library may reach out with what Node has; each gives what came back, or throws. */
const WAYS = {
  fetch: "await (await fetch(`http://127.0.0.1:${port}`)).text()",
  http: "await new Promise((ok, no) => http.get({ port, host: '127.0.0.1' }, ok).on('error', no))",
  https: "await new Promise((ok, no) => https.get({ port, host: '127.0.0.1' }, ok).on('error', no))",
  http2: "await new Promise((ok, no) => http2.connect(`http://127.0.0.1:${port}`).on('close', no).on('error', no))",
  net: "await new Promise((ok, no) => net.connect(port, '127.0.0.1', ok).on('error', no))",
  socket: "await new Promise((ok, no) => new net.Socket().on('error', no).connect(port, '127.0.0.1', ok))",
  tls: "await new Promise((ok, no) => tls.connect(port, '127.0.0.1', ok).on('error', no))",
  WebSocket:
    "await new Promise((ok, no) => { const s = new WebSocket(`ws://127.0.0.1:${port}`); s.onopen = ok; s.onerror = no; })",
  dgram:
    "await new Promise((ok, no) => dgram.createSocket('udp4').send('x', port, '127.0.0.1', (e) => e ? no(e) : ok()))",
  lookup: "await new Promise((ok, no) => lookup('localhost', (e, found) => e ? no(e) : ok(found)))",
  resolver:
    "await new Promise((ok, no) => new dns.Resolver().resolve4('localhost', (e, found) => e ? no(e) : ok(found)))",
  promises: "await dns.promises.lookup('localhost')",
} as const;

/** Tries one way in a process of its own, with the network shut off or not, in its main thread or in a worker. */
async function tried(
  way: keyof typeof WAYS,
  how: "open" | "denied" | "worker",
): Promise<{ readonly out: string; readonly log: string }> {
  const folder = temporaryFolder();
  const { port } = server.address() as AddressInfo;
  const attempt = `
    import dgram from "node:dgram"; import dns, { lookup } from "node:dns"; import http from "node:http";
    import http2 from "node:http2"; import https from "node:https"; import net from "node:net"; import tls from "node:tls";
    const port = ${port};
    try { ${WAYS[way]}; process.stdout.write("reached"); } catch (error) { process.stdout.write("failed"); }
  `;
  const deny = (journal: string): string =>
    `import { denyNetwork } from ${source("noNetwork.ts")}; import { openJournal } from ${source("journal.ts")};
     const journal = ${journal}; denyNetwork(journal);`;
  const named = write(folder, "attempt.mjs", attempt);
  const worker = write(folder, "worker.mjs", `${deny("null")} await import(${address(named)});`);
  const log = `openJournal(${JSON.stringify(path.join(folder, "logs"))})`;
  const main = {
    open: `await import(${address(named)}); process.exit();`,
    denied: `${deny(log)} await import(${address(named)}); process.stdout.write("|" + journal.read().join("|")); process.exit();`,
    worker: `${deny(log)} import { Worker } from "node:worker_threads"; import { once } from "node:events";
      const thread = new Worker(${JSON.stringify(worker)});
      await once(thread, "exit"); await new Promise((done) => setTimeout(done, 50));
      process.stdout.write("|" + journal.read().join("|")); process.exit();`,
  }[how];
  const { stdout, stderr } = await promisify(execFile)(process.execPath, [write(folder, "main.mjs", main)], {
    timeout: 20_000,
  });
  const [out = "", ...lines] = stdout.split("|");
  return { out: `${out}${stderr.includes("Error") ? stderr : ""}`, log: lines.join("\n") };
}

describe("the engine reaches no network", () => {
  test.each(["fetch", "http", "https", "http2", "net", "socket", "tls", "WebSocket"] as const)(
    "%s would, were it not shut off",
    async (way) => {
      const before = connections;
      await tried(way, "open");
      expect(connections).toBe(before + 1);
    },
  );

  test.each(["dgram", "lookup", "promises"] as const)("%s would, were it not shut off", async (way) => {
    expect((await tried(way, "open")).out).toBe("reached");
  });

  test.each(Object.keys(WAYS) as (keyof typeof WAYS)[])("%s fails, and is noted without an address", async (way) => {
    const before = connections;
    const { out, log } = await tried(way, "denied");
    expect(out).toBe("failed");
    expect(connections).toBe(before);
    expect(log).toMatch(/network failed: NetworkRefused ENETREFUSED at /);
    expect(log).not.toMatch(/127\.0|localhost/);
  });

  test.each(["fetch", "lookup"] as const)(
    "%s fails in a worker too, and is noted by the thread that keeps the log",
    async (way) => {
      const { out, log } = await tried(way, "worker");
      expect(out).toBe("failed");
      expect(log).toMatch(/network failed: NetworkRefused ENETREFUSED/);
    },
  );

  test("what listens is reached as before", async () => {
    const folder = temporaryFolder();
    const main = `import { denyNetwork } from ${source("noNetwork.ts")}; import { createServer } from "node:http";
      denyNetwork(null);
      const server = createServer((_, response) => { response.end("heard"); server.close(); process.exit(); });
      server.listen(0, "127.0.0.1", () => process.stdout.write(String(server.address().port)));`;
    const child = spawn(process.execPath, [write(folder, "main.mjs", main)], { stdio: ["ignore", "pipe", "inherit"] });
    const [port] = (await once(child.stdout, "data")) as [Buffer];
    expect(await (await fetch(`http://127.0.0.1:${port.toString()}`)).text()).toBe("heard");
  });
});
