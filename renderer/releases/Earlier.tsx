import { Button, Text } from "@mantine/core";
import { type ReactElement, useState } from "react";
import type { Release } from "../../shared/releases.ts";
import { monthList, when } from "../ui/format.ts";
import { Card } from "../ui/Page.tsx";
import type { AttackProps } from "./Attack.tsx";
import { Details } from "./Details.tsx";
import { STATE_WORDS } from "./words.ts";

/** Props of the earlier releases, newest first. */
export interface EarlierProps extends Pick<AttackProps, "titles"> {
  readonly releases: readonly Release[];
}

/** Every release there was, newest first, each of which can be opened. */
export function Earlier({ releases, titles }: EarlierProps): ReactElement {
  const [opened, setOpened] = useState<number | null>(null);
  return (
    <Card title="Released so far">
      <div className="bw-wide">
        <table className="bw-table">
          <thead>
            <tr>
              <th scope="col">Release</th>
              <th scope="col">Months</th>
              <th scope="col">Released</th>
              <th scope="col">Composed by</th>
              <th scope="col">Signed off by</th>
              <th scope="col">State</th>
              <th scope="col">
                <span className="bw-hidden">Open</span>
              </th>
            </tr>
          </thead>
          <tbody>
            {releases.map((release) => (
              <tr key={release.id} data-release={release.code}>
                <th scope="row" style={{ overflowWrap: "anywhere", fontWeight: 600 }}>
                  {release.title}
                  <Text size="sm" c="dimmed">
                    {release.code}
                  </Text>
                </th>
                <td>{monthList(release.months)}</td>
                <td>{release.releasedAt === null ? "–" : when(release.releasedAt)}</td>
                <td style={{ overflowWrap: "anywhere" }}>{release.composedBy}</td>
                <td style={{ overflowWrap: "anywhere" }}>{release.signedOffBy ?? "–"}</td>
                <td>
                  <StateBadge release={release} />
                </td>
                <td className="bw-number">
                  <Button
                    size="xs"
                    variant="default"
                    aria-label={`Open ${release.code}`}
                    onClick={() => setOpened(release.id)}
                  >
                    Open
                  </Button>
                </td>
              </tr>
            ))}
          </tbody>
        </table>
      </div>
      <Details
        release={releases.find(({ id }) => id === opened) ?? null}
        titles={titles}
        close={() => setOpened(null)}
      />
    </Card>
  );
}

function StateBadge({ release }: { readonly release: Release }): ReactElement {
  return (
    <span className="bw-badge" data-kind={release.state === "released" ? "calm" : "warn"}>
      {STATE_WORDS[release.state]}
    </span>
  );
}
