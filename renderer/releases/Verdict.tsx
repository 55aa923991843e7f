import { Text } from "@mantine/core";
import { IconAlertTriangle, IconCircleCheck, IconHelpCircle } from "@tabler/icons-react";
import type { ReactElement } from "react";
import type { Release, Verification } from "../../shared/releases.ts";
import { assertNever } from "../../shared/errors.ts";
import { Expand } from "../ui/Expand.tsx";
import { counted, when } from "../ui/format.ts";
import { Withdrawn } from "./Details.tsx";

/** Props of a verdict; `release` is the one the file is of, as far as it is known here. */
export interface VerdictProps {
  readonly verdict: Verification;
  readonly release: Release | null;
}

/** What a file that claims to come from a release is, in words. */
export function Verdict({ verdict, release }: VerdictProps): ReactElement {
  const withdrawn = (release ?? verdict.release)?.state === "withdrawn";
  const { icon: Icon, colour } = LOOKS[withdrawn ? "changed" : isUnreleased(verdict) ? "unknown" : verdict.verdict];
  return (
    <div className="bw-verdict" data-verdict={verdict.verdict}>
      <Icon size={26} color={colour} aria-hidden />
      <div>
        {withdrawn ? (
          release === null ? (
            <Text fw={650} c="var(--mantine-color-error)">
              Withdrawn: do not use it.
            </Text>
          ) : (
            <Withdrawn release={release} />
          )
        ) : null}
        <Text fw={650} style={{ overflowWrap: "anywhere" }} mt={withdrawn ? 8 : 0}>
          {words(verdict)}
        </Text>
        <Text c="dimmed" size="sm" style={{ overflowWrap: "anywhere" }}>
          {[verdict.file, verdict.release?.title, standing(verdict, release)].filter((part) => part != null).join(". ")}
          .
        </Text>
        <Differences verdict={verdict} withdrawn={withdrawn} />
      </div>
    </div>
  );
}

/** What differs, like faults together; of a file that is as released, what else there is to know of it. */
function Differences({
  verdict: { verdict, differences },
  withdrawn,
}: {
  readonly verdict: Verification;
  readonly withdrawn: boolean;
}): ReactElement | null {
  // That it is withdrawn is said above.
  if (differences.length === 0 || (withdrawn && verdict !== "changed")) return null;
  return (
    <ul className="bw-plain">
      {[...Map.groupBy(differences, ({ fault }) => fault)].map(([fault, own]) => (
        <li key={fault} style={{ overflowWrap: "anywhere" }}>
          {own.length === 1 ? (
            <>
              <strong>{own[0]?.file}</strong>: {fault}
            </>
          ) : (
            <Expand summary={`${counted(own.length, "file")}: ${fault}`}>
              {own.map(({ file }) => file).join(", ")}
            </Expand>
          )}
        </li>
      ))}
    </ul>
  );
}

const GOOD = "var(--bw-good)";
const BAD = "var(--mantine-color-error)";
const LOOKS = {
  whole: { icon: IconCircleCheck, colour: GOOD },
  part: { icon: IconCircleCheck, colour: GOOD },
  changed: { icon: IconAlertTriangle, colour: BAD },
  unknown: { icon: IconHelpCircle, colour: "var(--bw-warn)" },
} as const;

function words({ verdict, release }: Verification): string {
  const code = release?.code ?? "a release";
  const out = !isUnreleased({ release });
  switch (verdict) {
    case "whole":
      return out
        ? `Whole and unchanged: every file is as released in ${code}.`
        : `Whole, but not released: every file is as prepared for ${code}.`;
    case "part":
      return out
        ? `Unchanged: this is one file of release ${code}, exactly as released.`
        : `Not released: this is one file of ${code}, as it was prepared.`;
    case "changed":
      return `Changed: this is not ${code} as it was released. Do not rely on it.`;
    case "unknown":
      return "Unknown: no release of this campaign holds this file.";
    default:
      return assertNever(verdict);
  }
}

/** Whether it is of a release that is only on its way. */
function isUnreleased({ release }: Pick<Verification, "release">): boolean {
  return release?.state === "prepared" || release?.state === "signed-off";
}

/** When the release went out, where there is one. */
function standing({ verdict }: Verification, release: Release | null): string | null {
  if (verdict === "unknown") return "It may be a draft, of another campaign, or changed since it was released";
  return release?.releasedAt == null ? null : `Released ${when(release.releasedAt)}`;
}
