import { existsSync } from "node:fs";
import path from "node:path";
import type { App } from "electron";

/** The campaign files that the system asks to have opened: by a double-click, now or while Bellwether runs. */
export interface OpenedFiles {
  /** Gives those that wait, once. */
  readonly take: () => readonly string[];
}

/**
 * Listens for campaign files from the start on.
 * @param given the words Bellwether was started with
 * @param arrived is told whenever there is one more
 */
export function listenForFiles(app: App, given: readonly string[], arrived: () => void): OpenedFiles {
  let waiting: readonly string[] = [];
  const add = (files: readonly string[]): void => {
    if (files.length === 0) return;
    waiting = [...waiting, ...files];
    for (const file of files) app.addRecentDocument(file);
    arrived();
  };
  add(campaignsIn(given, process.cwd()));
  app.on("open-file", (event, file) => {
    event.preventDefault();
    add(campaignsIn([file], "/"));
  });
  app.on("second-instance", (_event, words, folder) => add(campaignsIn(words, folder)));
  return {
    take() {
      const taken = waiting;
      waiting = [];
      return taken;
    },
  };
}

/** The words that name a campaign file which is there. */
function campaignsIn(words: readonly string[], folder: string): string[] {
  return words
    .filter((word) => /\.evidence$/i.test(word))
    .map((word) => path.resolve(folder, word))
    .filter((file) => existsSync(file));
}
