import { Center, Stack, Text, Title } from "@mantine/core";
import type { ReactElement } from "react";

/** Shown where this page was opened without the key in its address. */
export function NoHost(): ReactElement {
  return (
    <Center mih="100vh" p="xl" component="main">
      <Stack maw={520}>
        <Title order={1}>Open Bellwether from its own address</Title>
        <Text>
          This page needs the address that Bellwether printed when it started: it ends in “#token=” and a key. Copy that
          whole address into the address bar. The key keeps other programs on this computer away from your data.
        </Text>
      </Stack>
    </Center>
  );
}
