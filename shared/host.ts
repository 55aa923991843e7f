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
  /** Shows a finished pack's folder in the file manager. */
  readonly reveal: (folder: string) => Promise<void>;
}

/** A file as the engine can read it: its path, and the name the user knows it by. */
export interface HostFile {
  readonly path: string;
  readonly name: string;
}
