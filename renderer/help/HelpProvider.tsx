import {
  createContext,
  lazy,
  type ReactElement,
  type ReactNode,
  Suspense,
  useCallback,
  useContext,
  useEffect,
  useEffectEvent,
  useLayoutEffect,
  useMemo,
  useRef,
  useState,
} from "react";
import { useConnection } from "../host/engine.tsx";
import { useRoute } from "../ui/route.ts";
import "./help.css";
import { Tour } from "./Tour.tsx";

const Guide = lazy(() => import("./Guide.tsx").then((module) => ({ default: module.Guide })));

/** Where the guide is open: a chapter, and a heading of it or "". */
export interface Place {
  readonly slug: string;
  readonly anchor: string;
}

/** The guide and the tour, as the rest of the window sees them. */
export interface Help {
  /** Opens the guide at a chapter; without one, at what the person is looking at. */
  readonly open: (slug?: string) => void;
  /** Starts the tour of the screens; null while no campaign is open. */
  readonly tour: (() => void) | null;
}

const HelpContext = createContext<Help | null>(null);

/** Props of what gives the window its guide and its tour. */
export interface HelpProviderProps {
  /** Whether a campaign is open. */
  readonly started: boolean;
  readonly children: ReactNode;
}

/** The guide beside the page, opened by F1, by the button in the head of the window and by the menu; and the tour. */
export function HelpProvider({ started, children }: HelpProviderProps): ReactElement {
  const route = useRoute();
  const [place, setPlace] = useState<Place | null>(null);
  const [touring, setTouring] = useState(false);
  const before = useRef<Element | null>(null);
  const here = started ? route : "welcome";
  const open = useCallback(
    (slug?: string) => {
      if (!inGuide()) before.current = document.activeElement;
      setPlace({ slug: slug ?? chapterAround(before.current) ?? here, anchor: "" });
    },
    [here],
  );
  const close = () => {
    setPlace(null);
    if (before.current instanceof HTMLElement) before.current.focus();
  };
  const pressed = useEffectEvent((event: KeyboardEvent) => {
    if (event.key === "F1") {
      event.preventDefault();
      open();
    } else if (event.key === "Escape" && place !== null && inGuide()) {
      event.stopImmediatePropagation();
      close();
    }
  });
  // Before the listeners of dialogs, so that Escape in the guide leaves a dialog under it open.
  useLayoutEffect(() => {
    const listener = (event: KeyboardEvent): void => pressed(event);
    window.addEventListener("keydown", listener, { capture: true });
    return () => window.removeEventListener("keydown", listener, { capture: true });
  }, []);
  const { bridge } = useConnection();
  const chosen = useEffectEvent(() => open());
  useEffect(() => {
    bridge.onCommand?.((command) => {
      if (command === "guide") chosen();
    });
  }, [bridge]);
  const help = useMemo<Help>(
    () => ({
      open,
      tour: started
        ? () => {
            setPlace(null);
            setTouring(true);
          }
        : null,
    }),
    [open, started],
  );
  return (
    <HelpContext value={help}>
      {children}
      {started && touring ? <Tour end={() => setTouring(false)} /> : null}
      {place === null ? null : (
        <Suspense>
          <Guide place={place} go={setPlace} close={close} tour={help.tour} />
        </Suspense>
      )}
    </HelpContext>
  );
}

/** The guide and the tour; throws outside of their provider. */
export function useHelp(): Help {
  const help = useContext(HelpContext);
  if (help === null) throw new Error("There is no guide around this.");
  return help;
}

/** The chapter of the drawer, dialog or part of a page that an element is in, where that has one of its own. */
function chapterAround(element: Element | null): string | undefined {
  return element?.closest<HTMLElement>("[data-help]")?.dataset["help"];
}

function inGuide(): boolean {
  return document.activeElement?.closest(".bw-guide") != null;
}
