import { Group, Stack, Text, Title } from "@mantine/core";
import type { ReactElement, ReactNode } from "react";

/** Props of a screen's outer frame. */
export interface PageProps {
  readonly title: string;
  readonly lead?: ReactNode;
  readonly actions?: ReactNode;
  readonly children: ReactNode;
}

/** A screen: its heading, one sentence on what it is for, its actions, and its parts below. */
export function Page({ title, lead, actions, children }: PageProps): ReactElement {
  return (
    <Stack gap="lg">
      <Group justify="space-between" align="flex-end" wrap="wrap">
        <div>
          <Title order={1}>{title}</Title>
          {lead === undefined ? null : (
            <Text c="dimmed" mt={4} maw="72ch">
              {lead}
            </Text>
          )}
        </div>
        {actions}
      </Group>
      {children}
    </Stack>
  );
}

/** Props of a white box on a screen. */
export interface CardProps {
  readonly title?: string;
  readonly children: ReactNode;
}

/** A white box with a heading of its own. */
export function Card({ title, children }: CardProps): ReactElement {
  return (
    <section className="bw-card">
      {title === undefined ? null : (
        <Title order={2} mb="sm">
          {title}
        </Title>
      )}
      {children}
    </section>
  );
}
