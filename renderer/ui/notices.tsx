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

/** A short message at the lower right; with an action it stays until it is used or closed, or another screen is opened. */
export interface Notice {
  readonly text: string;
  readonly action?: { readonly label: string; readonly run: () => void };
}

/** Shows notices over every screen and reads them out. */
export function NoticeProvider({ children }: { readonly children: ReactNode }): ReactElement {
  const [notices, setNotices] = useState<readonly (Notice & { readonly id: number })[]>([]);
  const close = useCallback((id: number) => setNotices((shown) => shown.filter((notice) => notice.id !== id)), []);
  const notify = useCallback((notice: Notice) => {
    lastId += 1;
    const id = lastId;
    setNotices([{ ...notice, id }]);
  }, []);
  useEffect(() => {
    const leave = () => setNotices([]);
    window.addEventListener("hashchange", leave);
    return () => window.removeEventListener("hashchange", leave);
  }, []);
  const value = useMemo(() => notify, [notify]);
  return (
    <Notify value={value}>
      {children}
      <div className="bw-notices" role="status" aria-live="polite">
        {notices.map((notice) => (
          <NoticeBox key={notice.id} notice={notice} close={() => close(notice.id)} />
        ))}
      </div>
    </Notify>
  );
}

/** The way to show a notice. */
export function useNotify(): (notice: Notice) => void {
  return useContext(Notify);
}

function NoticeBox({ notice, close }: { readonly notice: Notice; readonly close: () => void }): ReactElement {
  const lasting = notice.action !== undefined;
  useEffect(() => {
    if (lasting) return undefined;
    const timer = setTimeout(close, 8000);
    return () => clearTimeout(timer);
  }, [lasting, close]);
  return (
    <div className="bw-notice">
      <span>{notice.text}</span>
      {notice.action === undefined ? null : (
        <button
          type="button"
          onClick={() => {
            notice.action?.run();
            close();
          }}
        >
          {notice.action.label}
        </button>
      )}
      <button type="button" onClick={close} aria-label="Close this message">
        ✕
      </button>
    </div>
  );
}

const Notify = createContext<(notice: Notice) => void>(() => undefined);
let lastId = 0;
