import type { ReactElement } from "react";
import type { OperationName } from "../../shared/contract.ts";
import type { Task } from "../host/operations.ts";
import { ErrorNote } from "./ErrorNote.tsx";
import { Late } from "./Late.tsx";
import { Working } from "./Working.tsx";

/** Props of what a task is at. */
export interface TaskStateProps<O extends OperationName> {
  readonly task: Pick<Task<O>, "running" | "progress" | "cancel" | "error">;
  /** What it is doing, in words. */
  readonly title: string;
}

/** How far a task is, once it takes a while, with the way to stop it; and why it failed. */
export function TaskState<O extends OperationName>({ task, title }: TaskStateProps<O>): ReactElement {
  return (
    <>
      {task.running ? (
        <Late>
          <Working title={title} progress={task.progress} cancel={task.cancel} />
        </Late>
      ) : null}
      {task.error === null ? null : <ErrorNote fault={task.error} />}
    </>
  );
}
