import { Button, Group, Text, Title } from "@mantine/core";
import { type ReactElement, useEffect, useRef, useState } from "react";
import { goTo, type Route } from "../ui/route.ts";

/** A step of the tour: the screen it goes to, and what to look at there. */
interface Step {
  readonly route: Route;
  readonly title: string;
  readonly text: string;
}

/** A walk through the screens in the order of a month's work, in a card that leaves the page usable. */
export function Tour({ end }: { readonly end: () => void }): ReactElement | null {
  const [at, setAt] = useState(0);
  const heading = useRef<HTMLHeadingElement>(null);
  const step = STEPS[at];
  const route = step?.route;
  useEffect(() => {
    if (route === undefined) return;
    goTo(route);
    heading.current?.focus({ preventScroll: true });
  }, [route]);
  if (step === undefined) return null;
  const last = at === STEPS.length - 1;
  return (
    <section className="bw-tour" aria-labelledby="tour-step">
      <Text size="sm" c="dimmed">
        Step {at + 1} of {STEPS.length}
      </Text>
      <Title order={2} id="tour-step" ref={heading} tabIndex={-1} mb={6} style={{ outline: "none" }}>
        {step.title}
      </Title>
      <Text aria-live="polite">{step.text}</Text>
      <Group mt="md" justify="space-between">
        <Button variant="subtle" onClick={end} px={0}>
          {last ? "Close" : "End the tour"}
        </Button>
        <Group gap="xs">
          <Button variant="default" disabled={at === 0} onClick={() => setAt(at - 1)}>
            Back
          </Button>
          {last ? <Button onClick={end}>Done</Button> : <Button onClick={() => setAt(at + 1)}>Next</Button>}
        </Group>
      </Group>
    </section>
  );
}

const STEPS: readonly Step[] = [
  {
    route: "month",
    title: "This month",
    text: "Every month starts here: where the work stands, what comes next, and how many organisations mean to hand contracts back, to councils and to the NHS.",
  },
  {
    route: "import",
    title: "Import",
    text: "Drop the month’s files as they arrived. Each sheet gets a verdict, nothing is stored until you say so, and every import can be undone.",
  },
  {
    route: "check",
    title: "Check",
    text: "What only a person can decide waits here, with what it moves: wordings nobody has met before, organisations that may be one, answers in conflict.",
  },
  {
    route: "explore",
    title: "Explore",
    text: "Month by month, by service type, council beside NHS. Choose a figure in the table to see the organisations and the very cells behind it. “As it would be published” shows what a reader outside would get.",
  },
  {
    route: "coverage",
    title: "Coverage",
    text: "Who has answered and who has not, against the CQC directory or your members’ list, and a list to chase the others by.",
  },
  {
    route: "brief",
    title: "Brief",
    text: "The month’s pack: choose a template, change what you like, look at its pages as they will be, and make a draft. Everything in it is rounded and protected.",
  },
  {
    route: "releases",
    title: "Releases",
    text: "Before a pack leaves, Bellwether attacks it together with all earlier ones. What holds is signed off by a second person and kept for ever. Press F1 on any screen to read more.",
  },
];
