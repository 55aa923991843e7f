import { Button, Group, NativeSelect, Text } from "@mantine/core";
import { type ReactElement, useState } from "react";
import type { SheetVerdict, StagedImport } from "../../shared/contract.ts";
import { MONTH_NAMES, monthOf } from "../../shared/month.ts";
import { useTask } from "../host/operations.ts";
import { ErrorNote } from "../ui/ErrorNote.tsx";

/** Props of the question which month a sheet is about. */
export interface MonthPickerProps {
  readonly sheet: SheetVerdict;
  readonly stageId: string;
  readonly change: (staged: StagedImport) => void;
}

/** Asks which month a sheet is about, saying why the file could not tell. */
export function MonthPicker({ sheet, stageId, change }: MonthPickerProps): ReactElement {
  const setMonth = useTask("import.setMonth");
  const [thisYear] = useState(() => new Date().getFullYear());
  const [year, setYear] = useState("");
  const [month, setChosen] = useState("");
  const use = async () => {
    const staged = await setMonth.run({ stageId, sheetKey: sheet.key, month: monthOf(Number(year), Number(month)) });
    if (staged !== null) change(staged);
  };
  return (
    <div style={{ marginTop: 12 }}>
      <Text mb="xs">{sheet.monthReason}</Text>
      <Group align="flex-end">
        <NativeSelect
          label="Month asked about"
          value={month}
          onChange={(event) => setChosen(event.currentTarget.value)}
          data={[
            { value: "", label: "Month" },
            ...MONTH_NAMES.map((label, index) => ({ value: String(index + 1), label })),
          ]}
        />
        <NativeSelect
          label="Year"
          value={year}
          onChange={(event) => setYear(event.currentTarget.value)}
          data={[{ value: "", label: "Year" }, ...Array.from({ length: 6 }, (_, index) => String(thisYear - index))]}
        />
        <Button onClick={() => void use()} disabled={month === "" || year === ""} loading={setMonth.running}>
          Use this month
        </Button>
      </Group>
      {setMonth.error === null ? null : <ErrorNote fault={setMonth.error} />}
    </div>
  );
}
