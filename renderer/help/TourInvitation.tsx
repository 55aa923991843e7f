import { Button, Group, Text } from "@mantine/core";
import { type ReactElement, useState } from "react";
import { useHelp } from "./HelpProvider.tsx";

/** Offers the tour to somebody who has the sample open for the first time; said no once, it does not ask again. */
export function TourInvitation(): ReactElement | null {
  const { tour } = useHelp();
  const [asked, setAsked] = useState(wasAsked);
  if (asked || tour === null) return null;
  const answer = (): void => {
    rememberAsked();
    setAsked(true);
  };
  return (
    <section className="bw-card" aria-label="Tour">
      <Group justify="space-between">
        <Text maw="70ch">
          <strong>New to Bellwether?</strong> A tour of seven steps shows what each screen is for. All names and answers
          here are fictional.
        </Text>
        <Group gap="xs">
          <Button variant="default" onClick={answer}>
            Not now
          </Button>
          <Button
            onClick={() => {
              answer();
              tour();
            }}
          >
            Take the tour
          </Button>
        </Group>
      </Group>
    </section>
  );
}

function wasAsked(): boolean {
  try {
    return localStorage.getItem(STORED) !== null;
  } catch {
    return false;
  }
}

/** Where nothing can be kept it is offered again next time. */
function rememberAsked(): void {
  try {
    localStorage.setItem(STORED, "asked");
  } catch {
    // Nothing is lost but a convenience.
  }
}

const STORED = "bellwether-tour";
