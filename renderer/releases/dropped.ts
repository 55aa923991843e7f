/** A file of a pack and its name with the folders it came in: "my pack/data/intent.csv". */
export interface PackFile {
  readonly file: File;
  readonly name: string;
}

/** Every file that was dropped, those in dropped folders too. */
export async function droppedFiles(dropped: DataTransfer): Promise<readonly PackFile[]> {
  // What was dropped can only be asked for before the first wait.
  const entries = [...dropped.items].flatMap((item) => item.webkitGetAsEntry() ?? []);
  const found = await Promise.all(
    entries.map((entry) =>
      entry.isDirectory ? inFolder(entry as FileSystemDirectoryEntry, `${entry.name}/`) : alone(entry),
    ),
  );
  return found.flat();
}

/** Files as a file dialog gives them. */
export function chosenFiles(files: readonly File[]): readonly PackFile[] {
  return files.map((file) => ({ file, name: file.name }));
}

async function alone(entry: FileSystemEntry): Promise<readonly PackFile[]> {
  return [{ file: await fileOf(entry as FileSystemFileEntry), name: entry.name }];
}

async function inFolder(folder: FileSystemDirectoryEntry, path: string): Promise<readonly PackFile[]> {
  const reader = folder.createReader();
  const files: PackFile[] = [];
  // A reader gives a folder in parts, and an empty part once there is no more.
  for (;;) {
    const part = await new Promise<FileSystemEntry[]>((resolve, reject) => reader.readEntries(resolve, reject));
    if (part.length === 0) return files;
    for (const entry of part) {
      const name = `${path}${entry.name}`;
      if (entry.isDirectory) files.push(...(await inFolder(entry as FileSystemDirectoryEntry, `${name}/`)));
      else files.push({ file: await fileOf(entry as FileSystemFileEntry), name });
    }
  }
}

function fileOf(entry: FileSystemFileEntry): Promise<File> {
  return new Promise((resolve, reject) => entry.file(resolve, reject));
}
