import { Alert, Button, Group, SegmentedControl, Skeleton, Text } from "@mantine/core";
import { IconUsers } from "@tabler/icons-react";
import { type ReactElement, useState } from "react";
import type { CoverageTable, Frame, FrameInfo } from "../../shared/contract.ts";
import { useReading } from "../host/operations.ts";
import { Empty } from "../ui/Empty.tsx";
import { ErrorNote } from "../ui/ErrorNote.tsx";
import { Late } from "../ui/Late.tsx";
import { Page } from "../ui/Page.tsx";
import { goTo } from "../ui/route.ts";
import { FRAME_NAMES } from "../../shared/tables.ts";
import { Missing } from "./Missing.tsx";
import { Panel } from "./Panel.tsx";
import { Rates } from "./Rates.tsx";
import "../trace/trace.css";

/** Who has answered and who has not: the response rate, those to chase, and how the panel moved. */
export function Coverage(): ReactElement {
  const panel = useReading("coverage.panel", {});
  const [chosen, setChosen] = useState<Frame | null>(null);
  const [split, setSplit] = useState<"service-type" | "region">("service-type");
  const frames = panel.data?.frames ?? [];
  const info = frames.find(({ frame }) => frame === chosen) ?? frames[0];
  const table = useReading(
    "table.get",
    { measure: "coverage", by: split, ...(info === undefined ? {} : { frame: info.frame }) },
    panel.data !== undefined,
  );
  const error = panel.error ?? table.error;
  if (error !== null) {
    return (
      <Page title="Coverage">
        <ErrorNote fault={error} again={panel.error === null ? table.again : panel.again} />
      </Page>
    );
  }
  if (panel.data === undefined || table.data === undefined) {
    return (
      <Page title="Coverage">
        <Late>
          <Skeleton h={520} />
        </Late>
      </Page>
    );
  }
  if (panel.data.months.length === 0 || table.data.measure !== "coverage") {
    return (
      <Page title="Coverage">
        <Empty
          icon={<IconUsers size={44} stroke={1.4} aria-hidden />}
          title="Nobody has answered yet"
          text="Import this month’s files; then you see here who has answered and who has not."
          action={<ToImport />}
        />
      </Page>
    );
  }
  return (
    <Page
      title="Coverage"
      lead={
        info === undefined
          ? "Who has answered, month by month."
          : `Who of the ${FRAME_NAMES[info.frame]} has answered, month by month. Unit: organisation.`
      }
    >
      {info === undefined ? (
        <Alert color="navy" icon={<IconUsers aria-hidden />}>
          <Text mb="sm">Import the CQC directory or your member list to see who has not answered.</Text>
          <ToImport />
        </Alert>
      ) : (
        <>
          <Group justify="space-between">
            <Frames frames={frames} info={info} choose={setChosen} />
          </Group>
          <Rates table={withoutNone(table.data)} info={info} split={split} setSplit={setSplit} stale={table.stale} />
          <Missing info={info} months={panel.data.months.map(({ month }) => month)} />
        </>
      )}
      <Panel months={panel.data.months} />
    </Page>
  );
}

function ToImport(): ReactElement {
  return (
    <Button variant="default" onClick={() => goTo("import")}>
      Import files
    </Button>
  );
}

interface FramesProps {
  readonly frames: readonly FrameInfo[];
  readonly info: FrameInfo;
  readonly choose: (frame: Frame) => void;
}

/** Which list to compare with, where there are two. */
function Frames({ frames, info, choose }: FramesProps): ReactElement | null {
  if (frames.length < 2) return null;
  return (
    <div role="group" aria-label="Compare with">
      <SegmentedControl
        value={info.frame}
        data={frames.map(({ frame }) => ({
          value: frame,
          label: frame === "members" ? "Member list" : "CQC directory",
        }))}
        onChange={(value) => {
          const found = frames.find(({ frame }) => frame === value);
          if (found !== undefined) choose(found.frame);
        }}
      />
    </div>
  );
}

/** Without groups that are neither listed nor answered for. */
function withoutNone(table: CoverageTable): CoverageTable {
  return { ...table, rows: table.rows.filter(({ known, outside }) => (known ?? 0) + (outside ?? 0) > 0) };
}
