import { Button, Drawer, Group } from "@mantine/core";
import { IconArrowLeft, IconEyeOff } from "@tabler/icons-react";
import { type ReactElement, type ReactNode, useRef, useState } from "react";
import { flushSync } from "react-dom";
import { ResponseView } from "./ResponseView.tsx";
import "./trace.css";

/** Opens one response by its id. */
export type OpenResponse = (responseId: number) => void;

/** Props of the drawer. `start` is what it shows first: a list, which opens responses, or one response. */
export interface TraceDrawerProps {
  readonly title: string;
  readonly opened: boolean;
  readonly close: () => void;
  readonly start: number | ((open: OpenResponse) => ReactNode);
}

/**
 * The drawer of everything that names organisations: a list first, responses over it, and a way back. Escape closes it
 * and gives the keyboard back to where it was opened.
 */
export function TraceDrawer({ title, opened, close, start }: TraceDrawerProps): ReactElement {
  return (
    <Drawer
      data-help="trace"
      opened={opened}
      onClose={close}
      position="right"
      size="min(980px, 94vw)"
      title={<strong>{title}</strong>}
      closeButtonProps={{ "aria-label": "Close" }}
      classNames={{ content: "bw-drawer", header: "bw-drawer" }}
      transitionProps={{ duration: 0 }}
    >
      <Group mb="md">
        <span className="bw-badge">
          <IconEyeOff size={16} aria-hidden />
          Internal: names organisations. Never in a pack.
        </span>
      </Group>
      {opened ? <Trail key={typeof start === "number" ? start : "list"} start={start} /> : null}
    </Drawer>
  );
}

function Trail({ start }: Pick<TraceDrawerProps, "start">): ReactElement {
  const [trail, setTrail] = useState<readonly number[]>(typeof start === "number" ? [start] : []);
  const box = useRef<HTMLDivElement>(null);
  const last = trail.at(-1);
  const open: OpenResponse = (responseId) => setTrail((before) => [...before, responseId]);
  // The keyboard goes back to where the response was opened from.
  const back = () => {
    flushSync(() => setTrail((before) => before.slice(0, -1)));
    const from = box.current?.querySelector<HTMLElement>(`[data-open-response="${last ?? ""}"]`);
    (from ?? box.current)?.focus();
  };
  const canGoBack = trail.length > (typeof start === "number" ? 1 : 0);
  return (
    <div ref={box} tabIndex={-1}>
      {canGoBack ? (
        <Button
          variant="default"
          size="xs"
          mb="md"
          leftSection={<IconArrowLeft size={16} aria-hidden />}
          onClick={back}
        >
          {trail.length === 1 ? "Back to the list" : "Back to the response before"}
        </Button>
      ) : null}
      {last === undefined ? null : <ResponseView key={last} responseId={last} open={open} />}
      {typeof start === "number" ? null : <div className={last === undefined ? "" : "bw-kept"}>{start(open)}</div>}
    </div>
  );
}
