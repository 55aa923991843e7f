import { Button, Group, Text } from "@mantine/core";
import type { ReactElement } from "react";
import { LIKELY_PAIR, VERY_LIKELY_PAIR } from "../../shared/checks.ts";
import type { CheckReport, OrganisationPair } from "../../shared/contract.ts";
import { useTask } from "../host/operations.ts";
import { Expand } from "../ui/Expand.tsx";
import { counted, number, when } from "../ui/format.ts";
import { useNotify } from "../ui/notices.tsx";
import { Card } from "../ui/Page.tsx";
import { TaskState } from "../ui/TaskState.tsx";
import { useNextFocus } from "./nextFocus.ts";
import { useTakeBack } from "./takeBack.ts";

type Organisations = CheckReport["organisations"];
type Verdict = Organisations["decided"][number]["verdict"];

/** Pairs of organisations that may be one, the likeliest first; after each decision the keyboard stands on the next. */
export function Organisations({ waiting, total }: Pick<Organisations, "waiting" | "total">): ReactElement | null {
  const shown = waiting.slice(0, SHOWN);
  const { box, decided, failed } = useNextFocus<HTMLUListElement>(waiting.map(pairKey), "[data-pair]");
  if (total === 0) return null;
  return (
    <Card title={`${counted(total, "pair")} of organisations that may be one`}>
      <Text c="dimmed" mb="xs">
        Until you say so they count as two. What you say is kept for next month’s files too, and you are not asked
        again.
      </Text>
      <SameForAll waiting={waiting} decided={(pair) => decided(pairKey(pair))} failed={failed} />
      <ul className="bw-pairs" ref={box}>
        {shown.map((pair) => (
          <Pair key={pairKey(pair)} pair={pair} decided={() => decided(pairKey(pair))} failed={failed} />
        ))}
      </ul>
      {total > shown.length ? (
        <Text c="dimmed" size="sm" mt="xs">
          The likeliest {number(shown.length)} of {number(total)} are shown; the others follow as you decide.
        </Text>
      ) : null}
    </Card>
  );
}

interface SameForAllProps extends Pick<Organisations, "waiting"> {
  readonly decided: (first: OrganisationPair) => void;
  readonly failed: () => void;
}

/** Calls all pairs the same that are very likely so and offered with nobody else: worth a button where there are several. */
function SameForAll({ waiting, decided, failed }: SameForAllProps): ReactElement | null {
  const link = useTask("check.link");
  const takeBack = useTakeBack();
  const notify = useNotify();
  const sure = waiting.filter((pair) => pair.sure);
  if (sure.length < 3 && !link.running && link.error === null) return null;
  const pairs = sure.map(({ a, b }) => ({ a: a.key, b: b.key }));
  const say = async () => {
    const [first] = sure;
    if (first !== undefined) decided(first);
    if ((await link.run({ pairs, verdict: "same" })) === null) {
      failed();
      return;
    }
    notify({
      text: `${counted(pairs.length, "pair")} are one organisation each, from now on.`,
      action: { label: "Undo", run: () => void takeBack("check.unlink", { pairs }, "They wait again.") },
    });
  };
  return (
    <div style={{ marginBottom: 12 }}>
      <Button size="sm" variant="default" disabled={link.running} onClick={() => void say()}>
        Same for all {number(sure.length)} that are very likely so
      </Button>
      <TaskState task={link} title="Bringing the figures up to date" />
    </div>
  );
}

interface PairProps {
  readonly pair: OrganisationPair;
  readonly decided: () => void;
  readonly failed: () => void;
}

