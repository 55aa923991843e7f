import { groupLabel } from "../../shared/charts/labels.ts";
import { ONE_ANSWER, type FigureQuery, type TableQuestion } from "../../shared/contract.ts";
import {
  COMMISSIONER_LABELS,
  OPTION_LABELS,
  type OptionCode,
  SCALES,
  STAGE_LABELS,
  STAGES,
} from "../../shared/vocabulary.ts";

/** The options of a figure's question that stand in its base, with their words. */
function optionsOf(
  { measure }: FigureQuery,
  question: TableQuestion | null,
): readonly { code: string; label: string }[] {
  const stage = STAGES.find((candidate) => candidate === measure);
  if (stage === undefined) return question?.options ?? [];
  return SCALES[stage].inBase.map((code) => ({ code, label: OPTION_LABELS[code] }));
}

/** The figures of a group that can be looked behind, in words. */
export function choicesOf(figure: FigureQuery, question: TableQuestion | null): { value: string; label: string }[] {
  const stage = STAGES.some((candidate) => candidate === figure.measure);
  const hasShare = stage || (question?.options.some(({ counted }) => counted) ?? false);
  const of = figure.unit === "location" ? "locations" : "organisations";
  return [
    ...(hasShare ? [{ value: "counted", label: "Those the share counts" }] : []),
    { value: "base", label: `The base: ${of} that answered` },
    ...optionsOf(figure, question).map(({ code, label }) => ({
      value: `${ONE_ANSWER}${code}`,
      label: `Answered “${label}”`,
    })),
    { value: "not_applicable", label: "Not applicable" },
    { value: "blank", label: "No answer" },
    { value: "unrecognised", label: "Unrecognised wording" },
    { value: "all", label: `All ${of} of the group` },
  ];
}

/** Words for the options of a figure's question. */
export function labelsOf(figure: FigureQuery, question: TableQuestion | null): (option: string) => string {
  const own = new Map(optionsOf(figure, question).map(({ code, label }) => [code, label]));
  return (option) => own.get(option) ?? OPTION_LABELS[option as OptionCode] ?? option;
}

/** The group of a figure in words. */
export function groupText({ by, group }: FigureQuery): string {
  return groupLabel(group, by);
}

/** What a figure is about, in words. */
export function subjectText({ measure, commissioner }: FigureQuery, question: TableQuestion | null): string {
  const stage = STAGES.find((candidate) => candidate === measure);
  if (stage === undefined) return question?.label ?? measure;
  return `${STAGE_LABELS[stage]}${commissioner === null ? "" : `, ${COMMISSIONER_LABELS[commissioner]}`}`;
}
