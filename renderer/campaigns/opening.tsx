import {
  createContext,
  type ReactElement,
  type ReactNode,
  useCallback,
  useContext,
  useEffect,
  useMemo,
  useState,
} from "react";
import type { HostFile } from "../../shared/host.ts";
import { faultOf, useConnection } from "../host/engine.tsx";
import { useNotify } from "../ui/notices.tsx";
import { goTo } from "../ui/route.ts";
import { useWindowDrop } from "../ui/windowDrop.ts";
import { OpenCopy } from "./OpenCopy.tsx";

/** The ways to open campaign files from elsewhere, from any screen. */
export interface Opening {
  /** Asks what to do with a file that the engine can read already. */
  readonly openCopy: (file: HostFile) => void;
  /** The same of files chosen or dropped in the window. */
  readonly take: (files: readonly File[]) => void;
}

/** Opens campaign files that are chosen, dropped on the window, or double-clicked, one after another. */
export function OpeningProvider({ children }: { readonly children: ReactNode }): ReactElement {
  const { bridge } = useConnection();
  const notify = useNotify();
  const [waiting, setWaiting] = useState<readonly HostFile[]>([]);
  const add = useCallback((files: readonly HostFile[]) => {
    setWaiting((before) => [...before, ...files.filter(({ path }) => !before.some((other) => other.path === path))]);
  }, []);
  const take = useCallback(
    (files: readonly File[]) => {
      bridge.takeFiles(files).then(add, (error: unknown) => notify({ text: faultOf(error).message }));
    },
    [bridge, add, notify],
  );
  useEffect(() => {
    const collect = (): void => {
      void bridge.takeOpened?.().then((files) => (files.length === 0 ? undefined : add(files)));
    };
    const hear = ({ source, data }: MessageEvent<unknown>): void => {
      if (source === window && data === "bellwether-opened") collect();
    };
    window.addEventListener("message", hear);
    collect();
    return () => window.removeEventListener("message", hear);
  }, [bridge, add]);
  const value = useMemo((): Opening => ({ openCopy: (file) => add([file]), take }), [add, take]);
  const [first] = waiting;
  return (
    <Context value={value}>
      {children}
      {first === undefined ? null : (
        <OpenCopy key={first.path} file={first} close={() => setWaiting((before) => before.slice(1))} />
      )}
    </Context>
  );
}

/** The ways to open campaign files. */
export function useOpening(): Opening {
  return useContext(Context);
}

/** Takes campaign files dropped anywhere on a screen that takes no files itself. */
export function CampaignDrop({ started }: { readonly started: boolean }): ReactElement | null {
  const { take } = useOpening();
  const notify = useNotify();
  const over = useWindowDrop((files) => {
    const campaigns = files.filter(({ name }) => /\.evidence$/i.test(name));
    if (campaigns.length > 0) take(campaigns);
    else if (started) {
      notify({
        text: "Spreadsheets are dropped on Import.",
        action: { label: "Go to Import", run: () => goTo("import") },
      });
    } else notify({ text: "Open a campaign first, or start a new one. Then drop its spreadsheets on Import." });
  });
  return over ? <div className="bw-drop-over">Drop a campaign (.evidence) to open it</div> : null;
}

const Context = createContext<Opening>({ openCopy: () => undefined, take: () => undefined });
