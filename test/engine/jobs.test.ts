import { expect, test } from "vitest";
import { type Coming, openWorker, runJob } from "../../electron/engine/jobs.ts";
import { quietly } from "./campaign.ts";

const LOGO = new TextEncoder().encode(
  `<svg xmlns="http://www.w3.org/2000/svg" width="90" height="30"><rect width="90" height="30" fill="#0a5"/></svg>`,
);

test("a job that outgrows a heap held small is run again without the bound, and gives the same", async () => {
  const tight = openWorker(4);
  const ended = new Promise((resolve) => {
    tight.worker.on("error", (error) => resolve("code" in error ? error.code : error));
  });
  const made = await runJob("logo", LOGO, quietly, tight);
  expect(await ended).toBe("ERR_WORKER_OUT_OF_MEMORY");
  expect(made).toEqual(await runJob("logo", LOGO, quietly));
});

test("a worker that is lost while it waits for its job is made anew", async () => {
  const tight = openWorker(4);
  const ended = new Promise((resolve) => tight.worker.on("error", resolve));
  tight.worker.postMessage({ coming: "office", pictures: [] } satisfies Coming);
  expect(await ended).toMatchObject({ code: "ERR_WORKER_OUT_OF_MEMORY" });
  expect((await runJob("logo", LOGO, quietly, tight)).length).toBeGreaterThan(50);
});

test("a job that is cancelled meanwhile is not run again", async () => {
  const stop = new AbortController();
  const tight = openWorker(4);
  tight.worker.on("error", () => stop.abort());
  await expect(runJob("logo", LOGO, { ...quietly, signal: stop.signal }, tight)).rejects.toMatchObject({
    code: "cancelled",
  });
});
