import { BellwetherError, type ErrorShape } from "../../shared/errors.ts";
import type { HostFile } from "../../shared/host.ts";

/** Sends one file's bytes to the loopback host and gives the path the engine can read. Reports bytes sent. */
export function upload(
  file: File,
  headers: Readonly<Record<string, string>>,
  onSent: (bytes: number) => void,
): Promise<HostFile> {
  return new Promise((resolve, reject) => {
    const request = new XMLHttpRequest();
    request.open("POST", `/upload?name=${encodeURIComponent(file.name)}&modified=${file.lastModified}`);
    for (const [name, value] of Object.entries(headers)) request.setRequestHeader(name, value);
    request.upload.addEventListener("progress", (event) => onSent(event.loaded));
    request.addEventListener("error", () =>
      reject(
        new BellwetherError(
          "internal",
          `“${file.name}” could not be handed to Bellwether. Check that the file can still be opened and that Bellwether is running, then try again.`,
          { file: file.name },
        ),
      ),
    );
    request.addEventListener("load", () => {
      const answer = parse(request.responseText);
      if (request.status === 200 && isHostFile(answer)) resolve(answer);
      else reject(faultOf(answer, file.name));
    });
    request.send(file);
  });
}

function parse(text: string): unknown {
  try {
    return JSON.parse(text) as unknown;
  } catch {
    return null;
  }
}

function isHostFile(value: unknown): value is HostFile {
  return typeof value === "object" && value !== null && "path" in value && "name" in value;
}

function faultOf(answer: unknown, name: string): BellwetherError {
  const shape = (answer as { error?: ErrorShape } | null)?.error ?? (answer as ErrorShape | null);
  return shape !== null && typeof shape?.message === "string"
    ? BellwetherError.fromShape(shape)
    : new BellwetherError("internal", `“${name}” could not be handed to Bellwether. Try again.`, { file: name });
}
