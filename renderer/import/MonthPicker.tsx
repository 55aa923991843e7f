import { Button, Group, NativeSelect } from "@mantine/core";
import { type ReactElement, useState } from "react";
import type { SheetVerdict, StagedPart } from "../../shared/contract.ts";
import { MONTH_NAMES, monthOf } from "../../shared/month.ts";
import { ChoosingState, useChoosing } from "./choosing.tsx";

/** Props of the question which month a part is about. `done` hears that it was said, or let be. */
export interface MonthPickerProps {
  readonly sheet: SheetVerdict;
  readonly part: StagedPart;
  readonly done: (() => void) | null;
}

/** Asks which month a part is about; an open month is asked for, another may be changed. */
export function MonthPicker({ sheet, part, done }: MonthPickerProps): ReactElement {
  const { say, task } = useChoosing(sheet);
  const [thisYear] = useState(() => new Date().getFullYear());
  const [year, setYear] = useState(part.month?.slice(0, 4) ?? "");
  const [month, setMonth] = useState(part.month === null ? "" : String(Number(part.month.slice(5))));
  const years = new Set([
    ...Array.from({ length: 8 }, (_, index) => String(thisYear - index)),
    ...(part.month === null ? [] : [part.month.slice(0, 4)]),
  ]);
  const ready = month !== "" && year !== "";
  const use = async () => {
    if (ready && (await say({ months: { [part.key]: monthOf(Number(year), Number(month)) } }))) done?.();
  };
  return (
    <form
      onSubmit={(event) => {
        event.preventDefault();
        void use();
      }}
    >
      <Group align="flex-end" mt={6} mb={4}>
        <NativeSelect
          label="Month asked about"
          data-open={part.month === null ? "" : undefined}
          data-month-picker
          value={month}
          onChange={(event) => setMonth(event.currentTarget.value)}
          data={[
            { value: "", label: "Month" },
            ...MONTH_NAMES.map((label, index) => ({ value: String(index + 1), label })),
          ]}
        />
        <NativeSelect
          label="Year"
          value={year}
          onChange={(event) => setYear(event.currentTarget.value)}
          data={[{ value: "", label: "Year" }, ...[...years].toSorted().toReversed()]}
        />
        <Button type="submit" disabled={!ready || task.running}>
          Use this month
        </Button>
        {done === null ? null : (
          <Button variant="default" onClick={done}>
            Leave it
          </Button>
        )}
      </Group>
      <ChoosingState task={task} />
    </form>
  );
}
