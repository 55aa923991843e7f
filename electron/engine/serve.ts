import { randomBytes, timingSafeEqual } from "node:crypto";
import { createWriteStream } from "node:fs";
import { mkdir, readFile, rm, utimes } from "node:fs/promises";
import { createServer, type IncomingMessage, type Server, type ServerResponse } from "node:http";
import type { AddressInfo } from "node:net";
import path from "node:path";
import { pipeline } from "node:stream/promises";
import { contract } from "../../shared/contract.ts";
import { BellwetherError } from "../../shared/errors.ts";
import { contentSecurityPolicy, NONCE_PLACE, rendererFile } from "../../shared/rendererFiles.ts";
import { oneClient, type OneClient } from "./oneClient.ts";
import { answer, toShape, type Endpoint, type RpcReply } from "../../shared/rpc.ts";

/** What the loopback host serves and where it may put what is uploaded. */
export interface ServeOptions {
  readonly endpoint: Endpoint;
  /** The built renderer. */
  readonly renderer: string;
  /** A folder of this host's own for uploads; removed on close. What the engine releases goes by `removeUploads`. */
  readonly uploads: string;
  readonly port: number;
  /** Called where nobody has asked for anything for so many milliseconds; left out where it serves until it is closed. */
  readonly idle?: { readonly after: number; readonly end: () => void };
  /** Shows a folder in the file manager. */
  readonly reveal: (folder: string) => Promise<void>;
}

/** A running loopback host. The address carries the token in its fragment, which no server or log sees. */
export interface LoopbackHost {
  readonly address: string;
  close(): Promise<void>;
}

/**
 * Serves the app on 127.0.0.1: the same renderer and contract as the desktop app. Every call carries a random token and
 * a Host and Origin of this host, so that no other page and no rebound name can use it.
 */
export async function serve(options: ServeOptions): Promise<LoopbackHost> {
  const token = randomBytes(32).toString("base64url");
  const client = oneClient();
  await mkdir(options.uploads, { recursive: true });
  const rest = idleAfter(options.idle);
  const server = createServer((request, response) => {
    rest.begin(response);
    handle(request, response, server, { token, client }, options).catch((error: unknown) => {
      options.endpoint.log(error);
      if (!response.headersSent) response.writeHead(500, SAFE_HEADERS);
      response.end();
    });
  });
  await new Promise<void>((resolve, reject) => {
    server.once("error", reject);
    server.listen(options.port, "127.0.0.1", resolve);
  });
  return {
    address: `http://127.0.0.1:${portOf(server)}/#token=${token}`,
    async close() {
      rest.stop();
      server.closeAllConnections();
      await new Promise((resolve) => server.close(resolve));
      await rm(options.uploads, { recursive: true, force: true });
    },
  };
}

const SAFE_HEADERS = {
  "Cache-Control": "no-store",
  "X-Content-Type-Options": "nosniff",
  "Referrer-Policy": "no-referrer",
  "Cross-Origin-Resource-Policy": "same-origin",
  "Cross-Origin-Opener-Policy": "same-origin",
  "X-Frame-Options": "DENY",
} as const;

function portOf(server: Server): number {
  return (server.address() as AddressInfo).port;
}

