import { Group, Text } from "@mantine/core";
import { IconShieldCheck, IconShieldX } from "@tabler/icons-react";
import type { ReactElement } from "react";
import { type AttackOutcome, READERS, type Repair } from "../../shared/releases.ts";
import { Expand } from "../ui/Expand.tsx";
import { counted, number } from "../ui/format.ts";
import { attackSentence, occasionWords, READER_WORDS, REPAIR_WORDS } from "./words.ts";

/** Props of an attack's outcome; `titles` are those of the user's own question sets by code. */
export interface AttackProps {
  readonly attack: AttackOutcome;
  readonly titles: ReadonlyMap<string, string>;
}

/** What the attack on a pack came to: who tried how much, what was repaired, and the certificate. */
export function Attack({ attack, titles }: AttackProps): ReactElement {
  const passed = attack.readers.length > 0 && attack.proofs.length === 0;
  return (
    <>
      <Group gap="sm" wrap="nowrap" mb={6}>
        {passed ? (
          <IconShieldCheck size={26} color="var(--bw-good)" aria-hidden style={{ flexShrink: 0 }} />
        ) : (
          <IconShieldX size={26} color="var(--mantine-color-error)" aria-hidden style={{ flexShrink: 0 }} />
        )}
        <Text fw={650} size="lg">
          {attackSentence(attack)}
        </Text>
      </Group>
      {attack.readers.length === 0 ? null : <Outcome attack={attack} titles={titles} />}
    </>
  );
}

function Outcome({ attack, titles }: AttackProps): ReactElement {
  return (
    <>
      <Text c="dimmed" mb="xs">
        Three readers attacked this pack together with every earlier release, each also as a member who knows their own
        answers. A claim is an answer of one organisation, or of like ones together, that a reader tried to prove.
      </Text>
      <Readers readers={attack.readers} />
      {attack.repairs.length === 0 ? (
        <Text mt="sm">Nothing had to be repaired.</Text>
      ) : (
        <Expand
          summary={`${counted(attack.repairs.length, "figure")} repaired, so that nothing can be proved from ${attack.repairs.length === 1 ? "it" : "them"}`}
        >
          <Repairs repairs={attack.repairs} titles={titles} />
        </Expand>
      )}
      {attack.twins === 0 ? null : (
        <Text mt="xs">
          The certificate holds {counted(attack.twins, "twin dataset")}: other answers that give the identical figures,
          so that nobody can tell which are true.
        </Text>
      )}
    </>
  );
}

function Readers({ readers }: Pick<AttackOutcome, "readers">): ReactElement {
  const ordered = READERS.flatMap((reader) => readers.filter((outcome) => outcome.reader === reader));
  return (
    <div className="bw-wide">
      <table className="bw-table">
        <thead>
          <tr>
            <th scope="col">Reader</th>
            <th scope="col" className="bw-number">
              Claims tried
            </th>
            <th scope="col" className="bw-number">
              Proved
            </th>
          </tr>
        </thead>
        <tbody>
          {ordered.map((outcome) => (
            <tr key={outcome.reader}>
              <th scope="row" style={{ fontWeight: 400 }}>
                {READER_WORDS[outcome.reader]}
              </th>
              <td className="bw-number">{number(outcome.claims)}</td>
              <td className="bw-number" style={{ fontWeight: 650 }}>
                {number(outcome.proved)}
              </td>
            </tr>
          ))}
        </tbody>
      </table>
    </div>
  );
}

function Repairs({ repairs, titles }: { readonly repairs: readonly Repair[] } & Pick<AttackProps, "titles">) {
  return (
    <div className="bw-wide">
      <table className="bw-table">
        <thead>
          <tr>
            <th scope="col">Month</th>
            <th scope="col">Where</th>
            <th scope="col">What was done</th>
          </tr>
        </thead>
        <tbody>
          {repairs.map((repair) => (
            <tr key={`${repair.questionSet} ${repair.month} ${repair.what} ${repair.where}`}>
              <td>{occasionWords(repair, titles)}</td>
              <td>{repair.where}</td>
              <td>{REPAIR_WORDS[repair.what]}</td>
            </tr>
          ))}
        </tbody>
      </table>
    </div>
  );
}
