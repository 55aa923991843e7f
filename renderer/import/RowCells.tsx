import { Text } from "@mantine/core";
import { IconEqual, IconHandStop, IconPencil, IconPlus } from "@tabler/icons-react";
import type { ReactElement, ReactNode } from "react";
import type { PreviewRow, StagedColumn, StagedPart } from "../../shared/contract.ts";
import { HANDBACK_SET } from "../../shared/questionSets.ts";
import { COMMISSIONER_LABELS, type Commissioner, QUESTIONS } from "../../shared/vocabulary.ts";
import type { Labels } from "../ui/labels.ts";
import type { VirtualTableProps } from "../ui/VirtualTable.tsx";

/** A question as the preview shows it: its code, and those of its choices where it is a multiple choice. */
export interface ShownQuestion {
  readonly code: string;
  readonly multiple: boolean;
}

/** The headings of the preview of a part, and the questions behind those that hold answers. */
export function rowColumns(
  part: StagedPart,
  columns: readonly StagedColumn[],
  labels: Labels,
): { readonly headings: VirtualTableProps["columns"]; readonly questions: readonly ShownQuestion[] } {
  const read = new Set(columns.map(({ role }) => role));
  const set = labels.sets.find(({ code }) => code === part.questionSet);
  const questions: ShownQuestion[] =
    part.questionSet === HANDBACK_SET
      ? QUESTIONS.filter((code) => read.has(code)).map((code) => ({ code, multiple: false }))
      : (set?.questions ?? [])
          .map(({ code, kind }) => ({ code: `${part.questionSet}.${code}`, multiple: kind === "multiple" }))
          .filter(({ code }) => read.has(code));
  return {
    questions,
    headings: [
      { key: "row", header: "Row", width: 54 },
      { key: "fate", header: "Will be", width: 96 },
      { key: "organisation", header: "Organisation", width: 122 },
      { key: "submitted", header: "Submitted", width: 100 },
      ...questions.map(({ code }) => ({ key: code, header: headingOf(code, labels), width: widthOf(code) })),
    ],
  };
}

/** Props of one row of the preview; `row` is undefined while it is being fetched. */
export interface RowCellsProps {
  readonly row: PreviewRow | undefined;
  readonly questions: readonly ShownQuestion[];
  readonly labels: Labels;
}

/** The cells of one row: where it stands, what would become of it, who answered, when and what, or why not. */
export function RowCells({ row, questions, labels }: RowCellsProps): ReactElement {
  if (row === undefined) return <td colSpan={4 + questions.length}>…</td>;
  const { icon: Icon, word } = FATES[row.fate];
  const fate = (
    <span className="bw-fate" data-fate={row.fate}>
      <Icon size={15} aria-hidden />
      {word}
    </span>
  );
  if (row.reason !== null) {
    return (
      <>
        <td>{row.row}</td>
        <td>{fate}</td>
        <td colSpan={2 + questions.length}>{row.reason}</td>
      </>
    );
  }
  return (
    <>
      <td>{row.row}</td>
      <td>{fate}</td>
      <td>{row.organisation ?? "–"}</td>
      <td>{row.submittedAt === null ? "–" : dayOf(row.submittedAt)}</td>
      {questions.map((question) => (
        <td key={question.code}>{answerOf(row, question, labels)}</td>
      ))}
    </>
  );
}

function answerOf(row: PreviewRow, { code, multiple }: ShownQuestion, labels: Labels): ReactNode {
  if (multiple) {
    const choices = row.answers.filter((answer) => answer.question.startsWith(`${code}.`));
    const ticked = choices.filter(({ option }) => option === "yes");
    return ticked.length === 0
      ? choices.length === 0
        ? "–"
        : "None"
      : ticked.map(({ question }) => labels.question(question).replace(`${labels.question(code)}: `, "")).join("; ");
  }
  const answer = row.answers.find(({ question }) => question === code);
  if (answer === undefined) return "–";
  if (answer.option === "unrecognised") {
    return (
      <>
        <span className="bw-written" title={answer.written}>
          “{answer.written}”
        </span>
        <Text size="xs" c="var(--bw-warn)" component="div">
          unknown
        </Text>
      </>
    );
  }
  const label = answer.option === "" ? answer.written : labels.option(code, answer.option);
  const same = plain(label) === plain(answer.written);
  return (
    <>
      {label}
      {same ? null : (
        <Text size="xs" c="dimmed" component="div" className="bw-written" title={answer.written}>
          “{answer.written}”
        </Text>
      )}
    </>
  );
}

/** Told apart without regard to case, spaces and the shape of apostrophes, as the engine does. */
function plain(text: string): string {
  return text.toLowerCase().replaceAll(/[’‘`]/g, "'").replaceAll(/\s+/g, " ").trim();
}

/** 2025-02-05T09:30:00 as 05/02/2025. */
function dayOf(moment: string): string {
  const [year = "", month = "", day = ""] = moment.slice(0, 10).split("-");
  return `${day}/${month}/${year}`;
}

function headingOf(code: string, labels: Labels): string {
  const [stage = "", commissioner = ""] = code.split(".");
  const short = STAGES[stage];
  return short === undefined || !(commissioner in COMMISSIONER_LABELS)
    ? labels.question(code)
    : `${short}, ${(commissioner as Commissioner) === "la" ? "LA" : "NHS"}`;
}

function widthOf(code: string): number {
  return code.startsWith("discussion.") || code.startsWith("handback.") ? 90 : 98;
}

const STAGES: Readonly<Record<string, string>> = {
  intent: "Likely to hand back",
  discussion: "Discussed",
  handback: "Handed back",
};
const FATES = {
  new: { icon: IconPlus, word: "New" },
  changed: { icon: IconPencil, word: "Changed" },
  unchanged: { icon: IconEqual, word: "Same" },
  "set-aside": { icon: IconHandStop, word: "Set aside" },
} as const;