async function handle(
  request: IncomingMessage,
  response: ServerResponse,
  server: Server,
  { token, client }: { readonly token: string; readonly client: OneClient },
  options: ServeOptions,
): Promise<void> {
  const hosts = [`127.0.0.1:${portOf(server)}`, `localhost:${portOf(server)}`];
  const { host, origin } = request.headers;
  if (!hosts.includes(host ?? "") || (origin !== undefined && !hosts.includes(origin.replace(/^http:\/\//, "")))) {
    refuse(response, 403);
    return;
  }
  // Browsers say whether a page of another site asks; what is no browser says nothing and needs the token.
  const site = request.headers["sec-fetch-site"];
  if (site !== undefined && site !== "same-origin" && (site !== "none" || request.method !== "GET")) {
    refuse(response, 403);
    return;
  }
  const url = new URL(request.url ?? "/", `http://${host}`);
  if (request.method === "GET") {
    await sendFile(response, url.pathname, options.renderer);
    return;
  }
  if (request.method !== "POST" || !isToken(request.headers["x-bellwether-token"], token)) {
    refuse(response, request.method === "POST" ? 401 : 405);
    return;
  }
  const page = request.headers["x-bellwether-page"];
  if (Array.isArray(page) || (page !== undefined && !/^[\w-]{16,64}$/.test(page))) refuse(response, 400);
  else if (!client.admits(page)) refuse(response, 409);
  else if (url.pathname.startsWith("/rpc/")) await call(request, response, url.pathname.slice(5), options);
  else if (url.pathname === "/upload") await upload(request, response, url.searchParams, options);
  else if (url.pathname === "/reveal") await reveal(request, response, options);
  else refuse(response, 404);
}

/** Watches for rest: no call under way and none come for a while, counted in steps, so that a sleeping laptop counts none. */
function idleAfter(idle: ServeOptions["idle"]): { begin(response: ServerResponse): void; stop(): void } {
  if (idle === undefined) return { begin: () => undefined, stop: () => undefined };
  let steps = 0;
  let underWay = 0;
  const timer = setInterval(() => {
    steps = underWay > 0 ? 0 : steps + 1;
    if (steps >= STEPS) idle.end();
  }, idle.after / STEPS);
  timer.unref();
  return {
    begin(response) {
      steps = 0;
      underWay += 1;
      response.on("close", () => (underWay -= 1));
    },
    stop: () => clearInterval(timer),
  };
}

const STEPS = 60;

function refuse(response: ServerResponse, status: number): void {
  response.writeHead(status, SAFE_HEADERS);
  response.end();
}

function isToken(given: string | string[] | undefined, token: string): boolean {
  if (typeof given !== "string" || given.length !== token.length) return false;
  return timingSafeEqual(Buffer.from(given), Buffer.from(token));
}

/** A file of the built renderer; there is no listing. */
async function sendFile(response: ServerResponse, pathname: string, folder: string): Promise<void> {
  const file = rendererFile(pathname);
  const bytes = file === null ? null : await readFile(path.join(folder, file.name)).catch(() => null);
  if (file === null || bytes === null) {
    refuse(response, 404);
    return;
  }
  const headers = { ...SAFE_HEADERS, "Content-Type": file.type };
  if (file.name !== "index.html") {
    response.writeHead(200, headers);
    response.end(bytes);
    return;
  }
  const nonce = randomBytes(16).toString("base64url");
  response.writeHead(200, { ...headers, "Content-Security-Policy": contentSecurityPolicy(nonce) });
  response.end(bytes.toString("utf8").replaceAll(NONCE_PLACE, nonce));
}

/** One call of the contract; the reply is a line of JSON for each progress and a last one for the outcome. */
async function call(
  request: IncomingMessage,
  response: ServerResponse,
  operation: string,
  options: ServeOptions,
): Promise<void> {
  const stop = new AbortController();
  response.on("close", () => stop.abort());
  response.writeHead(200, { ...SAFE_HEADERS, "Content-Type": "application/x-ndjson" });
  const send = (reply: RpcReply): void => void response.write(`${JSON.stringify(reply)}\n`);
  let uploaded: readonly string[] = [];
  try {
    const input: unknown = JSON.parse(await body(request));
    uploaded = onlyUploads(operation, input, options.uploads);
    const context = {
      signal: stop.signal,
      progress: (value: (RpcReply & { type: "progress" })["value"]) => send({ id: 0, type: "progress", value }),
    };
    send({ id: 0, type: "result", value: await answer(options.endpoint, operation, input, context) });
  } catch (error) {
    await removeUploads(options.uploads, uploaded);
    send({
      id: 0,
      type: "error",
      error:
        error instanceof SyntaxError ? { code: "bad-request", message: "The request was not JSON." } : toShape(error),
    });
  }
  response.end();
}

/** Removes uploads that are no longer needed. Nothing outside the folder is touched, whatever the paths say. */
export async function removeUploads(folder: string, paths: readonly string[]): Promise<void> {
  for (const file of paths.map((given) => path.resolve(given))) {
    if (path.dirname(file) === path.resolve(folder)) await rm(file, { force: true });
  }
}

/** The files a page asks to have read, which may only be what was uploaded to this host. */
function onlyUploads(operation: string, input: unknown, uploads: string): readonly string[] {
  const files = pathsAsked(operation, input).map((file) => path.resolve(file));
  if (files.every((file) => file.startsWith(uploads + path.sep))) return files;
  throw new BellwetherError("bad-request", "Choose the files in this window; paths cannot be given here.");
}

function pathsAsked(operation: string, input: unknown): string[] {
  if (operation === "import.stage" || operation === "release.verify") {
    return contract[operation].input.safeParse(input).data?.files.map((file) => file.path) ?? [];
  }
  if (!isCopyOperation(operation)) return [];
  const copy = contract[operation].input.safeParse(input).data;
  return copy === undefined ? [] : [copy.path];
}

/** Operations that read a campaign's file from elsewhere. */
const COPY_OPERATIONS = ["campaign.merge", "campaign.seeCopy", "campaign.openCopy", "campaign.leaveCopy"] as const;

function isCopyOperation(operation: string): operation is (typeof COPY_OPERATIONS)[number] {
  return COPY_OPERATIONS.some((candidate) => candidate === operation);
}

async function upload(
  request: IncomingMessage,
  response: ServerResponse,
  about: URLSearchParams,
  options: ServeOptions,
): Promise<void> {
  const name = about.get("name") ?? "";
  const modified = Number(about.get("modified"));
  const file = path.join(options.uploads, randomBytes(12).toString("hex"));
  try {
    await pipeline(request, createWriteStream(file, { flags: "wx" }));
    // The copy keeps the day its original was last changed, which may be proposed for what it tells about.
    if (modified > 0 && modified < 4e12) await utimes(file, modified / 1000, modified / 1000);
  } catch (error) {
    await rm(file, { force: true });
    throw error;
  }
  sendJson(response, { path: file, name: path.basename(name.replaceAll("\\", "/")) || "upload" });
}

async function reveal(request: IncomingMessage, response: ServerResponse, options: ServeOptions): Promise<void> {
  const { folder } = JSON.parse(await body(request)) as { folder?: unknown };
  if (typeof folder === "string") await options.reveal(folder);
  sendJson(response, {});
}

function sendJson(response: ServerResponse, value: unknown): void {
  response.writeHead(200, { ...SAFE_HEADERS, "Content-Type": "application/json" });
  response.end(JSON.stringify(value));
}

/** A request's body as text, up to 1 MB: inputs of operations are small. */
async function body(request: IncomingMessage): Promise<string> {
  const chunks: Buffer[] = [];
  let size = 0;
  for await (const chunk of request as AsyncIterable<Buffer>) {
    size += chunk.length;
    if (size > 1_000_000) throw new BellwetherError("bad-request", "The request is too large.");
    chunks.push(chunk);
  }
  return Buffer.concat(chunks).toString("utf8");
}
