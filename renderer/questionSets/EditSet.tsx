import { Modal } from "@mantine/core";
import type { ReactElement } from "react";
import type { QuestionSet } from "../../shared/questionSets.ts";
import { useReadAgain } from "../import/choosing.tsx";
import { useNotify } from "../ui/notices.tsx";
import { SetEditor } from "./SetEditor.tsx";

/** Props of editing a set that is stored; null while none is. `unfold` names the question to begin with. */
export interface EditSetProps {
  readonly set: QuestionSet | null;
  readonly unfold?: string | undefined;
  readonly close: () => void;
}

/** Edits a stored question set: its answers are coded again, and waiting files that ask it are read again. */
export function EditSet({ set, unfold, close }: EditSetProps): ReactElement {
  const readAgain = useReadAgain();
  const notify = useNotify();
  return (
    <Modal
      data-help="questions"
      opened={set !== null}
      onClose={close}
      size={980}
      closeOnClickOutside={false}
      closeOnEscape={false}
      title={set === null ? "" : `Question set “${set.title}”`}
      closeButtonProps={{ "aria-label": "Close" }}
    >
      {set === null ? null : (
        <SetEditor
          start={set}
          stored
          unfold={unfold}
          cancel={close}
          saved={async (saved) => {
            await readAgain(saved.code);
            notify({ text: `“${saved.title}” is saved. Its answers were read again by the new scales.` });
            close();
          }}
        />
      )}
    </Modal>
  );
}
