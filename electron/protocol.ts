import { randomBytes } from "node:crypto";
import { readFile } from "node:fs/promises";
import path from "node:path";
import { protocol } from "electron";
import { contentSecurityPolicy, NONCE_PLACE, rendererFile } from "../shared/rendererFiles.ts";
import { APP_HOST, APP_SCHEME } from "./channels.ts";

/** Makes `app://` a standard, secure scheme; to be called before the app is ready. */
export function registerAppScheme(): void {
  protocol.registerSchemesAsPrivileged([
    { scheme: APP_SCHEME, privileges: { standard: true, secure: true, supportFetchAPI: true } },
  ]);
}

/** Serves the built renderer under `app://bellwether/`, with its content security policy. */
export function serveApp(folder: string): void {
  protocol.handle(APP_SCHEME, (request) => answerPage(new URL(request.url), folder));
}

async function answerPage(url: URL, folder: string): Promise<Response> {
  const file = url.host === APP_HOST ? rendererFile(url.pathname) : null;
  const bytes = file === null ? null : await readFile(path.join(folder, file.name)).catch(() => null);
  if (file === null || bytes === null) return new Response(null, { status: 404 });
  const headers = { "Content-Type": file.type, "X-Content-Type-Options": "nosniff" };
  if (file.name !== "index.html") return new Response(new Uint8Array(bytes), { headers });
  const nonce = randomBytes(16).toString("base64url");
  return new Response(bytes.toString("utf8").replaceAll(NONCE_PLACE, nonce), {
    headers: { ...headers, "Content-Security-Policy": contentSecurityPolicy(nonce) },
  });
}
