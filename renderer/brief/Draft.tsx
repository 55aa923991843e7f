import { Text } from "@mantine/core";
import type { ReactElement } from "react";

/** What being a draft means. */
export function Draft(): ReactElement {
  return (
    <Text c="dimmed" maw="60em">
      <strong>This is a draft.</strong> Every figure is rounded to 5, groups with too few organisations are not shown,
      and every file is searched for members’ names and ids. It is for working with, not for publishing: nothing is
      frozen or signed off, and you can make it again at any time. The data files, the charts and a manifest of what was
      hidden and why are always in it.
    </Text>
  );
}
