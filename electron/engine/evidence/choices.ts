import type { CheckReport } from "../../../shared/contract.ts";
import type { CountedQuestion } from "../../../shared/questionSets.ts";
import {
  COMMISSIONER_LABELS,
  COMMISSIONERS,
  OPTION_LABELS,
  REGIONS,
  SERVICE_TYPE_LABELS,
  SERVICE_TYPES,
  STAGE_LABELS,
  STAGES,
} from "../../../shared/vocabulary.ts";

type Choice = CheckReport["issues"][number]["choices"][number];

/** What a person may say of something not understood: the options of its question, the service types, the regions. */
export function choicesFor(
  { kind, field }: { readonly kind: string; readonly field: string },
  questions: readonly CountedQuestion[],
): Choice[] {
  switch (kind) {
    case "unknown-wording": {
      const options = questions.find(({ code }) => code === field)?.options ?? [];
      const own = options.map(({ code, label }) => ({ value: code, label }));
      const beside = (["dont_know", "not_applicable"] as const).flatMap((code) =>
        own.some(({ value }) => value === code) ? [] : [{ value: code, label: OPTION_LABELS[code] }],
      );
      return [...own, ...beside, { value: "blank", label: OPTION_LABELS.blank }];
    }
    case "unknown-service-type":
      return SERVICE_TYPES.map((value) => ({ value, label: SERVICE_TYPE_LABELS[value] }));
    case "unknown-region":
      return REGIONS.filter((value) => value !== "not_stated").map((value) => ({ value, label: value }));
    case "source-order":
      return [
        { value: "capacity-tracker", label: "Capacity Tracker before surveys" },
        { value: "survey", label: "Surveys before the Capacity Tracker" },
      ];
    default:
      return [];
  }
}

/** "“Discussed handing back” (local authority)". */
export function questionInWords(code: string): string {
  const [stage, commissioner] = code.split(".");
  const asked = STAGES.find((name) => name === stage);
  const whose = COMMISSIONERS.find((name) => name === commissioner);
  return asked === undefined || whose === undefined ? code : `“${STAGE_LABELS[asked]}” (${COMMISSIONER_LABELS[whose]})`;
}
