import { Button, Group, Progress, Text } from "@mantine/core";
import type { ReactElement } from "react";
import type { Progress as Step } from "../../shared/contract.ts";
import { number } from "./format.ts";

/** Props of running work: its newest progress and the way to stop it. */
export interface WorkingProps {
  readonly title: string;
  readonly progress: Step | null;
  readonly cancel: () => void;
}

/** Work in progress: what it is doing, how far it is, and Cancel. */
export function Working({ title, progress, cancel }: WorkingProps): ReactElement {
  const total = progress?.total ?? null;
  const share = progress !== null && total !== null && total > 0 ? Math.min(100, (progress.done / total) * 100) : null;
  const far =
    progress === null
      ? ""
      : total === null
        ? progress.done > 0
          ? number(progress.done)
          : ""
        : `${number(progress.done)} of ${number(total)}`;
  return (
    <section className="bw-card" aria-label={title}>
      <Group justify="space-between" wrap="nowrap" mb="xs">
        <div role="status">
          <Text fw={600}>{title}</Text>
          <Text c="dimmed" size="sm">
            {progress === null ? "Starting …" : `${progress.stage}${far === "" ? "" : `, ${far}`}`}
          </Text>
        </div>
        <Button variant="default" onClick={cancel}>
          Cancel
        </Button>
      </Group>
      <Progress value={share ?? 100} animated={share === null} aria-label={title} />
    </section>
  );
}
