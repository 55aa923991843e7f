import { ActionIcon, Alert, Button, Group, Loader, NativeSelect, Text, Title } from "@mantine/core";
import { IconMinus, IconPlus } from "@tabler/icons-react";
import { type ReactElement, useRef, useState } from "react";
import { ErrorNote } from "../ui/ErrorNote.tsx";
import { Expand } from "../ui/Expand.tsx";
import { number } from "../ui/format.ts";
import type { Pages, ShownPage } from "./usePages.ts";

/** How wide a page is in its frame, in hundredths. */
const ZOOMS = [50, 75, 100, 150, 200] as const;

/** The pages of the PDF beside the choices: the very layout that will be released, drawn again as choices change. */
export function Preview({ shown }: { readonly shown: Pages }): ReactElement {
  const { pages, warnings, stale, error, again } = shown;
  const [zoom, setZoom] = useState(2);
  const frame = useRef<HTMLOListElement>(null);
  const goTo = (page: string): void =>
    frame.current?.children[Number(page) - 1]?.scrollIntoView({ block: "start", behavior: "auto" });
  return (
    <section className="bw-card bw-preview" aria-labelledby="preview-title">
      <Group justify="space-between" wrap="nowrap" gap="sm">
        <Title order={2} id="preview-title">
          The pages
        </Title>
        {pages === null ? null : (
          <Group gap={6} wrap="nowrap">
            <NativeSelect
              aria-label="Go to page"
              size="xs"
              data={pages.map((_, at) => ({ value: String(at + 1), label: `Page ${at + 1} of ${pages.length}` }))}
              onChange={(event) => goTo(event.currentTarget.value)}
            />
            <ActionIcon
              variant="default"
              aria-label="Smaller pages"
              disabled={zoom === 0}
              onClick={() => setZoom(zoom - 1)}
            >
              <IconMinus size={16} aria-hidden />
            </ActionIcon>
            <ActionIcon
              variant="default"
              aria-label="Larger pages"
              disabled={zoom === ZOOMS.length - 1}
              onClick={() => setZoom(zoom + 1)}
            >
              <IconPlus size={16} aria-hidden />
            </ActionIcon>
          </Group>
        )}
      </Group>
      <State shown={shown} />
      {error === null ? null : <ErrorNote fault={error} again={again} />}
      {warnings.map((warning) => (
        <Alert key={warning} color="orange" variant="outline" my="xs" role="alert">
          {warning}
        </Alert>
      ))}
      {pages === null ? null : (
        // Pages that are larger than their frame are scrolled with the keyboard too.
        // oxlint-disable-next-line jsx-a11y/no-noninteractive-tabindex
        <ol className="bw-pages" data-stale={stale} ref={frame} tabIndex={0} aria-label="Pages">
          {pages.map((page, at) => (
            <Sheet key={page.src} page={page} at={at + 1} of={pages.length} zoom={ZOOMS[zoom] ?? 100} />
          ))}
        </ol>
      )}
      {pages === null ? null : (
        <Expand summary="Read the words of the pages" lazy>
          {pages.map(({ src, words }, at) => (
            <section key={src} aria-label={`Words of page ${at + 1}`}>
              <Text fw={600}>Page {at + 1}</Text>
              <Text style={{ whiteSpace: "pre-line" }}>{words}</Text>
            </section>
          ))}
        </Expand>
      )}
    </section>
  );
}

/** Whether the pages are those of now, and how far the new ones are. */
function State({ shown }: { readonly shown: Pages }): ReactElement {
  const { pages, drawing, stale, progress, stop, again } = shown;
  const far =
    progress?.total === null || progress === null ? "" : `, ${number(progress.done)} of ${number(progress.total)}`;
  return (
    <Group gap="xs" wrap="nowrap" className="bw-preview-state">
      {drawing ? <Loader size={14} aria-hidden /> : null}
      <Text size="sm" c="dimmed" role="status" style={{ flex: 1 }}>
        {drawing
          ? `${pages === null ? "Drawing the pages" : "Drawing them again: these are from before your last change"}${progress === null ? "" : ` (${progress.stage.toLowerCase()}${far})`} …`
          : pages === null
            ? "Not drawn."
            : stale
              ? "Stopped: these pages are from before your last change."
              : "As the PDF will be. Word, slides and the web page say the same."}
      </Text>
      {drawing ? (
        <Button variant="default" size="compact-xs" onClick={stop}>
          Stop
        </Button>
      ) : stale ? (
        <Button variant="default" size="compact-xs" onClick={again}>
          Draw them
        </Button>
      ) : null}
    </Group>
  );
}

interface SheetProps {
  readonly page: ShownPage;
  readonly at: number;
  readonly of: number;
  readonly zoom: number;
}

function Sheet({ page: { src, heads }, at, of, zoom }: SheetProps): ReactElement {
  const what = heads.length === 0 ? "" : `: ${heads.join("; ")}`;
  return (
    <li>
      <img src={src} alt={`Page ${at} of ${of}${what}`} style={{ width: `${zoom}%` }} />
    </li>
  );
}
