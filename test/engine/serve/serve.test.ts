import { existsSync, mkdirSync, readdirSync, writeFileSync } from "node:fs";
import { connect } from "node:net";
import path from "node:path";
import { afterEach, beforeEach, describe, expect, test } from "vitest";
import { createEngine, type Engine } from "../../../electron/engine/engine.ts";
import { removeUploads, serve, type LoopbackHost } from "../../../electron/engine/serve.ts";
import { temporaryFolder, trackerCsv } from "../files.ts";

let host: LoopbackHost;
let engine: Engine;
let folder: string;
let revealed: string[];

beforeEach(async () => {
  folder = temporaryFolder();
  revealed = [];
  const renderer = path.join(folder, "renderer");
  mkdirSync(path.join(renderer, "assets"), { recursive: true });
  writeFileSync(path.join(renderer, "index.html"), '<meta name="csp-nonce" content="__NONCE__">');
  writeFileSync(path.join(renderer, "assets", "app.js"), "1");
  writeFileSync(path.join(folder, "secret.js"), "secret");
  engine = createEngine({
    version: "1",
    host: "loopback",
    library: { folder: path.join(folder, "campaigns") },
    packs: path.join(folder, "packs"),
    release: (paths) => void removeUploads(path.join(folder, "uploads"), paths),
    log: (error) => {
      throw error;
    },
  });
  host = await serve({
    endpoint: engine,
    renderer,
    uploads: path.join(folder, "uploads"),
    port: 0,
    reveal: async (target) => {
      revealed.push(target);
    },
  });
});
afterEach(async () => {
  await host.close();
  await engine.close();
});

const origin = (): string => new URL(host.address).origin;
const token = (): string => new URL(host.address).hash.replace("#token=", "");

function post(pathname: string, body: unknown, headers: Record<string, string> = {}): Promise<Response> {
  return fetch(`${origin()}${pathname}`, {
    method: "POST",
    headers: { "x-bellwether-token": token(), ...headers },
    body: typeof body === "string" ? body : JSON.stringify(body),
  });
}

async function call(
  operation: string,
  input: unknown,
): Promise<{ type: string; value?: { stageId: string; sheets: { key: string }[] }; error?: { code: string } }> {
  const lines = (await (await post(`/rpc/${operation}`, input)).text()).trim().split("\n");
  return JSON.parse(lines.at(-1) ?? "") as never;
}

async function upload(name: string): Promise<{ path: string; name: string }> {
  const content = trackerCsv("January", [{ location: "1-1" }]);
  return (await (await post(`/upload?name=${name}`, content)).json()) as { path: string; name: string };
}

const uploads = (): string[] => readdirSync(path.join(folder, "uploads"));

/** Sends raw bytes, for what no well-behaved client sends; gives the status line. */
function raw(text: string): Promise<string> {
  return new Promise((resolve, reject) => {
    const socket = connect(Number(new URL(host.address).port), "127.0.0.1", () => socket.write(text));
    let received = "";
    socket.on("data", (chunk) => (received += chunk.toString()));
    socket.on("error", reject);
    socket.on("close", () => resolve(received));
    setTimeout(() => socket.end(), 200);
  });
}

