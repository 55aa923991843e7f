import type { Reference } from "./references.ts";

const CPA = {
  kind: "figure",
  source: "Survey of over 1,180 care and support providers, November 2024",
  publisher: "Care Provider Alliance",
  date: "2024-11-27",
  link: "https://homecareassociation.org.uk/resource/urgent-call-to-address-devastating-impact-of-budget-on-care-and-support.html",
  inPack: false,
} as const;

const NEXT_STEPS = {
  kind: "commitment",
  source: "Next steps to put People at the Heart of Care",
  publisher: "Department of Health and Social Care",
  date: "2023-04-04",
  link: "https://www.gov.uk/government/publications/adult-social-care-system-reform-next-steps-to-put-people-at-the-heart-of-care",
  inPack: false,
} as const;

/** What every campaign can cite from the start, with its source and date. None is chosen until a person does. */
export const BUILT_IN_REFERENCES: readonly Reference[] = [
  {
    ...CPA,
    id: "cpa-2024-11-hand-back",
    text: "57% of the providers that answered would hand back existing contracts to local authorities or the NHS.",
  },
  {
    ...CPA,
    id: "cpa-2024-11-refuse",
    text: "73% of the providers that answered would have to refuse new care packages from local authorities or the NHS.",
  },
  {
    ...NEXT_STEPS,
    id: "next-steps-2023-all",
    text: "£700 million over the financial years 2023 to 2024 and 2024 to 2025 to go on with the reform of adult social care in England.",
  },
  {
    ...NEXT_STEPS,
    id: "next-steps-2023-workforce",
    text: "£250 million to develop the adult social care workforce, within the £700 million of this plan.",
  },
  {
    ...NEXT_STEPS,
    id: "next-steps-2023-digital",
    text: "£100 million to support the digitisation of adult social care, within the £700 million of this plan.",
  },
];