function Pair({ pair, decided, failed }: PairProps): ReactElement {
  const link = useTask("check.link");
  const takeBack = useTakeBack();
  const notify = useNotify();
  const { a, b } = pair;
  const alone = a.key === b.key;
  const say = async (verdict: Verdict) => {
    decided();
    const report = await link.run({ pairs: [{ a: a.key, b: b.key }], verdict });
    if (report === null) {
      failed();
      return;
    }
    notify({
      text: saidWords(pair, verdict),
      action: {
        label: "Undo",
        run: () => void takeBack("check.unlink", { pairs: [{ a: a.key, b: b.key }] }, "They wait again."),
      },
    });
  };
  const whose = alone ? `respondents called ${a.name}` : `${a.name} and ${b.name}`;
  return (
    <li data-pair>
      <Side side={a} />
      {alone ? null : <Side side={b} />}
      <div>
        <Text size="sm" fw={600}>
          {likelihood(pair.score)}
        </Text>
        {pair.reasons.map((reason) => (
          <Text size="sm" key={reason}>
            {reason}
          </Text>
        ))}
      </div>
      <Group gap="xs" className="bw-pair-actions">
        <Button
          data-decide
          size="sm"
          disabled={link.running}
          onClick={() => void say("same")}
          aria-label={`Same: ${whose}`}
        >
          Same
        </Button>
        <Button
          size="sm"
          variant="default"
          disabled={link.running}
          onClick={() => void say("different")}
          aria-label={`Different: ${whose}`}
        >
          Different
        </Button>
        <Button
          size="sm"
          variant="subtle"
          disabled={link.running}
          onClick={() => void say("later")}
          aria-label={`Not now: ${whose}`}
        >
          Not now
        </Button>
      </Group>
      <TaskState task={link} title="Bringing the figures up to date" />
    </li>
  );
}

function Side({ side }: { readonly side: OrganisationPair["a"] }): ReactElement {
  return (
    <div style={{ overflowWrap: "anywhere" }}>
      <strong>{side.name}</strong>
      {side.details.map((detail) => (
        <Text size="sm" c="dimmed" key={detail}>
          {detail}
        </Text>
      ))}
    </div>
  );
}

/** What was said of organisations: each can be taken back, and those put off can be decided. */
export function DecidedOrganisations({ decided }: Pick<Organisations, "decided">): ReactElement | null {
  const takeBack = useTakeBack();
  const { box, decided: takenBack, failed } = useNextFocus<HTMLTableSectionElement>(decided.map(pairKey), "tr");
  if (decided.length === 0) return null;
  const undo = async (link: Organisations["decided"][number]) => {
    const { a, b } = link;
    takenBack(pairKey(link));
    const done = `What you said of ${a.name} and ${b.name} is taken back.`;
    if (!(await takeBack("check.unlink", { pairs: [{ a: a.key, b: b.key }] }, done))) failed();
  };
  return (
    <section className="bw-card" aria-label="Organisations decided">
      <Expand summary={`${counted(decided.length, "pair")} of organisations decided`} lazy>
        <div className="bw-wide">
          <table className="bw-table">
            <thead>
              <tr>
                <th scope="col">One</th>
                <th scope="col">The other</th>
                <th scope="col">You said</th>
                <th scope="col">When</th>
                <th scope="col">
                  <span className="bw-hidden">Undo</span>
                </th>
              </tr>
            </thead>
            <tbody ref={box}>
              {decided.map((link) => (
                <tr key={pairKey(link)}>
                  <td>
                    <Side side={link.a} />
                  </td>
                  <td>{link.a.key === link.b.key ? "Everybody of this name" : <Side side={link.b} />}</td>
                  <td>{VERDICTS[link.verdict]}</td>
                  <td>{when(link.at)}</td>
                  <td className="bw-number">
                    <Button
                      data-undo
                      variant="default"
                      size="xs"
                      aria-label={`Undo what you said of ${link.a.name} and ${link.b.name}`}
                      onClick={() => void undo(link)}
                    >
                      Undo
                    </Button>
                  </td>
                </tr>
              ))}
            </tbody>
          </table>
        </div>
      </Expand>
    </section>
  );
}

function pairKey({ a, b }: Pick<OrganisationPair, "a" | "b">): string {
  return `${a.key}\u001f${b.key}`;
}

function saidWords({ a, b }: OrganisationPair, verdict: Verdict): string {
  if (verdict === "later") return `${a.name} and ${b.name} are put off.`;
  if (a.key === b.key)
    return `Respondents called ${a.name} are ${verdict === "same" ? "one organisation" : "different"}.`;
  return `${a.name} and ${b.name} are ${verdict === "same" ? "one organisation" : "different"}, from now on.`;
}

function likelihood(score: number): string {
  return score >= VERY_LIKELY_PAIR
    ? "Very likely the same"
    : score >= LIKELY_PAIR
      ? "Likely the same"
      : "Perhaps the same";
}

const VERDICTS: Readonly<Record<Verdict, string>> = { same: "Same", different: "Different", later: "Not now" };
const SHOWN = 25;
