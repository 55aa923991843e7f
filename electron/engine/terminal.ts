import type { Progress } from "../../shared/contract.ts";

/** A progress line on a terminal; silent where the stream is none. */
export function terminalProgress(stream: NodeJS.WriteStream): {
  show: (progress: Progress) => void;
  clear: () => void;
} {
  if (!stream.isTTY) return { show: () => undefined, clear: () => undefined };
  return {
    show({ stage, done, total }) {
      const width = 24;
      const filled = total === null || total === 0 ? 0 : Math.round((done / total) * width);
      const bar = total === null ? "" : ` [${"#".repeat(filled)}${"-".repeat(width - filled)}]`;
      const count =
        done > 0
          ? ` ${done.toLocaleString("en-GB")}${total === null ? "" : ` of ${total.toLocaleString("en-GB")}`}`
          : "";
      stream.write(`\r\u001b[2K${stage}${bar}${count}`);
    },
    clear: () => void stream.write("\r\u001b[2K"),
  };
}
