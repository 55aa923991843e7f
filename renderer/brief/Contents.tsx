import { List, Text, Title } from "@mantine/core";
import type { ReactElement } from "react";

/** What a draft pack will hold, and what being a draft means; `sets` are titles of question sets of the user's own. */
export function Contents({ sets }: { readonly sets: readonly string[] }): ReactElement {
  return (
    <section className="bw-card">
      <Title order={2} mb="md">
        What will be in it
      </Title>
      <List spacing={6}>
        <List.Item>The key messages and how to read the figures</List.Item>
        <List.Item>Local authority and NHS intent by service type and month, as charts and tables</List.Item>
        <List.Item>Discussions and hand-backs, each on its own</List.Item>
        {sets.map((title) => (
          <List.Item key={title}>{title}: every counted question, as charts and tables</List.Item>
        ))}
        <List.Item>The methods, the questions’ wording and the caveats</List.Item>
        <List.Item>The data as files, and a manifest of what was hidden and why</List.Item>
      </List>
      <Text mt="md" fw={600}>
        This is a draft.
      </Text>
      <Text c="dimmed">
        Every figure is rounded to 5, groups with too few organisations are not shown, and every file is searched for
        members’ names and ids. It is for working with, not for publishing: nothing is frozen or signed off, and you can
        make it again at any time.
      </Text>
    </section>
  );
}
