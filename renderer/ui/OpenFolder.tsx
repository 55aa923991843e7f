import { Button, Group } from "@mantine/core";
import { IconFolderOpen } from "@tabler/icons-react";
import { type ReactElement, type ReactNode, useState } from "react";
import type { BellwetherError } from "../../shared/errors.ts";
import { faultOf, useConnection } from "../host/engine.tsx";
import { ErrorNote } from "./ErrorNote.tsx";

/** Props of the way to a folder; `children` are further buttons beside it. */
export interface OpenFolderProps {
  readonly folder: string;
  readonly variant?: "filled" | "default";
  readonly children?: ReactNode;
}

/** Shows a folder in the file manager, or says why that could not be. */
export function OpenFolder({ folder, variant = "filled", children }: OpenFolderProps): ReactElement {
  const { bridge } = useConnection();
  const [fault, setFault] = useState<BellwetherError | null>(null);
  const open = async () => {
    setFault(null);
    try {
      await bridge.reveal(folder);
    } catch (error) {
      setFault(faultOf(error));
    }
  };
  return (
    <>
      {fault === null ? null : <ErrorNote fault={fault} />}
      <Group>
        <Button variant={variant} leftSection={<IconFolderOpen size={18} aria-hidden />} onClick={() => void open()}>
          Open the folder
        </Button>
        {children}
      </Group>
    </>
  );
}
