import { Text } from "@mantine/core";
import type { ReactElement } from "react";
import type { Release } from "../../shared/releases.ts";
import { Expand } from "../ui/Expand.tsx";
import { counted, size } from "../ui/format.ts";
import { everyMonth, frozenWords, shortHash } from "./words.ts";

/** Props of what leaves with a release. */
export interface WhatLeavesProps {
  readonly release: Release;
}

/** Exactly what leaves: its months, every file with its hash, and the collections it freezes. */
export function WhatLeaves({ release }: WhatLeavesProps): ReactElement {
  const { files, months, sha256 } = release;
  const bytes = files.reduce((sum, file) => sum + file.bytes, 0);
  return (
    <>
      <dl className="bw-facts">
        <dt>Months</dt>
        <dd>{everyMonth(months)}</dd>
        <dt>Files</dt>
        <dd>
          {counted(files.length, "file")}, {size(bytes)}
        </dd>
        <dt>Manifest</dt>
        <dd>
          <code>{sha256}</code>
          <Text size="sm" c="dimmed">
            SHA-256 of manifest.json, which lists every other file. Quote it beside the pack, and anybody can check
            theirs.
          </Text>
        </dd>
        <dt>{release.releasedAt === null ? "Freezes for ever" : "Froze for ever"}</dt>
        <dd>
          <Freezes release={release} />
        </dd>
      </dl>
      <Files files={files} />
    </>
  );
}

function Freezes({ release }: WhatLeavesProps): ReactElement {
  const frozen = frozenWords(release);
  if (frozen.length === 0) return <>Nothing new: earlier releases hold every collection in it.</>;
  return (
    <>
      {frozen.map(({ title, months }) => (
        <div key={title}>
          {title}: {months}
        </div>
      ))}
      <Text size="sm" c="dimmed">
        Later returns will count in the next collection; these figures never change.
      </Text>
    </>
  );
}

function Files({ files }: Pick<Release, "files">): ReactElement {
  return (
    <div className="bw-scroll" tabIndex={0} role="region" aria-label="Files" style={{ maxHeight: 330, marginTop: 14 }}>
      <table className="bw-table bw-long bw-release-files">
        <colgroup>
          <col style={{ width: "46%" }} />
          <col style={{ width: 92 }} />
          <col />
        </colgroup>
        <thead>
          <tr>
            <th scope="col">File</th>
            <th scope="col" className="bw-number">
              Size
            </th>
            <th scope="col">SHA-256</th>
          </tr>
        </thead>
        <tbody>
          {files.toSorted(byPlace).map((file) => (
            <tr key={file.name}>
              <td>{file.name}</td>
              <td className="bw-number">{size(file.bytes)}</td>
              <td>
                <Hash file={file} />
              </td>
            </tr>
          ))}
        </tbody>
      </table>
    </div>
  );
}

/** The documents before what lies in folders. */
function byPlace(a: Release["files"][number], b: Release["files"][number]): number {
  return Number(a.name.includes("/")) - Number(b.name.includes("/")) || a.name.localeCompare(b.name, "en-GB");
}

function Hash({ file: { name, sha256 } }: { readonly file: Release["files"][number] }): ReactElement {
  return (
    <Expand
      lazy
      summary={
        <code>
          {shortHash(sha256)}…<span className="bw-hidden"> of {name}, in full</span>
        </code>
      }
    >
      <code>{sha256}</code>
    </Expand>
  );
}