describe("the loopback host", () => {
  test("serves the page with its policy and a fresh nonce", async () => {
    const [one, two] = await Promise.all([fetch(`${origin()}/`), fetch(`${origin()}/`)]);
    const policy = one.headers.get("content-security-policy") ?? "";
    expect(policy).toMatch(/^default-src 'none'; script-src 'self'; style-src 'self' 'nonce-/);
    const nonce = /nonce-([\w-]+)/.exec(policy)?.[1];
    expect(await one.text()).toBe(`<meta name="csp-nonce" content="${nonce}">`);
    expect(two.headers.get("content-security-policy")).not.toBe(policy);
    expect((await fetch(`${origin()}/assets/app.js`)).status).toBe(200);
  });

  test("serves nothing outside the renderer's folder, and no listing", async () => {
    for (const target of [
      "/../secret.js",
      "/..%2fsecret.js",
      "/%2e%2e/secret.js",
      "/assets/../../secret.js",
      "/..\\secret.js",
      "//etc/passwd",
      "/assets/",
      "/assets",
      "/.hidden.js",
    ]) {
      const reply = await raw(
        `GET ${target} HTTP/1.1\r\nHost: ${new URL(host.address).host}\r\nConnection: close\r\n\r\n`,
      );
      expect(reply, target).toMatch(/^HTTP\/1\.1 404/);
      expect(reply, target).not.toContain("secret");
    }
  });

  test("answers no call without the token, or with another", async () => {
    for (const headers of [{ "x-bellwether-token": "" }, { "x-bellwether-token": "x".repeat(43) }]) {
      expect((await post("/rpc/campaign.list", {}, headers)).status).toBe(401);
    }
    expect((await fetch(`${origin()}/rpc/campaign.list`)).status).toBe(404);
    expect((await fetch(`${origin()}/rpc/campaign.list`, { method: "PUT" })).status).toBe(405);
  });

  test("answers no other host's name and no other origin, token or not", async () => {
    const request = (head: string): Promise<string> =>
      raw(
        `POST /rpc/app.info HTTP/1.1\r\n${head}\r\nx-bellwether-token: ${token()}\r\nContent-Length: 2\r\nConnection: close\r\n\r\n{}`,
      );
    const own = new URL(host.address).host;
    expect(await request(`Host: ${own}`)).toMatch(/^HTTP\/1\.1 200/);
    expect(await request(`Host: evil.example:${new URL(host.address).port}`)).toMatch(/^HTTP\/1\.1 403/);
    expect(await request(`Host: ${own}\r\nOrigin: http://evil.example`)).toMatch(/^HTTP\/1\.1 403/);
    expect(await request(`Host: ${own}\r\nOrigin: null`)).toMatch(/^HTTP\/1\.1 403/);
    expect(await request(`Host: ${own}\r\nOrigin: https://${own}`)).toMatch(/^HTTP\/1\.1 403/);
  });

  test("listens on this computer only", async () => {
    expect(host.address).toMatch(/^http:\/\/127\.0\.0\.1:\d+\/#token=[\w-]{43}$/);
  });

  test("takes uploads, and stages nothing that was not uploaded", async () => {
    await call("campaign.create", { name: "One" });
    const uploaded = await upload("..%2F..%2Ftracker.csv");
    expect(uploaded.name).toBe("tracker.csv");
    expect(path.dirname(uploaded.path)).toBe(path.join(folder, "uploads"));
    expect(await call("import.stage", { files: [uploaded] })).toMatchObject({
      type: "result",
      value: { sheets: [{ verdict: "recognised", parts: [{ rowsRead: 1 }] }] },
    });
    for (const outside of ["/etc/passwd", path.join(folder, "secret.js"), `${folder}/uploads/../secret.js`]) {
      expect(await call("import.stage", { files: [{ path: outside, name: "x.csv" }] })).toMatchObject({
        type: "error",
        error: { code: "bad-request" },
      });
    }
  });

  test("merges only a campaign that was uploaded, and lets go of it", async () => {
    await call("campaign.create", { name: "One" });
    const { path: file } = await upload("ann.evidence");
    expect(await call("campaign.merge", { path: file, name: "ann.evidence" })).toMatchObject({
      error: { code: "not-a-campaign", file: "ann.evidence" },
    });
    await expect.poll(uploads).toEqual([]);
    for (const outside of ["/etc/passwd", path.join(folder, "secret.js"), `${folder}/uploads/../secret.js`]) {
      expect(await call("campaign.merge", { path: outside, name: "x.evidence" })).toMatchObject({
        type: "error",
        error: { code: "bad-request" },
      });
    }
  });

  test("keeps what was uploaded while it waits, to be read again, and no longer", async () => {
    await call("campaign.create", { name: "One" });
    const { value: staged } = await call("import.stage", { files: [await upload("a.csv"), await upload("b.csv")] });
    expect(uploads()).toHaveLength(2);
    const { stageId = "", sheets = [] } = staged ?? {};
    expect(await call("import.choose", { stageId, sheetKey: sheets[0]?.key, columns: {} })).toMatchObject({
      type: "result",
    });
    await call("import.discard", { stageId });
    await expect.poll(uploads).toEqual([]);

    const { value: again } = await call("import.stage", { files: [await upload("a.csv")] });
    await call("import.commit", { stageId: again?.stageId });
    await expect.poll(uploads).toEqual([]);

    await call("import.stage", { files: [await upload("c.csv")] });
    expect(uploads()).toHaveLength(1);
    await call("campaign.close", {});
    await expect.poll(uploads).toEqual([]);
    expect(await call("import.stage", { files: [await upload("d.csv")] })).toMatchObject({
      error: { code: "no-campaign-open" },
    });
    await expect.poll(uploads).toEqual([]);
  });

  test("removes nothing outside its own folder", async () => {
    const mine = path.join(folder, "secret.js");
    const nested = path.join(folder, "uploads", "..", "secret.js");
    await removeUploads(path.join(folder, "uploads"), [mine, nested, path.join(folder, "uploads")]);
    expect(existsSync(mine)).toBe(true);
    expect(existsSync(path.join(folder, "uploads"))).toBe(true);
  });

  test("says what is wrong with a call instead of breaking", async () => {
    expect(await call("no.such", {})).toMatchObject({ type: "error", error: { code: "bad-request" } });
    expect(await call("campaign.open", { id: "../secret" })).toMatchObject({
      type: "error",
      error: { code: "campaign-missing" },
    });
    expect(JSON.parse((await (await post("/rpc/app.info", "not json")).text()).trim())).toMatchObject({
      error: { code: "bad-request" },
    });
    expect(await call("table.get", { measure: "intent", by: "none" })).toMatchObject({
      type: "error",
      error: { code: "no-campaign-open" },
    });
  });

  test("shows folders on request, and removes its uploads when it closes", async () => {
    await post("/upload?name=a.csv", "x");
    await post("/reveal", { folder: "/some/folder" });
    expect(revealed).toEqual(["/some/folder"]);
    await host.close();
    expect(existsSync(path.join(folder, "uploads"))).toBe(false);
  });

  test("answers no page of another site, whatever it sends, and no form that a browser posts there", async () => {
    for (const site of ["cross-site", "same-site", "none"])
      expect((await post("/rpc/app.info", {}, { "sec-fetch-site": site })).status).toBe(403);
    expect((await post("/rpc/app.info", {}, { "sec-fetch-site": "same-origin" })).status).toBe(200);
    const form = await fetch(`${origin()}/rpc/app.info`, { method: "POST", body: new URLSearchParams({ a: "1" }) });
    expect(form.status).toBe(401);
    for (const method of ["PUT", "DELETE", "PATCH", "OPTIONS"])
      expect((await fetch(`${origin()}/rpc/app.info`, { method })).status, method).toBe(405);
  });

  test("answers the page that was loaded last, and tells the one before it", async () => {
    const [one, other] = ["first-page-0123456789", "second-page-012345678"];
    const from = async (page: string) => (await post("/rpc/app.info", {}, { "x-bellwether-page": page })).status;
    expect([await from(one), await from(one), await from(other), await from(one), await from(other)]).toEqual([
      200, 200, 200, 409, 200,
    ]);
    expect((await post("/upload?name=a.csv", "x", { "x-bellwether-page": one })).status).toBe(409);
    expect(await from("<script>")).toBe(400);
    expect((await post("/rpc/app.info", {})).status).toBe(200);
  });

  test("writes nothing to a place that a request names", async () => {
    await call("campaign.create", { name: "Mine" });
    const [elsewhere, plain] = [
      path.join(folder, "elsewhere"),
      { month: null, title: "Brief", zip: false, plan: null },
    ];
    for (const [operation, input] of [
      ["brief.compose", { ...plain, into: elsewhere }],
      ["campaign.saveCopy", { id: "mine", to: elsewhere, passphrase: null }],
      ["campaign.export", { id: "mine", into: elsewhere }],
    ] as const) {
      expect((await call(operation, input)).error, operation).toMatchObject({
        code: "bad-request",
        message: "A place cannot be given here: this window writes to its own folder.",
      });
    }
    expect(existsSync(elsewhere)).toBe(false);
  });

  test("takes no call that is larger than any could be, and goes on", async () => {
    const answer = await (await post("/rpc/app.info", `"${"x".repeat(1_100_000)}"`)).text();
    expect(JSON.parse(answer)).toMatchObject({ error: { code: "bad-request", message: "The request is too large." } });
    expect((await post("/rpc/app.info", {})).status).toBe(200);
  });

  test("says so once nobody has asked for anything for a while, and not while a call is under way", async () => {
    let ended = 0;
    const resting = await serve({
      endpoint: engine,
      renderer: path.join(folder, "renderer"),
      uploads: path.join(folder, "others"),
      port: 0,
      idle: { after: 120, end: () => (ended += 1) },
      reveal: async () => undefined,
    });
    const socket = connect(Number(new URL(resting.address).port), "127.0.0.1");
    const key = new URL(resting.address).hash.replace("#token=", "");
    const named = new URL(resting.address).host;
    socket.write(
      `POST /rpc/app.info HTTP/1.1\r\nHost: ${named}\r\nX-Bellwether-Token: ${key}\r\nContent-Length: 2\r\n\r\n{`,
    );
    await new Promise((resolve) => setTimeout(resolve, 400));
    expect(ended).toBe(0);
    socket.destroy();
    await expect.poll(() => ended, { timeout: 5_000 }).toBeGreaterThan(0);
    await resting.close();
  });
});
