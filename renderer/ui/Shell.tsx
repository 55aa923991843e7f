import {
  IconChartDots,
  IconChecklist,
  IconCalendarMonth,
  IconChevronDown,
  IconCircleCheck,
  IconEyeOff,
  IconFileDescription,
  IconFileImport,
  IconFlask,
  IconFolders,
  IconInfoCircle,
  IconRubberStamp,
  IconUsers,
} from "@tabler/icons-react";
import { type ReactElement, type ReactNode, useEffect, useRef } from "react";
import { countOpenChecks, type CampaignSummary } from "../../shared/contract.ts";
import { CampaignMenu } from "../campaigns/CampaignMenu.tsx";
import { HelpButton } from "../help/HelpButton.tsx";
import { useReading, useTask } from "../host/operations.ts";
import { ImportSession } from "../import/session.tsx";
import { PreparingSession } from "../releases/session.tsx";
import { monthSpan } from "./format.ts";
import { hrefOf, type Route, ROUTE_LABELS, ROUTES } from "./route.ts";

/** Props of the frame around every screen of an open campaign. */
export interface ShellProps {
  readonly campaign: CampaignSummary;
  readonly route: Route;
  readonly children: ReactNode;
  /** Says what Bellwether is. */
  readonly sayAbout: () => void;
}

/** The frame: what is open and whether it is saved above, the month's work at the left, the screen beside it. */
export function Shell({ campaign, route, children, sayAbout }: ShellProps): ReactElement {
  const main = useRef<HTMLElement>(null);
  useEffect(() => {
    document.title = `${ROUTE_LABELS[route]} – ${campaign.name} – Bellwether`;
  }, [route, campaign.name]);
  const shown = useRef(route);
  useEffect(() => {
    if (shown.current === route) return;
    shown.current = route;
    main.current?.focus({ preventScroll: true });
    window.scrollTo(0, 0);
  }, [route]);
  return (
    <ImportSession>
      <a
        className="bw-skip"
        href="#main"
        onClick={(event) => {
          event.preventDefault();
          main.current?.focus();
        }}
      >
        Skip to the content
      </a>
      <div className="bw-frame">
        <Header campaign={campaign} />
        <Navigation route={route} sayAbout={sayAbout} />
        <main id="main" className="bw-main" tabIndex={-1} ref={main}>
          <PreparingSession>{children}</PreparingSession>
        </main>
      </div>
    </ImportSession>
  );
}

function Header({ campaign }: { readonly campaign: CampaignSummary }): ReactElement {
  return (
    <header className="bw-head">
      <CampaignMenu campaign={campaign} archived={null}>
        <button type="button" className="bw-head-menu" title={campaign.name} aria-label={`Campaign ${campaign.name}`}>
          <span className="bw-head-name">{campaign.name}</span>
          <IconChevronDown size={16} aria-hidden style={{ flexShrink: 0 }} />
        </button>
      </CampaignMenu>
      <span>{monthSpan(campaign)}</span>
      {campaign.sample ? (
        <span className="bw-badge" data-kind="calm">
          <IconFlask size={16} aria-hidden />
          Fictional sample data
        </span>
      ) : (
        <span className="bw-badge">
          <IconEyeOff size={16} aria-hidden />
          Contains identifiable data
        </span>
      )}
      <span className="bw-saved">
        <IconCircleCheck size={18} aria-hidden />
        Saved
      </span>
      <HelpButton />
    </header>
  );
}

function Navigation({ route, sayAbout }: Pick<ShellProps, "route" | "sayAbout">): ReactElement {
  const check = useReading("check.report", {});
  const close = useTask("campaign.close");
  const open = check.data === undefined ? 0 : countOpenChecks(check.data);
  return (
    <nav className="bw-nav" aria-label="The month’s work">
      {ROUTES.map((candidate) => {
        const Icon = ICONS[candidate];
        return (
          <a key={candidate} href={hrefOf(candidate)} aria-current={candidate === route ? "page" : undefined}>
            <Icon size={20} aria-hidden />
            {ROUTE_LABELS[candidate]}
            {candidate === "check" && open > 0 ? (
              <span className="bw-nav-count">
                {open}
                <span className="bw-hidden"> to look at</span>
              </span>
            ) : null}
          </a>
        );
      })}
      <div style={{ flex: 1 }} />
      <button type="button" onClick={() => void close.run({})} disabled={close.running}>
        <IconFolders size={20} aria-hidden />
        All campaigns
      </button>
      <button type="button" onClick={sayAbout}>
        <IconInfoCircle size={20} aria-hidden />
        About
      </button>
    </nav>
  );
}

const ICONS = {
  month: IconCalendarMonth,
  import: IconFileImport,
  check: IconChecklist,
  explore: IconChartDots,
  coverage: IconUsers,
  brief: IconFileDescription,
  releases: IconRubberStamp,
} as const;
