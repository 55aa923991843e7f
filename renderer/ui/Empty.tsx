import { Stack, Text, Title } from "@mantine/core";
import type { ReactElement, ReactNode } from "react";

/** Props of an empty screen: what is missing, and the one thing to do about it. */
export interface EmptyProps {
  readonly icon: ReactNode;
  readonly title: string;
  readonly text?: string;
  readonly action?: ReactNode;
}

/** What a screen shows before there is anything to show. */
export function Empty({ icon, title, text, action }: EmptyProps): ReactElement {
  return (
    <section className="bw-card">
      <Stack align="center" gap="sm" py={56} ta="center">
        <Text c="dimmed" component="span" lh={1}>
          {icon}
        </Text>
        <Title order={2}>{title}</Title>
        {text === undefined ? null : (
          <Text c="dimmed" maw="56ch">
            {text}
          </Text>
        )}
        {action}
      </Stack>
    </section>
  );
}
