import { ActionIcon, Anchor, Button, Group, Stack, Text, TextInput, Title } from "@mantine/core";
import { IconArrowLeft, IconArrowRight, IconList, IconX } from "@tabler/icons-react";
import { type ReactElement, useEffect, useRef, useState } from "react";
import { CHAPTERS, chapterNamed, CONTENTS } from "./chapters.ts";
import type { Place } from "./HelpProvider.tsx";
import { Markdown } from "./Markdown.tsx";
import { searchGuide } from "./search.ts";

/** Props of the guide. */
export interface GuideProps {
  readonly place: Place;
  readonly go: (place: Place) => void;
  readonly close: () => void;
  /** Starts the tour of the screens; null where no campaign is open. */
  readonly tour: (() => void) | null;
}

/** The user guide in a panel at the right: a chapter, the contents, or what a search found. The page stays usable beside it. */
export function Guide({ place, go, close, tour }: GuideProps): ReactElement {
  const [listed, setListed] = useState(false);
  const [wanted, setWanted] = useState("");
  const [seen, setSeen] = useState(place);
  const body = useRef<HTMLDivElement>(null);
  const read = () => {
    setListed(false);
    setWanted("");
  };
  if (seen !== place) {
    setSeen(place);
    read();
  }
  const follow = (slug: string, anchor = "") => {
    read();
    go({ slug, anchor });
  };
  useEffect(() => {
    const heading = place.anchor === "" ? null : document.getElementById(`guide-${place.anchor}`);
    if (heading === null) body.current?.scrollTo(0, 0);
    else heading.scrollIntoView({ block: "start" });
    (heading ?? body.current)?.focus({ preventScroll: true });
  }, [place]);
  return (
    <aside className="bw-guide" aria-label="Guide">
      <Group className="bw-guide-head" gap="xs" wrap="nowrap">
        <TextInput
          flex={1}
          aria-label="Search the guide"
          placeholder="Search the guide"
          value={wanted}
          onChange={(event) => setWanted(event.currentTarget.value)}
        />
        <Button
          variant="default"
          leftSection={<IconList size={18} aria-hidden />}
          aria-pressed={listed}
          onClick={() => {
            setWanted("");
            setListed(!listed);
          }}
        >
          Contents
        </Button>
        <ActionIcon variant="subtle" color="gray" size="lg" aria-label="Close the guide" onClick={close}>
          <IconX size={20} aria-hidden />
        </ActionIcon>
      </Group>
      <div
        className="bw-guide-body"
        ref={body}
        tabIndex={-1}
        onWheel={(event) => scrollAnyway(event.nativeEvent, body.current)}
      >
        {wanted.trim() !== "" ? (
          <Results wanted={wanted} follow={follow} />
        ) : listed ? (
          <Contents current={place.slug} follow={follow} tour={tour} />
        ) : (
          <Read slug={place.slug} follow={follow} />
        )}
      </div>
    </aside>
  );
}

type Follow = (slug: string, anchor?: string) => void;

function Read({ slug, follow }: { readonly slug: string; readonly follow: Follow }): ReactElement {
  const chapter = chapterNamed(slug);
  const at = CHAPTERS.indexOf(chapter);
  const [previous, next] = [CHAPTERS[at - 1], CHAPTERS[at + 1]];
  return (
    <article className="bw-guide-text">
      <Title order={2}>{chapter.title}</Title>
      <Markdown tokens={chapter.tokens} follow={follow} />
      <Group justify="space-between" mt="lg" className="bw-guide-turn">
        {previous === undefined ? (
          <span />
        ) : (
          <Button
            variant="subtle"
            leftSection={<IconArrowLeft size={18} aria-hidden />}
            onClick={() => follow(previous.slug)}
          >
            {previous.title}
          </Button>
        )}
        {next === undefined ? null : (
          <Button
            variant="subtle"
            rightSection={<IconArrowRight size={18} aria-hidden />}
            onClick={() => follow(next.slug)}
          >
            {next.title}
          </Button>
        )}
      </Group>
    </article>
  );
}

/** Props of the list of chapters. */
interface ContentsProps extends Pick<GuideProps, "tour"> {
  readonly current: string;
  readonly follow: Follow;
}

function Contents({ current, follow, tour }: ContentsProps): ReactElement {
  return (
    <nav aria-label="Chapters of the guide">
      <Stack gap="lg" align="flex-start">
        {tour === null ? null : (
          <Button variant="default" onClick={tour}>
            Take the tour
          </Button>
        )}
        {CONTENTS.map(({ part, slugs }) => (
          <div key={part}>
            <Title order={3} mb={6}>
              {part}
            </Title>
            <ul className="bw-guide-list">
              {slugs.map((slug) => (
                <li key={slug}>
                  <Anchor
                    component="button"
                    type="button"
                    onClick={() => follow(slug)}
                    aria-current={slug === current ? "true" : undefined}
                  >
                    {chapterNamed(slug).title}
                  </Anchor>
                </li>
              ))}
            </ul>
          </div>
        ))}
      </Stack>
    </nav>
  );
}

function Results({ wanted, follow }: { readonly wanted: string; readonly follow: Follow }): ReactElement {
  const found = searchGuide(wanted);
  return (
    <Stack gap="md">
      <Text role="status" c="dimmed">
        {found.length === 0
          ? `The guide says nothing about “${wanted.trim()}”. Try another word, or look in Contents.`
          : found.length === 1
            ? "Found in one place."
            : `Found in ${found.length} places.`}
      </Text>
      {found.map(({ section: { chapter, anchor, heading }, excerpt }) => (
        <div key={`${chapter.slug} ${anchor}`}>
          <Anchor component="button" type="button" fw={600} ta="left" onClick={() => follow(chapter.slug, anchor)}>
            {heading === "" ? chapter.title : `${chapter.title}: ${heading}`}
          </Anchor>
          <Text size="sm" c="dimmed">
            {excerpt}
          </Text>
        </div>
      ))}
    </Stack>
  );
}

/** A dialog that lies open keeps the wheel to itself; the guide over it scrolls all the same. */
function scrollAnyway(event: WheelEvent, body: HTMLElement | null): void {
  if (event.defaultPrevented) body?.scrollBy(0, event.deltaY);
}
