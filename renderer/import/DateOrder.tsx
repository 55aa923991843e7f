import { Button, Group, Text } from "@mantine/core";
import type { ReactElement } from "react";
import type { SheetVerdict } from "../../shared/contract.ts";
import { MONTH_NAMES } from "../../shared/month.ts";
import { ChoosingState, useChoosing } from "./choosing.tsx";

/** Props of the question how dates are written. */
export interface DateOrderProps {
  readonly sheet: SheetVerdict;
  readonly open: NonNullable<SheetVerdict["dateOrder"]>;
}

/** Asks which way round the dates of a sheet are written, by one of them read both ways. */
export function DateOrder({ sheet, open }: DateOrderProps): ReactElement {
  const { say, task } = useChoosing(sheet);
  const [day, month] = readBothWays(open.written);
  return (
    <section className="bw-ask" aria-label="How dates are written">
      <Text fw={600}>
        Row {open.row} says “{open.written}”, and no date in the file settles which way round that is. Which day is it?
      </Text>
      <Group mt="sm" mb={task.running || task.error !== null ? "sm" : 0}>
        <Button
          variant="default"
          data-open
          disabled={task.running}
          onClick={() => void say({ dateOrder: "day-month" })}
        >
          {day} (day first)
        </Button>
        <Button variant="default" disabled={task.running} onClick={() => void say({ dateOrder: "month-day" })}>
          {month} (month first)
        </Button>
      </Group>
      <ChoosingState task={task} />
    </section>
  );
}

/** "5 February 2025" and "2 May 2025" of 05/02/2025. Dates in another form are not read here. */
export function readBothWays(written: string): readonly [dayFirst: string, monthFirst: string] {
  const [, one = "", two = "", year = ""] =
    /(\d{1,2})\s*[/.\- ]\s*(\d{1,2})\s*[/.\- ]\s*(\d{4}|\d{2})/.exec(written) ?? [];
  const full = year.length === 2 ? `20${year}` : year;
  const said = (day: string, month: string): string | null => {
    const name = MONTH_NAMES[Number(month) - 1];
    return name === undefined || day === "" ? null : `${Number(day)} ${name} ${full}`;
  };
  return [said(one, two) ?? "Like 31/12", said(two, one) ?? "Like 12/31"];
}
