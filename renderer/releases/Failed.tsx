import { Button, Group, Stack, Text, Title } from "@mantine/core";
import { IconEyeOff } from "@tabler/icons-react";
import { type ReactElement, useEffect, useRef } from "react";
import type { Proof } from "../../shared/releases.ts";
import { Expand } from "../ui/Expand.tsx";
import { counted } from "../ui/format.ts";
import { Attack, type AttackProps } from "./Attack.tsx";
import { occasionWords, READER_WORDS } from "./words.ts";

/** Props of the list to fix. */
export interface FailedProps extends AttackProps {
  readonly again: () => void;
  readonly dismiss: () => void;
}

/** The list to fix: which figures give something away, to whom, and what helps. Internal. */
export function Failed({ attack, titles, again, dismiss }: FailedProps): ReactElement {
  const heading = useRef<HTMLHeadingElement>(null);
  useEffect(() => heading.current?.focus(), []);
  return (
    <section className="bw-card" aria-labelledby="failed-title" data-failed>
      <Stack gap="sm">
        <Group justify="space-between" align="flex-start">
          <Title order={2} id="failed-title" tabIndex={-1} ref={heading} className="bw-quiet">
            Not prepared: {counted(attack.proofs.length, "thing")} could be proved
          </Title>
          <span className="bw-badge">
            <IconEyeOff size={16} aria-hidden />
            Internal: tells what members answered. Never share it.
          </span>
        </Group>
        <Text>
          Nothing was released or kept. The app rounded, merged and hid all it could, and somebody could still prove
          what is listed here. Do what helps, then prepare the release again.
        </Text>
        <Proofs attack={attack} titles={titles} />
        <Expand summary="The whole attack">
          <Attack attack={attack} titles={titles} />
        </Expand>
        <Group>
          <Button onClick={again}>Prepare again…</Button>
          <Button variant="default" onClick={dismiss}>
            Close the list
          </Button>
        </Group>
      </Stack>
    </section>
  );
}

function Proofs({ attack, titles }: AttackProps): ReactElement {
  return (
    <div className="bw-wide">
      <table className="bw-table">
        <thead>
          <tr>
            <th scope="col">Figures</th>
            <th scope="col">Who, and what they could prove</th>
            <th scope="col">What helps</th>
          </tr>
        </thead>
        <tbody>
          {attack.proofs.map((proof) => (
            <tr key={`${proof.questionSet} ${proof.month} ${proof.reader} ${proof.where} ${proof.proof}`}>
              <th scope="row" style={{ fontWeight: 600 }}>
                {proof.where}
                <Text size="sm" c="dimmed">
                  {occasionWords(proof, titles)}
                </Text>
              </th>
              <td>
                {proof.proof}
                <Text size="sm" c="dimmed">
                  {who(proof)}
                </Text>
              </td>
              <td>{proof.remedy}</td>
            </tr>
          ))}
        </tbody>
      </table>
    </div>
  );
}

function who({ reader, insider }: Proof): string {
  return insider ? `${READER_WORDS[reader]}, as a member who knows their own answers` : READER_WORDS[reader];
}
