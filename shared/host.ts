/**
 * What the host gives the renderer beside the contract: things only a window's owner can do. The Electron preload and
 * the loopback host's client both provide it, as `window.bellwether` or through `renderer/host/`.
 */
export interface HostBridge {
  readonly kind: "electron" | "loopback";
  /** Asks for spreadsheets with the host's own dialog; null where the host has none (a file input serves). */
  readonly chooseFiles: (() => Promise<readonly HostFile[]>) | null;
  /** Turns dropped or chosen browser files into paths the engine can read; the loopback host uploads them. */
  readonly takeFiles: (files: readonly File[], onProgress?: (share: number) => void) => Promise<readonly HostFile[]>;
  /** Asks for a folder for a pack; null where the host has no dialog (its default place serves). */
  readonly chooseFolder: (() => Promise<string | null>) | null;
  /** Tells what is chosen in the window's menus; null where the host has none. */
  readonly onCommand: ((listener: (command: ShellCommand) => void) => void) | null;
  /** Asks where to save a campaign's copy of a name; null where the host has no dialog (its own place serves). */
  readonly chooseSave: ((name: string) => Promise<string | null>) | null;
  /** Hands a folder of the library's bin on to the system's; null where the host cannot (it stays in the library's). */
  readonly trash: ((folder: string) => Promise<void>) | null;
  /** Campaign files that the system asked to have opened since it was asked last; null where the host is never asked. */
  readonly takeOpened: (() => Promise<readonly HostFile[]>) | null;
  /** Shows a finished pack's folder in the file manager. */
  readonly reveal: (folder: string) => Promise<void>;
}

/** What the menus of a window ask of its page: to go to a screen, to say what Bellwether is, or to open the guide. */
export const SHELL_COMMANDS = [
  "month",
  "import",
  "check",
  "explore",
  "coverage",
  "brief",
  "releases",
  "about",
  "guide",
] as const;
export type ShellCommand = (typeof SHELL_COMMANDS)[number];

/** A file as the engine can read it: its path, and the name the user knows it by. */
export interface HostFile {
  readonly path: string;
  readonly name: string;
}
