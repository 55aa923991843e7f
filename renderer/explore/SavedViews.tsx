import { ActionIcon, Button, Group, Popover, Stack, Text, TextInput } from "@mantine/core";
import { IconBookmark, IconChevronDown, IconX } from "@tabler/icons-react";
import { type ReactElement, useState } from "react";
import { useReading, useTask } from "../host/operations.ts";
import { ErrorNote } from "../ui/ErrorNote.tsx";
import { useNotify } from "../ui/notices.tsx";
import { viewAddress, viewIn, type View } from "./view.ts";

/** Props of the views kept for later. */
export interface SavedViewsProps {
  readonly view: View;
  readonly change: (view: View) => void;
}

/** Keeps the view under a name in the campaign, and opens or forgets those kept before. */
export function SavedViews({ view, change }: SavedViewsProps): ReactElement {
  const [opened, setOpened] = useState(false);
  const [name, setName] = useState("");
  const views = useReading("view.list", {});
  const save = useTask("view.save");
  const remove = useTask("view.remove");
  const notify = useNotify();
  const list = views.data ?? [];
  const keep = async (): Promise<void> => {
    const called = name.trim();
    if (called === "" || (await save.run({ name: called, address: viewAddress(view) })) === null) return;
    setName("");
    setOpened(false);
    notify({ text: `View kept as “${called}”.` });
  };
  const forget = async (called: string, address: string): Promise<void> => {
    if ((await remove.run({ name: called })) === null) return;
    notify({
      text: `“${called}” forgotten.`,
      action: { label: "Undo", run: () => void save.run({ name: called, address }) },
    });
  };
  const error = views.error ?? save.error ?? remove.error;
  return (
    <Popover
      opened={opened}
      onChange={setOpened}
      position="bottom-end"
      shadow="md"
      width={340}
      trapFocus
      returnFocus
      withinPortal={false}
    >
      <Popover.Target>
        <Button
          variant="default"
          leftSection={<IconBookmark size={16} aria-hidden />}
          rightSection={<IconChevronDown size={14} aria-hidden />}
          onClick={() => setOpened(!opened)}
        >
          Views
        </Button>
      </Popover.Target>
      <Popover.Dropdown aria-label="Kept views">
        <Stack gap="sm">
          {list.length === 0 ? (
            <Text c="dimmed">No views kept yet. A kept view opens with its choices and next month’s figures.</Text>
          ) : (
            <ul className="bw-plain-list">
              {list.map((kept) => (
                <li key={kept.name}>
                  <Button
                    variant="subtle"
                    justify="flex-start"
                    style={{ flex: 1, minWidth: 0 }}
                    onClick={() => {
                      change(viewIn(kept.address));
                      setOpened(false);
                    }}
                  >
                    {kept.name}
                  </Button>
                  <ActionIcon
                    variant="subtle"
                    color="gray"
                    aria-label={`Forget ${kept.name}`}
                    onClick={() => void forget(kept.name, kept.address)}
                  >
                    <IconX size={16} aria-hidden />
                  </ActionIcon>
                </li>
              ))}
            </ul>
          )}
          <form
            onSubmit={(event) => {
              event.preventDefault();
              void keep();
            }}
          >
            <Group align="flex-end" gap="xs" wrap="nowrap">
              <TextInput
                label="Keep this view as"
                value={name}
                maxLength={80}
                onChange={(event) => setName(event.currentTarget.value)}
                style={{ flex: 1 }}
                data-autofocus
              />
              <Button type="submit" disabled={name.trim() === ""} loading={save.running}>
                Keep
              </Button>
            </Group>
          </form>
          {error === null ? null : <ErrorNote fault={error} />}
        </Stack>
      </Popover.Dropdown>
    </Popover>
  );
}
