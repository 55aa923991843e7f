import { Button, Group, Text, TextInput } from "@mantine/core";
import { type ReactElement, useState } from "react";
import type { SheetVerdict } from "../../shared/contract.ts";
import { Expand } from "../ui/Expand.tsx";
import { ChoosingState, useChoosing } from "./choosing.tsx";
import { listed } from "../../shared/listed.ts";

/** Says in which row the headings are, for sheets that begin with something else. */
export function HeadingRow({ sheet }: { readonly sheet: Pick<SheetVerdict, "key" | "headerRows"> }): ReactElement {
  const { say, task } = useChoosing(sheet);
  const [row, setRow] = useState(String(sheet.headerRows[0] ?? 1));
  const wanted = /^[1-9]\d{0,5}$/.test(row.trim()) ? Number(row) : null;
  const where = `${sheet.headerRows.length === 1 ? "row" : "rows"} ${listed(sheet.headerRows.map(String))}`;
  return (
    <Expand summary={`Headings are in ${where}`} lazy>
      <form
        onSubmit={(event) => {
          event.preventDefault();
          if (wanted !== null) void say({ headerRow: wanted });
        }}
      >
        <Group align="flex-end" mb="xs">
          <TextInput
            label="The headings begin in row"
            inputMode="numeric"
            w={230}
            value={row}
            onChange={(event) => setRow(event.currentTarget.value)}
            error={wanted === null ? "Write the number of a row." : null}
          />
          <Button type="submit" variant="default" disabled={wanted === null || task.running}>
            Read again from this row
          </Button>
          <Button variant="subtle" disabled={task.running} onClick={() => void say({ headerRow: null })}>
            Find them again
          </Button>
        </Group>
        <Text size="sm" c="dimmed" mb="xs">
          What stands above is not read. Rows of headings below each other are joined.
        </Text>
        <ChoosingState task={task} />
      </form>
    </Expand>
  );
}
