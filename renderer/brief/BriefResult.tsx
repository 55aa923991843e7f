import { Anchor, Button, Group, Stack, Text, Title } from "@mantine/core";
import { IconCircleCheck } from "@tabler/icons-react";
import type { ReactElement } from "react";
import type { PackResult } from "../../shared/contract.ts";
import { Expand } from "../ui/Expand.tsx";
import { counted, size } from "../ui/format.ts";
import { OpenFolder } from "../ui/OpenFolder.tsx";
import { hrefOf } from "../ui/route.ts";

/** Props of a finished draft. */
export interface BriefResultProps {
  readonly result: PackResult;
  readonly another: () => void;
}

/** The finished draft: where it is, its files, and what it does not show. */
export function BriefResult({ result, another }: BriefResultProps): ReactElement {
  return (
    <section className="bw-card">
      <Stack>
        <Group gap="sm" wrap="nowrap" role="status">
          <IconCircleCheck size={28} color="var(--bw-good)" aria-hidden style={{ flexShrink: 0 }} />
          <Title order={2}>The draft pack is ready</Title>
        </Group>
        <Text style={{ overflowWrap: "anywhere" }}>{result.folder}</Text>
        {result.files.some(({ name }) => name === "index.html") ? (
          <Text c="dimmed">Start with index.html: it opens in any browser and holds everything.</Text>
        ) : null}
        {result.openChecks === 0 ? null : (
          <Text>
            {counted(result.openChecks, "thing")} in{" "}
            <Anchor href={hrefOf("check")} inherit underline="always">
              Check
            </Anchor>{" "}
            {result.openChecks === 1 ? "is" : "are"} still open; a draft does not wait for them.
          </Text>
        )}
        <OpenFolder folder={result.folder}>
          <Button variant="default" onClick={another}>
            Make another
          </Button>
        </OpenFolder>
        <Text>
          When it is right,{" "}
          <Anchor href={hrefOf("releases", "prepare")} inherit underline="always">
            release it
          </Anchor>
          : a draft is for working with; a release has withstood the attack, is signed off by a second person and
          frozen.
        </Text>
        <table className="bw-table">
          <caption>{counted(result.files.length, "file")}</caption>
          <thead>
            <tr>
              <th scope="col">File</th>
              <th scope="col" className="bw-number">
                Size
              </th>
            </tr>
          </thead>
          <tbody>
            {result.files.map((file) => (
              <tr key={file.name}>
                <td>{file.name}</td>
                <td className="bw-number">{size(file.bytes)}</td>
              </tr>
            ))}
          </tbody>
        </table>
        <Expand summary={`${counted(result.hidden.length, "figure")} hidden, and why`}>
          <ul>
            {result.hidden.map(({ where, reason }) => (
              <li key={`${where}${reason}`}>
                {where}: {reason}
              </li>
            ))}
          </ul>
        </Expand>
      </Stack>
    </section>
  );
}
