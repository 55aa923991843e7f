import { readFileSync } from "node:fs";
import { createServer } from "node:http";
import type { AddressInfo } from "node:net";
import path from "node:path";
import { pathToFileURL } from "node:url";
import { expect, test } from "vitest";
import { dataFolder } from "../../shared/dataFolder.ts";
import { temporaryFolder, write } from "../engine/files.ts";
import { bellwether } from "./run.ts";

test("the built program refuses and notes what code in it, or a library, asks of the network", async () => {
  const folder = temporaryFolder();
  let connections = 0;
  const server = createServer().on("connection", () => (connections += 1));
  await new Promise<void>((resolve) => server.listen(0, "127.0.0.1", resolve));
  const { port } = server.address() as AddressInfo;
  const intruder = write(
    folder,
    "intruder.mjs",
    `setTimeout(() => fetch("http://127.0.0.1:${port}/").catch(() => process.stderr.write("the intruder failed\\n")), 100);`,
  );
  const { code, stderr } = await bellwether(["sample", path.join(folder, "sample")], {
    env: {
      NODE_OPTIONS: `--import=${pathToFileURL(intruder).href}`,
      XDG_DATA_HOME: folder,
      LOCALAPPDATA: folder,
      HOME: folder,
    },
  });
  server.close();
  expect(code).toBe(0);
  expect(stderr).toContain("the intruder failed");
  expect(connections).toBe(0);
  const data = dataFolder(process.platform, { XDG_DATA_HOME: folder, LOCALAPPDATA: folder }, folder);
  expect(readFileSync(path.join(data, "logs", "bellwether.log"), "utf8")).toMatch(
    /Z network failed: NetworkRefused ENETREFUSED at /,
  );
});
