/** Where the shell serves the app's own pages: the scheme and host of the only origin a window may show. */
export const APP_SCHEME = "app";
export const APP_HOST = "bellwether";
export const APP_ORIGIN = `${APP_SCHEME}://${APP_HOST}`;

/** Names of what passes between the shell's main process and its preload; nothing else passes. */
export const CHANNELS = {
  /** Main to preload: one end of the engine's port, again after a restart. */
  port: "bellwether-port",
  /** Main to preload: what was chosen in a menu. */
  command: "bellwether-command",
  /** Main to preload to page: a campaign file waits to be taken. */
  opened: "bellwether-opened",
  takeOpened: "bellwether-take-opened",
  chooseSave: "bellwether-choose-save",
  trash: "bellwether-trash",
  chooseFiles: "bellwether-choose-files",
  chooseFolder: "bellwether-choose-folder",
  reveal: "bellwether-reveal",
} as const;
