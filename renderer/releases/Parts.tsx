import type { ReactElement } from "react";
import type { Release } from "../../shared/releases.ts";
import { counted } from "../ui/format.ts";
import { Card } from "../ui/Page.tsx";
import { Attack, type AttackProps } from "./Attack.tsx";
import { Comparison } from "./Comparison.tsx";
import { HiddenRows } from "./HiddenRows.tsx";
import { WhatLeaves } from "./WhatLeaves.tsx";

/** Props of everything there is to know of a release. */
export interface PartsProps extends Pick<AttackProps, "titles"> {
  readonly release: Release;
}

/** Everything there is to know of a release: the attack, exactly what leaves, what is hidden, what is other than before. */
export function Parts({ release, titles }: PartsProps): ReactElement {
  const { hidden } = release;
  return (
    <>
      <Card title="The attack">
        <Attack attack={release.attack} titles={titles} />
      </Card>
      <Card title={release.releasedAt === null ? "Exactly what leaves" : "Exactly what left"}>
        <WhatLeaves release={release} />
      </Card>
      <Card title={hidden.length === 0 ? "What is hidden" : `${counted(hidden.length, "row")} hidden, and why`}>
        <HiddenRows rows={hidden} />
      </Card>
      <Card title="Since the release before">
        <Comparison release={release} />
      </Card>
    </>
  );
}
