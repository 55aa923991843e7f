import { Skeleton } from "@mantine/core";
import type { ReactElement } from "react";
import { chartSeries } from "../../shared/charts/series.ts";
import { isAnswerTable } from "../../shared/tables.ts";
import { HiddenReasons } from "../explore/HiddenReasons.tsx";
import { useReading } from "../host/operations.ts";
import { ErrorNote } from "../ui/ErrorNote.tsx";
import { Late } from "../ui/Late.tsx";

/** What the pack will not show of intent by service type, and why, before it is made. */
export function WhatIsHidden(): ReactElement {
  const { data, error } = useReading("table.get", { measure: "intent", by: "service-type", protected: true });
  if (error !== null) return <ErrorNote fault={error} />;
  if (data === undefined || !isAnswerTable(data)) {
    return (
      <Late>
        <Skeleton h={90} />
      </Late>
    );
  }
  return <HiddenReasons series={[chartSeries(data, "service-type")]} />;
}
