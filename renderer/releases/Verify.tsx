import { Button, FileButton, Group, Text } from "@mantine/core";
import { IconFileSearch } from "@tabler/icons-react";
import { type ReactElement, useEffect, useRef, useState } from "react";
import type { Release, Verification } from "../../shared/releases.ts";
import type { BellwetherError } from "../../shared/errors.ts";
import { faultOf, useConnection } from "../host/engine.tsx";
import { useTask } from "../host/operations.ts";
import { ErrorNote } from "../ui/ErrorNote.tsx";
import { Card } from "../ui/Page.tsx";
import { useWindowDrop } from "../ui/windowDrop.ts";
import { Working } from "../ui/Working.tsx";
import { chosenFiles, droppedFiles, type PackFile } from "./dropped.ts";
import { Verdict } from "./Verdict.tsx";

/** Says of files that claim to come from a release whether they do and are unchanged: a zip, a folder, or single files. */
export function Verify({ releases }: { readonly releases: readonly Release[] }): ReactElement {
  const { bridge } = useConnection();
  const verify = useTask("release.verify");
  const [copying, setCopying] = useState<number | null>(null);
  const [fault, setFault] = useState<BellwetherError | null>(null);
  const [verdicts, setVerdicts] = useState<readonly Verification[] | null>(null);
  /** Counts what was taken in, so that what was cancelled meanwhile is not looked at. */
  const newest = useRef(0);

  const take = async (given: Promise<readonly PackFile[]> | readonly PackFile[]) => {
    newest.current += 1;
    const own = newest.current;
    const wanted = () => own === newest.current;
    setFault(null);
    setVerdicts(null);
    verify.reset();
    setCopying(0);
    try {
      const files = await given;
      const taken = await bridge.takeFiles(
        files.map(({ file }) => file),
        (share) => wanted() && setCopying(share),
      );
      if (!wanted()) return;
      setCopying(null);
      if (taken.length === 0) return;
      const named = taken.map(({ path, name }, index) => ({ path, name: files[index]?.name ?? name }));
      const found = await verify.run({ files: named });
      if (found !== null && wanted()) setVerdicts(found);
    } catch (error) {
      if (!wanted()) return;
      setCopying(null);
      setFault(faultOf(error));
    }
  };
  const abandon = () => {
    newest.current += 1;
    setCopying(null);
  };
  const over = useWindowDrop((_files, dropped) => void take(droppedFiles(dropped)));

  const shown = fault ?? verify.error;
  const box = useRef<HTMLDivElement>(null);
  // Files may be dropped anywhere on a long page: what they are found to be is brought into view.
  useEffect(() => {
    if (verdicts === null && shown === null) return;
    box.current?.focus({ preventScroll: true });
    box.current?.scrollIntoView({ block: "nearest" });
  }, [verdicts, shown]);
  return (
    <Card title="Is it ours, and unchanged?">
      {over ? <div className="bw-drop-over">Drop the pack to have it checked</div> : null}
      {copying !== null ? (
        <Working
          title="Taking the files in"
          progress={{ stage: "Copying", done: Math.round(copying * 100), total: 100 }}
          cancel={abandon}
        />
      ) : verify.running ? (
        <Working title="Checking the files" progress={verify.progress} cancel={verify.cancel} />
      ) : (
        <div className="bw-drop" style={{ padding: "22px 24px" }}>
          <IconFileSearch size={34} stroke={1.4} aria-hidden />
          <Text fw={650}>Somebody sent you a pack? Drop it here.</Text>
          <Text c="dimmed" mb="sm">
            The zip, the whole folder or single files of it: they are compared with what was released.
          </Text>
          <Group justify="center">
            <FileButton
              multiple
              onChange={(files) => files.length > 0 && void take(chosenFiles(files))}
              inputProps={{ "aria-label": "Files to check" }}
            >
              {({ onClick }) => (
                <Button variant="default" onClick={onClick}>
                  Choose files
                </Button>
              )}
            </FileButton>
          </Group>
        </div>
      )}
      <div role="status" ref={box} tabIndex={-1} className="bw-verdicts bw-quiet">
        {shown === null ? null : <ErrorNote fault={shown} />}
        {verdicts?.map((verdict) => (
          <Verdict
            key={verdict.file}
            verdict={verdict}
            release={releases.find(({ id }) => id === verdict.release?.id) ?? null}
          />
        ))}
      </div>
    </Card>
  );
}
