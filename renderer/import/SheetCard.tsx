import { Group, Text, Title } from "@mantine/core";
import { IconCalendarQuestion, IconCircleCheck, IconEqual } from "@tabler/icons-react";
import type { ReactElement } from "react";
import type { SheetVerdict, StagedImport } from "../../shared/contract.ts";
import { counted, monthText, sentence } from "../ui/format.ts";
import { MonthPicker } from "./MonthPicker.tsx";
import { RowCounts } from "./RowCounts.tsx";
import { SheetDetails } from "./SheetDetails.tsx";

/** Props of one sheet's verdict. */
export interface SheetCardProps {
  readonly sheet: SheetVerdict;
  readonly stageId: string;
  readonly change: (staged: StagedImport) => void;
}

/** One sheet: what it was taken for and why, its month, its rows, and the details behind folds. */
export function SheetCard({ sheet, stageId, change }: SheetCardProps): ReactElement {
  const { icon: Icon, words, color } = VERDICTS[sheet.verdict];
  return (
    <section
      className="bw-card"
      aria-label={`${sheet.file}${sheet.sheet === null ? "" : `, sheet ${sheet.sheet}`}`}
      data-verdict={sheet.verdict}
    >
      <Group justify="space-between" align="flex-start" wrap="nowrap">
        <div style={{ minWidth: 0 }}>
          <Title order={3} style={{ overflowWrap: "anywhere" }}>
            {sheet.file}
          </Title>
          <Text c="dimmed">
            {sheet.source === "capacity-tracker"
              ? "Capacity Tracker"
              : `Survey${sheet.platform === null ? "" : `, ${sheet.platform}`}`}
            {sheet.sheet === null ? "" : `, sheet “${sheet.sheet}”`}
          </Text>
        </div>
        <Group gap={6} c={color} wrap="nowrap" style={{ whiteSpace: "nowrap" }}>
          <Icon size={20} aria-hidden />
          <Text fw={650}>{words}</Text>
        </Group>
      </Group>
      {sheet.month === null || sheet.verdict === "month-needed" ? (
        <MonthPicker sheet={sheet} stageId={stageId} change={change} />
      ) : (
        <Text mt="sm">
          <strong>{monthText(sheet.month)}</strong>
          {sheet.monthReason === "" ? "" : `. ${sentence(sheet.monthReason)}`}
        </Text>
      )}
      <RowCounts sheet={sheet} />
      {sheet.superseded === 0 ? null : (
        <Text size="sm" c="dimmed">
          {counted(sheet.superseded, "response")} will not count, because another response of the same organisation
          stands.
        </Text>
      )}
      <SheetDetails sheet={sheet} />
    </section>
  );
}

const VERDICTS = {
  recognised: { icon: IconCircleCheck, words: "Recognised", color: "var(--bw-good)" },
  "month-needed": { icon: IconCalendarQuestion, words: "Month needed", color: "var(--bw-warn)" },
  unchanged: { icon: IconEqual, words: "Imported before", color: "var(--mantine-color-dimmed)" },
} as const;
