import { Button, Group, Menu, Modal, Text } from "@mantine/core";
import { IconChevronDown, IconCopy, IconDownload } from "@tabler/icons-react";
import { type ReactElement, useState } from "react";
import { download } from "../ui/download.ts";
import { ErrorNote } from "../ui/ErrorNote.tsx";
import { useNotify } from "../ui/notices.tsx";
import { Working } from "../ui/Working.tsx";
import { pngOf, svgOf } from "./image.ts";
import type { Shown } from "./shown.ts";
import { tableCsv, tableHtml, tableText } from "./tableTexts.ts";
import type { Publishing } from "./usePublished.ts";

/** What can be taken out of a view. */
const WAYS = ["copy-chart", "copy-table", "png", "svg", "csv"] as const;
type Way = (typeof WAYS)[number];

/** Props of the ways to take a view along: what it shows now, and how to have it as it would be published. */
export interface TakeProps {
  readonly shown: Shown;
  /** Null where it can never be published. */
  readonly publishing: Publishing | null;
}

/**
 * Copies or saves the chart or its table, source and caveats attached. Figures that are not protected are taken only once the
 * person has said that they stay inside; the safe version is offered first.
 */
export function Take({ shown, publishing }: TakeProps): ReactElement {
  const [asked, setAsked] = useState<Way | null>(null);
  const notify = useNotify();
  const run = (way: Way, from: Promise<Shown>): void => {
    setAsked(null);
    take(way, from).then(
      (text) => notify({ text }),
      (error: unknown) => {
        if (error instanceof NotTaken) return;
        notify({
          text: error instanceof NothingDrawn ? error.message : FAILED[way.startsWith("copy") ? "copy" : "save"],
        });
      },
    );
  };
  const choose = (way: Way): void => {
    if (shown.protected) run(way, Promise.resolve(shown));
    else setAsked(way);
  };
  const chart = shown.chart !== null;
  return (
    <Group gap="xs">
      <Ways
        label="Copy"
        icon={<IconCopy size={16} aria-hidden />}
        choose={choose}
        ways={[...(chart ? [["copy-chart", "Chart, as an image"] as const] : []), ["copy-table", "Table, for Excel"]]}
      />
      <Ways
        label="Save"
        icon={<IconDownload size={16} aria-hidden />}
        choose={choose}
        ways={[
          ...(chart
            ? ([
                ["png", "Chart as PNG…"],
                ["svg", "Chart as SVG…"],
              ] as const)
            : []),
          ["csv", "Table as CSV…"],
        ]}
      />
      <Modal
        opened={asked !== null}
        onClose={() => setAsked(null)}
        title="These are exact figures"
        centered
        size="lg"
        closeButtonProps={{ "aria-label": "Close" }}
      >
        <Text mb="lg">
          Exact figures can give away single members, so they must stay inside the association.{" "}
          {publishing === null
            ? "This view cannot be published: take it along only for internal use. It will say so."
            : "For anybody else take the version that would be published: rounded, with small groups hidden."}
        </Text>
        <Group justify="flex-end">
          <Button
            variant="default"
            onClick={() => setAsked(null)}
            {...(publishing === null ? { "data-autofocus": true } : {})}
          >
            Cancel
          </Button>
          <Button variant="default" onClick={() => asked !== null && run(asked, Promise.resolve(internal(shown)))}>
            Exact, for internal use
          </Button>
          {publishing === null ? null : (
            <Button data-autofocus onClick={() => asked !== null && run(asked, publishing.make().then(orNothing))}>
              As it would be published
            </Button>
          )}
        </Group>
      </Modal>
      {publishing?.error == null ? null : (
        <Modal
          opened
          onClose={publishing.reset}
          title="It was not taken along"
          centered
          closeButtonProps={{ "aria-label": "Close" }}
        >
          <ErrorNote fault={publishing.error} />
        </Modal>
      )}
      {publishing?.running === true ? (
        <Modal
          opened
          onClose={publishing.cancel}
          withCloseButton={false}
          centered
          aria-label="Working out what may be published"
        >
          <Working
            title="Working out what may be published"
            progress={publishing.progress}
            cancel={publishing.cancel}
          />
        </Modal>
      ) : null}
    </Group>
  );
}

/** Nothing is taken and nothing more need be said: it was cancelled, or the dialog of the fault says it. */
class NotTaken extends Error {}

/** A chart was asked for of which every figure would be hidden. */
class NothingDrawn extends Error {
  constructor() {
    super("Every figure of this chart would be hidden, so there is nothing to draw. Take the table: it says so too.");
  }
}

function orNothing(shown: Shown | null): Shown {
  if (shown === null) throw new NotTaken();
  return shown;
}

const FAILED = {
  copy: "It could not be copied. Click into the window and try again, or save it as a file.",
  save: "It could not be saved. Try again, or copy it.",
} as const;

/** Marked first of all, under the figures, for those who cannot see it, and by its name as a file. */
function internal(shown: Shown): Shown {
  return {
    ...shown,
    title: `INTERNAL: ${shown.title}`,
    name: `INTERNAL ${shown.name}`,
    summary: `INTERNAL. ${shown.summary}`,
    caption: ["INTERNAL: exact figures, not to be published.", ...shown.caption],
  };
}

function drawable(shown: Shown): Shown {
  if (shown.chart === null) throw new NothingDrawn();
  return shown;
}

/** @returns what was done, in words */
async function take(way: Way, from: Promise<Shown>): Promise<string> {
  if (way === "copy-chart") {
    await copy({ "image/png": from.then(drawable).then(pngOf) });
    return "Chart copied, with its source and caveats.";
  }
  if (way === "copy-table") {
    await copy({
      "text/html": from.then((shown) => new Blob([tableHtml(shown)], { type: "text/html" })),
      "text/plain": from.then((shown) => new Blob([tableText(shown)], { type: "text/plain" })),
    });
    return "Table copied, with its source and caveats.";
  }
  const shown = way === "csv" ? await from : drawable(await from);
  const name = `${shown.name}.${way}`;
  if (way === "png") download(name, await pngOf(shown));
  else if (way === "svg") download(name, new Blob([await svgOf(shown)], { type: "image/svg+xml" }));
  else download(name, new Blob([tableCsv(shown)], { type: "text/csv" }));
  return `${name} saved.`;
}

/** Written at once, so that the browser still knows the click, and filled when the content is there. */
async function copy(content: Readonly<Record<string, Promise<Blob>>>): Promise<void> {
  const [first] = Object.values(content);
  try {
    await navigator.clipboard.write([new ClipboardItem(content)]);
  } catch (error) {
    await first; // What it was made from may have been cancelled, which is no failure to copy.
    throw error;
  }
}

interface WaysProps {
  readonly label: string;
  readonly icon: ReactElement;
  readonly ways: readonly (readonly [way: Way, label: string])[];
  readonly choose: (way: Way) => void;
}

function Ways({ label, icon, ways, choose }: WaysProps): ReactElement {
  return (
    <Menu shadow="md" position="bottom-end">
      <Menu.Target>
        <Button variant="default" leftSection={icon} rightSection={<IconChevronDown size={14} aria-hidden />}>
          {label}
        </Button>
      </Menu.Target>
      <Menu.Dropdown>
        {ways.map(([way, text]) => (
          <Menu.Item key={way} onClick={() => choose(way)}>
            {text}
          </Menu.Item>
        ))}
      </Menu.Dropdown>
    </Menu>
  );
}
