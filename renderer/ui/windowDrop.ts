import { useEffect, useRef, useState } from "react";

/** Listens for files on the whole window while a screen is shown; true while some hover over it. */
export function useWindowDrop(take: (files: readonly File[], dropped: DataTransfer) => void): boolean {
  const [over, setOver] = useState(false);
  const newest = useRef(take);
  useEffect(() => {
    newest.current = take;
  }, [take]);
  useEffect(() => {
    let depth = 0;
    const withFiles = (event: DragEvent) => event.dataTransfer?.types.includes("Files") === true;
    const listeners: Record<"dragenter" | "dragover" | "dragleave" | "drop", (event: DragEvent) => void> = {
      dragenter(event) {
        if (!withFiles(event)) return;
        depth += 1;
        setOver(true);
      },
      dragover(event) {
        if (!withFiles(event)) return;
        event.preventDefault();
        if (event.dataTransfer !== null) event.dataTransfer.dropEffect = "copy";
      },
      dragleave() {
        depth = Math.max(0, depth - 1);
        if (depth === 0) setOver(false);
      },
      drop(event) {
        if (!withFiles(event)) return;
        event.preventDefault();
        depth = 0;
        setOver(false);
        if (event.dataTransfer === null) return;
        const files = [...event.dataTransfer.files];
        if (files.length > 0) newest.current(files, event.dataTransfer);
      },
    };
    for (const [name, listener] of Object.entries(listeners)) window.addEventListener(name as "drop", listener);
    return () => {
      for (const [name, listener] of Object.entries(listeners)) window.removeEventListener(name as "drop", listener);
    };
  }, []);
  return over;
}
